import { and, asc, eq, sql } from 'drizzle-orm'
import type { CalendarId, CalendarShareId } from '@amphi/contract/calendars'
import type { TenantId } from '@amphi/contract/tenants'
import { groupMembersTable, groupsTable, usersTable } from '#modules/people'
import type { Db } from '#platform/db'
import { calendarShares } from './calendars.table.ts'

export type ShareRow = typeof calendarShares.$inferSelect

export const sharesIn = (db: Db) => {
  const of = (tenantId: TenantId, calendarId: CalendarId) =>
    and(eq(calendarShares.tenantId, tenantId), eq(calendarShares.calendarId, calendarId))

  return {
    list: (tenantId: TenantId, calendarId: CalendarId): Promise<ShareRow[]> =>
      db.select().from(calendarShares).where(of(tenantId, calendarId)).orderBy(asc(calendarShares.id)),

    /** With the names of those it is shared with, in the order of these. */
    listNamed: (tenantId: TenantId, calendarId: CalendarId) =>
      db
        .select({
          id: calendarShares.id,
          level: calendarShares.level,
          onBehalf: calendarShares.onBehalf,
          user: { id: usersTable.id, name: usersTable.name, pictureId: usersTable.pictureId },
          group: { id: groupsTable.id, name: groupsTable.name },
          members: sql<number>`(select count(*)::int from ${groupMembersTable}
            where ${groupMembersTable.tenantId} = ${calendarShares.tenantId}
              and ${groupMembersTable.groupId} = ${calendarShares.groupId})`,
        })
        .from(calendarShares)
        .leftJoin(
          usersTable,
          and(eq(usersTable.tenantId, calendarShares.tenantId), eq(usersTable.id, calendarShares.userId)),
        )
        .leftJoin(
          groupsTable,
          and(eq(groupsTable.tenantId, calendarShares.tenantId), eq(groupsTable.id, calendarShares.groupId)),
        )
        .where(of(tenantId, calendarId))
        .orderBy(asc(groupsTable.name), asc(usersTable.name), asc(calendarShares.id)),

    count: (tenantId: TenantId, calendarId: CalendarId) => db.$count(calendarShares, of(tenantId, calendarId)),

    /** Whoever has one already gets the level said now. */
    async put(rows: readonly ShareRow[]) {
      for (const row of rows) {
        const target = row.userId ? calendarShares.userId : calendarShares.groupId
        await db
          .insert(calendarShares)
          .values(row)
          .onConflictDoUpdate({
            target: [calendarShares.tenantId, calendarShares.calendarId, target],
            set: { level: row.level, onBehalf: row.onBehalf },
          })
      }
    },

    async remove(tenantId: TenantId, calendarId: CalendarId, id: CalendarShareId): Promise<ShareRow | undefined> {
      const [row] = await db
        .delete(calendarShares)
        .where(and(of(tenantId, calendarId), eq(calendarShares.id, id)))
        .returning()
      return row
    },
  }
}
