import { and, desc, eq, lt, ne, or, sql } from 'drizzle-orm'
import type { LoginId } from '@amphi/contract/logins'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { logins, users } from './people.table.ts'

type Row = typeof logins.$inferSelect

export const loginsIn = (db: Db) => {
  const ofUser = (tenantId: TenantId, userId: UserId) => and(eq(logins.tenantId, tenantId), eq(logins.userId, userId))

  return {
    /** Who holds this cookie, with what identifying them on every request needs. */
    async findWithUser(tenantId: TenantId, tokenPrint: string) {
      const [found] = await prepared(db, 'login_with_user', (name) =>
        db
          .select({ login: logins, user: users })
          .from(logins)
          .innerJoin(users, and(eq(users.tenantId, logins.tenantId), eq(users.id, logins.userId)))
          .where(
            and(eq(logins.tenantId, sql.placeholder('tenantId')), eq(logins.tokenPrint, sql.placeholder('tokenPrint'))),
          )
          .prepare(name),
      ).execute({ tenantId, tokenPrint })
      return found
    },

    list: (tenantId: TenantId, userId: UserId) =>
      db.select().from(logins).where(ofUser(tenantId, userId)).orderBy(desc(logins.lastSeenAt)),

    async insert(row: Row) {
      await db.insert(logins).values(row)
    },

    async seen(tenantId: TenantId, id: LoginId, at: Date) {
      await db
        .update(logins)
        .set({ lastSeenAt: at })
        .where(and(eq(logins.tenantId, tenantId), eq(logins.id, id)))
    },

    /** Whether there was one of that id. */
    async remove(tenantId: TenantId, userId: UserId, id: LoginId) {
      const gone = await db
        .delete(logins)
        .where(and(ofUser(tenantId, userId), eq(logins.id, id)))
        .returning({ id: logins.id })
      return gone.length > 0
    },

    /** Those that have not been used since, or were made before, whoever's they are. */
    async removeOld(usedBefore: Date, madeBefore: Date) {
      await db.delete(logins).where(or(lt(logins.lastSeenAt, usedBefore), lt(logins.createdAt, madeBefore)))
    },

    async removeAll(tenantId: TenantId, userId: UserId, but?: LoginId) {
      await db.delete(logins).where(and(ofUser(tenantId, userId), but ? ne(logins.id, but) : undefined))
    },
  }
}
