import { and, arrayOverlaps, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Changes } from '@amphi/contract/grammar'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import { groupMembersTable } from '#modules/people'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { resourceGrants, resources } from './resources.table.ts'

export type ResourceRow = typeof resources.$inferSelect

export const resourcesIn = (db: Db) => {
  const one = (tenantId: TenantId, id: ResourceId) => and(eq(resources.tenantId, tenantId), eq(resources.id, id))
  const there = isNull(resources.removedAt)

  return {
    list: (tenantId: TenantId): Promise<ResourceRow[]> =>
      db
        .select()
        .from(resources)
        .where(and(eq(resources.tenantId, tenantId), there))
        .orderBy(asc(sql`lower(${resources.name})`), asc(resources.id)),

    /** Also one that was removed. */
    async find(tenantId: TenantId, id: ResourceId): Promise<ResourceRow | undefined> {
      const [row] = await db.select().from(resources).where(one(tenantId, id))
      return row
    },

    /** Those that have or had one of these addresses, which stand in small letters; also removed ones. */
    byEmail: (tenantId: TenantId, emails: readonly string[]): Promise<ResourceRow[]> =>
      emails.length === 0
        ? Promise.resolve([])
        : db
            .select()
            .from(resources)
            .where(
              and(
                eq(resources.tenantId, tenantId),
                or(inArray(resources.email, [...emails]), arrayOverlaps(resources.formerEmails, [...emails])),
              ),
            )
            .orderBy(sql`${resources.removedAt} desc nulls first`),

    /** What is said of them to this one, by name or by a group of theirs. */
    levelsOf: (tenantId: TenantId, userId: UserId) =>
      db
        .select({ resourceId: resourceGrants.resourceId, level: resourceGrants.level })
        .from(resourceGrants)
        .where(
          and(
            eq(resourceGrants.tenantId, tenantId),
            or(
              eq(resourceGrants.userId, userId),
              inArray(
                resourceGrants.groupId,
                db
                  .select({ id: groupMembersTable.groupId })
                  .from(groupMembersTable)
                  .where(and(eq(groupMembersTable.tenantId, tenantId), eq(groupMembersTable.userId, userId))),
              ),
            ),
          ),
        ),

    /** Until the transaction ends, one at a time of an institution. */
    hold: (tenantId: TenantId) => hold(db, `resources ${tenantId}`, 'alone'),

    /** Whether its address was free. */
    async insert(row: ResourceRow) {
      const made = await db.insert(resources).values(row).onConflictDoNothing().returning({ id: resources.id })
      return made.length > 0
    },

    async change(tenantId: TenantId, id: ResourceId, changes: Changes<ResourceRow>) {
      await db.update(resources).set(changes).where(one(tenantId, id))
    },

    async forgetMaker(tenantId: TenantId, userId: UserId) {
      await db
        .update(resources)
        .set({ madeBy: null })
        .where(and(eq(resources.tenantId, tenantId), eq(resources.madeBy, userId)))
    },
  }
}
