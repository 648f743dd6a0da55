import { eq, sql } from 'drizzle-orm'
import type { Changes } from '@amphi/contract/grammar'
import type { TenantId, TenantSettings } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { tenants } from './tenants.table.ts'

export type Tenant = TenantSettings & { id: TenantId; domains: string[] }

const columns = {
  id: tenants.id,
  name: tenants.name,
  language: tenants.language,
  instantMeetings: tenants.instantMeetings,
  chosenLinks: tenants.chosenLinks,
  timeZone: tenants.timeZone,
  sessionLength: tenants.sessionLength,
  longestSession: tenants.longestSession,
  opensBefore: tenants.opensBefore,
  nightlyStop: tenants.nightlyStop,
  attendanceKept: tenants.attendanceKept,
  archiveAfter: tenants.archiveAfter,
  removeAfter: tenants.removeAfter,
  archiveNotice: tenants.archiveNotice,
  usageKept: tenants.usageKept,
  usualInside: tenants.usualInside,
  mostInside: tenants.mostInside,
  sessionsAtOnce: tenants.sessionsAtOnce,
  peopleAtOnce: tenants.peopleAtOnce,
  engineChoice: tenants.engineChoice,
  enginePages: tenants.enginePages,
  domains: tenants.domains,
}

export const tenantsIn = (db: Db) => ({
  list: (): Promise<Tenant[]> => db.select(columns).from(tenants).orderBy(tenants.createdAt),

  async insert(tenant: Tenant, createdAt: Date) {
    await db.insert(tenants).values({ ...tenant, createdAt })
  },

  async change(tenantId: TenantId, settings: Changes<TenantSettings>) {
    await db.update(tenants).set(settings).where(eq(tenants.id, tenantId))
  },

  /** Until the transaction ends, nobody else changes it. */
  async hold(tenantId: TenantId) {
    await db.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('no key update')
  },

  /** Until the transaction ends, no other start of a server looks whether there is a tenant. */
  async holdAll() {
    await db.execute(sql`lock table ${tenants} in share row exclusive mode`)
  },
})
