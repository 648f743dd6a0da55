import { TimeZone } from '@amphi/contract/calendars'
import { describe, expect, test } from 'vitest'
import { readObject } from './calendar-object.ts'
import { instancesOf } from './expand.ts'
import { ics, vevent } from './expand.cases.ts'
import { wallsOf } from './recurrence.ts'
import { readRule } from './rule.ts'
import { instantOf, utc, wallOf } from './zone.ts'
import { ianaName, vtimezoneOf, zoneNamed, zoneOfName } from './zones.ts'

describe('names of zones', () => {
  const rows: [said: string, name: string | undefined][] = [
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['"Europe/Paris"', 'Europe/Paris'],
    ['Romance Standard Time', 'Europe/Paris'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Eastern Standard Time', 'America/New_York'],
    ['Tokyo Standard Time', 'Asia/Tokyo'],
    ['/mozilla.org/20050126_1/Europe/Paris', 'Europe/Paris'],
    ['/freeassociation.sourceforge.net/Europe/Paris', 'Europe/Paris'],
    ['/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['/citadel.org/20211207_1/Europe/Paris', 'Europe/Paris'],
    ['US/Eastern', 'US/Eastern'],
    ['Customized Time Zone', undefined],
    ['(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris', undefined],
    ['PT', undefined],
    ['', undefined],
    ['constructor', undefined],
  ]
  for (const [said, name] of rows) test(`“${said}” is ${name ?? 'nobody’s'}`, () => expect(ianaName(said)).toBe(name))

  test('every zone of the world that has rules has a VTIMEZONE', () => {
    const missing = Intl.supportedValuesOf('timeZone').filter((it) => zoneNamed(it) !== utc && !vtimezoneOf(it))

    expect(missing).toEqual([])
  })

  test('a calendar may only be in a zone that has a name', () => {
    const said = ['Europe/Paris', 'UTC', 'Asia/Calcutta', 'EST5EDT', '+01:00', '-0530', 'Lune', '']

    expect(said.filter((it) => TimeZone.safeParse(it).success)).toEqual(said.slice(0, 4))
    for (const name of said.slice(0, 4)) expect(zoneNamed(name)).toBeDefined()
  })

  test('a calendar in no zone is a fault', () => {
    expect(() => zoneOfName('Lune')).toThrow(expect.objectContaining({ kind: 'unknown_zone' }))
  })
})

describe('clocks', () => {
  const rows: [zone: string, clock: string, utc: string][] = [
    ['Europe/Paris', '2026-07-01T12:00', '2026-07-01T10:00'],
    ['Europe/Paris', '2026-12-31T23:30', '2026-12-31T22:30'],
    ['Europe/Paris', '2026-03-29T01:59', '2026-03-29T00:59'],
    ['Europe/Paris', '2026-03-29T02:30', '2026-03-29T01:30'],
    ['Europe/Paris', '2026-03-29T03:00', '2026-03-29T01:00'],
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['Europe/Paris', '2026-10-25T03:00', '2026-10-25T02:00'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
    ['Asia/Kathmandu', '2026-01-01T05:45', '2026-01-01T00:00'],
    ['Pacific/Kiritimati', '2026-01-01T14:00', '2026-01-01T00:00'],
    ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00'],
    ['Europe/Moscow', '2012-01-01T04:00', '2012-01-01T00:00'],
    ['Europe/Moscow', '2026-01-01T03:00', '2026-01-01T00:00'],
  ]
  for (const [zone, clock, moment] of rows)
    test(`${clock} in ${zone} is ${moment} in UTC`, () => {
      const instant = instantOf(Date.parse(`${clock}Z`), zoneOfName(zone))

      expect(new Date(instant).toISOString().slice(0, 16)).toBe(moment)
    })

  test('they show again what they were read by, all the year', () => {
    for (const name of ['Europe/Paris', 'America/St_Johns', 'Africa/Casablanca', 'Asia/Tehran', 'Pacific/Chatham']) {
      const zone = zoneOfName(name)
      const daily = readRule({ freq: 'HOURLY', interval: 5, count: 1752 }, () => utc)
      for (const instant of wallsOf(daily, Date.parse('2026-01-01T00:00Z'), { to: Infinity })) {
        const again = instantOf(wallOf(instant, zone), zone)

        // The second of an hour that comes twice is read as the first.
        expect([0, 3_600_000]).toContain(instant - again)
      }
    }
  })
})

const observance = (kind: string, from: string, to: string, start: string, ...lines: string[]) => [
  `BEGIN:${kind}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  `DTSTART:${start}`,
  ...lines,
  `END:${kind}`,
]
const zone = (tzid: string, ...lines: string[]) => ['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...lines, 'END:VTIMEZONE']

/** As Outlook writes a zone. */
const ofOutlook = [
  ...observance('STANDARD', '+0200', '+0100', '16010101T030000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'),
  ...observance('DAYLIGHT', '+0100', '+0200', '16010101T020000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'),
]

const momentsOf = (...lines: string[]) =>
  instancesOf(readObject(ics(...lines)), { from: new Date(0), to: new Date('2100-01-01'), zone: 'UTC', most: 9 }).map(
    ({ startsAt }) => startsAt.toISOString().slice(0, 16),
  )

describe('zones that an object describes', () => {
  test('are taken where nobody knows the name, with their changes of hour', () => {
    const found = momentsOf(
      ...zone('Customized Time Zone', ...ofOutlook),
      ...vevent('DTSTART;TZID=Customized Time Zone:20261012T100000', 'RRULE:FREQ=WEEKLY;COUNT=3'),
    )

    expect(found).toEqual(['2026-10-12T08:00', '2026-10-19T08:00', '2026-10-26T09:00'])
  })

  test('are passed over where the world knows the name', () => {
    const found = momentsOf(
      ...zone('Europe/Paris', ...observance('STANDARD', '-0800', '-0800', '19700101T000000')),
      ...vevent('DTSTART;TZID=Europe/Paris:20261012T100000'),
    )

    expect(found).toEqual(['2026-10-12T08:00'])
  })

  const rows: [says: string, lines: string[], clock: string, moment: string][] = [
    [
      'one difference for ever',
      observance('STANDARD', '+0530', '+0530', '19700101T000000'),
      '20261012T100000',
      '2026-10-12T04:30',
    ],
    [
      'before its first change',
      observance('STANDARD', '+0200', '+0100', '20300101T000000'),
      '20261012T100000',
      '2026-10-12T08:00',
    ],
    [
      'changes by dates',
      observance('STANDARD', '+0200', '+0100', '19700101T000000', 'RDATE:20260101T000000,20270101T000000'),
      '20261012T100000',
      '2026-10-12T09:00',
    ],
    [
      'rules that ended',
      [
        ...observance(
          'DAYLIGHT',
          '+0100',
          '+0200',
          '20000326T020000',
          'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20200329T010000Z',
        ),
        ...observance(
          'STANDARD',
          '+0200',
          '+0100',
          '20001029T030000',
          'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20191027T010000Z',
        ),
      ],
      '20261212T100000',
      '2026-12-12T08:00',
    ],
    ['the far future', ofOutlook, '29990701T100000', '2999-07-01T08:00'],
  ]
  for (const [says, lines, clock, moment] of rows)
    test(says, () => {
      const name = 'Chez nous'

      expect(momentsOfAll(name, lines, clock)).toEqual([moment])
    })

  const many = (count: number, line: string) => Array.from({ length: count }, () => line)
  const yearly = 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'
  const refused: [says: string, lines: string[]][] = [
    ['with an hour of its own', ['RRULE:FREQ=YEARLY;BYMONTH=3;BYHOUR=1,2,3']],
    ['with minutes of its own', ['RRULE:FREQ=YEARLY;BYMONTH=3;BYMINUTE=1,2,3']],
    ['with seconds of its own', ['RRULE:FREQ=YEARLY;BYMONTH=3;BYSECOND=1,2,3']],
    ['with places in a set', ['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYSETPOS=-1']],
    ['for every week', ['RRULE:FREQ=YEARLY;BYDAY=SU']],
    ['nine times over', many(9, yearly)],
    ['that is counted for ever', [`${yearly};COUNT=501`]],
  ]
  for (const [says, lines] of refused)
    test(`a rule ${says} is no zone’s`, () => {
      const text = ics(
        ...zone('Chez nous', ...observance('STANDARD', '+0200', '+0100', '16010101T000000', ...lines)),
        ...vevent('DTSTART;TZID=Chez nous:20261012T100000'),
      )

      expect(() => readObject(text)).toThrow(expect.objectContaining({ kind: 'too_many' }))
    })

  test('more than 500 changes by name are no zone’s', () => {
    const dates = Array.from({ length: 501 }, (_, i) => `${1500 + i}0101T000000`).join(',')
    const lines = observance('STANDARD', '+0200', '+0100', '16010101T000000', `RDATE:${dates}`)

    expect(() => momentsOfAll('Chez nous', lines, '20261012T100000')).toThrow(
      expect.objectContaining({ kind: 'too_many' }),
    )
  })

  test('more than 20 of them are no event’s', () => {
    const names = Array.from({ length: 21 }, (_, i) => `Lieu ${i}`)
    const text = ics(
      ...names.flatMap((it) => zone(it, ...ofOutlook)),
      ...vevent(
        'DTSTART:20261012T100000Z',
        'RRULE:FREQ=DAILY',
        ...names.map((it) => `EXDATE;TZID=${it}:20261013T100000`),
      ),
    )

    expect(() => readObject(text)).toThrow(expect.objectContaining({ kind: 'too_many' }))
  })

  const momentsOfAll = (name: string, lines: string[], clock: string) =>
    instancesOf(readObject(ics(...zone(name, ...lines), ...vevent(`DTSTART;TZID=${name}:${clock}`))), {
      from: new Date(0),
      to: new Date('3100-01-01'),
      zone: 'UTC',
      most: 9,
    }).map(({ startsAt }) => startsAt.toISOString().slice(0, 16))
})
