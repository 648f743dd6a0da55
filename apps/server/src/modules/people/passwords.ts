import { hash, verify } from '@node-rs/argon2'
import { and, eq } from 'drizzle-orm'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { identities } from './people.table.ts'

/** argon2id with 19 MiB, two passes, one lane: OWASP's least, kept in each hash, so that it may grow. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Checked against when there is no account, so that the time of an answer does not tell. */
const nobodys = hash('nobody has this password', cost)

/** The identity provider that is always there: a password, whose subject is the person. */
export const passwordsIn = (db: Db) => {
  const of = (tenantId: TenantId, userId: UserId) =>
    and(eq(identities.tenantId, tenantId), eq(identities.provider, 'password'), eq(identities.subject, userId))

  return {
    async set(tenantId: TenantId, userId: UserId, password: string) {
      const secret = await hash(password, cost)
      await db
        .insert(identities)
        .values({ tenantId, userId, provider: 'password', subject: userId, secret })
        .onConflictDoUpdate({
          target: [identities.tenantId, identities.provider, identities.subject],
          set: { secret },
        })
    },

    async fits(tenantId: TenantId, userId: UserId | undefined, password: string) {
      const [identity] = userId ? await db.select().from(identities).where(of(tenantId, userId)) : []
      const isRight = await verify(identity?.secret ?? (await nobodys), password)
      return isRight && identity?.secret != null
    },

    async forget(tenantId: TenantId, userId: UserId) {
      await db.delete(identities).where(and(eq(identities.tenantId, tenantId), eq(identities.userId, userId)))
    },
  }
}
