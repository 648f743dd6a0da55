import { and, asc, eq, sql } from 'drizzle-orm'
import type { ResourceGrantId, ResourceId } from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import { groupMembersTable, groupsTable, usersTable } from '#modules/people'
import type { Db } from '#platform/db'
import { resourceGrants } from './resources.table.ts'

export type GrantRow = typeof resourceGrants.$inferSelect

export const resourceGrantsIn = (db: Db) => {
  const of = (tenantId: TenantId, resourceId: ResourceId) =>
    and(eq(resourceGrants.tenantId, tenantId), eq(resourceGrants.resourceId, resourceId))

  return {
    rows: (tenantId: TenantId, resourceId: ResourceId): Promise<GrantRow[]> =>
      db.select().from(resourceGrants).where(of(tenantId, resourceId)),

    /** With the names of those who hold them, in the order of these. */
    list: (tenantId: TenantId, resourceId: ResourceId) =>
      db
        .select({
          id: resourceGrants.id,
          level: resourceGrants.level,
          user: { id: usersTable.id, name: usersTable.name, pictureId: usersTable.pictureId },
          group: { id: groupsTable.id, name: groupsTable.name },
          members: sql<number>`(select count(*)::int from ${groupMembersTable}
            where ${groupMembersTable.tenantId} = ${resourceGrants.tenantId}
              and ${groupMembersTable.groupId} = ${resourceGrants.groupId})`,
        })
        .from(resourceGrants)
        .leftJoin(
          usersTable,
          and(eq(usersTable.tenantId, resourceGrants.tenantId), eq(usersTable.id, resourceGrants.userId)),
        )
        .leftJoin(
          groupsTable,
          and(eq(groupsTable.tenantId, resourceGrants.tenantId), eq(groupsTable.id, resourceGrants.groupId)),
        )
        .where(of(tenantId, resourceId))
        .orderBy(asc(groupsTable.name), asc(usersTable.name), asc(resourceGrants.id)),

    /** Who has one already gets the level said now. */
    async put(rows: readonly GrantRow[]) {
      for (const row of rows) {
        const target = row.userId ? resourceGrants.userId : resourceGrants.groupId
        await db
          .insert(resourceGrants)
          .values(row)
          .onConflictDoUpdate({
            target: [resourceGrants.tenantId, resourceGrants.resourceId, target],
            set: { level: row.level },
          })
      }
    },

    async remove(tenantId: TenantId, resourceId: ResourceId, id: ResourceGrantId) {
      const gone = await db
        .delete(resourceGrants)
        .where(and(of(tenantId, resourceId), eq(resourceGrants.id, id)))
        .returning({ id: resourceGrants.id })
      return gone.length > 0
    },

    async removeAll(tenantId: TenantId, resourceId: ResourceId) {
      await db.delete(resourceGrants).where(of(tenantId, resourceId))
    },
  }
}
