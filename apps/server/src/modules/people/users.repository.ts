import { and, asc, eq, ilike, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Changes } from '@amphi/contract/grammar'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import { byName } from '#platform/by-name'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { users } from './people.table.ts'
import type { User } from './user.ts'

export const usersIn = (db: Db) => {
  const one = (tenantId: TenantId, id: UserId) => and(eq(users.tenantId, tenantId), eq(users.id, id))
  const present = (tenantId: TenantId) => and(eq(users.tenantId, tenantId), isNull(users.removedAt))

  return {
    async find(tenantId: TenantId, id: UserId): Promise<User | undefined> {
      const [user] = await db
        .select()
        .from(users)
        .where(and(present(tenantId), eq(users.id, id)))
      return user
    },

    /** The same, held until the transaction ends. */
    async hold(tenantId: TenantId, id: UserId): Promise<User | undefined> {
      const [user] = await db
        .select()
        .from(users)
        .where(and(present(tenantId), eq(users.id, id)))
        .for('update')
      return user
    },

    /** Who has now what was to be this one’s: they, or their heir, or theirs in turn. Held until the transaction ends. */
    async holdHeir(tenantId: TenantId, id: UserId): Promise<UserId | undefined> {
      const [user] = await db
        .select({ removedAt: users.removedAt, heirId: users.heirId })
        .from(users)
        .where(one(tenantId, id))
        .for('update')
      if (!user?.removedAt) return user && id
      return user.heirId ? this.holdHeir(tenantId, user.heirId) : undefined
    },

    async findByEmail(tenantId: TenantId, email: string): Promise<User | undefined> {
      const [user] = await db
        .select()
        .from(users)
        .where(and(present(tenantId), eq(users.email, email)))
      return user
    },

    /** All the administrators who can sign in, held: of two who leave at once, one stays. */
    holdAdministrators: (tenantId: TenantId) =>
      db
        .select({ id: users.id })
        .from(users)
        .where(and(present(tenantId), eq(users.role, 'administrator'), isNull(users.disabledAt)))
        // In one order, or two who hold them at once would wait for each other.
        .orderBy(asc(users.id))
        .for('update'),

    /** All who can sign in and administer. */
    async administrators(tenantId: TenantId): Promise<UserId[]> {
      const rows = await db
        .select({ id: users.id })
        .from(users)
        .where(
          and(present(tenantId), eq(users.role, 'administrator'), isNull(users.disabledAt), isNotNull(users.joinedAt)),
        )
      return rows.map(({ id }) => id)
    },

    /** Held until the transaction ends: of several who would be the first to administer, one is. */
    async isAdministered(tenantId: TenantId) {
      await hold(db, `first administrator ${tenantId}`)
      return (await this.holdAdministrators(tenantId)).length > 0
    },

    async list(tenantId: TenantId, search = ''): Promise<User[]> {
      const like = `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%`
      const found = search ? or(ilike(users.name, like), ilike(users.email, like)) : undefined
      return db
        .select()
        .from(users)
        .where(and(present(tenantId), found))
        .orderBy(byName(users.name), asc(users.id))
        .limit(5000)
    },

    async among(tenantId: TenantId, ids: readonly UserId[]): Promise<User[]> {
      if (ids.length === 0) return []
      return db
        .select()
        .from(users)
        .where(and(present(tenantId), inArray(users.id, [...ids])))
    },

    async withEmails(tenantId: TenantId, emails: readonly string[]): Promise<User[]> {
      if (emails.length === 0) return []
      return db
        .select()
        .from(users)
        .where(and(present(tenantId), inArray(users.email, [...emails])))
    },

    /** Whether they are new: of two who invite the same address at once, one does. */
    async insert(tenantId: TenantId, user: User) {
      const made = await db
        .insert(users)
        .values({ tenantId, ...user })
        .onConflictDoNothing()
        .returning({ id: users.id })
      return made.length > 0
    },

    async change(tenantId: TenantId, id: UserId, changes: Changes<Omit<User, 'id'>>) {
      if (Object.values(changes).some((value) => value !== undefined)) {
        await db.update(users).set(changes).where(one(tenantId, id))
      }
    },
  }
}
