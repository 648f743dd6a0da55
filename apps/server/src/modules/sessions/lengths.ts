import type { TenantSettings } from '@amphi/contract/tenants'

const minute = 60_000

/** How long a session may last at the most, extended as often as one likes, in milliseconds. */
export const longestOf = ({ longestSession }: Pick<TenantSettings, 'longestSession'>) => longestSession * minute

/** How long one lasts that nobody extends, in milliseconds. */
export const lengthOf = (tenant: Pick<TenantSettings, 'sessionLength' | 'longestSession'>) =>
  Math.min(tenant.sessionLength * minute, longestOf(tenant))
