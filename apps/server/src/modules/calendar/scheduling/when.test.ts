import { expect, test } from 'vitest'
import { dateValue } from '../ics/date-values.ts'
import { instancesOf } from '../ics/expand.ts'
import { ics, vevent } from '../ics/expand.cases.ts'
import { readObject } from '../ics/calendar-object.ts'
import { zoneOfName } from '../ics/zones.ts'
import { timeOf } from '../event-told.ts'
import { whenInWords } from './when.ts'

const custom = [
  'BEGIN:VTIMEZONE',
  'TZID:Customized Time Zone',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:-0330',
  'TZOFFSETTO:-0330',
  'DTSTART:16010101T000000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

const inZone = (tzid: string) => {
  const object = readObject(
    ics(...custom, ...vevent(`DTSTART;TZID=${tzid}:20261124T100000`, `DTEND;TZID=${tzid}:20261124T120000`)),
  )
  const [instance] = instancesOf(object, {
    from: new Date(0),
    to: new Date('2030-01-01'),
    zone: 'Europe/Paris',
    most: 1,
  })
  const property = object.main?.getFirstProperty('dtstart')
  const start = property && dateValue(property, object.zoneOf)
  if (!instance || start?.form !== 'zoned') throw new Error('no event')
  return { instance, start }
}

test.each([
  ['Europe/Paris', 'mardi 24 novembre 2026, 10:00 – 12:00 (Europe/Paris)'],
  ['Customized Time Zone', 'mardi 24 novembre 2026, 10:00 – 12:00 (UTC−03:30)'],
])('an event in %s is told by its own clocks', (tzid, words) => {
  const { instance, start } = inZone(tzid)

  expect(whenInWords(instance, start.zone, 'fr')).toBe(words)
})

test('whole days are told without a zone', () => {
  const days = { startsAt: new Date('2026-11-23T23:00Z'), endsAt: new Date('2026-11-25T23:00Z'), allDay: true }

  expect(whenInWords(days, zoneOfName('Europe/Paris'), 'fr')).toBe('mardi 24 novembre 2026 – mercredi 25 novembre 2026')
})

test('an agenda is told of a zone that its page knows', () => {
  const { instance, start } = inZone('Customized Time Zone')

  expect(timeOf(instance, start, 'Europe/Paris')).toEqual({
    kind: 'hours',
    start: '2026-11-24T14:30',
    end: '2026-11-24T16:30',
    timeZone: 'Europe/Paris',
  })
})
