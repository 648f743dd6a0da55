import type { RoomBehaviour } from '@amphi/contract/room-settings'
import type { TenantSettings } from '@amphi/contract/tenants'

const minute = 60_000

/** How long a session may last at the most, extended as often as one likes, in milliseconds. */
export const longestOf = ({ longestSession }: Pick<TenantSettings, 'longestSession'>) => longestSession * minute

/** How long one lasts that nobody extends, in milliseconds: as its room says, or else the institution. */
export const lengthOf = (
  tenant: Pick<TenantSettings, 'sessionLength' | 'longestSession'>,
  room: Pick<RoomBehaviour, 'sessionLength'>,
) => Math.min((room.sessionLength ?? tenant.sessionLength) * minute, longestOf(tenant))
