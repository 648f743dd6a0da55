import { describe, expect, test } from 'vitest'
import { busyOf, mergePeriods, type BusyPeriod } from './busy.ts'
import { readObject } from './calendar-object.ts'
import { ics, vevent } from './expand.cases.ts'

const range = { from: new Date('2026-10-01'), to: new Date('2026-11-01'), zone: 'Europe/Paris' }
const said = (periods: BusyPeriod[]) =>
  periods.map(({ from, to, kind }) => `${from.toISOString().slice(5, 16)}/${to.toISOString().slice(5, 16)} ${kind}`)

describe('what takes time', () => {
  const rows: [says: string, lines: string[], busy: string[]][] = [
    ['an event', vevent('DTSTART:20261005T090000Z', 'DURATION:PT1H'), ['10-05T09:00/10-05T10:00 BUSY']],
    [
      'one that is not sure',
      vevent('DTSTART:20261005T090000Z', 'DURATION:PT1H', 'STATUS:TENTATIVE'),
      ['10-05T09:00/10-05T10:00 BUSY-TENTATIVE'],
    ],
    ['one that is cancelled', vevent('DTSTART:20261005T090000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'), []],
    ['one that leaves one free', vevent('DTSTART:20261005T090000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'), []],
    ['one that takes no time', vevent('DTSTART:20261005T090000Z'), []],
    [
      'one that was there before',
      vevent('DTSTART:20260930T230000Z', 'DURATION:PT2H'),
      ['10-01T00:00/10-01T01:00 BUSY'],
    ],
    ['a whole day of whoever has it', vevent('DTSTART;VALUE=DATE:20261005'), ['10-04T22:00/10-05T22:00 BUSY']],
    [
      'a series, and not what was cancelled of it',
      [
        ...vevent('DTSTART:20261005T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'),
        ...vevent('RECURRENCE-ID:20261006T090000Z', 'DTSTART:20261006T090000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'),
      ],
      ['10-05T09:00/10-05T10:00 BUSY', '10-07T09:00/10-07T10:00 BUSY'],
    ],
    ['a to-do does not', ['BEGIN:VTODO', 'UID:1', 'DTSTART:20261005T090000Z', 'DURATION:PT1H', 'END:VTODO'], []],
    [
      'what others say of themselves',
      [
        'BEGIN:VFREEBUSY',
        'UID:1',
        'FREEBUSY:20261005T090000Z/PT1H,20261005T100000Z/20261005T110000Z',
        'FREEBUSY;FBTYPE=FREE:20261006T090000Z/PT1H',
        'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261007T090000Z/PT1H',
        'END:VFREEBUSY',
      ],
      ['10-05T09:00/10-05T11:00 BUSY', '10-07T09:00/10-07T10:00 BUSY-UNAVAILABLE'],
    ],
  ]
  for (const [says, lines, busy] of rows)
    test(says, () => expect(said(busyOf(readObject(ics(...lines)), range))).toEqual(busy))
})

test('periods that touch or lie over one another are one, and the stronger shows', () => {
  const at = (from: string, to: string, kind: BusyPeriod['kind'] = 'BUSY') => ({
    from: new Date(`2026-10-05T${from}Z`),
    to: new Date(`2026-10-05T${to}Z`),
    kind,
  })

  const merged = mergePeriods([
    at('09:00', '10:00'),
    at('10:00', '11:00'),
    at('10:30', '12:00', 'BUSY-TENTATIVE'),
    at('08:00', '08:30', 'BUSY-TENTATIVE'),
    at('14:00', '18:00', 'BUSY-TENTATIVE'),
    at('15:00', '16:00'),
  ])

  expect(said(merged)).toEqual([
    '10-05T08:00/10-05T08:30 BUSY-TENTATIVE',
    '10-05T09:00/10-05T11:00 BUSY',
    '10-05T11:00/10-05T12:00 BUSY-TENTATIVE',
    '10-05T14:00/10-05T15:00 BUSY-TENTATIVE',
    '10-05T15:00/10-05T16:00 BUSY',
    '10-05T16:00/10-05T18:00 BUSY-TENTATIVE',
  ])
})

test('ten thousand that lie over one another are merged at once', () => {
  const object = readObject(ics(...vevent('DTSTART:20240101T000000Z', 'DURATION:P900D', 'RRULE:FREQ=HOURLY')))
  const year = { from: new Date('2024-01-01'), to: new Date('2026-01-01'), zone: 'UTC' }
  const before = performance.now()

  expect(said(busyOf(object, year))).toHaveLength(1)
  expect(performance.now() - before).toBeLessThan(1000)
})
