import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readObject } from './calendar-object.ts'
import { instancesOf } from './expand.ts'
import { cases, expansions, ics, vevent } from './expand.cases.ts'
import { spanOf } from './span.ts'

const run = promisify(execFile)

describe('what is in a range', () => {
  const given = expansions()
  for (const [i, { says, gives }] of cases.entries()) test(says, () => expect(given[i]).toEqual(gives))

  for (const TZ of ['UTC', 'America/New_York', 'Asia/Tokyo'])
    test(`it is the same on a server whose clock is that of ${TZ}`, async () => {
      const file = resolve(import.meta.dirname, 'expand.cases.ts')
      const code = `import { expansions } from ${JSON.stringify(file)}; process.stdout.write(JSON.stringify(expansions()))`
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], {
        env: { ...process.env, TZ },
      })

      expect(JSON.parse(stdout)).toEqual(cases.map(({ gives }) => gives))
    })

  test('no more is given than is asked for, the first of it', () => {
    const object = readObject(ics(...vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=DAILY')))

    const found = instancesOf(object, { from: new Date(0), to: new Date('2100-01-01'), zone: 'UTC', most: 3 })

    expect(found.map(({ key }) => key)).toEqual(['20260105T090000Z', '20260106T090000Z', '20260107T090000Z'])
  })

  test('an instance says its start in its own words', () => {
    const object = readObject(ics(...vevent('DTSTART;TZID=Europe/Paris:20260105T090000', 'RRULE:FREQ=DAILY')))

    const [, second] = instancesOf(object, { from: new Date(0), to: new Date('2100-01-01'), zone: 'UTC', most: 2 })

    expect(second?.time.toString()).toBe('2026-01-06T09:00:00')
    expect(second?.time.zone.tzid).toBe('Europe/Paris')
  })

  test('cancelled overrides are told', () => {
    const cancelled = vevent('RECURRENCE-ID:20260106T090000Z', 'DTSTART:20260106T090000Z', 'STATUS:CANCELLED')
    const object = readObject(ics(...vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=DAILY;COUNT=2'), ...cancelled))

    const found = instancesOf(object, { from: new Date(0), to: new Date('2100-01-01'), zone: 'UTC', most: 9 })

    expect(found[1]?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })
})

describe('from the first to the last', () => {
  const rows: [says: string, lines: string[], span: [string, string | null]][] = [
    ['one event', vevent('DTSTART:20260105T090000Z', 'DURATION:PT1H'), ['2026-01-05T09:00', '2026-01-05T10:00']],
    ['a series with no end', vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=DAILY'), ['2026-01-05T09:00', null]],
    [
      'so many times',
      vevent('DTSTART:20260105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'),
      ['2026-01-05T09:00', '2026-01-07T10:00'],
    ],
    [
      'until far away: the last is a real one',
      vevent('DTSTART;TZID=Europe/Paris:20240229T090000', 'RRULE:FREQ=YEARLY;UNTIL=20470101T000000Z'),
      ['2024-02-29T08:00', '2044-02-29T08:00'],
    ],
    [
      'every day until the year 9999',
      vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=DAILY;UNTIL=99991231T235959Z'),
      ['2026-01-05T09:00', '9999-12-31T09:00'],
    ],
    [
      'an override before and one after the series',
      [
        ...vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=DAILY;COUNT=3'),
        ...vevent('RECURRENCE-ID:20260105T090000Z', 'DTSTART:20260101T090000Z'),
        ...vevent('RECURRENCE-ID:20260106T090000Z', 'DTSTART:20260201T090000Z', 'DURATION:PT1H'),
      ],
      ['2026-01-01T09:00', '2026-02-01T10:00'],
    ],
    [
      'what was moved is where it is, and not where it was',
      [
        ...vevent('DTSTART:20260105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'),
        ...vevent('RECURRENCE-ID:20260105T090000Z', 'DTSTART:20260106T120000Z'),
        ...vevent('RECURRENCE-ID:20260108T090000Z', 'DTSTART:20260106T130000Z'),
      ],
      ['2026-01-06T09:00', '2026-01-07T10:00'],
    ],
    [
      'a series with no end and dates besides',
      vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=MONTHLY', 'RDATE:20260107T090000Z'),
      ['2026-01-05T09:00', null],
    ],
    [
      'a series of which all is taken out',
      vevent('DTSTART:20260105T090000Z', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20260105T090000Z,20260106T090000Z'),
      ['2026-01-05T09:00', '2026-01-05T09:00'],
    ],
    ['a whole day, of whoever looks', vevent('DTSTART;VALUE=DATE:20260105'), ['2026-01-04T23:00', '2026-01-05T23:00']],
    ['a to-do without a date', ['BEGIN:VTODO', 'UID:1', 'END:VTODO'], ['1970-01-01T00:00', null]],
  ]
  for (const [says, lines, span] of rows)
    test(says, () => {
      const { startsAt, endsAt } = spanOf(readObject(ics(...lines)), 'Europe/Paris')

      expect([startsAt, endsAt].map((it) => it?.toISOString().slice(0, 16) ?? null)).toEqual(span)
    })
})
