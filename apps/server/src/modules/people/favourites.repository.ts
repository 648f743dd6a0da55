import { and, eq, or } from 'drizzle-orm'
import { GroupId } from '@amphi/contract/groups'
import { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { favouriteGroups, favouritePeople } from './people.table.ts'

const ofPeople = (db: Db) => {
  const theirs = (tenantId: TenantId, userId: UserId) =>
    and(eq(favouritePeople.tenantId, tenantId), eq(favouritePeople.userId, userId))

  return {
    count: (tenantId: TenantId, userId: UserId) => db.$count(favouritePeople, theirs(tenantId, userId)),

    async keep(tenantId: TenantId, userId: UserId, id: string) {
      await db
        .insert(favouritePeople)
        .values({ tenantId, userId, favouriteId: UserId.parse(id) })
        .onConflictDoNothing()
    },

    async drop(tenantId: TenantId, userId: UserId, id: string) {
      await db
        .delete(favouritePeople)
        .where(and(theirs(tenantId, userId), eq(favouritePeople.favouriteId, UserId.parse(id))))
    },
  }
}

const ofGroups = (db: Db) => {
  const theirs = (tenantId: TenantId, userId: UserId) =>
    and(eq(favouriteGroups.tenantId, tenantId), eq(favouriteGroups.userId, userId))

  return {
    count: (tenantId: TenantId, userId: UserId) => db.$count(favouriteGroups, theirs(tenantId, userId)),

    async keep(tenantId: TenantId, userId: UserId, id: string) {
      await db
        .insert(favouriteGroups)
        .values({ tenantId, userId, groupId: GroupId.parse(id) })
        .onConflictDoNothing()
    },

    async drop(tenantId: TenantId, userId: UserId, id: string) {
      await db
        .delete(favouriteGroups)
        .where(and(theirs(tenantId, userId), eq(favouriteGroups.groupId, GroupId.parse(id))))
    },
  }
}

export const favouritesIn = (db: Db) => ({
  of: (kind: 'person' | 'group') => (kind === 'person' ? ofPeople(db) : ofGroups(db)),

  /** Theirs, and those they are among. */
  async forgetPerson(tenantId: TenantId, userId: UserId) {
    const people = or(eq(favouritePeople.userId, userId), eq(favouritePeople.favouriteId, userId))
    await db.delete(favouritePeople).where(and(eq(favouritePeople.tenantId, tenantId), people))
    const groups = eq(favouriteGroups.userId, userId)
    await db.delete(favouriteGroups).where(and(eq(favouriteGroups.tenantId, tenantId), groups))
  },
})
