import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { GrantId, GrantRole } from '@amphi/contract/grants'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import { groupMembersTable, groupsTable, usersTable } from '#modules/people'
import { byName } from '#platform/by-name'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { grants } from './grants.table.ts'

export type GrantRow = typeof grants.$inferSelect

/** What one grant says of someone: as what, and whether it names them or a group of theirs. */
export interface Held {
  role: GrantRole
  named: boolean
}

export const grantsIn = (db: Db) => {
  const ofRoom = (tenantId: TenantId, roomId: RoomId) => and(eq(grants.tenantId, tenantId), eq(grants.roomId, roomId))
  const groupsOf = (tenantId: unknown, userId: unknown) =>
    db
      .select({ id: groupMembersTable.groupId })
      .from(groupMembersTable)
      .where(sql`${groupMembersTable.tenantId} = ${tenantId} and ${groupMembersTable.userId} = ${userId}`)

  return {
    /** All that a room is to one person, by name or by their groups of this moment. */
    held: (tenantId: TenantId, roomId: RoomId, userId: UserId): Promise<Held[]> => {
      const [tenant, user] = [sql.placeholder('tenantId'), sql.placeholder('userId')]
      return prepared(db, 'grants_held', (name) =>
        db
          .select({ role: grants.role, named: sql<boolean>`${grants.userId} is not null` })
          .from(grants)
          .where(
            and(
              eq(grants.tenantId, tenant),
              eq(grants.roomId, sql.placeholder('roomId')),
              or(eq(grants.userId, user), inArray(grants.groupId, groupsOf(tenant, user))),
            ),
          )
          .prepare(name),
      ).execute({ tenantId, roomId, userId })
    },

    /** All who run a room, by name or by their groups of this moment. */
    async managers(tenantId: TenantId, roomId: RoomId): Promise<UserId[]> {
      const rows = await db
        .selectDistinct({ userId: sql<UserId>`coalesce(${grants.userId}, ${groupMembersTable.userId})` })
        .from(grants)
        .leftJoin(
          groupMembersTable,
          and(eq(groupMembersTable.tenantId, grants.tenantId), eq(groupMembersTable.groupId, grants.groupId)),
        )
        .where(
          and(
            ofRoom(tenantId, roomId),
            eq(grants.role, 'manager'),
            or(isNotNull(grants.userId), isNotNull(groupMembersTable.userId)),
          ),
        )
      return rows.map(({ userId }) => userId)
    },

    /** With the names of whom it is shared with: people first, then groups. */
    list: (tenantId: TenantId, roomId: RoomId) =>
      db
        .select({
          id: grants.id,
          role: grants.role,
          user: { id: usersTable.id, name: usersTable.name, pictureId: usersTable.pictureId },
          group: { id: groupsTable.id, name: groupsTable.name },
          members: db.$count(
            groupMembersTable,
            and(eq(groupMembersTable.tenantId, grants.tenantId), eq(groupMembersTable.groupId, grants.groupId)),
          ),
        })
        .from(grants)
        .leftJoin(usersTable, and(eq(usersTable.tenantId, grants.tenantId), eq(usersTable.id, grants.userId)))
        .leftJoin(groupsTable, and(eq(groupsTable.tenantId, grants.tenantId), eq(groupsTable.id, grants.groupId)))
        .where(ofRoom(tenantId, roomId))
        .orderBy(sql`${grants.groupId} is not null`, byName(sql`coalesce(${usersTable.name}, ${groupsTable.name})`)),

    async find(tenantId: TenantId, roomId: RoomId, id: GrantId): Promise<GrantRow | undefined> {
      const [row] = await db
        .select()
        .from(grants)
        .where(and(ofRoom(tenantId, roomId), eq(grants.id, id)))
      return row
    },

    /** New ones, or another role for the same people and groups. */
    async put(rows: readonly GrantRow[]) {
      for (const to of ['userId', 'groupId'] as const) {
        const some = rows.filter((row) => row[to] !== null)
        if (some.length === 0) continue
        await db
          .insert(grants)
          .values(some)
          .onConflictDoUpdate({
            target: [grants.tenantId, grants.roomId, grants[to]],
            set: { role: sql`excluded.role` },
          })
      }
    },

    async remove(tenantId: TenantId, roomId: RoomId, id: GrantId) {
      const gone = await db
        .delete(grants)
        .where(and(ofRoom(tenantId, roomId), eq(grants.id, id)))
        .returning({ id: grants.id })
      return gone.length > 0
    },

    /** Who is someone else from now on, an owner for instance, needs none. */
    async removeOf(tenantId: TenantId, userId: UserId, roomIds: readonly RoomId[]) {
      if (roomIds.length === 0) return
      await db
        .delete(grants)
        .where(and(eq(grants.tenantId, tenantId), eq(grants.userId, userId), inArray(grants.roomId, [...roomIds])))
    },

    async removeAllOf(tenantId: TenantId, userId: UserId) {
      await db.delete(grants).where(and(eq(grants.tenantId, tenantId), eq(grants.userId, userId)))
    },

    /** Whoever manages one of them: by name, or in a group. */
    async managersOfEach(tenantId: TenantId, roomIds: readonly RoomId[]) {
      if (roomIds.length === 0) return []
      const rows = await db
        .select({
          roomId: grants.roomId,
          userId: sql<UserId>`coalesce(${grants.userId}, ${groupMembersTable.userId})`,
          named: sql<boolean>`${grants.userId} is not null`,
        })
        .from(grants)
        .leftJoin(
          groupMembersTable,
          and(eq(groupMembersTable.tenantId, grants.tenantId), eq(groupMembersTable.groupId, grants.groupId)),
        )
        .where(and(eq(grants.tenantId, tenantId), inArray(grants.roomId, [...roomIds]), eq(grants.role, 'manager')))
      return rows.filter(({ userId }) => userId)
    },

    /** Whoever it is shared with, as whatever: by name, or by a group of this moment. */
    everyone: (tenantId: TenantId, roomId: RoomId): Promise<{ userId: UserId | null; named: boolean }[]> =>
      db
        .select({
          userId: sql<UserId | null>`coalesce(${grants.userId}, ${groupMembersTable.userId})`,
          named: sql<boolean>`${grants.userId} is not null`,
        })
        .from(grants)
        .leftJoin(
          groupMembersTable,
          and(eq(groupMembersTable.tenantId, grants.tenantId), eq(groupMembersTable.groupId, grants.groupId)),
        )
        .where(ofRoom(tenantId, roomId)),

    /** Whom, and which groups, it is shared with so that their lists show it. */
    lists: (tenantId: TenantId, roomId: RoomId): Promise<Pick<GrantRow, 'userId' | 'groupId'>[]> =>
      db
        .select({ userId: grants.userId, groupId: grants.groupId })
        .from(grants)
        .where(and(ofRoom(tenantId, roomId), inArray(grants.role, ['manager', 'moderator']))),

    /** Those whose list shows the room because it is shared with them, or with a group of theirs. */
    async audience(tenantId: TenantId, roomId: RoomId): Promise<UserId[]> {
      const rows = await db
        .select({ userId: sql<UserId>`coalesce(${grants.userId}, ${groupMembersTable.userId})` })
        .from(grants)
        .leftJoin(
          groupMembersTable,
          and(eq(groupMembersTable.tenantId, grants.tenantId), eq(groupMembersTable.groupId, grants.groupId)),
        )
        .where(and(ofRoom(tenantId, roomId), inArray(grants.role, ['manager', 'moderator'])))
      return rows.flatMap(({ userId }) => userId ?? [])
    },
  }
}
