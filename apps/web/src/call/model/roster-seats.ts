import type { Participant } from '@amphi/contract/sessions'
import type { Peer, Picture, Screen, Strength } from '../media/types.ts'
import { sameFields } from '../store.ts'

/** Someone in the room, as a tile or a row shows them. */
export interface Seat {
  id: string
  name: string
  own: boolean
  moderator: boolean
  pictureUrl: string | null
  /** Has no account, where the others have one. */
  guest: boolean
  /** How their account calls them, where they call themselves otherwise. */
  account: string | null
  speaking: boolean
  microphone: boolean
  /** Their camera is on, whether or not we take its picture. */
  films: boolean
  camera: Picture | null
  /** One’s own camera goes to those who lead alone. */
  confides: boolean
  strength: Strength
  hand: number | null
  asksToSpeak: boolean
  /** What they may do, and what the reader may do to them; unknown until our server has told of them. */
  allowed: Participant['allowed'] | null
  can: Participant['can'] | null
}

export interface Self {
  id: string
  name: string
  microphone: boolean
  picture: Picture | null
  confides: boolean
}

const seatOf = (peer: Peer, known: Participant | undefined): Seat => ({
  id: peer.id,
  name: known?.name ?? peer.name,
  own: peer.own,
  moderator: known?.role === 'moderator',
  pictureUrl: known?.pictureUrl ?? null,
  guest: known?.guest ?? false,
  account: known?.account ?? null,
  speaking: peer.speaking,
  microphone: peer.microphone,
  films: peer.films,
  camera: peer.camera,
  confides: false,
  strength: peer.strength,
  hand: known?.hand ?? null,
  asksToSpeak: known?.asksToSpeak ?? false,
  allowed: known?.allowed ?? null,
  can: known?.can ?? null,
})

/** The object of before, where it says the same. */
const kept = <T extends object>(old: T | null | undefined, now: T | null): T | null =>
  old && now && sameFields(old, now) ? old : now

/**
 * Everyone in the room: who is there comes from the engine, who they are from our server. Oneself first, then in the
 * order in which they came. A seat that did not change is the same object as before. `hidden`: the cameras of those who
 * do not lead are not for the reader, who sees as if they were off, and those who lead first.
 */
export const mergeSeats = (
  before: readonly Seat[],
  peers: readonly Peer[],
  known: readonly Participant[],
  self: Self,
  hidden = false,
): Seat[] => {
  const byId = new Map<string, Participant>(known.map((participant) => [participant.id, participant]))
  const then = new Map(before.map((seat) => [seat.id, seat]))
  const others = peers.filter((peer) => peer.id !== self.id)
  const mine = peers.find((peer) => peer.id === self.id) ?? absent(self)
  const leads = ({ id }: Peer) => Number(hidden && byId.get(id)?.role === 'moderator')
  const ordered = others.toSorted((a, b) => leads(b) - leads(a) || a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1))
  return [mine, ...ordered].map((peer) => {
    const seat = seatOf(peer, byId.get(peer.id))
    const own = {
      microphone: self.microphone,
      films: self.picture !== null,
      camera: self.picture,
      confides: self.confides,
    }
    const unseen = hidden && !seat.moderator ? { films: false, camera: null } : {}
    const old = then.get(seat.id)
    const rights = { allowed: kept(old?.allowed, seat.allowed), can: kept(old?.can, seat.can) }
    const now = { ...seat, ...rights, ...(peer === mine ? own : unseen) }
    return old && sameFields(old, now) ? old : now
  })
}

const absent = (self: Self): Peer => ({
  id: self.id,
  name: self.name,
  own: true,
  joinedAt: 0,
  speaking: false,
  strength: 3,
  microphone: self.microphone,
  films: self.picture !== null,
  camera: null,
  screens: [],
})

/**
 * Those our server expects and the engine does not know: on their way in, or cut off. They can read the chat. `waited`:
 * so many seconds ago it said who they are.
 */
export const awaitedOf = (known: readonly Participant[], seats: readonly Seat[], waited = 0): Participant[] => {
  const here = new Set(seats.map(({ id }) => id))
  return known.filter(({ id, awaited }) => awaited !== null && awaited > waited && !here.has(id))
}

export const screensOf = (peers: readonly Peer[]): Screen[] => peers.flatMap((peer) => [...peer.screens])

/** Those whose hand is up, in the order in which the server keeps them. */
export const handsOf = (seats: readonly Seat[]): Seat[] =>
  seats.filter((seat) => seat.hand !== null).toSorted((a, b) => (a.hand ?? 0) - (b.hand ?? 0))

/** Those who may not speak, and ask to. */
export const askingOf = (seats: readonly Seat[]): Seat[] => seats.filter(({ asksToSpeak }) => asksToSpeak)

/** As the list of people shows them: hands first, in order; then those who lead; then by name. */
export const listed = (seats: readonly Seat[], language: string): Seat[] => {
  const names = new Intl.Collator(language, { sensitivity: 'base', numeric: true })
  return seats.toSorted(
    (a, b) =>
      (a.hand ?? 1e9) - (b.hand ?? 1e9) ||
      Number(b.moderator) - Number(a.moderator) ||
      names.compare(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  )
}

export interface Movement {
  came: string[]
  left: string[]
}

/** Who came and who left between two moments; oneself does neither. */
export const movement = (before: readonly Seat[], now: readonly Seat[]): Movement => {
  const names = (some: readonly Seat[], without: readonly Seat[]) => {
    const ids = new Set(without.map(({ id }) => id))
    return some.filter((seat) => !seat.own && !ids.has(seat.id)).map(({ name }) => name)
  }
  return { came: names(now, before), left: names(before, now) }
}
