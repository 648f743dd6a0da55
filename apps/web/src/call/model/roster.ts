import type { Participant, SessionSeen } from '@amphi/contract/sessions'
import type { CaptureState, Line, Picture, Screen } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { createStore, derive, type Readable, sameFields, sameList } from '../store.ts'
import { awaitedOf, mergeSeats, screensOf, type Seat } from './roster-seats.ts'

interface Needs {
  line: Line
  seen: Readable<SessionSeen | null>
  self: Readable<{ id: string; name: string }>
  microphone: Readable<CaptureState>
  picture: Readable<Picture | null>
  /** Who alone sees one’s camera; null: everyone. */
  viewers: Readable<readonly string[] | null>
}

export interface RosterView {
  seats: Readable<readonly Seat[]>
  awaited: Readable<readonly Participant[]>
  screens: Readable<readonly Screen[]>
}

/** Seconds since our server told who is there; it moves on when somebody is expected no more. */
const createWaited = (scope: Scope, seen: Readable<SessionSeen | null>): Readable<number> => {
  const waited = createStore(0)
  let cancel = () => {}
  const wait = () => {
    const now = waited.get()
    const left = (seen.get()?.participants ?? []).flatMap(({ awaited }) => awaited ?? []).filter((it) => it > now)
    if (left.length === 0) return
    const next = Math.min(...left)
    cancel = scope.after((next - now) * 1000, () => {
      waited.set(next)
      wait()
    })
  }
  const begin = () => {
    cancel()
    waited.set(0)
    wait()
  }
  scope.onEnd(seen.subscribe(begin))
  begin()
  return waited
}

/** Who is in the room, and what they show. */
export const createRoster = (scope: Scope, { line, seen, self, microphone, picture, viewers }: Needs): RosterView => {
  let before: readonly Seat[] = []
  const seats = derive<readonly Seat[]>(
    scope,
    [line.peers, seen, self, microphone, picture, viewers],
    () => {
      const { wanted, track } = microphone.get()
      const own = {
        ...self.get(),
        microphone: wanted && track !== null,
        picture: picture.get(),
        confides: viewers.get() !== null,
      }
      const now = seen.get()
      const hidden = now?.camerasFor === 'moderators' && !now.can.moderate
      before = mergeSeats(before, line.peers.get(), now?.participants ?? [], own, hidden)
      return before
    },
    sameList,
  )
  const screens = derive<readonly Screen[]>(
    scope,
    [line.peers],
    () => screensOf(line.peers.get()),
    (a, b) => sameList(a, b, sameFields),
  )
  const waited = createWaited(scope, seen)
  const awaited = derive<readonly Participant[]>(
    scope,
    [seats, seen, waited],
    () => awaitedOf(seen.get()?.participants ?? [], seats.get(), waited.get()),
    (a, b) => sameList(a, b, (one, other) => one.id === other.id && one.name === other.name),
  )
  return { seats, awaited, screens }
}
