import { and, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { signInFailures } from './people.table.ts'

export const signInFailuresIn = (db: Db) => ({
  list: (tenantId: TenantId, keys: string[]) =>
    db
      .select()
      .from(signInFailures)
      .where(and(eq(signInFailures.tenantId, tenantId), inArray(signInFailures.key, keys))),

  /** One more under each key; what was forgiven starts again from one. How many there are now. */
  add: (tenantId: TenantId, keys: string[], at: Date, forgivenBefore: Date) =>
    db
      .insert(signInFailures)
      .values(keys.map((key) => ({ tenantId, key, count: 1, lastAt: at })))
      .onConflictDoUpdate({
        target: [signInFailures.tenantId, signInFailures.key],
        set: {
          count: sql`case when ${signInFailures.lastAt} < ${forgivenBefore.toISOString()}::timestamptz
            then 1 else ${signInFailures.count} + 1 end`,
          lastAt: at,
        },
      })
      .returning({ count: signInFailures.count, lastAt: signInFailures.lastAt }),

  async forgive(tenantId: TenantId, keys: string[]) {
    await db.delete(signInFailures).where(and(eq(signInFailures.tenantId, tenantId), inArray(signInFailures.key, keys)))
  },

  /** All that is kept under an address of someone. */
  async forget(tenantId: TenantId, email: string) {
    const theirs = or(eq(signInFailures.key, email), sql`starts_with(${signInFailures.key}, ${`${email} `})`)
    await db.delete(signInFailures).where(and(eq(signInFailures.tenantId, tenantId), theirs))
  },

  async sweep(before: Date) {
    await db.delete(signInFailures).where(lt(signInFailures.lastAt, before))
  },
})
