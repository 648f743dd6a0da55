import { describe, expect, test } from 'vitest'
import { readObject } from './calendar-object.ts'
import { ics, vevent } from './expand.cases.ts'
import { answersOf, changedAnswers, compare } from './itip-diff.ts'

const ada = 'ORGANIZER:mailto:ada@test'
const [bob, eve] = ['ATTENDEE:mailto:bob@test', 'ATTENDEE:mailto:eve@test']
const paris = 'TZID=Europe/Paris'

const start = `DTSTART;${paris}:20261012T100000`
const series = (...lines: string[]) => vevent(start, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4', ada, ...lines)
const override = (...lines: string[]) =>
  vevent(`RECURRENCE-ID;${paris}:20261019T100000`, `DTSTART;${paris}:20261019T100000`, 'DURATION:PT1H', ada, ...lines)
const third = '20261019T080000Z'
const single = (...lines: string[]) => vevent(start, 'DURATION:PT1H', ada, ...lines)

/** `bob: REQUEST!` where times are others, `eve: CANCEL 2026…`. */
const said = (before: string[] | undefined, after: string[] | undefined) => {
  const read = (lines: string[] | undefined) => lines && readObject(ics(...lines))
  return compare(read(before), read(after)).attendees.map(({ address, request, material, cancelled }) =>
    [
      `${address.replace('@test', '')}:`,
      ...(request ? [`REQUEST${material ? '!' : ''}`] : []),
      ...cancelled.map((key) => `CANCEL ${key ?? 'all'}`),
    ].join(' '),
  )
}

describe('what is to be said, and to whom', () => {
  const rows: [says: string, before: string[] | undefined, after: string[] | undefined, said: string[]][] = [
    ['an event is new', undefined, single(bob, eve), ['bob: REQUEST!', 'eve: REQUEST!']],
    ['nobody is invited', undefined, single(), []],
    ['nothing is new', single(bob), single(bob), []],
    ['an event is gone', single(bob, eve), undefined, ['bob: CANCEL all', 'eve: CANCEL all']],
    ['an event is cancelled', single(bob), single(bob, 'STATUS:CANCELLED'), ['bob: CANCEL all']],
    ['it has another title', single(bob, 'SUMMARY:a'), single(bob, 'SUMMARY:b'), ['bob: REQUEST']],
    [
      'it is at another time',
      single(bob),
      vevent(`DTSTART;${paris}:20261012T110000`, 'DURATION:PT1H', ada, bob),
      ['bob: REQUEST!'],
    ],
    ['it is longer', single(bob), vevent(start, 'DURATION:PT2H', ada, bob), ['bob: REQUEST!']],
    [
      'the same time is written otherwise',
      single(bob),
      vevent('DTSTART:20261012T080000Z', 'DTEND:20261012T090000Z', ada, bob),
      [],
    ],
    ['somebody else is invited: the others hear nothing', single(bob), single(bob, eve), ['eve: REQUEST!']],
    ['somebody is not invited any more', single(bob, eve), single(bob), ['eve: CANCEL all']],
    ['an address is written otherwise', single(bob), single('ATTENDEE;CN=Bob:MAILTO:Bob@Test'), []],
    ['one answered', single(bob), single('ATTENDEE;PARTSTAT=ACCEPTED;SCHEDULE-STATUS=2.0:mailto:bob@test'), []],
    [
      'a program left its marks',
      single(bob),
      single(bob, 'X-MOZ-GENERATION:2', 'SEQUENCE:4', 'LAST-MODIFIED:20260101T000000Z'),
      [],
    ],
    ['an alarm is set', single(bob), single(bob, 'BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', 'END:VALARM'), []],
    ['the organizer is among those invited', undefined, single('ATTENDEE:MAILTO:ADA@test', bob), ['bob: REQUEST!']],
    [
      'it is to be sent again',
      single(bob),
      single('ATTENDEE;SCHEDULE-FORCE-SEND=REQUEST:mailto:bob@test'),
      ['bob: REQUEST'],
    ],
    ['the link came', single(bob), single(bob, 'CONFERENCE;VALUE=URI:https://x.test/'), ['bob: REQUEST']],
    [
      'a rule is another',
      series(bob),
      vevent(start, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4', ada, bob),
      ['bob: REQUEST!'],
    ],
    ['a date is added', series(bob), series(bob, 'RDATE:20261220T080000Z'), ['bob: REQUEST!']],
    ['a date is taken out', series(bob), series(bob, `EXDATE;${paris}:20261019T100000`), [`bob: CANCEL ${third}`]],
    [
      'a date is cancelled',
      series(bob),
      [...series(bob), ...override(bob, 'STATUS:CANCELLED')],
      [`bob: CANCEL ${third}`],
    ],
    [
      'a date has other words',
      series(bob, eve),
      [...series(bob, eve), ...override(bob, eve, 'SUMMARY:b')],
      ['bob: REQUEST', 'eve: REQUEST'],
    ],
    [
      'a date is moved',
      series(bob),
      [
        ...series(bob),
        ...vevent('RECURRENCE-ID:20261019T080000Z', 'DTSTART:20261020T080000Z', 'DURATION:PT1H', ada, bob),
      ],
      ['bob: REQUEST!'],
    ],
    [
      'an override says no more than an answer',
      series(bob),
      [...series(bob), ...override('ATTENDEE;PARTSTAT=DECLINED:mailto:bob@test')],
      [],
    ],
    [
      'one is not part of one date',
      series(bob, eve),
      [...series(bob, eve), ...override(bob)],
      [`eve: CANCEL ${third}`],
    ],
    ['one is part of one date only', series(bob), [...series(bob), ...override(bob, eve)], ['eve: REQUEST!']],
    [
      'that date is taken out',
      [...series(bob), ...override(bob, eve)],
      series(bob, `EXDATE;${paris}:20261019T100000`),
      [`bob: CANCEL ${third}`, `eve: CANCEL ${third}`],
    ],
    [
      'that date is like the others again',
      [...series(bob), ...override(bob, eve)],
      series(bob),
      [`eve: CANCEL ${third}`],
    ],
    [
      'all is gone, of which one knew one date',
      [...series(bob), ...override(bob, eve)],
      undefined,
      ['bob: CANCEL all', `eve: CANCEL ${third}`],
    ],
    [
      'one leaves the series and stays for one date',
      series(bob, eve),
      [...series(bob), ...override(bob, eve)],
      ['eve: REQUEST CANCEL all'],
    ],
    [
      'the series ends before an override: its new rule says so',
      [...series(bob), ...override(bob, 'SUMMARY:b')],
      vevent(start, 'DURATION:PT1H', ada, bob),
      ['bob: REQUEST!'],
    ],
  ]
  for (const [says, before, after, gives] of rows) test(says, () => expect(said(before, after)).toEqual(gives))

  test.each(['', ';COUNT=6000'])('two thousand dates are taken out of a series%s at once', (count) => {
    const daily = (...lines: string[]) =>
      vevent('DTSTART:20200101T080000Z', `RRULE:FREQ=DAILY${count}`, ada, bob, eve, ...lines)
    const day = (i: number) => new Date(Date.UTC(2020, 0, 2 + i)).toISOString().slice(0, 10).replaceAll('-', '')
    const gone = Array.from({ length: 2000 }, (_, i) => `${day(i)}T080000Z`)
    const [before, after] = [ics(...daily()), ics(...daily(`EXDATE:${gone.join(',')}`))].map((it) => readObject(it))
    const since = performance.now()

    expect(compare(before, after).attendees.map(({ cancelled }) => cancelled.length)).toEqual([2000, 2000])
    expect(performance.now() - since).toBeLessThan(1000)
  })

  test('each instance says what is new about it', () => {
    const before = readObject(ics(...series(bob, eve)))
    const after = readObject(ics(...series(bob, eve), ...override(bob, 'SUMMARY:b')))

    expect(compare(before, after)).toMatchObject({
      organizer: 'ada@test',
      instances: [
        { key: third, material: false, significant: true, added: [], removed: ['eve@test'], kept: ['bob@test'] },
      ],
    })
  })

  test('how one wants to be told stands beside their name', () => {
    const object = readObject(ics(...single('ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:bob@test')))

    expect(compare(undefined, object).attendees[0]?.property.getFirstParameter('schedule-agent')).toBe('CLIENT')
  })
})

describe('what one answers', () => {
  const answer = (partstat: string) => `ATTENDEE;PARTSTAT=${partstat}:mailto:bob@test`
  const rows: [
    says: string,
    before: string[] | undefined,
    after: string[] | undefined,
    changed: [string | null, string][],
  ][] = [
    ['to all', series(bob), series(answer('ACCEPTED')), [[null, 'ACCEPTED']]],
    ['nothing new', series(answer('ACCEPTED')), series(answer('accepted')), []],
    [
      'to one date',
      series(answer('ACCEPTED')),
      [...series(answer('ACCEPTED')), ...override(answer('DECLINED'))],
      [[third, 'DECLINED']],
    ],
    [
      'to one date as to all',
      series(answer('ACCEPTED')),
      [...series(answer('ACCEPTED')), ...override(answer('ACCEPTED'))],
      [],
    ],
    [
      'a date that is taken out is declined',
      series(bob),
      series(bob, `EXDATE;${paris}:20261019T100000`),
      [[third, 'DECLINED']],
    ],
    ['what is deleted is declined', series(bob), undefined, [[null, 'DECLINED']]],
    ['what was declined before is not declined twice', series(answer('DECLINED')), undefined, []],
  ]
  for (const [says, before, after, changed] of rows)
    test(says, () => {
      const [was, is] = [before && readObject(ics(...before)), after && readObject(ics(...after))]

      expect([...changedAnswers(was, is, 'bob@test')]).toEqual(changed)
    })

  test('is known by instance', () => {
    const object = readObject(ics(...series(answer('ACCEPTED')), ...override(answer('TENTATIVE'))))

    expect([...answersOf(object, 'bob@test')]).toEqual([
      [null, 'ACCEPTED'],
      [third, 'TENTATIVE'],
    ])
  })
})
