import { unledFor } from '@amphi/contract/limits'
import type { EndReason } from '@amphi/contract/sessions'

/**
 * Seconds a session goes on after its last moderator left, empty, open without anyone having come, and unheard of: less
 * where another server could carry it.
 */
export const patience = { noModerator: unledFor, empty: 60, nobodyCame: 30 * 60, silent: 10 * 60, replaceable: 2 * 60 }

/** Those of a session who decide whether it goes on: everybody, or its moderators. */
export interface Company {
  inside: boolean
  /** The moment the last of them went out; undefined when none was ever there. */
  leftAt: Date | undefined
  /** Until when one of them is expected, who was let in and is not connected yet, or was cut off. */
  awaitedUntil: Date | undefined
}

export interface Life {
  startedAt: Date
  /** When it has lasted its time. */
  lastsUntil: Date
  /** When it is ended for the night, if it is. */
  nightAt: Date | undefined
  /** Whether it needs someone to lead it. */
  endsUnled: boolean
  /** Since when its engine does not answer, and so nobody knows who is inside. */
  engineSilentSince: Date | null
  /** Whether another server could carry it, were it opened again. */
  isReplaceable: boolean
  people: Company
  moderators: Company
}

export interface End {
  at: Date
  why: EndReason
}

const later = (since: Date, seconds: number) => new Date(since.getTime() + seconds * 1000)
const latest = (one: Date, other: Date | undefined) => (other && other > one ? other : one)

/** Whoever is on the way in has come back already: nothing ends before their eyes. */
const without = ({ inside, leftAt, awaitedUntil }: Company, seconds: number) =>
  inside || !leftAt ? undefined : latest(later(leftAt, seconds), awaitedUntil)

/** Nobody can come back to an engine that does not answer, so nobody is waited for; it is what is waited for. */
const forLackOfPeople = (life: Life): (End | undefined)[] => {
  const { startedAt, endsUnled, engineSilentSince, isReplaceable, people, moderators } = life
  if (engineSilentSince) {
    const patient = isReplaceable ? patience.replaceable : patience.silent
    return [{ at: later(engineSilentSince, patient), why: 'server_lost' }]
  }
  if (!people.inside && !people.leftAt)
    return [{ at: latest(later(startedAt, patience.nobodyCame), people.awaitedUntil), why: 'empty' }]
  const emptyAt = without(people, patience.empty)
  const unledAt = endsUnled ? without(moderators, patience.noModerator) : undefined
  return [emptyAt && { at: emptyAt, why: 'empty' }, unledAt && { at: unledAt, why: 'no_moderator' }]
}

/** When a running session ends by itself if nothing happens before, and why. */
export const nextEnd = (life: Life): End => {
  const { lastsUntil, nightAt } = life
  const atLast: End = { at: lastsUntil, why: 'max_duration' }
  const others = [...forLackOfPeople(life), nightAt && ({ at: nightAt, why: 'nightly' } as const)]
  return others.reduce<End>((soonest, it) => (it && it.at < soonest.at ? it : soonest), atLast)
}

/** Why a running session should end by itself now, if it should. */
export const dueEnd = (life: Life, now: Date): EndReason | undefined => {
  const { at, why } = nextEnd(life)
  return at <= now ? why : undefined
}
