import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { AppPasswordId } from '@amphi/contract/app-passwords'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { appPasswords, users } from './people.table.ts'

type Row = typeof appPasswords.$inferSelect

export const appPasswordsIn = (db: Db) => {
  const ofUser = (tenantId: TenantId, userId: UserId) =>
    and(eq(appPasswords.tenantId, tenantId), eq(appPasswords.userId, userId))

  return {
    list: (tenantId: TenantId, userId: UserId): Promise<Row[]> =>
      db.select().from(appPasswords).where(ofUser(tenantId, userId)).orderBy(asc(appPasswords.createdAt)),

    /** One of the person with that address, and who that is. */
    async findWithUser(tenantId: TenantId, email: string, secretPrint: string) {
      const [found] = await prepared(db, 'app_password_with_user', (name) =>
        db
          .select({ id: appPasswords.id, lastUsedAt: appPasswords.lastUsedAt, user: users })
          .from(appPasswords)
          .innerJoin(users, and(eq(users.tenantId, appPasswords.tenantId), eq(users.id, appPasswords.userId)))
          .where(
            and(
              eq(appPasswords.tenantId, sql.placeholder('tenantId')),
              eq(appPasswords.secretPrint, sql.placeholder('secretPrint')),
              eq(users.email, sql.placeholder('email')),
            ),
          )
          .prepare(name),
      ).execute({ tenantId, email, secretPrint })
      return found
    },

    async insert(row: Row) {
      await db.insert(appPasswords).values(row)
    },

    /** Unless it was said a moment ago, by whichever process. */
    async used(tenantId: TenantId, id: AppPasswordId, at: Date, unlessSince: Date) {
      const isOld = or(isNull(appPasswords.lastUsedAt), lt(appPasswords.lastUsedAt, unlessSince))
      await db
        .update(appPasswords)
        .set({ lastUsedAt: at })
        .where(and(eq(appPasswords.tenantId, tenantId), eq(appPasswords.id, id), isOld))
    },

    /** One of theirs, or all: how many there were. */
    async remove(tenantId: TenantId, userId: UserId, id?: AppPasswordId) {
      const gone = await db
        .delete(appPasswords)
        .where(and(ofUser(tenantId, userId), id ? eq(appPasswords.id, id) : undefined))
        .returning({ id: appPasswords.id })
      return gone.length
    },
  }
}
