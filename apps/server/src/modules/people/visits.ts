import type { GuestId, UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import { visitMade } from '@amphi/contract/usage'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import { dayOf } from '#platform/days'
import type { Tx } from '#platform/db'

interface Needs {
  bus: Bus
  clock: Clock
  tenants: Pick<TenantsService, 'get'>
}

/** Says that somebody came, once a day: a page that is loaded again is no other visit. */
export const createVisits = ({ bus, clock, tenants }: Needs) => ({
  async isFirstOfDay(tenantId: TenantId, lastSeenAt: Date) {
    const { timeZone } = await tenants.get(tenantId)
    return dayOf(lastSeenAt, timeZone) !== dayOf(clock.now(), timeZone)
  },

  tell: (tx: Tx, tenantId: TenantId, visitor: UserId | GuestId) =>
    bus.announce(tx, visitMade, { tenantId, visitor, at: clock.now().toISOString() }),
})
