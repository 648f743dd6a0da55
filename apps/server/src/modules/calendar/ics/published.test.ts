import { expect, test } from 'vitest'
import { readObject } from './calendar-object.ts'
import { ics, vevent } from './expand.cases.ts'
import { publishedText } from './published.ts'

const start = 'DTSTART:20261012T080000Z'

test('POD-27 what is published is what anyone may read', () => {
  const text = publishedText(
    readObject(
      ics(
        'X-WR-CALNAME:À moi',
        ...vevent(
          start,
          'RRULE:FREQ=WEEKLY',
          'SUMMARY:Cours',
          'ORGANIZER;SCHEDULE-STATUS=1.1;CN=Ada:mailto:ada@test',
          'ATTENDEE:mailto:bob@test',
          'COMMENT:entre nous',
          'ATTACH:https://x.test/',
          'CONTACT:Bob',
          'CATEGORIES:Privé',
          'X-AMPHI-HEARD:2026-01-01T00:00:00Z',
          'X-ALT-DESC:entre nous',
          'BEGIN:PARTICIPANT',
          'UID:p',
          'END:PARTICIPANT',
        ),
      ),
    ),
  )

  expect(text?.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:1@test',
    'DTSTAMP:20260101T000000Z',
    start,
    'RRULE:FREQ=WEEKLY',
    'SUMMARY:Cours',
    'ORGANIZER;CN=Ada:mailto:ada@test',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Cours',
    'TRIGGER:-PT5M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

const off = 'STATUS:CANCELLED'
test.each([
  ['an event that is off', vevent(start, off)],
  ['dates that are all off', vevent('RECURRENCE-ID:20261012T080000Z', start, off)],
])('%s is not published', (_what, lines) => {
  expect(publishedText(readObject(ics(...lines)))).toBeUndefined()
})
