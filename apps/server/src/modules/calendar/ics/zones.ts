import { findIana } from 'windows-iana'
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import type { ZoneOf } from './date-values.ts'
import { ianaZone } from './iana-zone.ts'
import { ICAL, type Component } from './ical.ts'
import { IcsError } from './ics-error.ts'
import { sentZone } from './sent-zone.ts'
import { utc, type Zone } from './zone.ts'

const textsOf = (value: string | string[]) => (typeof value === 'string' ? [value] : value)

/** Names of the library's own, which no zone of the world has. */
const madeUp = new Set(['PT', 'MT', 'CT', 'ET'])

let named: ReadonlyMap<string, string> | undefined
const names = () =>
  (named ??= new Map(
    textsOf(tzlib_get_timezones())
      .filter((it) => !madeUp.has(it))
      .map((it) => [it.toLowerCase(), it]),
  ))

const greenwich = new Set(['utc', 'z', 'gmt', 'etc/utc', 'etc/gmt', 'etc/zulu', 'zulu'])

/** Each end of a name: `/freeassociation.sourceforge.net/Europe/Paris`, `/mozilla.org/20050126_1/Europe/Paris`. */
const ends = (name: string) => {
  const parts = name.split('/').filter((it) => it !== '')
  return parts.slice(0, 8).map((_, i) => parts.slice(i).join('/'))
}

/**
 * The name that the IANA database has for what others say: its own in any case, at the end of a longer one, or of
 * Windows (CLDR's `windowsZones`: Outlook and Exchange send nothing else).
 */
export const ianaName = (said: string): string | undefined => {
  const name = said.trim().replace(/^"|"$/gv, '')
  for (const end of ends(name)) {
    const found = names().get(end.toLowerCase())
    if (found !== undefined) return found
  }
  return findIana(name)
    .map((it) => names().get(it.toLowerCase()))
    .find((it) => it !== undefined)
}

const kept = new Map<string, Zone>()

/** The zone of the world of that name, if there is one. Each is made once, and stays. */
export const zoneNamed = (said: string): Zone | undefined => {
  if (greenwich.has(said.toLowerCase())) return utc
  const name = ianaName(said)
  if (name === undefined) return undefined
  let zone = kept.get(name)
  if (!zone) kept.set(name, (zone = ianaZone(name)))
  return zone
}

/** The zone of a calendar or of a person: one of the world, or it is a fault of ours. */
export const zoneOfName = (name: string): Zone => {
  const zone = zoneNamed(name)
  if (!zone) throw new IcsError('unknown_zone', `“${name.slice(0, 80)}” is no time zone.`)
  return zone
}

/** Nobody meets in so many places that no one else knows. */
const mostSent = 20

const component = (root: Component, tzid: string) =>
  root.getAllSubcomponents('vtimezone').find((it) => it.getFirstPropertyValue('tzid') === tzid)

/**
 * What each TZID of an object stands for. A name of the world has the world's rules, even where the object brings its
 * own: what clients send of it is often wrong or old. Only a name that nobody knows is what the object says.
 */
export const zonesOf = (root: Component): ZoneOf => {
  const found = new Map<string, Zone>()
  let described = 0
  return (tzid) => {
    const before = found.get(tzid)
    if (before) return before
    const known = zoneNamed(tzid)
    const sent = known ? undefined : component(root, tzid)
    if (sent && (described += 1) > mostSent) throw new IcsError('too_many', `More than ${mostSent} zones of its own.`)
    const zone = known ?? (sent && sentZone(sent, tzid))
    if (!zone)
      throw new IcsError('unknown_zone', `“${tzid.slice(0, 80)}” is no time zone, and the object does not say.`)
    found.set(tzid, zone)
    return zone
  }
}

/** The VTIMEZONE to write into an object that speaks of a zone; none for UTC and for names of nobody. */
export const vtimezoneOf = (said: string): Component | undefined => {
  if (greenwich.has(said.toLowerCase())) return undefined
  const name = ianaName(said)
  if (name === undefined) return undefined
  const [text = ''] = textsOf(tzlib_get_ical_block(name))
  const made = new ICAL.Component(ICAL.parse(text) as unknown[])
  made.updatePropertyWithValue('tzid', name)
  return made
}
