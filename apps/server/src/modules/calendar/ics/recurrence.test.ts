import { describe, expect, test } from 'vitest'
import { readDate } from './date-values.ts'
import { ICAL } from './ical.ts'
import { createBudget, wallsOf } from './recurrence.ts'
import { readRule } from './rule.ts'
import { utc } from './zone.ts'

const wallOf = (text: string) => Date.parse(`${text.length === 10 ? `${text}T00:00:00` : text}Z`)

const ruleOf = (text: string) =>
  readRule((ICAL.parse.property(`RRULE:${text}`, ICAL.design.icalendar) as unknown[])[3], () => utc)

const given = (start: string, text: string, most = 20, from?: string) => {
  const rule = ruleOf(text)
  const to = rule.until ? rule.until.wall : Infinity
  const found: string[] = []
  for (const wall of wallsOf(rule, wallOf(start), { to, ...(from ? { from: wallOf(from) } : {}) })) {
    if (found.length >= most) break
    found.push(new Date(wall).toISOString().slice(0, 16))
  }
  return found
}

/** Days, where all are at nine in the morning as RFC 5545's are. */
const days = (...texts: string[]) => texts.map((it) => `${it}T09:00`)
const inMonth = (month: string, ...numbers: number[]) =>
  numbers.map((it) => `${month}-${String(it).padStart(2, '0')}T09:00`)

/** The examples of RFC 5545 §3.8.5.3, all of them, with the errata: what begins with DTSTART has it. */
const examples: [start: string, rule: string, gives: string[]][] = [
  ['1997-09-02', 'FREQ=DAILY;COUNT=10', inMonth('1997-09', 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)],
  ['1997-12-22', 'FREQ=DAILY;UNTIL=19971224T000000Z', inMonth('1997-12', 22, 23)],
  ['1997-09-02', 'FREQ=DAILY;INTERVAL=2', inMonth('1997-09', 2, 4, 6, 8)],
  [
    '1997-09-02',
    'FREQ=DAILY;INTERVAL=10;COUNT=5',
    days('1997-09-02', '1997-09-12', '1997-09-22', '1997-10-02', '1997-10-12'),
  ],
  [
    '1998-01-30',
    'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    days('1998-01-30', '1998-01-31', '1999-01-01', '1999-01-02'),
  ],
  [
    '1998-01-30',
    'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    days('1998-01-30', '1998-01-31', '1999-01-01', '1999-01-02'),
  ],
  [
    '1997-09-02',
    'FREQ=WEEKLY;COUNT=10',
    days(
      '1997-09-02',
      '1997-09-09',
      '1997-09-16',
      '1997-09-23',
      '1997-09-30',
      '1997-10-07',
      '1997-10-14',
      '1997-10-21',
      '1997-10-28',
      '1997-11-04',
    ),
  ],
  ['1997-09-02', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU', days('1997-09-02', '1997-09-16', '1997-09-30', '1997-10-14')],
  [
    '1997-09-02',
    'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    days(
      '1997-09-02',
      '1997-09-04',
      '1997-09-09',
      '1997-09-11',
      '1997-09-16',
      '1997-09-18',
      '1997-09-23',
      '1997-09-25',
      '1997-09-30',
      '1997-10-02',
    ),
  ],
  [
    '1997-09-01',
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    days('1997-09-01', '1997-09-03', '1997-09-05', '1997-09-15', '1997-09-17', '1997-09-19'),
  ],
  [
    '1997-09-02',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    days(
      '1997-09-02',
      '1997-09-04',
      '1997-09-16',
      '1997-09-18',
      '1997-09-30',
      '1997-10-02',
      '1997-10-14',
      '1997-10-16',
    ),
  ],
  [
    '1997-09-05',
    'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    days(
      '1997-09-05',
      '1997-10-03',
      '1997-11-07',
      '1997-12-05',
      '1998-01-02',
      '1998-02-06',
      '1998-03-06',
      '1998-04-03',
      '1998-05-01',
      '1998-06-05',
    ),
  ],
  [
    '1997-09-07',
    'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    days(
      '1997-09-07',
      '1997-09-28',
      '1997-11-02',
      '1997-11-30',
      '1998-01-04',
      '1998-01-25',
      '1998-03-01',
      '1998-03-29',
      '1998-05-03',
      '1998-05-31',
    ),
  ],
  [
    '1997-09-22',
    'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    days('1997-09-22', '1997-10-20', '1997-11-17', '1997-12-22', '1998-01-19', '1998-02-16'),
  ],
  [
    '1997-09-28',
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    days('1997-09-28', '1997-10-29', '1997-11-28', '1997-12-29', '1998-01-29', '1998-02-26'),
  ],
  [
    '1997-09-02',
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    days(
      '1997-09-02',
      '1997-09-15',
      '1997-10-02',
      '1997-10-15',
      '1997-11-02',
      '1997-11-15',
      '1997-12-02',
      '1997-12-15',
      '1998-01-02',
      '1998-01-15',
    ),
  ],
  [
    '1997-09-30',
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    days(
      '1997-09-30',
      '1997-10-01',
      '1997-10-31',
      '1997-11-01',
      '1997-11-30',
      '1997-12-01',
      '1997-12-31',
      '1998-01-01',
      '1998-01-31',
      '1998-02-01',
    ),
  ],
  [
    '1997-09-10',
    'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    [...inMonth('1997-09', 10, 11, 12, 13, 14, 15), ...inMonth('1999-03', 10, 11, 12, 13)],
  ],
  [
    '1997-09-02',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    [...inMonth('1997-09', 2, 9, 16, 23, 30), ...inMonth('1997-11', 4, 11, 18, 25)],
  ],
  [
    '1997-06-10',
    'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    ['1997', '1998', '1999', '2000', '2001'].flatMap((it) => days(`${it}-06-10`, `${it}-07-10`)),
  ],
  [
    '1997-03-10',
    'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    [
      ...days('1997-03-10'),
      ...['1999', '2001', '2003'].flatMap((it) => days(`${it}-01-10`, `${it}-02-10`, `${it}-03-10`)),
    ],
  ],
  [
    '1997-01-01',
    'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    days(
      '1997-01-01',
      '1997-04-10',
      '1997-07-19',
      '2000-01-01',
      '2000-04-09',
      '2000-07-18',
      '2003-01-01',
      '2003-04-10',
      '2003-07-19',
      '2006-01-01',
    ),
  ],
  ['1997-05-19', 'FREQ=YEARLY;BYDAY=20MO', days('1997-05-19', '1998-05-18', '1999-05-17')],
  ['1997-05-12', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', days('1997-05-12', '1998-05-11', '1999-05-17')],
  [
    '1997-03-13',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    days('1997-03-13', '1997-03-20', '1997-03-27', '1998-03-05', '1998-03-12'),
  ],
  [
    '1997-06-05',
    'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    [...inMonth('1997-06', 5, 12, 19, 26), ...inMonth('1997-07', 3, 10, 17, 24, 31)],
  ],
  [
    '1998-02-13',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    days('1998-02-13', '1998-03-13', '1998-11-13', '1999-08-13', '2000-10-13'),
  ],
  [
    '1997-09-13',
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    days('1997-09-13', '1997-10-11', '1997-11-08', '1997-12-13', '1998-01-10'),
  ],
  [
    '1996-11-05',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    days('1996-11-05', '2000-11-07', '2004-11-02'),
  ],
  ['1997-09-04', 'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', days('1997-09-04', '1997-10-07', '1997-11-06')],
  [
    '1997-09-29',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    days('1997-09-29', '1997-10-30', '1997-11-27', '1997-12-30', '1998-01-29'),
  ],
  [
    '1997-09-02',
    'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
    ['1997-09-02T09:00', '1997-09-02T12:00', '1997-09-02T15:00'],
  ],
  [
    '1997-09-02',
    'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
    ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15'].map((it) => `1997-09-02T${it}`),
  ],
  [
    '1997-09-02',
    'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
    ['09:00', '10:30', '12:00', '13:30'].map((it) => `1997-09-02T${it}`),
  ],
  [
    '1997-09-02',
    'FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40',
    ['02T09:00', '02T09:20', '02T09:40', '02T10:00', '02T10:20', '02T10:40', '03T09:00'].map((it) => `1997-09-${it}`),
  ],
  [
    '1997-09-02',
    'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10',
    ['02T09:00', '02T09:20', '02T09:40', '02T10:00', '02T10:20', '02T10:40', '03T09:00'].map((it) => `1997-09-${it}`),
  ],
  [
    '1997-08-05',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    days('1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'),
  ],
  [
    '1997-08-05',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    days('1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'),
  ],
  [
    '2007-01-15',
    'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    days('2007-01-15', '2007-01-30', '2007-02-15', '2007-03-15', '2007-03-30'),
  ],
]

describe('the examples of RFC 5545', () => {
  for (const [day, rule, gives] of examples)
    test(`${rule} from ${day}`, () => expect(given(`${day}T09:00:00`, rule, gives.length)).toEqual(gives))

  test('every day of January is said in two ways that are one', () => {
    const [yearly, daily] = ['FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA', 'FREQ=DAILY;BYMONTH=1']

    expect(given('1998-01-01T09:00:00', yearly, 93)).toEqual(given('1998-01-01T09:00:00', daily, 93))
  })
})

describe('what a rule gives', () => {
  const rows: [says: string, start: string, rule: string, gives: string[]][] = [
    [
      'POD-14 the 31st of each month leaves out the short ones',
      '2026-01-31T09:00:00',
      'FREQ=MONTHLY',
      days('2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31'),
    ],
    [
      'POD-14 29 February comes every four years',
      '2024-02-29T09:00:00',
      'FREQ=YEARLY',
      days('2024-02-29', '2028-02-29', '2032-02-29'),
    ],
    [
      'POD-14 the fifth Friday stays the fifth',
      '2026-01-30T09:00:00',
      'FREQ=MONTHLY;BYDAY=5FR',
      days('2026-01-30', '2026-05-29', '2026-07-31', '2026-10-30'),
    ],
    [
      'POD-14 what begins on a Sunday stays on Sundays',
      '2026-01-11T09:00:00',
      'FREQ=MONTHLY;BYDAY=2SU',
      days('2026-01-11', '2026-02-08', '2026-03-08'),
    ],
    [
      '100 years are leapt over where no leap day is',
      '2096-02-29T09:00:00',
      'FREQ=YEARLY',
      days('2096-02-29', '2104-02-29'),
    ],
    [
      'the week of a year without a day is on the weekday it began with',
      '2026-05-13T09:00:00',
      'FREQ=YEARLY;BYWEEKNO=20',
      days('2026-05-13', '2027-05-19', '2028-05-17'),
    ],
    [
      'the last week of the year, from the back',
      '2026-12-28T09:00:00',
      'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO',
      days('2026-12-28', '2027-12-27', '2028-12-25'),
    ],
    [
      'the first week of a year may begin in the one before',
      '2024-12-30T09:00:00',
      'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO',
      days('2024-12-30', '2025-12-29', '2027-01-04'),
    ],
    [
      'the last day of the year, from the back',
      '2026-12-31T09:00:00',
      'FREQ=YEARLY;BYYEARDAY=-1',
      days('2026-12-31', '2027-12-31', '2028-12-31'),
    ],
    [
      'every month of a year on a day',
      '2026-01-13T09:00:00',
      'FREQ=YEARLY;BYMONTHDAY=13',
      days('2026-01-13', '2026-02-13', '2026-03-13'),
    ],
    [
      'the first and the last working day',
      '2026-01-01T09:00:00',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1',
      days('2026-01-01', '2026-01-30', '2026-02-02', '2026-02-27'),
    ],
    [
      'DTSTART is there and counts, though the rule does not say it',
      '2026-01-05T09:00:00',
      'FREQ=WEEKLY;BYDAY=TU;COUNT=3',
      days('2026-01-05', '2026-01-06', '2026-01-13'),
    ],
    [
      'a second of sixty is the one before',
      '2026-01-05T09:00:00',
      'FREQ=MINUTELY;BYSECOND=60;COUNT=2',
      ['2026-01-05T09:00', '2026-01-05T09:00'],
    ],
    [
      'before 1970 as after',
      '1969-12-29T09:30:00',
      'FREQ=HOURLY;INTERVAL=12;COUNT=8',
      [
        '1969-12-29T09:30',
        '1969-12-29T21:30',
        '1969-12-30T09:30',
        '1969-12-30T21:30',
        '1969-12-31T09:30',
        '1969-12-31T21:30',
        '1970-01-01T09:30',
        '1970-01-01T21:30',
      ],
    ],
  ]
  for (const [says, start, rule, gives] of rows)
    test(says, () => expect(given(start, rule, gives.length)).toEqual(gives))

  const jumps = [
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA;WKST=SU',
    'FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR',
    'FREQ=YEARLY;INTERVAL=3;BYMONTH=2,11;BYDAY=1MO',
    'FREQ=HOURLY;INTERVAL=7;BYDAY=MO,TH',
    'FREQ=MINUTELY;INTERVAL=50;BYHOUR=9,13',
  ]
  for (const rule of jumps)
    test(`${rule} is the same wherever one begins to look`, () => {
      const start = '1997-09-02T09:00:00'
      const all = given(start, rule, 20_000)
      const from = '2004-03-03T00:00:00'

      expect(given(start, rule, 50, from)).toEqual(all.filter((it) => it >= from).slice(0, 50))
    })
})

describe('a rule that was made to harm', () => {
  const never = [
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4',
    'FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15,16,17,18,19,20,21',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;INTERVAL=60;BYSECOND=30',
    'FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6',
    'FREQ=YEARLY;INTERVAL=100000;BYMONTH=2;BYMONTHDAY=30',
  ]
  const followed = (text: string) => {
    const rule = ruleOf(text)
    const budget = createBudget(200_000)
    const found = [...wallsOf(rule, wallOf('2026-01-05T09:00:00'), { to: rule.until?.wall ?? Infinity, budget })]
    return { found: found.length, steps: budget.steps, misses: budget.misses }
  }

  for (const rule of never)
    test(`${rule} gives up`, () => {
      const { found, steps } = followed(rule)

      expect(found).toBe(1)
      expect(steps).toBeLessThanOrEqual(200_001)
    })

  test('every second until the year 9999 is followed as far as is allowed', () => {
    const { found, steps } = followed('FREQ=SECONDLY;UNTIL=99991231T235959Z')

    expect([found, steps]).toEqual([200_001, 200_001])
  })
})

describe('a rule is refused that', () => {
  const said = (value: unknown) => () => readRule(value, () => utc)
  const rows: [says: string, value: unknown][] = [
    ['says nothing', null],
    ['does not say how often', { interval: 2 }],
    ['is of another frequency', { freq: 'FORTNIGHTLY' }],
    ['counts days that are none', { freq: 'MONTHLY', bymonthday: 0 }],
    ['counts to a month that is none', { freq: 'YEARLY', bymonth: [1, 13] }],
    ['ends on a day that is none', { freq: 'DAILY', until: '2026-02-30' }],
    ['has weekdays that are none', { freq: 'WEEKLY', byday: 'XX' }],
    ['counts by another calendar', { freq: 'YEARLY', rscale: 'CHINESE' }],
    ['has a part that nobody knows', { freq: 'DAILY', byeaster: '1' }],
    ['goes on for nothing', { freq: 'DAILY', count: 0 }],
  ]
  for (const [says, value] of rows)
    test(says, () => expect(said(value)).toThrow(expect.objectContaining({ kind: 'bad_rule' })))

  test('a part of one’s own is passed over', () => expect(said({ freq: 'DAILY', 'x-own': '1' })).not.toThrow())
  test('a date is read to the letter', () =>
    expect(() => readDate('2026-02-30', undefined, () => utc)).toThrow(expect.objectContaining({ kind: 'bad_date' })))
})
