import type { RoomBehaviour } from '@amphi/contract/room-settings'
import type { TenantSettings } from '@amphi/contract/tenants'

/** How many may be inside a session: as its room says, or else the institution, which no room exceeds. */
export const seatsOf = (tenant: Pick<TenantSettings, 'mostInside'>, room: Pick<RoomBehaviour, 'mostInside'>) =>
  Math.min(room.mostInside ?? tenant.mostInside, tenant.mostInside)

/** What the engine is told: a full room still has a chair for those who lead, and who must be able to end it. */
export const seatsOfEngine = ({ mostInside }: { mostInside: number }) => mostInside + 10

/**
 * More than can be on their way to a seat at one moment, each over a connection to the database: with so many seats
 * left, nobody need wait for anybody.
 */
const onTheirWay = 60

export const isFarFromFull = (held: number, most: number) => held + onTheirWay < most
