import type { TenantId } from '@amphi/contract/tenants'
import { type UsageDay, type UsageKind, usageKinds } from '@amphi/contract/usage'
import type { Tenant, TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { dayOf } from '#platform/days'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { monthsBefore } from '#platform/months'
import type { Keys } from '#platform/secrets'
import { settleEach } from '#platform/settle-each'
import { usageIn } from './usage.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  keys: Keys
  tenants: TenantsService
}

/** A fact is tried for about a day: after so many, in milliseconds, none is heard a second time. */
const marksKept = 4 * 24 * 3600 * 1000

const none = Object.fromEntries(usageKinds.map((kind) => [kind, 0])) as Record<UsageKind, number>

export const createUsageService = ({ db, clock, keys, tenants }: Needs) => {
  const firstKept = ({ timeZone, usageKept }: Tenant) => dayOf(monthsBefore(clock.now(), usageKept), timeZone)

  return {
    /** Once on a day for one id, however often it is said: the day on which it was so, whenever it is heard. */
    async count(tenantId: TenantId, kind: UsageKind, id: string, at: string | undefined) {
      const { timeZone } = await tenants.get(tenantId)
      const day = dayOf(at === undefined ? clock.now() : new Date(at), timeZone)
      const mark = keys.sign('usage', `${tenantId} ${day} ${kind} ${id}`)
      await db.transaction(async (tx) => {
        if (await usageIn(tx).mark(tenantId, day, mark)) await usageIn(tx).add(tenantId, day, kind)
      })
    },

    async read(actor: PersonActor, { from, until }: { from?: string | undefined; until?: string | undefined }) {
      if (actor.role !== 'administrator') throw new Failure('usage.administrator_only')
      const tenant = await tenants.get(actor.tenantId)
      const today = dayOf(clock.now(), tenant.timeZone)
      const since = firstKept(tenant)
      const first = from && from > since ? from : since
      const counted = await usageIn(db).list(tenant.id, { from: first, until: until ?? today })
      const days = [...Map.groupBy(counted, ({ day }) => day)].map(([day, counts]): UsageDay => ({
        ...none,
        day,
        ...Object.fromEntries(counts.map(({ kind, count }) => [kind, count])),
      }))
      return { days, today, since }
    },

    /** What is older than each institution keeps it. */
    async forgetOld() {
      const now = clock.now()
      await settleEach(await tenants.list(), async (tenant) => {
        const marks = dayOf(new Date(now.getTime() - marksKept), tenant.timeZone)
        await usageIn(db).removeBefore(tenant.id, { days: firstKept(tenant), marks })
      })
    },
  }
}
