import { describe, expect, test } from 'vitest'
import { type CalendarObject, readObject, writeObject } from '../ics/calendar-object.ts'
import { ics, vevent } from '../ics/expand.cases.ts'
import { cancelFor, requestFor } from '../ics/itip-messages.ts'
import { edited } from '../ics/series-parts.ts'
import { textOf } from '../ics/text-of.ts'
import { withCancel, withRequest } from './received.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 8, 1, 12, minute))
const bob = 'ATTENDEE:mailto:bob@test'
const event = (title: string, ...lines: string[]) =>
  readObject(
    ics(
      ...vevent(
        'DTSTART:20261012T080000Z',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'SEQUENCE:2',
        'ORGANIZER:mailto:ada@test',
        bob,
        `SUMMARY:${title}`,
        ...lines,
      ),
    ),
  )

const present = <T>(it: T | undefined): T => {
  if (it === undefined) throw new Error('nothing')
  return it
}
const asked = (object: CalendarObject, minute: number) => present(requestFor(object, 'bob@test', { now: at(minute) }))
const off = (object: CalendarObject, minute: number, key: string | null = null) =>
  present(cancelFor(object, 'bob@test', [key], at(minute)))
const said = (object: CalendarObject | undefined, name: string) => object?.main && textOf(object.main, name)

describe('who is invited', () => {
  const here = withRequest(undefined, asked(event('Cours'), 0))

  test('and taken off the list, and invited again, is invited', () => {
    const gone = withCancel(here, off(event('Cours'), 1))
    const back = withRequest(gone, asked(event('Cours'), 2))

    expect([said(gone, 'status'), said(back, 'status')]).toEqual(['CANCELLED', ''])
  })

  test('and taken off one date, and invited again, is invited to it', () => {
    const gone = withCancel(here, off(event('Cours'), 1, '20261019T080000Z'))
    const back = withRequest(gone, asked(event('Cours'), 2))

    expect([gone?.overrides.size, back?.overrides.size]).toEqual([1, 0])
  })

  test('hears of what is new after having answered, whatever their own program writes beside it', () => {
    const answered = edited(present(here), ({ main }) =>
      main?.updatePropertyWithValue('dtstamp', '2026-12-31T00:00:00Z'),
    )

    expect(said(withRequest(answered, asked(event('Examen'), 1)), 'summary')).toBe('Examen')
  })

  test('hears of what is new where their own program took away what was noted', () => {
    const answered = edited(present(here), ({ main }) => {
      main?.removeAllProperties('x-amphi-heard')
      main?.updatePropertyWithValue('dtstamp', '2026-12-31T00:00:00Z')
    })

    expect(said(withRequest(answered, asked(event('Examen'), 1)), 'summary')).toBe('Examen')
  })

  test('hears nothing of what was overtaken on its way', () => {
    const later = withRequest(here, asked(event('Examen'), 5))
    const gone = withCancel(later, off(event('Examen'), 7))

    expect(withRequest(later, asked(event('Cours'), 4))).toBeUndefined()
    expect(withCancel(later, off(event('Cours'), 4))).toBeUndefined()
    expect(withRequest(gone, asked(event('Examen'), 6))).toBeUndefined()
  })

  test('keeps it when it is written and read again', () => {
    const again = readObject(writeObject(present(here).root))

    expect(said(again, 'x-amphi-heard')).toBe(at(0).toISOString().replace('.000', ''))
  })
})
