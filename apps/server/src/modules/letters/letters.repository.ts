import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { CopyState, LetterHead, LetterId } from '@amphi/contract/letters'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { letterCopies, letters } from './letters.table.ts'

type Row = typeof letters.$inferSelect
type Copy = typeof letterCopies.$inferSelect

export const headOf = ({ id, to, copies, subject, state, problem, writtenAt }: Row): LetterHead => ({
  id,
  to,
  copies,
  subject,
  state,
  problem,
  writtenAt: writtenAt.toISOString(),
})

export const lettersIn = (db: Db) => {
  const only = (tenantId: TenantId, id: LetterId) => and(eq(letters.tenantId, tenantId), eq(letters.id, id))

  return {
    list: (tenantId: TenantId) =>
      db.select().from(letters).where(eq(letters.tenantId, tenantId)).orderBy(desc(letters.writtenAt)).limit(200),

    async find(tenantId: TenantId, id: LetterId): Promise<Row | undefined> {
      const [row] = await db.select().from(letters).where(only(tenantId, id))
      return row
    },

    async among(tenantId: TenantId, ids: readonly LetterId[]): Promise<Pick<Row, 'id' | 'to' | 'copies'>[]> {
      if (ids.length === 0) return []
      return db
        .select({ id: letters.id, to: letters.to, copies: letters.copies })
        .from(letters)
        .where(and(eq(letters.tenantId, tenantId), inArray(letters.id, [...ids])))
    },

    async states(tenantId: TenantId, ids: readonly LetterId[]): Promise<Pick<Row, 'id' | 'state' | 'problem'>[]> {
      if (ids.length === 0) return []
      return db
        .select({ id: letters.id, state: letters.state, problem: letters.problem })
        .from(letters)
        .where(and(eq(letters.tenantId, tenantId), inArray(letters.id, [...ids])))
    },

    async sent(tenantId: TenantId, ids: readonly LetterId[]): Promise<LetterId[]> {
      if (ids.length === 0) return []
      const rows = await db
        .select({ id: letters.id })
        .from(letters)
        .where(and(eq(letters.tenantId, tenantId), eq(letters.state, 'sent'), inArray(letters.id, [...ids])))
      return rows.map(({ id }) => id)
    },

    /** In all institutions. */
    count: (state: Row['state']) => db.$count(letters, eq(letters.state, state)),

    async insert(row: Row) {
      await db.insert(letters).values(row)
    },

    async insertCopies(copies: Copy[]) {
      await db.insert(letterCopies).values(copies)
    },

    /** What became of each copy of these letters. Where no mail server is set, the letter is kept with all of them. */
    async copies(tenantId: TenantId, ids: readonly LetterId[]) {
      if (ids.length === 0) return []
      return db
        .select({
          letterId: letterCopies.letterId,
          address: letterCopies.address,
          state: letterCopies.state,
          problem: letterCopies.problem,
          isKept: sql<boolean>`${letters.state} = 'kept'`,
        })
        .from(letterCopies)
        .innerJoin(letters, and(eq(letters.tenantId, letterCopies.tenantId), eq(letters.id, letterCopies.letterId)))
        .where(and(eq(letterCopies.tenantId, tenantId), inArray(letterCopies.letterId, [...ids])))
        .orderBy(asc(letterCopies.address))
    },

    async markCopies(
      { tenantId, id }: Pick<Row, 'tenantId' | 'id'>,
      addresses: readonly string[],
      as: { state: CopyState; problem: string | null },
    ) {
      if (addresses.length === 0) return
      await db
        .update(letterCopies)
        .set(as)
        .where(
          and(
            eq(letterCopies.tenantId, tenantId),
            eq(letterCopies.letterId, id),
            inArray(letterCopies.address, [...addresses]),
          ),
        )
    },

    async removeOld(writtenBefore: Date) {
      await db.delete(letters).where(lt(letters.writtenAt, writtenBefore))
    },

    async mark(tenantId: TenantId, id: LetterId, state: Row['state'], problem: string | null) {
      await db.update(letters).set({ state, problem }).where(only(tenantId, id))
    },
  }
}
