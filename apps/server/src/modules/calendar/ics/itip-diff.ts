import { attendeesOf, guestsOf, organizerOf } from './attendees.ts'
import { recurrenceKey, type CalendarObject } from './calendar-object.ts'
import { dateValues } from './date-values.ts'
import { essenceAt, essenceOf, timesAt, type Essence } from './essence.ts'
import type { Component, Property } from './ical.ts'
import { givenBy } from './overrides.ts'

/** The series where it is null, else one of its instances (`recurrenceKey`). */
export type InstanceKey = string | null

/** What became of the series or of one of its instances, for those who are invited to it. */
export interface InstanceDiff {
  key: InstanceKey
  /** It is at another time, or came, or went: whoever had answered is asked again. */
  material: boolean
  /** Those invited are to know of it: another time, or other words. */
  significant: boolean
  added: string[]
  removed: string[]
  kept: string[]
}

/** What one of those invited is to be sent. */
export interface AttendeeDiff {
  address: string
  /** As it is now, or was last: SCHEDULE-AGENT and SCHEDULE-FORCE-SEND are in it. */
  property: Property
  state: 'added' | 'kept' | 'removed'
  /** Whether they are to be told what they are invited to (REQUEST). */
  request: boolean
  material: boolean
  /** What they are not invited to any more (CANCEL); null for all of it. */
  cancelled: InstanceKey[]
}

/** From what an object was to what it is, as scheduling sees it. */
export interface Comparison {
  organizer: string | undefined
  instances: InstanceDiff[]
  attendees: AttendeeDiff[]
}

interface State {
  essence: Essence
  guests: Map<string, Property>
}

const excluded = (object: CalendarObject | undefined): Set<string> => {
  const properties = object?.main?.getAllProperties('exdate') ?? []
  if (!object) return new Set()
  return new Set(properties.flatMap((it) => dateValues(it, object.zoneOf)).map((it) => recurrenceKey(it, object)))
}

/** What is true of each date of a series is found once for all of them. */
const statesOf = (object: CalendarObject | undefined): ((key: InstanceKey) => State | undefined) => {
  if (!object) return () => undefined
  const { main, overrides } = object
  const series = main && { essence: essenceOf(object, main), guests: guestsOf(main) }
  const isGiven = givenBy(object)
  return (key) => {
    if (key === null) return series
    const override = overrides.get(key)
    if (override) return { essence: essenceAt(object, override), guests: guestsOf(override) }
    if (!main || !series || !isGiven(key)) return undefined
    const { texts } = series.essence
    return { essence: { times: timesAt(main, object, key), texts }, guests: series.guests }
  }
}

const keysOf = (before: CalendarObject | undefined, after: CalendarObject | undefined): string[] => {
  const had = excluded(before)
  const gone = [...excluded(after)].filter((key) => !had.has(key))
  return [...new Set([...(before?.overrides.keys() ?? []), ...(after?.overrides.keys() ?? []), ...gone])]
}

interface Compared {
  key: InstanceKey
  was: State | undefined
  is: State | undefined
  diff: InstanceDiff
}

const compareAt = (key: InstanceKey, was: State | undefined, is: State | undefined): Compared => {
  const [before, after] = [[...(was?.guests.keys() ?? [])], [...(is?.guests.keys() ?? [])]]
  const material = was?.essence.times !== is?.essence.times
  const diff = {
    key,
    material,
    significant: material || was?.essence.texts !== is?.essence.texts,
    added: after.filter((it) => !before.includes(it)),
    removed: before.filter((it) => !after.includes(it)),
    kept: after.filter((it) => before.includes(it)),
  }
  return { key, was, is, diff }
}

const isForced = (property: Property) =>
  String(property.getFirstParameter('schedule-force-send') ?? '').toUpperCase() === 'REQUEST'

const attendeeDiff = (
  address: string,
  compared: readonly Compared[],
  told: ReadonlySet<InstanceKey>,
): AttendeeDiff | undefined => {
  const was = compared.filter((it) => it.was?.guests.has(address))
  const is = compared.filter((it) => it.is?.guests.has(address))
  const property = [...is.map((it) => it.is), ...was.map((it) => it.was)].find(Boolean)?.guests.get(address)
  if (!property) return undefined
  const lost = was.filter((it) => !it.is?.guests.has(address)).map(({ key }) => key)
  const hasSeries = is.some(({ key }) => key === null)
  const news = is.filter((it) => it.diff.significant || !it.was?.guests.has(address))
  const isNew = was.length === 0
  return {
    address,
    property,
    state: isNew ? 'added' : is.length === 0 ? 'removed' : 'kept',
    // Who is not part of the series any more, and of some dates still, is told again of those.
    request: news.length > 0 || (is.length > 0 && (lost.includes(null) || isForced(property))),
    material: news.some(({ diff, was: before }) => diff.material || !before?.guests.has(address)),
    // What a series does not give any more, its new rule says.
    cancelled: lost.includes(null) ? [null] : lost.filter((key) => key !== null && (!hasSeries || told.has(key))),
  }
}

const isNews = ({ diff }: Compared) => diff.significant || diff.added.length + diff.removed.length > 0

/**
 * What has to be said to whom, when an organizer's object becomes another (RFC 6638 §3.2.1): of each instance what is
 * new, and of each person what to send. Answers, alarms and what programs keep for themselves are no news.
 */
export const compare = (before: CalendarObject | undefined, after: CalendarObject | undefined): Comparison => {
  const keys: InstanceKey[] = [null, ...keysOf(before, after)]
  const [was, is] = [statesOf(before), statesOf(after)]
  const compared = keys.map((key) => compareAt(key, was(key), is(key)))
  const addresses = new Set(
    compared.flatMap((it) => [...(it.was?.guests.keys() ?? []), ...(it.is?.guests.keys() ?? [])]),
  )
  const told = new Set([...excluded(after), ...compared.filter((it) => it.is).map(({ key }) => key)])
  const components = [after, before].flatMap((it) => (it ? [it.main, ...it.overrides.values()] : []))
  return {
    organizer: components.map(organizerOf).find((it) => it !== undefined),
    instances: compared.filter(isNews).map(({ diff }) => diff),
    attendees: [...addresses]
      .map((address) => attendeeDiff(address, compared, told))
      .filter((it) => it !== undefined)
      .filter((it) => it.request || it.cancelled.length > 0),
  }
}

const partstatOf = (component: Component | undefined, address: string) => {
  const property = component && attendeesOf(component).get(address)
  return property && String(property.getFirstParameter('partstat') ?? 'NEEDS-ACTION').toUpperCase()
}

/** What one answers, by instance; null for the series. */
export type Answers = Map<InstanceKey, string>

/** All that one has answered, as their copy says. */
export const answersOf = ({ main, overrides }: CalendarObject, address: string): Answers => {
  const components: [InstanceKey, Component | undefined][] = [[null, main], ...overrides]
  return new Map(
    components.flatMap(([key, component]) => {
      const partstat = partstatOf(component, address)
      return partstat === undefined ? [] : [[key, partstat] as const]
    }),
  )
}

/** What one answers otherwise than before; who takes a date out of their copy declines it (RFC 6638 §3.2.2.1). */
export const changedAnswers = (
  before: CalendarObject | undefined,
  after: CalendarObject | undefined,
  address: string,
): Answers => {
  const [was, is] = [before && answersOf(before, address), after && answersOf(after, address)]
  if (!is) return new Map([...(was ?? [])].filter(([, it]) => it !== 'DECLINED').map(([key]) => [key, 'DECLINED']))
  const changed: Answers = new Map(
    [...is].filter(([key, answer]) => answer !== (was?.get(key) ?? (key === null ? undefined : was?.get(null)))),
  )
  const had = excluded(before)
  for (const key of excluded(after)) if (before && !had.has(key)) changed.set(key, 'DECLINED')
  return changed
}
