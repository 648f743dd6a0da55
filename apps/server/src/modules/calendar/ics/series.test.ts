import { describe, expect, test } from 'vitest'
import { readObject, writeObject, type CalendarObject } from './calendar-object.ts'
import { readDate, type DateValue } from './date-values.ts'
import { instancesOf } from './expand.ts'
import { ics, vevent } from './expand.cases.ts'
import { changeInstance, changeMain, removeInstance, shiftAll } from './series.ts'
import { changeFollowing, removeFollowing } from './split.ts'
import { zoneOfName } from './zones.ts'

const now = new Date('2026-09-01T12:00:00Z')
const paris = 'TZID=Europe/Paris'
const at = (text: string, zone = 'Europe/Paris'): DateValue => readDate(text, zone, zoneOfName)

/** Mondays at ten, four times over the change of hour; the second was moved to Tuesday, the third is left out. */
const course = (...lines: string[]) =>
  readObject(
    ics(
      ...vevent(
        `DTSTART;${paris}:20261012T100000`,
        `DTEND;${paris}:20261012T110000`,
        'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5',
        `EXDATE;${paris}:20261026T100000`,
        'SUMMARY:Cours',
        'SEQUENCE:3',
        'X-OWN;X-P=1:a\\,b',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT5M',
        'END:VALARM',
        ...lines,
      ),
      ...vevent(
        `RECURRENCE-ID;${paris}:20261019T100000`,
        `DTSTART;${paris}:20261020T140000`,
        `DTEND;${paris}:20261020T150000`,
        'SUMMARY:Cours',
        'LOCATION:Salle 3',
        'SEQUENCE:3',
      ),
    ),
  )

const local = (it: Date) =>
  it.toLocaleString('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).slice(5)

/** What a calendar shows of it, on the clock of Paris. */
const shown = (object: CalendarObject | undefined) =>
  object
    ? instancesOf(object, { from: new Date(0), to: new Date('2100-01-01'), zone: 'Europe/Paris', most: 20 }).map(
        ({ startsAt, endsAt, component, isOverride }) =>
          `${isOverride ? '*' : ''}${local(startsAt)}-${local(endsAt).slice(6)} ${String(component.getFirstPropertyValue('summary'))}`,
      )
    : undefined

const lines = (object: CalendarObject, ...names: string[]) =>
  writeObject(object.root)
    .replace(/BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/v, '')
    .split('\r\n')
    .filter((it) => names.some((name) => it.startsWith(name)))

test('the series as it is', () => {
  expect(shown(course())).toEqual([
    '10-12 10:00-11:00 Cours',
    '*10-20 14:00-15:00 Cours',
    '11-02 10:00-11:00 Cours',
    '11-09 10:00-11:00 Cours',
  ])
})

describe('all of it', () => {
  test('another title reaches overrides that had it, and only what is changed is changed', () => {
    const before = course()
    const after = changeMain(before, { texts: { summary: 'Atelier', location: null } }, now)

    expect(shown(after)).toEqual(shown(before)?.map((it) => it.replace('Cours', 'Atelier')))
    expect(lines(after, 'LOCATION')).toEqual(['LOCATION:Salle 3'])
    const stamped = /^(?:DTSTAMP|LAST-MODIFIED|SUMMARY)/v
    const rest = (object: CalendarObject) => lines(object, '').filter((it) => !stamped.test(it))
    expect(rest(after)).toEqual(rest(before))
    expect(lines(after, 'DTSTAMP', 'SEQUENCE')).toEqual([
      'DTSTAMP:20260901T120000Z',
      'SEQUENCE:3',
      'DTSTAMP:20260901T120000Z',
      'SEQUENCE:3',
    ])
    expect(writeObject(before.root)).not.toContain('Atelier')
  })

  test('a link is no new time: SEQUENCE stays, and so do the answers', () => {
    const after = changeMain(
      course('ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@test'),
      { texts: { url: 'https://x.test/' } },
      now,
    )

    expect(lines(after, 'SEQUENCE', 'ATTENDEE')).toEqual([
      'SEQUENCE:3',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@test',
      'SEQUENCE:3',
    ])
  })

  test('another time moves every date, and asks everyone again but the organizer', () => {
    const invited = course(
      'ORGANIZER:mailto:ada@test',
      'ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Ada@test',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@test',
    )
    const after = changeMain(invited, { start: at('2026-10-13T09:30:00') }, now)

    expect(shown(after)).toEqual([
      '10-13 09:30-10:30 Cours',
      '*10-21 13:30-14:30 Cours',
      '11-03 09:30-10:30 Cours',
      '11-10 09:30-10:30 Cours',
    ])
    expect(lines(after, 'RRULE', 'EXDATE', 'RECURRENCE-ID', 'SEQUENCE', 'ATTENDEE')).toEqual([
      'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5',
      `EXDATE;${paris}:20261027T093000`,
      'SEQUENCE:4',
      'ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Ada@test',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@test',
      `RECURRENCE-ID;${paris}:20261020T093000`,
      'SEQUENCE:4',
    ])
  })

  test('dragged by its third date, it goes as far', () => {
    const after = shiftAll(course(), { from: at('2026-11-02T10:00:00'), to: at('2026-11-03T09:30:00') }, now)

    expect(shown(after)?.[0]).toBe('10-13 09:30-10:30 Cours')
  })

  test('what is in the hour that is skipped goes along, taken out or overridden', () => {
    const nights = readObject(ics(...vevent(`DTSTART;${paris}:20260327T023000`, 'RRULE:FREQ=DAILY;COUNT=4')))
    const start = at('2026-03-27T03:30:00')
    const without = removeInstance(nights, '20260329T013000Z', now) ?? nights
    const other = changeInstance(nights, '20260329T013000Z', { texts: { summary: 'Nuit' } }, now)

    expect(shown(changeMain(without, { start }, now))).toHaveLength(3)
    expect(shown(changeMain(other, { start }, now))?.[2]).toBe('*03-29 03:30-03:30 Nuit')
  })

  test('drawn longer by one of its dates, all that were as long are as long', () => {
    const drag = { from: at('2026-11-02T10:00:00'), to: at('2026-11-02T10:00:00'), end: at('2026-11-02T12:00:00') }

    expect(shown(shiftAll(course(), drag, now))).toEqual([
      '10-12 10:00-12:00 Cours',
      '*10-20 14:00-16:00 Cours',
      '11-02 10:00-12:00 Cours',
      '11-09 10:00-12:00 Cours',
    ])
  })

  test('put into another zone it brings the zone along, and its hours are of there', () => {
    const after = changeMain(course(), { start: at('2026-10-12T10:00:00', 'Asia/Tokyo') }, now)

    expect(writeObject(after.root)).toContain('TZID:Asia/Tokyo')
    expect(lines(after, 'DTSTART;', 'DTEND;')[1]).toBe('DTEND;TZID=Asia/Tokyo:20261012T110000')
    expect(shown(after)?.at(-1)).toBe('11-09 02:00-03:00 Cours')
  })

  test('made one of whole days, it leaves out the same', () => {
    const after = changeMain(course(), { start: at('2026-10-12') }, now)

    expect(lines(after, 'DTSTART;', 'DTEND', 'EXDATE', 'RECURRENCE-ID')).toEqual([
      'DTSTART;VALUE=DATE:20261012',
      'EXDATE;VALUE=DATE:20261026',
      'RECURRENCE-ID;VALUE=DATE:20261019',
      'DTSTART;VALUE=DATE:20261020',
    ])
  })

  test('by another rule, overrides of dates that are no more are gone', () => {
    const after = changeMain(
      course(),
      { start: at('2026-10-13T10:00:00'), rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=2' },
      now,
    )

    expect(shown(after)).toEqual(['10-13 10:00-11:00 Cours'])
    expect(after.overrides.size).toBe(0)
  })

  test('repeated no more, it is its first date', () => {
    const after = changeMain(course(), { rule: null }, now)

    expect(shown(after)).toEqual(['10-12 10:00-11:00 Cours'])
    expect(lines(after, 'EXDATE', 'RECURRENCE-ID', 'RRULE')).toEqual([])
  })

  const moves: [rule: string, start: string, to: string, rule2: string][] = [
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2026-10-12T10:00:00', '2026-10-13T10:00:00', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['FREQ=MONTHLY;BYDAY=2MO', '2026-10-12T10:00:00', '2026-10-20T10:00:00', 'FREQ=MONTHLY;BYDAY=3TU'],
    ['FREQ=MONTHLY;BYDAY=2MO', '2026-10-12T10:00:00', '2026-10-30T10:00:00', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['FREQ=MONTHLY;BYMONTHDAY=12', '2026-10-12T10:00:00', '2026-10-14T10:00:00', 'FREQ=MONTHLY'],
    [
      'FREQ=DAILY;UNTIL=20261030T090000Z',
      '2026-10-12T10:00:00',
      '2026-10-13T15:00:00',
      'FREQ=DAILY;UNTIL=20261031T140000Z',
    ],
    [
      'FREQ=DAILY;UNTIL=20261030T090000Z',
      '2026-10-12T10:00:00',
      '2026-10-12T15:00:00',
      'FREQ=DAILY;UNTIL=20261030T140000Z',
    ],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=10,14',
      '2026-10-12T10:00:00',
      '2026-10-13T10:00:00',
      'FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=10,14',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2',
      '2026-10-12T10:00:00',
      '2026-10-12T11:00:00',
      'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2',
    ],
  ]
  for (const [rule, start, to, rule2] of moves)
    test(`${rule} from ${start} goes to ${to}`, () => {
      const object = readObject(ics(...vevent(`DTSTART;${paris}:${start.replaceAll(/[\-:]/gv, '')}`, `RRULE:${rule}`)))

      expect(lines(changeMain(object, { start: at(to) }, now), 'RRULE').at(-1)).toBe(`RRULE:${rule2}`)
    })
})

describe('one of it', () => {
  test('has an override of its own, with all the series says', () => {
    const after = changeInstance(
      course(),
      '20261102T090000Z',
      { start: at('2026-11-03T08:00:00'), texts: { summary: 'Examen' } },
      now,
    )

    expect(shown(after)).toEqual([
      '10-12 10:00-11:00 Cours',
      '*10-20 14:00-15:00 Cours',
      '*11-03 08:00-09:00 Examen',
      '11-09 10:00-11:00 Cours',
    ])
    const made = after.overrides.get('20261102T090000Z')
    expect(made?.hasProperty('rrule')).toBe(false)
    expect(made?.getFirstProperty('recurrence-id')?.toICALString()).toBe(`RECURRENCE-ID;${paris}:20261102T100000`)
    expect(made?.getFirstProperty('x-own')?.toICALString()).toBe('X-OWN;X-P=1:a\\,b')
    expect(made?.getAllSubcomponents('valarm')).toHaveLength(1)
    expect(lines(after, 'SEQUENCE')).toEqual(['SEQUENCE:3', 'SEQUENCE:3', 'SEQUENCE:4'])
  })

  test('is edited where it was already', () => {
    const after = changeInstance(course(), '20261019T080000Z', { texts: { summary: 'Examen' } }, now)

    expect(shown(after)?.[1]).toBe('*10-20 14:00-15:00 Examen')
    expect(lines(after, 'SEQUENCE')).toEqual(['SEQUENCE:3', 'SEQUENCE:3'])
  })

  test('that is no date of the series is refused', () => {
    expect(() => changeInstance(course(), '20261103T090000Z', {}, now)).toThrow(
      expect.objectContaining({ kind: 'bad_date' }),
    )
  })

  test('is taken out, and its override with it', () => {
    const after = removeInstance(course(), '20261019T080000Z', now)

    expect(shown(after)).toEqual(['10-12 10:00-11:00 Cours', '11-02 10:00-11:00 Cours', '11-09 10:00-11:00 Cours'])
    expect(after && lines(after, 'EXDATE', 'SEQUENCE')).toEqual([
      `EXDATE;${paris}:20261026T100000`,
      'SEQUENCE:4',
      `EXDATE;${paris}:20261019T100000`,
    ])
  })

  test('the last of it leaves nothing', () => {
    const one = readObject(ics(...vevent(`DTSTART;${paris}:20261012T100000`, 'RRULE:FREQ=WEEKLY;COUNT=1')))
    const orphan = readObject(ics(...vevent('RECURRENCE-ID:20261012T080000Z', 'DTSTART:20261012T080000Z')))

    expect(removeInstance(one, '20261012T080000Z', now)).toBeUndefined()
    expect(removeInstance(orphan, '20261012T080000Z', now)).toBeUndefined()
  })

  test('of whole days is taken out by its day', () => {
    const days = readObject(ics(...vevent('DTSTART;VALUE=DATE:20261012', 'RRULE:FREQ=DAILY;COUNT=3')))
    const after = removeInstance(days, '20261013', now)

    expect(after && lines(after, 'EXDATE')).toEqual(['EXDATE;VALUE=DATE:20261013'])
  })
})

describe('this one and those that follow', () => {
  test('are a series of their own, with their overrides and their gaps, and those before end there', () => {
    const { before, after } = changeFollowing(
      course(),
      '20261019T080000Z',
      { start: at('2026-10-19T11:00:00'), texts: { summary: 'Atelier' } },
      { uid: '2@test', now },
    )

    expect(shown(before)).toEqual(['10-12 10:00-11:00 Cours'])
    expect(shown(after)).toEqual([
      '*10-20 15:00-16:00 Atelier',
      '11-02 11:00-12:00 Atelier',
      '11-09 11:00-12:00 Atelier',
    ])
    expect(after.uid).toBe('2@test')
    expect(lines(after, 'RRULE', 'EXDATE', 'RELATED-TO').toSorted()).toEqual([
      `EXDATE;${paris}:20261026T110000`,
      'RELATED-TO;RELTYPE=SIBLING:1@test',
      'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4',
    ])
    expect(before && lines(before, 'RRULE', 'EXDATE', 'RECURRENCE-ID')).toEqual([])
  })

  test('from the first on, the series stays what it is', () => {
    const { before, after } = changeFollowing(
      course(),
      '20261012T080000Z',
      { texts: { summary: 'Atelier' } },
      { uid: '2@test', now },
    )

    expect(before).toBeUndefined()
    expect(after.uid).toBe('1@test')
    expect(shown(after)).toHaveLength(4)
  })

  test('are gone: the rule ends at the last that stays', () => {
    const endless = readObject(
      ics(
        ...vevent(`DTSTART;${paris}:20261012T100000`, 'RRULE:FREQ=WEEKLY', 'RDATE:20261013T080000Z,20271013T080000Z'),
      ),
    )
    const after = removeFollowing(endless, '20261102T090000Z', now)

    expect(after && lines(after, 'RRULE', 'RDATE')).toEqual([
      'RRULE:FREQ=WEEKLY;UNTIL=20261026T090000Z',
      'RDATE:20261013T080000Z',
    ])
    expect(removeFollowing(endless, '20261012T080000Z', now)).toBeUndefined()
  })

  test('of whole days end on a day', () => {
    const days = readObject(ics(...vevent('DTSTART;VALUE=DATE:20261012', 'RRULE:FREQ=DAILY')))
    const after = removeFollowing(days, '20261015', now)

    expect(after && lines(after, 'RRULE')).toEqual(['RRULE:FREQ=DAILY;UNTIL=20261014'])
  })

  test('go on at their hour, where the first of them is in the hour that is skipped', () => {
    const nights = readObject(ics(...vevent(`DTSTART;${paris}:20260328T023000`, 'RRULE:FREQ=DAILY;COUNT=4')))
    const { before, after } = changeFollowing(nights, '20260329T013000Z', {}, { uid: '2@test', now })

    expect(before && lines(before, 'DTSTART', 'RRULE')).toEqual([`DTSTART;${paris}:20260328T023000`])
    expect(lines(after, 'DTSTART', 'RRULE')).toEqual([`DTSTART;${paris}:20260329T023000`, 'RRULE:FREQ=DAILY;COUNT=3'])
  })

  test('together are what they were, where nothing is changed', () => {
    const { before, after } = changeFollowing(course(), '20261102T090000Z', {}, { uid: '2@test', now })

    expect([...(shown(before) ?? []), ...(shown(after) ?? [])]).toEqual(shown(course()))
  })
})
