import type { Repeat } from '@amphi/contract/repeat'
import { describe, expect, test } from 'vitest'
import { readDate, type DateValue } from './date-values.ts'
import { wallsOf } from './recurrence.ts'
import { monthlyChoices, repeatOf, ruleFrom, ruleOf, ruleProperty } from './repeat.ts'
import { wallOf } from './zone.ts'
import { zoneOfName } from './zones.ts'

/** In Paris. */
const at = (text: string): DateValue => readDate(text, 'Europe/Paris', zoneOfName)

const settled = (repeat: Repeat, start: DateValue) => {
  const found = ruleOf(repeat, start)
  if (typeof found === 'string') throw new Error(found)
  return found
}

const datesOf = (rule: string, start: DateValue, most = 50) => {
  const found: string[] = []
  const { until, ...endless } = ruleFrom(rule)
  const to = until ? wallOf(until.wall, zoneOfName('Europe/Paris')) : Infinity
  for (const wall of wallsOf({ ...endless, until: undefined }, start.wall, { to })) {
    if (found.length >= most) break
    found.push(new Date(wall).toISOString().slice(0, 10))
  }
  return found
}

const thursday = at('2022-07-07T14:00:00')

describe('what people choose becomes a rule', () => {
  test('POD-10 every three days until 2 August is nine times, the last on 31 July', () => {
    expect(settled({ every: 'day', interval: 3, until: '2022-08-02' }, thursday)).toEqual({
      repeat: { every: 'day', interval: 3, until: '2022-07-31' },
      rule: 'FREQ=DAILY;INTERVAL=3;UNTIL=20220731T120000Z',
      occurrences: 9,
      last: '2022-07-31',
    })
  })

  test('POD-10 where a day and a number are said the day holds, and the number is counted again', () => {
    const found = settled({ every: 'day', interval: 3, until: '2022-08-02', count: 4 }, thursday)

    expect(found).toMatchObject({ repeat: { until: '2022-07-31' }, occurrences: 9 })
    expect(found.repeat.count).toBeUndefined()
  })

  test('POD-10 so many times knows its last day', () => {
    expect(settled({ every: 'week', interval: 1, weekdays: [3], count: 4 }, thursday)).toMatchObject({
      rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=4',
      last: '2022-07-28',
    })
  })

  test('POD-11 what can happen only once is not repeated', () => {
    expect(ruleOf({ every: 'day', interval: 3, until: '2022-07-09' }, thursday)).toBe('none')
    expect(ruleOf({ every: 'week', interval: 1, weekdays: [3], count: 1 }, thursday)).toBe('none')
  })

  test('POD-12 a week must have the day it begins on, and without days is none', () => {
    expect(ruleOf({ every: 'week', interval: 1, weekdays: [0, 1] }, thursday)).toBe('weekday_missing')
    expect(ruleOf({ every: 'week', interval: 1, weekdays: [] }, thursday)).toBe('none')
    expect(ruleOf({ every: 'week', interval: 1 }, thursday)).toBe('none')
  })

  test('POD-S2 Tuesdays, Thursdays and Saturdays every three weeks from 7 July until 2 August', () => {
    const { rule, occurrences } = settled(
      { every: 'week', interval: 3, weekdays: [1, 3, 5], until: '2022-08-02' },
      thursday,
    )

    expect(datesOf(rule, thursday)).toEqual(['2022-07-07', '2022-07-09', '2022-07-26', '2022-07-28', '2022-07-30'])
    expect(occurrences).toBe(5)
  })

  test('POD-S3 no series ends before it begins, and every three days until two days later is none', () => {
    expect(ruleOf({ every: 'day', interval: 1, until: '2022-07-06' }, thursday)).toBe('ends_before_start')
    expect(ruleOf({ every: 'day', interval: 3, until: '2022-07-09' }, thursday)).toBe('none')
  })

  test('POD-13 a month repeats a date or the nth of a weekday', () => {
    const start = at('2026-01-13T10:00:00')

    expect(settled({ every: 'month', interval: 1 }, start).rule).toBe('FREQ=MONTHLY')
    expect(settled({ every: 'month', interval: 1, monthly: 'nth', count: 10 }, start).rule).toBe(
      'FREQ=MONTHLY;BYDAY=2TU;COUNT=10',
    )
  })

  test('POD-14 the 31st leaves out short months, 29 February other years', () => {
    const [month, leap] = [at('2026-01-31T10:00:00'), at('2024-02-29T10:00:00')]

    expect(datesOf(settled({ every: 'month', interval: 1 }, month).rule, month, 3)).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
    ])
    expect(datesOf(settled({ every: 'year', interval: 1 }, leap).rule, leap, 2)).toEqual(['2024-02-29', '2028-02-29'])
  })

  test('POD-14 for a fifth weekday the last is proposed, and stays the last', () => {
    const start = at('2026-01-30T10:00:00')
    const { rule } = settled({ every: 'month', interval: 1, monthly: 'last' }, start)

    expect(monthlyChoices(start)).toEqual(['date', 'last'])
    expect(datesOf(rule, start, 4)).toEqual(['2026-01-30', '2026-02-27', '2026-03-27', '2026-04-24'])
  })

  test('POD-14 what begins on a Sunday is counted as it is', () => {
    const start = at('2026-01-11T10:00:00')

    expect(monthlyChoices(start)).toEqual(['date', 'nth'])
    expect(settled({ every: 'month', interval: 1, monthly: 'nth' }, start).rule).toBe('FREQ=MONTHLY;BYDAY=2SU')
  })

  test('the last of a month is one of its last seven days', () => {
    expect(ruleOf({ every: 'month', interval: 1, monthly: 'last' }, at('2026-01-13T10:00:00'))).toBe('not_the_last')
    expect(monthlyChoices(at('2026-02-22T10:00:00'))).toEqual(['date', 'nth', 'last'])
  })

  test('POD-15 a series may have no end', () => {
    expect(settled({ every: 'day', interval: 1 }, thursday)).toMatchObject({
      rule: 'FREQ=DAILY',
      last: null,
      occurrences: null,
    })
  })

  const ends: [says: string, start: DateValue, rule: string][] = [
    ['a day', at('2026-10-23'), 'FREQ=DAILY;UNTIL=20261026'],
    ['a floating time', readDate('2026-10-23T09:00:00', undefined, zoneOfName), 'FREQ=DAILY;UNTIL=20261026T090000'],
    ['a moment', at('2026-10-23T09:00:00Z'), 'FREQ=DAILY;UNTIL=20261026T090000Z'],
    ['the clock of a place, after clocks changed', at('2026-10-23T09:00:00'), 'FREQ=DAILY;UNTIL=20261026T080000Z'],
  ]
  for (const [says, start, rule] of ends)
    test(`the end of a series is said as its start is: ${says}`, () =>
      expect(settled({ every: 'day', interval: 1, until: '2026-10-26' }, start).rule).toBe(rule))

  test('the last day is that of its own zone', () => {
    const start = at('2026-10-23T00:30:00')
    const { rule, last } = settled({ every: 'day', interval: 1, until: '2026-10-26' }, start)

    expect(last).toBe('2026-10-26')
    expect(repeatOf(ruleFrom(rule), start)).toEqual({ every: 'day', interval: 1, until: '2026-10-26' })
  })

  test('it can be put into an event', () => {
    expect(ruleProperty('FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4').toICALString()).toBe('RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4')
  })
})

describe('a rule in the words of people', () => {
  const tuesday = at('2026-01-13T10:00:00')
  const lastFriday = at('2026-01-30T10:00:00')
  const rows: [rule: string, start: DateValue, repeat: Repeat | 'custom'][] = [
    ['FREQ=DAILY', tuesday, { every: 'day', interval: 1 }],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', tuesday, { every: 'week', interval: 1, weekdays: [0, 1, 2, 3, 4] }],
    ['FREQ=WEEKLY;INTERVAL=2', tuesday, { every: 'week', interval: 2, weekdays: [1] }],
    ['FREQ=WEEKLY;WKST=SU;BYDAY=SU,TU', tuesday, { every: 'week', interval: 1, weekdays: [1, 6] }],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU', tuesday, 'custom'],
    ['FREQ=WEEKLY;BYDAY=WE', tuesday, 'custom'],
    ['FREQ=MONTHLY;BYMONTHDAY=13;COUNT=3', tuesday, { every: 'month', interval: 1, monthly: 'date', count: 3 }],
    ['FREQ=MONTHLY;BYMONTHDAY=14', tuesday, 'custom'],
    ['FREQ=MONTHLY;BYDAY=2TU', tuesday, { every: 'month', interval: 1, monthly: 'nth' }],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', tuesday, { every: 'month', interval: 1, monthly: 'nth' }],
    ['FREQ=MONTHLY;BYDAY=-1FR', lastFriday, { every: 'month', interval: 1, monthly: 'last' }],
    ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', lastFriday, { every: 'month', interval: 1, monthly: 'last' }],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', lastFriday, 'custom'],
    ['FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=13', tuesday, { every: 'year', interval: 1 }],
    ['FREQ=YEARLY;BYMONTHDAY=13', tuesday, 'custom'],
    ['FREQ=YEARLY;BYMONTH=1;BYDAY=2TU', tuesday, 'custom'],
    ['FREQ=HOURLY', tuesday, 'custom'],
    ['FREQ=DAILY;BYHOUR=9,14', tuesday, 'custom'],
    ['FREQ=DAILY;INTERVAL=200', tuesday, 'custom'],
    ['FREQ=WEEKLY;UNTIL=20260203T000000Z', tuesday, { every: 'week', interval: 1, weekdays: [1], until: '2026-01-27' }],
    ['FREQ=WEEKLY;UNTIL=20260203', tuesday, { every: 'week', interval: 1, weekdays: [1], until: '2026-02-03' }],
  ]
  for (const [rule, start, repeat] of rows) test(rule, () => expect(repeatOf(ruleFrom(rule), start)).toEqual(repeat))

  test('is the rule again', () => {
    const start = at('2026-01-30T10:00:00')
    for (const repeat of [
      { every: 'day', interval: 3, until: '2026-03-01' },
      { every: 'week', interval: 2, weekdays: [0, 4], count: 7 },
      { every: 'month', interval: 1, monthly: 'last' },
      { every: 'month', interval: 2, monthly: 'nth', count: 4 },
      { every: 'year', interval: 1, count: 3 },
    ] satisfies Repeat[]) {
      const first = settled(repeat, start)

      expect(repeatOf(ruleFrom(first.rule), start)).toEqual(first.repeat)
    }
  })
})
