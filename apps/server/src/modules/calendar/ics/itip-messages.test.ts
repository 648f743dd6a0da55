import { describe, expect, test } from 'vitest'
import { readObject, writeObject, type CalendarObject } from './calendar-object.ts'
import { ics, vevent } from './expand.cases.ts'
import { cancelFor, replyOf, requestFor } from './itip-messages.ts'
import { applyReply } from './itip-reply.ts'

const now = new Date('2026-09-01T12:00:00.500Z')
const ada = 'ORGANIZER;CN=Ada;SCHEDULE-STATUS=1.1:mailto:ada@test'
const [bob, eve] = ['ATTENDEE;CN=Bob;RSVP=TRUE;SCHEDULE-AGENT=SERVER:mailto:bob@test', 'ATTENDEE:mailto:eve@test']
const paris = 'TZID=Europe/Paris'
const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', 'END:VALARM']
const series = (...lines: string[]) =>
  vevent(
    `DTSTART;${paris}:20261012T100000`,
    `DTEND;${paris}:20261012T110000`,
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'SUMMARY:Cours',
    'LOCATION:Salle 3',
    'SEQUENCE:2',
    ada,
    ...lines,
  )
const override = (...lines: string[]) =>
  vevent(
    `RECURRENCE-ID;${paris}:20261019T100000`,
    `DTSTART;${paris}:20261020T140000`,
    'SUMMARY:Examen',
    'SEQUENCE:5',
    ada,
    ...lines,
  )
const third = '20261019T080000Z'

const linesOf = (object: CalendarObject | undefined) => {
  if (!object) return undefined
  const zone = /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/v
  return writeObject(object.root)
    .replace(zone, '')
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((it) => !/^(?:VERSION|PRODID|)$/v.test(it.split(':')[0] ?? ''))
}
const said = (object: CalendarObject | undefined, ...names: string[]) =>
  linesOf(object)?.filter((it) => names.some((name) => it.startsWith(name)))

describe('an invitation', () => {
  test('has its method, its rule and its zone, and nobody’s alarms or secrets', () => {
    const request = requestFor(readObject(ics(...series(bob, eve, ...alarm))), 'bob@test')

    expect(linesOf(request)).toEqual([
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:1@test',
      'DTSTAMP:20260101T000000Z',
      `DTSTART;${paris}:20261012T100000`,
      `DTEND;${paris}:20261012T110000`,
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'SUMMARY:Cours',
      'LOCATION:Salle 3',
      'SEQUENCE:2',
      'ORGANIZER;CN=Ada:mailto:ada@test',
      'ATTENDEE;CN=Bob;RSVP=TRUE:mailto:bob@test',
      'ATTENDEE:mailto:eve@test',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
    expect(request && writeObject(request.root)).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Paris')
  })

  test('POD-S14 to a series has its rule, and an alarm five minutes before', () => {
    const object = readObject(ics(...series(bob, ...alarm.map((it) => it.replace('5M', '90M')))))
    const request = requestFor(object, 'bob@test', { alarmBefore: 5 })

    expect(said(request, 'RRULE', 'BEGIN:VALARM', 'ACTION', 'DESCRIPTION', 'TRIGGER')).toEqual([
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Cours',
      'TRIGGER:-PT5M',
    ])
  })

  test('leaves out the dates of a series that one is not part of', () => {
    const request = requestFor(readObject(ics(...series(bob, eve), ...override(eve))), 'bob@test')

    expect(said(request, 'RECURRENCE-ID', 'EXDATE')).toEqual([`EXDATE;${paris}:20261019T100000`])
  })

  test('is for the one date that one is part of', () => {
    const request = requestFor(readObject(ics(...series(bob), ...override(bob, eve))), 'eve@test')

    expect(request?.main).toBeUndefined()
    expect([...(request?.overrides.keys() ?? [])]).toEqual([third])
  })

  test('leaves out a date that is cancelled, and is none for who is not invited', () => {
    const object = readObject(ics(...series(bob), ...override(bob, 'STATUS:CANCELLED')))

    expect(said(requestFor(object, 'bob@test'), 'STATUS', 'EXDATE')).toEqual([`EXDATE;${paris}:20261019T100000`])
    expect(requestFor(object, 'eve@test')).toBeUndefined()
  })

  test('names each once, however often and however written', () => {
    const request = requestFor(readObject(ics(...series(bob, 'ATTENDEE:MAILTO:Bob@test'))), 'bob@test')

    expect(said(request, 'ATTENDEE')).toEqual(['ATTENDEE;CN=Bob;RSVP=TRUE:mailto:bob@test'])
  })

  test('says when it is said, and nothing that is ours', () => {
    const object = readObject(ics(...series(bob, 'X-AMPHI-HEARD:2026-01-01T00:00:00Z')))

    expect(said(requestFor(object, 'bob@test', { now }), 'DTSTAMP', 'X-AMPHI')).toEqual(['DTSTAMP:20260901T120000Z'])
    expect(said(requestFor(object, 'bob@test'), 'DTSTAMP', 'X-AMPHI')).toEqual(['DTSTAMP:20260101T000000Z'])
  })

  test('brings no zone along that it does not speak of', () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Asia/Tokyo', 'END:VTIMEZONE']
    const request = requestFor(readObject(ics(...zone, ...vevent('DTSTART:20261012T080000Z', ada, bob))), 'bob@test')

    expect(request && writeObject(request.root)).not.toContain('VTIMEZONE')
  })
})

describe('a cancellation', () => {
  test('of all names the one it is for', () => {
    const cancel = cancelFor(readObject(ics(...series(bob, eve))), 'bob@test', [null], now)

    expect(linesOf(cancel)).toEqual([
      'BEGIN:VCALENDAR',
      'METHOD:CANCEL',
      'BEGIN:VEVENT',
      'UID:1@test',
      'ORGANIZER;CN=Ada:mailto:ada@test',
      'SUMMARY:Cours',
      'LOCATION:Salle 3',
      'DTSTAMP:20260901T120000Z',
      `DTSTART;${paris}:20261012T100000`,
      'ATTENDEE;CN=Bob;RSVP=TRUE:mailto:bob@test',
      'SEQUENCE:2',
      'STATUS:CANCELLED',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
  })

  test('of dates names each, moved or not', () => {
    const object = readObject(ics(...series(bob), ...override(bob)))
    const cancel = cancelFor(object, 'bob@test', [third, '20261026T090000Z'], now)

    expect(said(cancel, 'RECURRENCE-ID', 'DTSTART', 'SEQUENCE')).toEqual([
      `RECURRENCE-ID;${paris}:20261019T100000`,
      `DTSTART;${paris}:20261020T140000`,
      'SEQUENCE:5',
      `RECURRENCE-ID;${paris}:20261026T100000`,
      `DTSTART;${paris}:20261026T100000`,
      'SEQUENCE:2',
    ])
  })
})

describe('an answer', () => {
  const invited = readObject(ics(...series(bob.replace('RSVP=TRUE', 'RSVP=TRUE;PARTSTAT=ACCEPTED'), eve)))

  test('is of one, with the SEQUENCE of what was asked', () => {
    expect(linesOf(replyOf(invited, 'bob@test', { now, comment: 'https://x.test/' }))).toEqual([
      'BEGIN:VCALENDAR',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      'UID:1@test',
      'ORGANIZER;CN=Ada:mailto:ada@test',
      'SUMMARY:Cours',
      `DTEND;${paris}:20261012T110000`,
      'DTSTAMP:20260901T120000Z',
      'SEQUENCE:2',
      `DTSTART;${paris}:20261012T100000`,
      'ATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@test',
      'COMMENT:https://x.test/',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
  })

  test('may be to one date', () => {
    const reply = replyOf(invited, 'bob@test', { now, answers: new Map([['20261026T090000Z', 'DECLINED']]) })

    expect(said(reply, 'RECURRENCE-ID', 'DTSTART', 'DTEND', 'ATTENDEE')).toEqual([
      `RECURRENCE-ID;${paris}:20261026T100000`,
      `DTSTART;${paris}:20261026T100000`,
      'ATTENDEE;CN=Bob;PARTSTAT=DECLINED:mailto:bob@test',
    ])
  })

  test('is none of somebody who is not invited', () => {
    expect(replyOf(invited, 'carl@test', { now })).toBeUndefined()
  })
})

describe('an answer that comes in', () => {
  const asked = () => readObject(ics(...series(bob, eve), ...override(bob, eve)))
  const reply = (...lines: string[]) => readObject(ics('METHOD:REPLY', ...vevent(...lines)))
  const accepts = 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@test'
  const partstats = (object: CalendarObject) =>
    said(object, 'ATTENDEE')?.map((it) => /PARTSTAT=([A-Z\-]+)/v.exec(it)?.[1] ?? '?')

  test('CAL-36 is taken from whoever writes it, without ORGANIZER and in capitals, and there is one ATTENDEE', () => {
    const { object, applied } = applyReply(asked(), reply('SEQUENCE:2', 'ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:BOB@test'))

    expect(applied).toEqual([{ key: null, address: 'bob@test', partstat: 'ACCEPTED', outcome: 'changed' }])
    expect(said(object, 'ATTENDEE')?.[0]).toMatch(/PARTSTAT=ACCEPTED.*:mailto:bob@test$/v)
    expect(said(object, 'SEQUENCE', 'DTSTAMP')).toEqual(said(asked(), 'SEQUENCE', 'DTSTAMP'))
    expect(said(object, 'ATTENDEE')).toHaveLength(4)
  })

  test('to one date is of that date', () => {
    const { object, applied } = applyReply(
      asked(),
      reply('RECURRENCE-ID:20261026T090000Z', 'SEQUENCE:2', 'ATTENDEE;PARTSTAT=DECLINED:mailto:bob@test'),
    )

    expect(applied[0]?.outcome).toBe('changed')
    expect([...object.overrides.keys()]).toEqual([third, '20261026T090000Z'])
    expect(partstats(object)).toEqual(['?', '?', '?', '?', 'DECLINED', '?'])
  })

  const rows: [says: string, lines: string[], outcome: string][] = [
    ['to what was asked before it was moved', ['SEQUENCE:1', accepts], 'stale'],
    ['of somebody who is not invited', ['SEQUENCE:2', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:carl@test'], 'not_invited'],
    ['to a date that is none', ['RECURRENCE-ID:20261027T090000Z', 'SEQUENCE:2', accepts], 'no_instance'],
  ]
  for (const [says, lines, outcome] of rows)
    test(`${says} changes nothing`, () => {
      const before = asked()
      const { object, applied } = applyReply(before, reply(...lines))

      expect(applied.map((it) => it.outcome)).toEqual([outcome])
      expect(object).toBe(before)
    })

  test('that says nothing, or is to another event, changes nothing', () => {
    const other = readObject(ics('METHOD:REPLY', 'BEGIN:VEVENT', 'UID:2@test', accepts, 'END:VEVENT'))

    expect(applyReply(asked(), reply('ATTENDEE:mailto:bob@test')).applied).toEqual([])
    expect(applyReply(asked(), other).applied).toEqual([])
  })

  test('late is older than the one that was taken', () => {
    const at = (stamp: string, partstat: string) =>
      readObject(
        ics(
          'METHOD:REPLY',
          'BEGIN:VEVENT',
          'UID:1@test',
          `DTSTAMP:${stamp}`,
          'SEQUENCE:2',
          `ATTENDEE;PARTSTAT=${partstat}:mailto:bob@test`,
          'END:VEVENT',
        ),
      )
    const first = applyReply(asked(), at('20260902T100000Z', 'DECLINED'))
    const again = applyReply(first.object, at('20260902T100000Z', 'DECLINED'))
    const late = applyReply(again.object, at('20260902T090000Z', 'ACCEPTED'))

    expect(again.applied[0]?.outcome).toBe('same')
    expect(late.applied[0]?.outcome).toBe('stale')
    expect(partstats(late.object)?.[0]).toBe('DECLINED')
  })

  test('what a program of ours writes is understood by another of ours', () => {
    const copy = requestFor(asked(), 'bob@test')
    const answers = new Map([[null, 'TENTATIVE'] as const, [third, 'DECLINED'] as const])
    const answer = copy && replyOf(copy, 'bob@test', { now, answers })
    const { object } = applyReply(asked(), readObject(answer ? writeObject(answer.root) : ''))

    expect(partstats(object)).toEqual(['TENTATIVE', '?', 'DECLINED', '?'])
  })
})
