import { recurrenceKey, type CalendarObject } from './calendar-object.ts'
import {
  applyTexts,
  applyToOverride,
  isMaterial,
  onClockOf,
  setDate,
  setRule,
  setTimes,
  textsBefore,
  type Change,
} from './changes.ts'
import type { DateValue } from './date-values.ts'
import { instancesOf } from './expand.ts'
import { ICAL, type Component } from './ical.ts'
import { dateProperty } from './jcal.ts'
import { movedRule } from './moved-rule.ts'
import { dateOfKey, givenBy, overrideFor } from './overrides.ts'
import { beginningOf, edited, mainOf, mapDates } from './series-parts.ts'
import { stamp } from './stamp.ts'
import { timingOf } from './timing.ts'
import { downToDay, utc } from './zone.ts'

/** As far on the clock as the series goes, and in the words it will have. */
const movedWith =
  (from: DateValue, to: DateValue) =>
  (value: DateValue): DateValue => {
    const wall = onClockOf(value, from).wall + to.wall - from.wall
    return { ...to, wall: to.form === 'date' ? downToDay(wall) : wall }
  }

const isSame = (a: DateValue, b: DateValue) =>
  a.form === b.form && a.wall === b.wall && (a.form !== 'zoned' || (b.form === 'zoned' && a.tzid === b.tzid))

/** What is a day among times, or a time among days, goes by days and stays what it is. */
const dayMoved = (value: DateValue, from: DateValue, to: DateValue): DateValue => ({
  ...value,
  wall: value.wall + downToDay(to.wall) - downToDay(from.wall),
})

/** Everything that names a date of the series follows it: EXDATE, RDATE, RECURRENCE-ID, and the overrides themselves. */
const moveAll = (object: CalendarObject, from: DateValue, to: DateValue) => {
  const main = mainOf(object)
  const move = movedWith(from, to)
  const moveOwn = (value: DateValue) =>
    (value.form === 'date') === (from.form === 'date') ? move(value) : dayMoved(value, from, to)
  const rule = movedRule(main, from, to, object.zoneOf)
  const named = [...object.overrides].map(([key, override]) => [override, move(dateOfKey(object, key))] as const)
  mapDates(main, 'exdate', object, (value) =>
    value.form === 'date' ? moveOwn(value) : move(dateOfKey(object, recurrenceKey(value, object))),
  )
  mapDates(main, 'rdate', object, move)
  for (const [override, date] of named) {
    setDate(override, 'recurrence-id', date)
    setTimes(override, moveOwn(beginningOf(override, object)), undefined, object.zoneOf)
  }
  if (rule !== undefined) setRule(main, rule)
}

const lengthIn = (component: Component, { zoneOf }: CalendarObject) => {
  const { days, milliseconds } = timingOf(component, zoneOf, utc)?.length ?? { days: 0, milliseconds: 0 }
  return `${days} ${milliseconds}`
}

/** Overrides that were as long as the series are as long as it will be. */
const lengthen = (object: CalendarObject, before: string, long: number): Component[] =>
  [...object.overrides.values()].filter((override) => {
    const start = beginningOf(override, object)
    if (lengthIn(override, object) !== before) return false
    setTimes(override, start, { ...start, wall: start.wall + long }, object.zoneOf)
    return true
  })

const withoutStrays = (object: CalendarObject): CalendarObject => {
  const isGiven = givenBy(object)
  const strays = [...object.overrides.keys()].filter((key) => !isGiven(key))
  if (strays.length === 0) return object
  return edited(object, (copy) => {
    for (const key of strays) removeOverride(copy, key)
  })
}

const removeOverride = ({ root, overrides }: CalendarObject, key: string) => {
  const override = overrides.get(key)
  if (override) root.removeSubcomponent(override)
}

const unrepeat = (object: CalendarObject) => {
  for (const name of ['rdate', 'exdate', 'exrule']) mainOf(object).removeAllProperties(name)
  for (const key of object.overrides.keys()) removeOverride(object, key)
}

/**
 * The whole of an event or a series. At another time, each of its dates goes as far, those that had been moved as well;
 * another length is that of all that were as long; texts reach the overrides that had none of their own. Overrides of
 * dates that are no more are gone.
 */
export const changeMain = (object: CalendarObject, change: Change, now: Date): CalendarObject => {
  const changed = edited(object, (copy) => {
    const main = mainOf(copy)
    const material = isMaterial(main, change, copy.zoneOf)
    const [said, from, long] = [textsBefore(main, change), beginningOf(main, copy), lengthIn(main, copy)]
    const to = change.start ?? from
    const hasMoved = !isSame(from, to)
    if (hasMoved) moveAll(copy, from, to)
    setTimes(main, to, change.end, copy.zoneOf)
    if (change.rule !== undefined) setRule(main, change.rule)
    if (change.rule === null) unrepeat(copy)
    applyTexts(main, change)
    stamp(main, now, { material, askAgain: material })
    if (change.rule === null) return
    const longer = change.end && lengthIn(main, copy) !== long
    const lengthened = new Set(
      longer && change.end ? lengthen(copy, long, onClockOf(change.end, to).wall - to.wall) : [],
    )
    for (const override of copy.overrides.values()) {
      const isOther = hasMoved || lengthened.has(override)
      applyToOverride(override, change, said)
      stamp(override, now, { material: isOther, askAgain: isOther })
    }
  })
  return change.rule || change.start ? withoutStrays(changed) : changed
}

/** Where an instance stood, where it is put, and when it is over there, if that is said. */
export interface Drag {
  from: DateValue
  to: DateValue
  end?: DateValue
}

/** The whole series as far as one of its instances was dragged, and as long. */
export const shiftAll = (object: CalendarObject, { from, to, end }: Drag, now: Date): CalendarObject => {
  const start = onClockOf(beginningOf(mainOf(object), object), to)
  const wall = start.wall + to.wall - onClockOf(from, to).wall
  const moved = { ...to, wall: to.form === 'date' ? downToDay(wall) : wall }
  const long = end && onClockOf(end, to).wall - to.wall
  return changeMain(
    object,
    { start: moved, ...(long !== undefined && { end: { ...moved, wall: moved.wall + long } }) },
    now,
  )
}

/** One instance of a series: its override, which is made where there is none. */
export const changeInstance = (object: CalendarObject, key: string, change: Change, now: Date): CalendarObject =>
  edited(object, (copy) => {
    const override = copy.overrides.get(key) ?? overrideFor(copy, key)
    const material = isMaterial(override, change, copy.zoneOf)
    if (change.start || change.end)
      setTimes(override, change.start ?? beginningOf(override, copy), change.end, copy.zoneOf)
    applyTexts(override, change)
    stamp(override, now, { material, askAgain: material })
  })

const hasAny = (object: CalendarObject) =>
  instancesOf(object, { from: new Date(-8.64e15), to: new Date(8.64e15), zone: 'UTC', most: 1 }).length > 0

/** What is left, if anything is. */
export const unlessEmpty = (object: CalendarObject): CalendarObject | undefined => (hasAny(object) ? object : undefined)

/** Takes one instance out of a series; nothing is left where it was the last. */
export const removeInstance = (object: CalendarObject, key: string, now: Date): CalendarObject | undefined => {
  const { main } = object
  if (!main && object.overrides.size === 1 && object.overrides.has(key)) return undefined
  const left = edited(object, (copy) => {
    removeOverride(copy, key)
    if (!copy.main) return
    copy.main.addProperty(new ICAL.Property(dateProperty('exdate', [dateOfKey(copy, key)])))
    stamp(copy.main, now, { material: true, askAgain: false })
  })
  return unlessEmpty(left)
}
