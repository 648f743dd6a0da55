import { and, eq, inArray } from 'drizzle-orm'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import { sameName } from '@amphi/contract/text'
import { byName } from '#platform/by-name'
import type { Db } from '#platform/db'
import { groupMembers, groups, users } from './people.table.ts'

export const groupsIn = (db: Db) => {
  const one = (tenantId: TenantId, id: GroupId) => and(eq(groups.tenantId, tenantId), eq(groups.id, id))

  return {
    list: (tenantId: TenantId) =>
      db
        .select({ id: groups.id, name: groups.name })
        .from(groups)
        .where(eq(groups.tenantId, tenantId))
        .orderBy(byName(groups.name)),

    /** Every member of every group, or of these, by name. */
    members: (tenantId: TenantId, ids?: readonly GroupId[]) =>
      db
        .select({ groupId: groupMembers.groupId, id: users.id, name: users.name, pictureId: users.pictureId })
        .from(groupMembers)
        .innerJoin(users, and(eq(users.tenantId, groupMembers.tenantId), eq(users.id, groupMembers.userId)))
        .where(and(eq(groupMembers.tenantId, tenantId), ids ? inArray(groupMembers.groupId, [...ids]) : undefined))
        .orderBy(byName(users.name)),

    async find(tenantId: TenantId, id: GroupId) {
      const [group] = await db.select({ id: groups.id, name: groups.name }).from(groups).where(one(tenantId, id))
      return group
    },

    async among(tenantId: TenantId, ids: readonly GroupId[]) {
      if (ids.length === 0) return []
      return db
        .select({ id: groups.id, name: groups.name })
        .from(groups)
        .where(and(eq(groups.tenantId, tenantId), inArray(groups.id, [...ids])))
    },

    /** Those that are there, and stay until the transaction ends. */
    hold: (tenantId: TenantId, ids: readonly GroupId[]) =>
      db
        .select({ id: groups.id })
        .from(groups)
        .where(and(eq(groups.tenantId, tenantId), inArray(groups.id, [...ids])))
        .for('key share'),

    async memberIds(tenantId: TenantId, groupId: GroupId): Promise<UserId[]> {
      const rows = await db
        .select({ userId: groupMembers.userId })
        .from(groupMembers)
        .where(and(eq(groupMembers.tenantId, tenantId), eq(groupMembers.groupId, groupId)))
      return rows.map(({ userId }) => userId)
    },

    async insert(tenantId: TenantId, group: { id: GroupId; name: string }) {
      await db.insert(groups).values({ tenantId, ...group, nameKey: sameName(group.name) })
    },

    async rename(tenantId: TenantId, id: GroupId, name: string) {
      await db
        .update(groups)
        .set({ name, nameKey: sameName(name) })
        .where(one(tenantId, id))
    },

    async replaceMembers(tenantId: TenantId, groupId: GroupId, userIds: readonly UserId[]) {
      await db.delete(groupMembers).where(and(eq(groupMembers.tenantId, tenantId), eq(groupMembers.groupId, groupId)))
      if (userIds.length > 0) {
        await db.insert(groupMembers).values(userIds.map((userId) => ({ tenantId, groupId, userId })))
      }
    },

    async removeMember(tenantId: TenantId, userId: UserId) {
      await db.delete(groupMembers).where(and(eq(groupMembers.tenantId, tenantId), eq(groupMembers.userId, userId)))
    },

    async remove(tenantId: TenantId, id: GroupId) {
      const gone = await db.delete(groups).where(one(tenantId, id)).returning({ id: groups.id })
      return gone.length > 0
    },
  }
}
