import { expect, test } from 'vitest'
import { readObject } from './calendar-object.ts'
import { expandedText, limitedText } from './expanded-text.ts'
import { ics, vevent } from './expand.cases.ts'

const paris = 'TZID=Europe/Paris'
const range = { from: new Date('2026-10-01'), to: new Date('2026-11-01'), zone: 'Europe/Paris' }

const linesOf = (text: string, ...names: string[]) =>
  text.split('\r\n').filter((it) => names.some((name) => it.startsWith(name)))

const series = (...lines: string[]) =>
  readObject(
    ics(
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Paris',
      'END:VTIMEZONE',
      ...vevent(`DTSTART;${paris}:20261019T100000`, 'RRULE:FREQ=WEEKLY;COUNT=9', ...lines),
      ...vevent(`RECURRENCE-ID;${paris}:20261026T100000`, `DTSTART;${paris}:20261027T140000`, 'SUMMARY:moved'),
      ...vevent(`RECURRENCE-ID;${paris}:20261109T100000`, `DTSTART;${paris}:20261110T140000`, 'SUMMARY:later'),
    ),
  )

test('each instance is an event in UTC, without rule or zone', () => {
  const text = expandedText(series(`DTEND;${paris}:20261019T110000`, 'X-OWN:1'), range)

  expect(linesOf(text, 'DTSTART', 'DTEND', 'RECURRENCE-ID', 'SUMMARY', 'X-OWN')).toEqual([
    'DTSTART:20261019T080000Z',
    'DTEND:20261019T090000Z',
    'X-OWN:1',
    'RECURRENCE-ID:20261019T080000Z',
    'DTSTART:20261027T130000Z',
    'SUMMARY:moved',
    'RECURRENCE-ID:20261026T090000Z',
  ])
  expect(text).not.toMatch(/RRULE|TZID|VTIMEZONE/v)
  expect(readObject(text).overrides.size).toBe(2)
})

test('a long text is not told a thousand times', () => {
  const daily = vevent('DTSTART:20200101T080000Z', 'RRULE:FREQ=DAILY;COUNT=2000', `DESCRIPTION:${'x'.repeat(20_000)}`)
  const wide = { ...range, from: new Date('2020-01-01'), to: new Date('2030-01-01') }

  expect(() => expandedText(readObject(ics(...daily)), wide)).toThrow(expect.objectContaining({ kind: 'too_many' }))
  const autumn = { ...range, from: new Date('2024-10-01'), to: new Date('2024-11-01') }
  expect(expandedText(readObject(ics(...daily)), autumn)).toContain('RECURRENCE-ID:20241001T080000Z')
})

test('one event alone has no RECURRENCE-ID', () => {
  const text = expandedText(readObject(ics(...vevent(`DTSTART;${paris}:20261019T100000`, 'DURATION:PT1H'))), range)

  expect(linesOf(text, 'DTSTART', 'DTEND', 'DURATION', 'RECURRENCE')).toEqual([
    'DTSTART:20261019T080000Z',
    'DTEND:20261019T090000Z',
  ])
})

test('a day of 25 hours is as long in UTC', () => {
  const text = expandedText(readObject(ics(...vevent(`DTSTART;${paris}:20261024T120000`, 'DURATION:P1D'))), range)

  expect(linesOf(text, 'DTEND', 'DURATION')).toEqual(['DTEND:20261025T110000Z'])
})

test('whole days and floating times stay what they are', () => {
  const days = vevent('DTSTART;VALUE=DATE:20261012', 'DTEND;VALUE=DATE:20261014', 'RRULE:FREQ=WEEKLY;COUNT=2')
  const floating = vevent('DTSTART:20261012T090000', 'DTEND:20261012T100000', 'RRULE:FREQ=WEEKLY;COUNT=2')

  expect(linesOf(expandedText(readObject(ics(...days)), range), 'DTSTART', 'DTEND', 'RECURRENCE')).toEqual([
    'DTSTART;VALUE=DATE:20261012',
    'DTEND;VALUE=DATE:20261014',
    'RECURRENCE-ID;VALUE=DATE:20261012',
    'DTSTART;VALUE=DATE:20261019',
    'DTEND;VALUE=DATE:20261021',
    'RECURRENCE-ID;VALUE=DATE:20261019',
  ])
  expect(linesOf(expandedText(readObject(ics(...floating)), range), 'DTSTART', 'DTEND', 'RECURRENCE').slice(3)).toEqual(
    ['DTSTART:20261019T090000', 'DTEND:20261019T100000', 'RECURRENCE-ID:20261019T090000'],
  )
})

test('more than a client can bear is refused', () => {
  const object = readObject(ics(...vevent('DTSTART:20261019T100000Z', 'RRULE:FREQ=HOURLY')))
  const years = { ...range, to: new Date('2036-01-01') }

  expect(() => expandedText(object, years)).toThrow(expect.objectContaining({ kind: 'too_many' }))
})

test('overrides that never touched a range are left out, the series stays', () => {
  const text = limitedText(series(), range)

  expect(linesOf(text, 'RRULE', 'SUMMARY', 'BEGIN:VTIMEZONE')).toEqual([
    'BEGIN:VTIMEZONE',
    'RRULE:FREQ=WEEKLY;COUNT=9',
    'SUMMARY:moved',
  ])
})

test('an override that was moved out of a range stays, because one looks for it there', () => {
  const text = limitedText(series(), { ...range, from: new Date('2026-10-26'), to: new Date('2026-10-27') })

  expect(linesOf(text, 'SUMMARY')).toEqual(['SUMMARY:moved'])
})
