import { and, eq, or, sql } from 'drizzle-orm'
import type { Means, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import type { ParticipantRow } from './participants.repository.ts'
import { terms } from './sessions.table.ts'

export type TermsRow = typeof terms.$inferSelect
type Holder = TermsRow['holder']

/** Of the two that a seat may belong to, the one it does. */
export const holderOf = ({ userId, guestId }: Pick<ParticipantRow, 'userId' | 'guestId'>): Holder => {
  const holder = userId ?? guestId
  if (!holder) throw new Error('A seat belongs to nobody.')
  return holder
}

export const termsIn = (db: Db) => {
  const inSession = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(terms.tenantId, tenantId), eq(terms.sessionId, sessionId))

  return {
    async find(tenantId: TenantId, sessionId: SessionId, holder: Holder): Promise<TermsRow | undefined> {
      const [row] = await db
        .select()
        .from(terms)
        .where(and(inSession(tenantId, sessionId), eq(terms.holder, holder)))
      return row
    },

    /** What was decided about one of them, or about whoever is banned and known by one of these marks. */
    async matching(
      tenantId: TenantId,
      sessionId: SessionId,
      { holders, marks }: { holders: readonly Holder[]; marks: TermsRow['bannedAs'] },
    ): Promise<TermsRow[]> {
      if (holders.length === 0 && marks.length === 0) return []
      return prepared(db, 'terms_matching', (name) => {
        const isOne = sql`${terms.holder} = any(${sql.placeholder('holders')}::uuid[])`
        const isMarked = sql`${terms.bannedAs} && ${sql.placeholder('marks')}::uuid[]`
        return db
          .select()
          .from(terms)
          .where(
            and(
              eq(terms.tenantId, sql.placeholder('tenantId')),
              eq(terms.sessionId, sql.placeholder('sessionId')),
              or(isOne, isMarked),
            ),
          )
          .prepare(name)
      }).execute({ tenantId, sessionId, holders, marks })
    },

    /** Of all about whom something was decided. */
    async list(tenantId: TenantId, sessionId: SessionId): Promise<Map<Holder, TermsRow>> {
      const rows = await db.select().from(terms).where(inSession(tenantId, sessionId))
      return new Map(rows.map((row) => [row.holder, row]))
    },

    async put(
      tenantId: TenantId,
      sessionId: SessionId,
      holder: Holder,
      decided: Partial<Pick<TermsRow, 'role' | 'exceptions' | 'bannedAt' | 'bannedAs' | 'removedAt'>>,
    ) {
      await db
        .insert(terms)
        .values({ tenantId, sessionId, holder, ...decided })
        .onConflictDoUpdate({ target: [terms.tenantId, terms.sessionId, terms.holder], set: decided })
    },

    /** Nobody is allowed it any more as an exception. */
    async withdraw(tenantId: TenantId, sessionId: SessionId, means: Means) {
      await db
        .update(terms)
        .set({ exceptions: sql`${terms.exceptions} - ${means}::text` })
        .where(and(inSession(tenantId, sessionId), sql`${terms.exceptions} ->> ${means} = 'true'`))
    },
  }
}
