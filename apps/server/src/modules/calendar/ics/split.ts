import type { CalendarObject } from './calendar-object.ts'
import { putRule, setTimes, type Change } from './changes.ts'
import { momentOf, rawValues, type DateValue } from './date-values.ts'
import { ICAL, type Component } from './ical.ts'
import { writtenDate } from './jcal.ts'
import { valueOfKey } from './keys.ts'
import { dateOfKey } from './overrides.ts'
import { wallsOf } from './recurrence.ts'
import { readRule, type Rule } from './rule.ts'
import { changeMain, unlessEmpty } from './series.ts'
import { beginningOf, edited, mainOf, mapDates } from './series-parts.ts'
import { stamp } from './stamp.ts'
import { momentAt } from './timing.ts'
import { utc } from './zone.ts'

/** By the date a series gives, whatever was made of it: overrides are before or after by what they replace. */
const isBefore = (value: DateValue, at: DateValue) => momentOf(value, utc) < momentOf(at, utc)

const withEnd = (text: string, end: string) =>
  [...text.split(';').filter((part) => !/^(?:COUNT|UNTIL)=/iv.test(part)), end].join(';')

const rulesOf = (main: Component, { zoneOf }: CalendarObject) =>
  main.getAllProperties('rrule').map((property) => ({
    property,
    rule: readRule(rawValues(property)[0], zoneOf),
    text: property.toICALString().slice('RRULE:'.length),
  }))

const wallsBefore = (rule: Rule, start: DateValue, at: DateValue) => {
  const walls: number[] = []
  for (const wall of wallsOf(rule, start.wall, { to: at.wall - 1 })) walls.push(wall)
  return walls
}

const untilText = (start: DateValue, wall: number) => {
  const moment = start.form === 'zoned' ? momentAt(wall, start.zone) : wall
  const form = start.form === 'zoned' ? 'utc' : start.form
  return `UNTIL=${writtenDate(moment, form).replaceAll(/[\-:]/gv, '')}`
}

/** The rules of a series that ends before one of its dates: counted again where they count. */
const endBefore = (main: Component, object: CalendarObject, at: DateValue) => {
  const start = beginningOf(main, object)
  for (const { property, rule, text } of rulesOf(main, object)) {
    const walls = wallsBefore(rule, start, at)
    const last = walls.at(-1)
    if (last === undefined || walls.length < 2) main.removeProperty(property)
    else putRule(property, withEnd(text, rule.count === undefined ? untilText(start, last) : `COUNT=${walls.length}`))
  }
}

const keepDates = (main: Component, object: CalendarObject, keeps: (value: DateValue) => boolean) => {
  for (const name of ['rdate', 'exdate'] as const)
    mapDates(main, name, object, (value) => (keeps(value) ? value : undefined))
}

const dropOverrides = (object: CalendarObject, keeps: (value: DateValue) => boolean) => {
  for (const [key, override] of object.overrides) if (!keeps(valueOfKey(key))) object.root.removeSubcomponent(override)
}

/** Ends a series before one of its instances; nothing is left where that was the first. */
export const removeFollowing = (object: CalendarObject, key: string, now: Date): CalendarObject | undefined => {
  const start = beginningOf(mainOf(object), object)
  if (!isBefore(start, dateOfKey(object, key))) return undefined
  const left = edited(object, (copy) => {
    const at = dateOfKey(copy, key)
    const main = mainOf(copy)
    const keeps = (value: DateValue) => isBefore(value, at)
    dropOverrides(copy, keeps)
    keepDates(main, copy, keeps)
    endBefore(main, copy, at)
    stamp(main, now, { material: true, askAgain: false })
  })
  return unlessEmpty(left)
}

/** The rest of a series from one of its instances on, as a series of its own. */
const rest = (object: CalendarObject, key: string, uid: string): CalendarObject =>
  edited(object, (copy) => {
    const at = dateOfKey(copy, key)
    const main = mainOf(copy)
    const start = beginningOf(main, copy)
    const keeps = (value: DateValue) => !isBefore(value, at)
    dropOverrides(copy, keeps)
    keepDates(main, copy, keeps)
    for (const { property, rule, text } of rulesOf(main, copy)) {
      if (rule.count === undefined) continue
      const left = rule.count - wallsBefore(rule, start, at).length
      if (left > 1) putRule(property, withEnd(text, `COUNT=${left}`))
      else main.removeProperty(property)
    }
    setTimes(main, at, undefined, copy.zoneOf)
    if (uid === object.uid) return
    for (const it of copy.root.getAllSubcomponents()) if (it.hasProperty('uid')) it.updatePropertyWithValue('uid', uid)
    main.addProperty(new ICAL.Property(['related-to', { reltype: 'SIBLING' }, 'text', object.uid]))
    main.removeAllProperties('sequence')
  })

/**
 * This instance and all that follow it. The series ends before, and what is changed is a series of its own with another
 * UID that says where it is from; where nothing is before, it is the whole series and keeps its UID.
 */
export const changeFollowing = (
  object: CalendarObject,
  key: string,
  change: Change,
  { uid, now }: { uid: string; now: Date },
): { before: CalendarObject | undefined; after: CalendarObject } => {
  const before = removeFollowing(object, key, now)
  return { before, after: changeMain(rest(object, key, before ? uid : object.uid), change, now) }
}
