import type { RoomBehaviour } from '@amphi/contract/room-settings'
import type { SeatsLeft } from '@amphi/contract/rooms'
import type { TenantSettings } from '@amphi/contract/tenants'
import type { Engine } from '#modules/engines'

/** How many may be inside a session: as its room says, or else as is usual in the institution, whose most none exceeds. */
export const seatsOf = (
  tenant: Pick<TenantSettings, 'usualInside' | 'mostInside'>,
  room: Pick<RoomBehaviour, 'mostInside'>,
) => Math.min(room.mostInside ?? tenant.usualInside, tenant.mostInside)

/** For those who lead: they come in over every limit. */
const chairs = 10

/** How large an engine has to be for so many. */
export const seatsWanted = (seats: number) => seats + chairs

/** As many, of a session that is where it is: raised meanwhile, and still no more than its engine holds. */
export const seatsThere = (seats: number, { largest }: Pick<Engine['capabilities'], 'largest'>) =>
  Math.min(seats, largest - chairs)

/** Whether it is time to say how many are left: at the door, in the list of rooms, and to those who lead inside. */
export const areFew = ({ most, left }: SeatsLeft) => left * 10 <= most

/** A server may open so many connections to the database between two looks at how many there are. */
const spare = 20

/**
 * Whether nobody need wait for anybody: each who is on their way to a seat holds a connection to the database, so that
 * with more seats left than there are connections, of all servers together, all of them find one.
 */
export const isFarFromFull = (held: number, most: number, connections: number) => held + connections + spare < most
