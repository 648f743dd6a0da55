import type { RoomBehaviour } from '@amphi/contract/room-settings'
import type { TenantSettings } from '@amphi/contract/tenants'

/** How many may be inside a session: as its room says, or else the institution, which no room exceeds. */
export const seatsOf = (tenant: Pick<TenantSettings, 'mostInside'>, room: Pick<RoomBehaviour, 'mostInside'>) =>
  Math.min(room.mostInside ?? tenant.mostInside, tenant.mostInside)

/** What the engine is told: a full room still has a chair for those who lead, and who must be able to end it. */
export const seatsOfEngine = ({ mostInside }: { mostInside: number }) => mostInside + 10

/** A server may open so many connections to the database between two looks at how many there are. */
const spare = 20

/**
 * Whether nobody need wait for anybody: each who is on their way to a seat holds a connection to the database, so that
 * with more seats left than there are connections, of all servers together, all of them find one.
 */
export const isFarFromFull = (held: number, most: number, connections: number) => held + connections + spare < most
