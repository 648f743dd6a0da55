import { instancesOf, readObject } from '../apps/server/src/modules/calendar/index.ts'
import type { Measured } from './figures.ts'

const series = 1000
const rounds = 5

const textOf = (rule: string, i: number) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Amphi//bench',
    'BEGIN:VEVENT',
    `UID:${i}@bench.test`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;TZID=Europe/Paris:202601${String(5 + (i % 20)).padStart(2, '0')}T${String(8 + (i % 10)).padStart(2, '0')}0000`,
    'DURATION:PT1H',
    `RRULE:${rule}`,
    `SUMMARY:Cours ${i}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

/** What calendars hold, roughly as often as they do. */
const ordinary = (i: number) =>
  ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=DAILY;COUNT=10', 'FREQ=MONTHLY;BYDAY=2TU', 'FREQ=YEARLY'][i % 5] ??
  ''

const year = { from: new Date('2026-01-01'), to: new Date('2027-01-01'), zone: 'Europe/Paris', most: 1000 }
const week = { ...year, from: new Date('2036-06-01'), to: new Date('2036-06-08') }

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const timed = (deed: () => void) => {
  const start = performance.now()
  deed()
  return performance.now() - start
}

const several = (deed: () => void) => median(Array.from({ length: rounds }, () => timed(deed)))

/** Reading calendar objects and following their rules, in one process and without a database. */
export const measureCalendar = async (): Promise<Measured[]> => {
  const texts = Array.from({ length: series }, (_, i) => textOf('FREQ=WEEKLY', i))
  const first = timed(() => void texts.map((it) => instancesOf(readObject(it), year)))
  const weekly = texts.map((it) => readObject(it))
  const mixed = Array.from({ length: series }, (_, i) => readObject(textOf(ordinary(i), i)))
  const instances = weekly.reduce((sum, it) => sum + instancesOf(it, year).length, 0)
  return [
    { name: 'instances of 1,000 weekly series in a year', value: instances, unit: '' },
    { name: 'read and expanded, in a process just started', value: first, unit: 'ms' },
    {
      name: 'expanded',
      value: several(() => weekly.forEach((it) => instancesOf(it, year))),
      unit: 'ms',
      aim: '≤ 300',
    },
    { name: 'read', value: several(() => texts.forEach((it) => readObject(it))), unit: 'ms' },
    {
      name: 'a year of 1,000 of all kinds',
      value: several(() => mixed.forEach((it) => instancesOf(it, year))),
      unit: 'ms',
    },
    {
      name: 'a week of them, ten years on',
      value: several(() => mixed.forEach((it) => instancesOf(it, week))),
      unit: 'ms',
    },
  ]
}
