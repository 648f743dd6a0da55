import type { Participant, SessionSeen } from '@amphi/contract/sessions'
import type { CaptureState, Line, Picture, Screen } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { derive, type Readable, sameFields, sameList } from '../store.ts'
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
  const awaited = derive<readonly Participant[]>(
    scope,
    [seats, seen],
    () => awaitedOf(seen.get()?.participants ?? [], seats.get()),
    (a, b) => sameList(a, b, (one, other) => one.id === other.id && one.name === other.name),
  )
  return { seats, awaited, screens }
}
