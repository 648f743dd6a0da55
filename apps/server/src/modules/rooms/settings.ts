import type { Changes } from '@amphi/contract/grammar'
import { type RoomBehaviour, roomDefaults } from '@amphi/contract/room-settings'
import type { TenantSettings } from '@amphi/contract/tenants'
import { Failure } from '#platform/failure'

/** What is the same for every room that people make, and another platform says of its own. */
interface Behaviour extends RoomBehaviour {
  /** Whether a session is over soon after nobody leads it any more. */
  endsUnled: boolean
}

/** What was said for one room; the rest follows the defaults, also where these change. */
export type SaidSettings = Partial<Behaviour>

/** What is left out is not said. */
export const saidIn = (changes: Changes<RoomBehaviour>): SaidSettings =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

/** What was said of a room itself, and what its preset has it be whatever was said. */
export interface Said {
  settings: SaidSettings
  forced: SaidSettings
}

/** How a room behaves: there is no other place where what is forced comes in. */
export const settingsOf = ({ settings, forced }: Said): Behaviour => ({
  ...roomDefaults,
  endsUnled: true,
  ...settings,
  ...forced,
})

/** No room exceeds its institution. */
export const refuseTooMuch = (
  most: Pick<TenantSettings, 'mostInside' | 'longestSession'>,
  { mostInside, sessionLength }: Changes<Pick<RoomBehaviour, 'mostInside' | 'sessionLength'>>,
) => {
  if ((mostInside ?? 0) > most.mostInside) throw new Failure('room.too_many_seats', { most: most.mostInside })
  if ((sessionLength ?? 0) > most.longestSession) throw new Failure('room.too_long', { most: most.longestSession })
}
