import { attendeesOf } from './attendees.ts'
import type { CalendarObject } from './calendar-object.ts'
import { momentOf, rawValues, readDate } from './date-values.ts'
import { instancesOf, type Range } from './expand.ts'
import type { Component } from './ical.ts'
import { icsLimits } from './limits.ts'
import { readLength } from './timing.ts'
import { dayMs, utc } from './zone.ts'

/** Taken for sure, perhaps, or not at work (FBTYPE, RFC 5545 §3.2.9); the stronger first. */
export const busyKinds = ['BUSY', 'BUSY-UNAVAILABLE', 'BUSY-TENTATIVE'] as const
export type BusyKind = (typeof busyKinds)[number]

export interface BusyPeriod {
  from: Date
  to: Date
  kind: BusyKind
}

/** One after the other, those that touch as one; where two lie over one another, the stronger shows. */
export const mergePeriods = (periods: readonly BusyPeriod[]): BusyPeriod[] => {
  const edges = [...new Set(periods.flatMap(({ from, to }) => [from.getTime(), to.getTime()]))].toSorted(
    (a, b) => a - b,
  )
  const starting = periods.toSorted((a, b) => a.from.getTime() - b.from.getTime())
  const ending = periods.toSorted((a, b) => a.to.getTime() - b.to.getTime())
  const open = new Map<BusyKind, number>()
  const count = (kind: BusyKind, more: number) => open.set(kind, (open.get(kind) ?? 0) + more)
  const merged: BusyPeriod[] = []
  let [begun, ended] = [0, 0]
  for (const [i, edge] of edges.entries()) {
    const end = edges[i + 1]
    if (end === undefined) break
    for (let it = starting[begun]; it && it.from.getTime() <= edge; it = starting[(begun += 1)]) count(it.kind, 1)
    for (let it = ending[ended]; it && it.to.getTime() <= edge; it = ending[(ended += 1)]) count(it.kind, -1)
    const kind = busyKinds.find((it) => (open.get(it) ?? 0) > 0)
    if (!kind) continue
    const before = merged.at(-1)
    if (before?.to.getTime() === edge && before.kind === kind) before.to = new Date(end)
    else merged.push({ from: new Date(edge), to: new Date(end), kind })
  }
  return merged
}

const textOf = (component: Component, name: string) => {
  const property = component.getFirstProperty(name)
  return property ? String(rawValues(property)[0]).toUpperCase() : undefined
}

/** RFC 4791 §7.10: what is transparent, cancelled, or declined by whose calendar it is, leaves one free. */
const kindOf = (component: Component, owner: string | undefined): BusyKind | undefined => {
  const status = textOf(component, 'status')
  const own = owner === undefined ? undefined : attendeesOf(component).get(owner)
  const answer = String(own?.getFirstParameter('partstat') ?? '').toUpperCase()
  if (textOf(component, 'transp') === 'TRANSPARENT' || status === 'CANCELLED' || answer === 'DECLINED') return undefined
  return status === 'TENTATIVE' || answer === 'TENTATIVE' ? 'BUSY-TENTATIVE' : 'BUSY'
}

/** Of a VFREEBUSY, what its FREEBUSY say. */
const said = (main: Component, { zoneOf }: CalendarObject): BusyPeriod[] =>
  main.getAllProperties('freebusy').flatMap((property) => {
    const type = property.getFirstParameter('fbtype') as string | undefined
    const kind = type === undefined ? 'BUSY' : busyKinds.find((it) => it === type.toUpperCase())
    if (!kind) return []
    return rawValues(property).flatMap((value) => {
      if (!Array.isArray(value)) return []
      const [start, end] = value.map(String)
      const from = momentOf(readDate(start, undefined, zoneOf), utc)
      const { days, milliseconds } = end?.startsWith('P') ? readLength(end) : { days: 0, milliseconds: 0 }
      const to = end?.startsWith('P')
        ? from + days * dayMs + milliseconds
        : momentOf(readDate(end, undefined, zoneOf), utc)
      return [{ from: new Date(from), to: new Date(to), kind }]
    })
  })

const clipped = (periods: BusyPeriod[], { from, to }: Range) =>
  periods
    .map((it) => ({
      ...it,
      from: new Date(Math.max(it.from.getTime(), from.getTime())),
      to: new Date(Math.min(it.to.getTime(), to.getTime())),
    }))
    .filter((it) => it.from < it.to)

/** When an object takes time of its owner's, within a range (RFC 4791 §7.10); who that is, by their address, if it is said. */
export const busyOf = (object: CalendarObject, range: Range, owner?: string): BusyPeriod[] => {
  const { component, main } = object
  if (component === 'VFREEBUSY') return mergePeriods(clipped(main ? said(main, object) : [], range))
  if (component !== 'VEVENT') return []
  const instances = instancesOf(object, { ...range, most: icsLimits.instances })
  const periods = instances.flatMap(({ startsAt, endsAt, component: it }) => {
    const kind = kindOf(it, owner)
    return kind ? [{ from: startsAt, to: endsAt, kind }] : []
  })
  return mergePeriods(clipped(periods, range))
}
