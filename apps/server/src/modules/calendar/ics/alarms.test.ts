import { expect, test } from 'vitest'
import { anEvent } from '@amphi/testkit/calendar-program'
import { alarmsDue, nextAlarm } from './alarms.ts'
import { readObject } from './calendar-object.ts'

const zone = 'Europe/Paris'
const alarm = (...lines: string[]) => ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:x', ...lines, 'END:VALARM']
const object = (...lines: string[]) => readObject(anEvent('alarms', lines))
const next = (lines: readonly string[], from: string) =>
  nextAlarm(object(...lines), { from: new Date(from), zone })
    ?.toISOString()
    .slice(0, 16)

const paris = 'DTSTART;TZID=Europe/Paris:20261025T100000'
const daily = [paris, 'DURATION:PT1H', 'RRULE:FREQ=DAILY']

test.for([
  [
    'a day before, by the clock, over a change of hour',
    [paris, 'DURATION:PT1H', ...alarm('TRIGGER:-P1D')],
    '2026-10-24T08:00',
  ],
  ['24 hours before, by the second', [paris, 'DURATION:PT1H', ...alarm('TRIGGER:-PT24H')], '2026-10-24T09:00'],
  ['after its end', [paris, 'DURATION:PT1H', ...alarm('TRIGGER;RELATED=END:PT5M')], '2026-10-25T10:05'],
  [
    'the earliest of several',
    [paris, 'DURATION:PT1H', ...alarm('TRIGGER:-PT5M'), ...alarm('TRIGGER:-PT1H')],
    '2026-10-25T08:00',
  ],
  ['four weeks before a date of a series', [...daily, ...alarm('TRIGGER:-P4W')], '2026-10-24T08:00'],
  [
    'of a year that comes seldom',
    ['DTSTART:20200229T100000Z', 'RRULE:FREQ=YEARLY', ...alarm('TRIGGER:PT0S')],
    '2028-02-29T10:00',
  ],
  [
    'at a moment of its own: none',
    [paris, 'DURATION:PT1H', ...alarm('TRIGGER;VALUE=DATE-TIME:20261025T080000Z')],
    undefined,
  ],
  [
    'that runs a program: none',
    [paris, 'DURATION:PT1H', ...alarm('TRIGGER:-PT5M').with(1, 'ACTION:PROCEDURE')],
    undefined,
  ],
  ['of what is over: none', ['DTSTART:20200101T100000Z', 'DURATION:PT1H', ...alarm('TRIGGER:-PT5M')], undefined],
  ['without an hour that can be read: none', [paris, 'DURATION:PT1H', ...alarm('TRIGGER:soon')], undefined],
] as const)('the next alarm %s', ([, lines, at]) => {
  expect(next(lines, '2026-10-24T00:00:00Z')).toBe(at)
})

test('of a date that is cancelled there is none, and one that was moved has its own', () => {
  const text = anEvent('alarms', [...daily, ...alarm('TRIGGER:-PT10M')]).replace(
    'END:VCALENDAR',
    [
      'BEGIN:VEVENT',
      'UID:alarms',
      'DTSTAMP:20261101T080000Z',
      'RECURRENCE-ID;TZID=Europe/Paris:20261026T100000',
      'DTSTART;TZID=Europe/Paris:20261026T150000',
      'DURATION:PT1H',
      ...alarm('TRIGGER:-PT30M'),
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:alarms',
      'DTSTAMP:20261101T080000Z',
      'RECURRENCE-ID;TZID=Europe/Paris:20261027T100000',
      'DTSTART;TZID=Europe/Paris:20261027T100000',
      'DURATION:PT1H',
      'STATUS:CANCELLED',
      ...alarm('TRIGGER:-PT10M'),
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  )

  const due = alarmsDue(readObject(text), { from: new Date('2026-10-25'), to: new Date('2026-10-29'), zone })

  expect(due.map(({ at }) => at.toISOString().slice(0, 16))).toEqual([
    '2026-10-25T08:50',
    '2026-10-26T13:30',
    '2026-10-28T08:50',
  ])
})

test('as many alarms and dates as a program may write are looked through at once', () => {
  const many = Array.from({ length: 200 }, (_, at) => alarm(`TRIGGER:-PT${at + 1}M`)).flat()
  const bomb = object('DTSTART:20200101T000000Z', 'DURATION:PT1M', 'RRULE:FREQ=DAILY', ...many)
  const before = performance.now()

  expect(nextAlarm(bomb, { from: new Date('2026-10-23T23:55:00Z'), zone })?.toISOString()).toBe(
    '2026-10-23T23:55:00.000Z',
  )
  expect(performance.now() - before).toBeLessThan(1000)
})
