import { readObject } from './calendar-object.ts'
import { instancesOf } from './expand.ts'

/** One calendar object of these lines. */
export const ics = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test', ...lines, 'END:VCALENDAR', ''].join('\r\n')

/** One event of these lines, with a UID. */
export const vevent = (...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:1@test',
  'DTSTAMP:20260101T000000Z',
  ...lines,
  'END:VEVENT',
]

interface Case {
  says: string
  lines: string[]
  from: string
  to: string
  /** `key start/end`, in UTC; `*` before what an override says. */
  gives: string[]
}

const paris = 'TZID=Europe/Paris'

/** What a calendar shows whatever the clock of the server says; whole days and floating times are those of Paris. */
export const cases: Case[] = [
  {
    says: 'CAL-20 a weekly series keeps its hour when clocks change, without the date taken out',
    lines: vevent(
      `DTSTART;${paris}:20261012T100000`,
      `DTEND;${paris}:20261012T110000`,
      'RRULE:FREQ=WEEKLY;UNTIL=20261102T090000Z',
      `EXDATE;${paris}:20261019T100000`,
    ),
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: [
      '20261012T080000Z 2026-10-12T08:00/2026-10-12T09:00',
      '20261026T090000Z 2026-10-26T09:00/2026-10-26T10:00',
      '20261102T090000Z 2026-11-02T09:00/2026-11-02T10:00',
    ],
  },
  {
    says: 'a daily series goes over the change to summer time',
    lines: vevent(`DTSTART;${paris}:20260328T090000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'),
    from: '2026-03-01T00:00Z',
    to: '2026-05-01T00:00Z',
    gives: [
      '20260328T080000Z 2026-03-28T08:00/2026-03-28T09:00',
      '20260329T070000Z 2026-03-29T07:00/2026-03-29T08:00',
      '20260330T070000Z 2026-03-30T07:00/2026-03-30T08:00',
    ],
  },
  {
    says: 'half past two is at half past three in the hour that is skipped (RFC 5545 §3.3.5)',
    lines: vevent(`DTSTART;${paris}:20260328T023000`, 'DURATION:PT30M', 'RRULE:FREQ=DAILY;COUNT=3'),
    from: '2026-03-01T00:00Z',
    to: '2026-05-01T00:00Z',
    gives: [
      '20260328T013000Z 2026-03-28T01:30/2026-03-28T02:00',
      '20260329T013000Z 2026-03-29T01:30/2026-03-29T02:00',
      '20260330T003000Z 2026-03-30T00:30/2026-03-30T01:00',
    ],
  },
  {
    says: 'half past two is the first of the two in the hour that comes twice (RFC 5545 §3.3.5)',
    lines: vevent(`DTSTART;${paris}:20261024T023000`, 'DURATION:PT30M', 'RRULE:FREQ=DAILY;COUNT=3'),
    from: '2026-10-01T00:00Z',
    to: '2026-11-01T00:00Z',
    gives: [
      '20261024T003000Z 2026-10-24T00:30/2026-10-24T01:00',
      '20261025T003000Z 2026-10-25T00:30/2026-10-25T01:00',
      '20261026T013000Z 2026-10-26T01:30/2026-10-26T02:00',
    ],
  },
  {
    says: 'New York changes its clocks on days of its own',
    lines: vevent('DTSTART;TZID=America/New_York:20260306T120000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'),
    from: '2026-03-01T00:00Z',
    to: '2026-05-01T00:00Z',
    gives: [
      '20260306T170000Z 2026-03-06T17:00/2026-03-06T18:00',
      '20260307T170000Z 2026-03-07T17:00/2026-03-07T18:00',
      '20260308T160000Z 2026-03-08T16:00/2026-03-08T17:00',
    ],
  },
  {
    says: 'what ends by DTEND lasts as long in the night when clocks change (RFC 5545 §3.8.5.3)',
    lines: vevent(`DTSTART;${paris}:20261023T220000`, `DTEND;${paris}:20261024T040000`, 'RRULE:FREQ=DAILY;COUNT=2'),
    from: '2026-10-01T00:00Z',
    to: '2026-11-01T00:00Z',
    gives: ['20261023T200000Z 2026-10-23T20:00/2026-10-24T02:00', '20261024T200000Z 2026-10-24T20:00/2026-10-25T02:00'],
  },
  {
    says: 'CAL-26 an event may cross the change of hour',
    lines: vevent(`DTSTART;${paris}:20261025T013000`, `DTEND;${paris}:20261025T033000`),
    from: '2026-10-01T00:00Z',
    to: '2026-11-01T00:00Z',
    gives: ['20261024T233000Z 2026-10-24T23:30/2026-10-25T02:30'],
  },
  {
    says: 'a day by DURATION is a day of the calendar, whatever its hours (RFC 5545 §3.3.6)',
    lines: vevent(`DTSTART;${paris}:20261024T120000`, 'DURATION:P1DT1H'),
    from: '2026-10-01T00:00Z',
    to: '2026-11-01T00:00Z',
    gives: ['20261024T100000Z 2026-10-24T10:00/2026-10-25T12:00'],
  },
  {
    says: 'CAL-26 whole days are those of whoever looks',
    lines: vevent('DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261026', 'RRULE:FREQ=WEEKLY;COUNT=2'),
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: ['20261024 2026-10-23T22:00/2026-10-25T23:00', '20261031 2026-10-30T23:00/2026-11-01T23:00'],
  },
  {
    says: 'one whole day needs no end (RFC 5545 §3.6.1)',
    lines: vevent('DTSTART;VALUE=DATE:20260329'),
    from: '2026-03-01T00:00Z',
    to: '2026-05-01T00:00Z',
    gives: ['20260329 2026-03-28T23:00/2026-03-29T22:00'],
  },
  {
    says: 'CAL-26 a floating time is on the clock of whoever looks',
    lines: vevent('DTSTART:20261024T090000', 'DTEND:20261024T100000', 'RRULE:FREQ=DAILY;COUNT=2'),
    from: '2026-10-01T00:00Z',
    to: '2026-11-01T00:00Z',
    gives: ['20261024T090000 2026-10-24T07:00/2026-10-24T08:00', '20261025T090000 2026-10-25T08:00/2026-10-25T09:00'],
  },
  {
    says: 'a moment takes no time, and is in the range it begins in',
    lines: vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=DAILY;COUNT=3'),
    from: '2026-01-06T09:00Z',
    to: '2026-01-07T09:00Z',
    gives: ['20260106T090000Z 2026-01-06T09:00/2026-01-06T09:00'],
  },
  {
    says: 'what touches a range is not in it (RFC 4791 §9.9)',
    lines: vevent('DTSTART:20260105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY;COUNT=4'),
    from: '2026-01-05T10:00Z',
    to: '2026-01-05T11:00Z',
    gives: ['20260105T100000Z 2026-01-05T10:00/2026-01-05T11:00'],
  },
  {
    says: 'CAL-21 an override stands where it was moved to',
    lines: [
      ...vevent(`DTSTART;${paris}:20261012T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      ...vevent(`RECURRENCE-ID;${paris}:20261019T100000`, `DTSTART;${paris}:20261020T140000`, 'DURATION:PT1H'),
    ],
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: [
      '20261012T080000Z 2026-10-12T08:00/2026-10-12T09:00',
      '*20261019T080000Z 2026-10-20T12:00/2026-10-20T13:00',
      '20261026T090000Z 2026-10-26T09:00/2026-10-26T10:00',
    ],
  },
  {
    says: 'what was moved out of a range is not in it, and what was moved in is',
    lines: [
      ...vevent(`DTSTART;${paris}:20261012T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      ...vevent('RECURRENCE-ID:20261019T080000Z', 'DTSTART:20261101T140000Z', 'DURATION:PT1H'),
      ...vevent('RECURRENCE-ID:20261026T090000Z', 'DTSTART:20261021T140000Z', 'DURATION:PT1H'),
    ],
    from: '2026-10-18T00:00Z',
    to: '2026-10-25T00:00Z',
    gives: ['*20261026T090000Z 2026-10-21T14:00/2026-10-21T15:00'],
  },
  {
    says: 'an override names its instance in any zone, and its own rule is nobody’s',
    lines: [
      ...vevent(`DTSTART;${paris}:20261012T100000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2'),
      ...vevent(
        'RECURRENCE-ID;TZID=America/New_York:20261012T040000',
        'DTSTART:20261012T150000Z',
        'RRULE:FREQ=DAILY;COUNT=9',
      ),
    ],
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: [
      '*20261012T080000Z 2026-10-12T15:00/2026-10-12T15:00',
      '20261019T080000Z 2026-10-19T08:00/2026-10-19T09:00',
    ],
  },
  {
    says: 'CAL-23 an override needs no series',
    lines: vevent(`RECURRENCE-ID;${paris}:20261019T100000`, `DTSTART;${paris}:20261019T110000`, 'DURATION:PT1H'),
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: ['*20261019T080000Z 2026-10-19T09:00/2026-10-19T10:00'],
  },
  {
    says: 'dates are added, as moments and as periods, and each is there once',
    lines: vevent(
      `DTSTART;${paris}:20261012T100000`,
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=2',
      `RDATE;${paris}:20261013T100000,20261020T180000`,
      'RDATE;VALUE=PERIOD:20261021T080000Z/PT2H,20261022T080000Z/20261022T083000Z',
    ),
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: [
      '20261012T080000Z 2026-10-12T08:00/2026-10-12T09:00',
      '20261013T080000Z 2026-10-13T08:00/2026-10-13T09:00',
      '20261020T160000Z 2026-10-20T16:00/2026-10-20T17:00',
      '20261021T080000Z 2026-10-21T08:00/2026-10-21T10:00',
      '20261022T080000Z 2026-10-22T08:00/2026-10-22T08:30',
    ],
  },
  {
    says: 'a day takes out what is on it',
    lines: vevent(
      `DTSTART;${paris}:20261012T003000`,
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE;VALUE=DATE:20261013',
    ),
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: ['20261011T223000Z 2026-10-11T22:30/2026-10-11T23:30', '20261013T223000Z 2026-10-13T22:30/2026-10-13T23:30'],
  },
  {
    says: 'a series of whole days loses a day by its midnight as well',
    lines: vevent('DTSTART;VALUE=DATE:20261012', 'RRULE:FREQ=DAILY;COUNT=2', `EXDATE;${paris}:20261012T000000`),
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: ['20261013 2026-10-12T22:00/2026-10-13T22:00'],
  },
  {
    says: 'a day that ends a series of times is its last day',
    lines: vevent(`DTSTART;${paris}:20261012T233000`, 'RRULE:FREQ=DAILY;UNTIL=20261013'),
    from: '2026-10-01T00:00Z',
    to: '2026-12-01T00:00Z',
    gives: ['20261012T213000Z 2026-10-12T21:30/2026-10-12T21:30', '20261013T213000Z 2026-10-13T21:30/2026-10-13T21:30'],
  },
  {
    says: 'a series that began long ago is where it should be',
    lines: vevent(`DTSTART;${paris}:20010102T090000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;INTERVAL=2'),
    from: '2026-03-20T00:00Z',
    to: '2026-04-10T00:00Z',
    gives: ['20260324T080000Z 2026-03-24T08:00/2026-03-24T09:00', '20260407T070000Z 2026-04-07T07:00/2026-04-07T08:00'],
  },
  {
    says: 'what began before a range and goes on is in it',
    lines: vevent(`DTSTART;${paris}:20260105T090000`, 'DURATION:P10D', 'RRULE:FREQ=MONTHLY'),
    from: '2026-06-14T00:00Z',
    to: '2026-06-14T01:00Z',
    gives: ['20260605T070000Z 2026-06-05T07:00/2026-06-15T07:00'],
  },
]

const minute = (date: Date) => date.toISOString().slice(0, 16)

/** What each case gives on this machine, with the clock it has. */
export const expansions = (): string[][] =>
  cases.map(({ lines, from, to }) =>
    instancesOf(readObject(ics(...lines)), {
      from: new Date(from),
      to: new Date(to),
      zone: 'Europe/Paris',
      most: 1000,
    }).map(
      ({ key, startsAt, endsAt, isOverride }) => `${isOverride ? '*' : ''}${key} ${minute(startsAt)}/${minute(endsAt)}`,
    ),
  )
