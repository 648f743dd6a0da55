import { and, eq, inArray, lt } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { places } from './people.table.ts'

/** From where a person has signed in before: their browsers, and their networks, as fingerprints. */
export const placesIn = (db: Db) => ({
  async among(tenantId: TenantId, userId: UserId, prints: string[]): Promise<Set<string>> {
    const known = await db
      .select({ print: places.print })
      .from(places)
      .where(and(eq(places.tenantId, tenantId), eq(places.userId, userId), inArray(places.print, prints)))
    return new Set(known.map(({ print }) => print))
  },

  async remember(tenantId: TenantId, userId: UserId, prints: string[], lastSeenAt: Date) {
    await db
      .insert(places)
      .values(prints.map((print) => ({ tenantId, userId, print, lastSeenAt })))
      .onConflictDoUpdate({ target: [places.tenantId, places.userId, places.print], set: { lastSeenAt } })
  },

  async removeAll(tenantId: TenantId, userId: UserId) {
    await db.delete(places).where(and(eq(places.tenantId, tenantId), eq(places.userId, userId)))
  },

  async removeOld(seenBefore: Date) {
    await db.delete(places).where(lt(places.lastSeenAt, seenBefore))
  },
})
