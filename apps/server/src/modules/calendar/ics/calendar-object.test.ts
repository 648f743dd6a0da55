import { describe, expect, test } from 'vitest'
import { readObject, recurrenceKey, writeObject } from './calendar-object.ts'
import { ics, vevent } from './expand.cases.ts'
import type { IcsProblem } from './ics-error.ts'

const start = 'DTSTART:20260105T090000Z'
const other = (...lines: string[]) => vevent(start, ...lines).map((it) => (it.startsWith('UID:') ? 'UID:2@test' : it))
const nested = (depth: number) =>
  Array.from({ length: depth }, () => 'BEGIN:X-BOX').concat(Array.from({ length: depth }, () => 'END:X-BOX'))

describe('what is refused, and why', () => {
  const rows: [says: string, text: string, kind: IcsProblem][] = [
    ['nothing', '', 'not_icalendar'],
    ['a letter', 'Bonjour,\r\n\r\nÀ demain.', 'not_icalendar'],
    ['a card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEND:VCARD', 'not_icalendar'],
    ['a page', '<html><body>BEGIN:VCALENDAR</body></html>', 'not_icalendar'],
    ['half of it', ics(...vevent(start)).slice(0, 120), 'not_icalendar'],
    ['what ends under another name', ics('BEGIN:VEVENT', 'UID:1', start, 'END:VTODO'), 'not_icalendar'],
    ['two calendars in one text', ics(...vevent(start)) + ics(...vevent(start)), 'not_icalendar'],
    ['NUL', ics(...vevent(start, 'SUMMARY:a\0b')), 'not_icalendar'],
    ['half a character', ics(...vevent(start, 'SUMMARY:a\uD800b')), 'not_icalendar'],
    ['a name that is none', ics(...vevent(start, 'SUM MARY:a')), 'not_icalendar'],
    ['a name that every object has', ics(...vevent(start, 'CONSTRUCTOR:a')), 'not_icalendar'],
    ['no UID', ics('BEGIN:VEVENT', start, 'END:VEVENT'), 'not_icalendar'],
    ['no event', ics(), 'no_component'],
    ['only a zone', ics('BEGIN:VTIMEZONE', 'TZID:X', 'END:VTIMEZONE'), 'no_component'],
    ['two UIDs', ics(...vevent(start), ...other()), 'several_uids'],
    ['an event and a to-do', ics(...vevent(start), 'BEGIN:VTODO', 'UID:1@test', 'END:VTODO'), 'several_kinds'],
    ['two series', ics(...vevent(start), ...vevent(start)), 'several_mains'],
    [
      'two overrides of one instance, in two zones',
      ics(
        ...vevent('RECURRENCE-ID:20260105T090000Z', start),
        ...vevent('RECURRENCE-ID;TZID=Europe/Paris:20260105T100000', start),
      ),
      'several_mains',
    ],
    ['10 MB', ics(...vevent(start, `DESCRIPTION:${'x'.repeat(10_000_000)}`)), 'too_large'],
    [
      'more lines than anybody writes',
      ics(...vevent(start, ...Array.from({ length: 11_000 }, () => 'X-A:1'))),
      'too_many',
    ],
    ['boxes in boxes', ics(...vevent(start, ...nested(20))), 'too_many'],
    ['100,000 instances', ics(...vevent(start, 'RRULE:FREQ=DAILY;COUNT=100000')), 'too_many'],
    ['every second', ics(...vevent(start, 'RRULE:FREQ=SECONDLY;UNTIL=99991231T000000Z')), 'too_many'],
    [
      'a second of each day, looked for in all of them',
      ics(...vevent(start, 'RRULE:FREQ=SECONDLY;BYHOUR=3;BYMINUTE=3;BYSECOND=3')),
      'too_many',
    ],
    ['every second that never is', ics(...vevent(start, 'RRULE:FREQ=SECONDLY;INTERVAL=60;BYSECOND=30')), 'too_many'],
    ['rules upon rules', ics(...vevent(start, ...Array(9).fill('RRULE:FREQ=DAILY'))), 'too_many'],
    ['every minute', ics(...vevent(start, 'RRULE:FREQ=MINUTELY')), 'too_many'],
    [
      '86,400 times a day',
      ics(
        ...vevent(
          start,
          `RRULE:FREQ=DAILY;BYHOUR=${[...Array(24).keys()].join(',')};BYMINUTE=${[...Array(60).keys()].join(',')};BYSECOND=${[...Array(60).keys()].join(',')}`,
        ),
      ),
      'too_many',
    ],
    [
      'more dates than a series has',
      ics(...vevent(start, `RDATE:${Array(6000).fill('20260105T090000Z').join(',')}`)),
      'too_many',
    ],
    ['a zone that nobody knows', ics(...vevent('DTSTART;TZID=Lune/Base:20260105T090000')), 'unknown_zone'],
    [
      'a zone without rules',
      ics('BEGIN:VTIMEZONE', 'TZID:Lune', 'END:VTIMEZONE', ...vevent('DTSTART;TZID=Lune:20260105T090000')),
      'unknown_zone',
    ],
    ['a rule of nothing', ics(...vevent(start, 'RRULE:FREQ')), 'bad_rule'],
    ['a rule of another frequency', ics(...vevent(start, 'RRULE:FREQ=FORTNIGHTLY')), 'bad_rule'],
    ['a rule without a frequency', ics(...vevent(start, 'RRULE:COUNT=2')), 'bad_rule'],
    ['a rule that ends on no day', ics(...vevent(start, 'RRULE:FREQ=DAILY;UNTIL=20261332')), 'bad_rule'],
    ['a rule of a to-do without DTSTART', ics('BEGIN:VTODO', 'UID:1', 'RRULE:FREQ=DAILY', 'END:VTODO'), 'bad_rule'],
    ['30 February', ics(...vevent('DTSTART:20260230T090000Z')), 'bad_date'],
    ['a year before calendars agreed', ics(...vevent('DTSTART:09991231T090000Z')), 'bad_date'],
    ['a year that nobody plans for', ics(...vevent('DTSTART;VALUE=DATE:90010101')), 'bad_date'],
    ['such a year among others', ics(...vevent(start, 'EXDATE:99991231T090000Z')), 'bad_date'],
    ['a UID of 300 letters', ics('BEGIN:VEVENT', `UID:${'é'.repeat(128)}`, start, 'END:VEVENT'), 'too_large'],
    ['a date of letters', ics(...vevent('DTSTART:tomorrow')), 'bad_date'],
    ['an event that never begins', ics(...vevent('SUMMARY:a')), 'bad_date'],
    ['an end of another kind', ics(...vevent(start, 'DTEND;VALUE=DATE:20260106')), 'bad_date'],
    ['a length of letters', ics(...vevent(start, 'DURATION:long')), 'bad_date'],
    ['an instance of no day', ics(...vevent(start, 'RECURRENCE-ID:20261301T000000Z')), 'bad_date'],
  ]
  for (const [says, text, kind] of rows)
    test(`${says}: ${kind}`, () => expect(() => readObject(text)).toThrow(expect.objectContaining({ kind })))
})

describe('what is taken', () => {
  const rows: [says: string, text: string][] = [
    ['a mark of byte order before it', `\uFEFF${ics(...vevent(start))}`],
    ['lines that end as on Unix', ics(...vevent(start)).replaceAll('\r\n', '\n')],
    ['empty lines', ics(...vevent(start)).replaceAll('\r\n', '\r\n\r\n')],
    ['small letters', ics('begin:vevent', 'uid:1', 'dtstart:20260105T090000Z', 'end:vevent')],
    [
      'a rule in an override, whatever it says',
      ics(...vevent(start, 'RECURRENCE-ID:20260105T090000Z', 'RRULE:FREQ=SECONDLY')),
    ],
    ['a day that never is', ics(...vevent(start, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'))],
    ['parameters of any name', ics(...vevent(start, 'X-A;CONSTRUCTOR=1;__PROTO__=2;VALUE=CONSTRUCTOR:x'))],
    ['every twenty minutes of the day', ics(...vevent(start, 'RRULE:FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12'))],
    ['an hourly rule without end', ics(...vevent(start, 'RRULE:FREQ=HOURLY'))],
    ['components of one’s own', ics(...vevent(start, 'BEGIN:PARTICIPANT', 'UID:p', 'END:PARTICIPANT'))],
    ['a part of a rule of one’s own', ics(...vevent(start, 'RRULE:FREQ=DAILY;X-WHY=1;COUNT=2'))],
    ['a zone of Windows that is described too', ics(...vevent('DTSTART;TZID=Romance Standard Time:20260105T090000'))],
  ]
  for (const [says, text] of rows)
    test(says, () => {
      const object = readObject(text)

      expect(object.component).toBe('VEVENT')
      expect(readObject(writeObject(object.root)).uid).toBe(object.uid)
    })

  test('an object knows its UID, its method and its overrides', () => {
    const override = vevent('RECURRENCE-ID;TZID=Europe/Paris:20260106T100000', start)
    const object = readObject(ics('METHOD:request', ...vevent(start, 'RRULE:FREQ=DAILY'), ...override))

    expect(object).toMatchObject({ uid: '1@test', method: 'REQUEST' })
    expect([...object.overrides.keys()]).toEqual(['20260106T090000Z'])
    expect(object.main?.hasProperty('rrule')).toBe(true)
  })

  test('an override without its series has no main', () => {
    const object = readObject(ics(...vevent('RECURRENCE-ID;VALUE=DATE:20260106', 'DTSTART;VALUE=DATE:20260107')))

    expect(object.main).toBeUndefined()
    expect([...object.overrides.keys()]).toEqual(['20260106'])
  })
})

describe('which instance is meant', () => {
  const rows: [says: string, main: string, id: string, key: string][] = [
    ['in UTC', 'DTSTART:20260105T090000Z', 'RECURRENCE-ID:20260106T090000Z', '20260106T090000Z'],
    ['in a zone', 'DTSTART:20260105T090000Z', 'RECURRENCE-ID;TZID=Asia/Tokyo:20260106T180000', '20260106T090000Z'],
    ['floating', 'DTSTART:20260105T090000', 'RECURRENCE-ID:20260106T090000', '20260106T090000'],
    ['a day', 'DTSTART;VALUE=DATE:20260105', 'RECURRENCE-ID;VALUE=DATE:20260106', '20260106'],
    [
      'a day of a series of times',
      'DTSTART;TZID=Europe/Paris:20260105T090000',
      'RECURRENCE-ID;VALUE=DATE:20260106',
      '20260106T080000Z',
    ],
    [
      'midnight of a series of days',
      'DTSTART;VALUE=DATE:20260105',
      'RECURRENCE-ID;TZID=Asia/Tokyo:20260106T000000',
      '20260106',
    ],
  ]
  for (const [says, main, id, key] of rows)
    test(says, () => {
      const object = readObject(ics(...vevent(main, 'RRULE:FREQ=DAILY'), ...vevent(main, id)))
      const property = [...object.overrides.values()][0]?.getFirstProperty('recurrence-id')

      expect([...object.overrides.keys()]).toEqual([key])
      expect(property && recurrenceKey(property, object)).toBe(key)
    })
})

describe('an object is written', () => {
  const written = (...lines: string[]) => writeObject(readObject(ics(...vevent(start, ...lines))).root)

  test('in lines of 75 octets at most, each with CRLF, and never inside a character', () => {
    const text = written(`SUMMARY:${'é🎓'.repeat(200)}`)

    const lines = text.split('\r\n')
    expect(Math.max(...lines.map((it) => Buffer.byteLength(it)))).toBe(75)
    expect(text).not.toMatch(/[^\r]\n/v)
    expect(text.replaceAll('\r\n ', '')).toContain('é🎓'.repeat(200))
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })

  test('with what nobody understands, in its order', () => {
    const own = ['X-OWN;X-P=1:a\\,b;c', 'BEGIN:VLOCATION', 'UID:l', 'NAME:Salle', 'END:VLOCATION', 'X-LAST:z']
    const text = written(...own.slice(0, 1), ...own.slice(5), ...own.slice(1, 5))

    expect(text).toContain('X-OWN;X-P=1:a\\,b;c\r\nX-LAST:z\r\nBEGIN:VLOCATION\r\nUID:l\r\nNAME:Salle\r\nEND:VLOCATION')
  })

  test('with both values of FEATURE', () => {
    expect(written('CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://x.test/')).toMatch(
      /CONFERENCE;(?=.*VALUE=URI)(?=.*FEATURE=AUDIO,VIDEO).*:https:\/\/x\.test\//v,
    )
  })

  test('with no line end that a value brought along', () => {
    const { root, main } = readObject(ics(...vevent(start)))
    main?.updatePropertyWithValue('description', 'a\r\nATTENDEE:mailto:eve@test\rb')

    expect(writeObject(root)).toContain('DESCRIPTION:a\\nATTENDEE:mailto:eve@testb\r\n')
  })

  test('and read again it is the same', () => {
    const text = written(
      'RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO,TU',
      'ATTENDEE;CN="A, B";RSVP=TRUE:mailto:a@test',
      'GEO:48.85;2.35',
    )

    expect(writeObject(readObject(text).root)).toBe(text)
  })
})
