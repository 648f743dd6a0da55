import { and, asc, eq, lt, lte } from 'drizzle-orm'
import type { IncomingLetterId } from '@amphi/contract/incoming-letters'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { incomingLetters } from './incoming-letters.table.ts'

export type IncomingLetterRow = typeof incomingLetters.$inferSelect

export const incomingLettersIn = (db: Db) => {
  const one = (tenantId: TenantId, id: IncomingLetterId) =>
    and(eq(incomingLetters.tenantId, tenantId), eq(incomingLetters.id, id))

  return {
    /** Those that were not taken before; the others are there already. */
    insert: async (rows: readonly IncomingLetterRow[]): Promise<Pick<IncomingLetterRow, 'tenantId' | 'id'>[]> =>
      rows.length === 0
        ? []
        : db
            .insert(incomingLetters)
            .values([...rows])
            .onConflictDoNothing()
            .returning({ tenantId: incomingLetters.tenantId, id: incomingLetters.id }),

    /** One that nobody has heard yet. */
    async findWaiting(tenantId: TenantId, id: IncomingLetterId): Promise<IncomingLetterRow | undefined> {
      const [row] = await db
        .select()
        .from(incomingLetters)
        .where(and(one(tenantId, id), eq(incomingLetters.state, 'waiting')))
      return row
    },

    /** In all institutions, so many, the oldest first. */
    waitingSince: (before: Date, most: number): Promise<Pick<IncomingLetterRow, 'tenantId' | 'id'>[]> =>
      db
        .select({ tenantId: incomingLetters.tenantId, id: incomingLetters.id })
        .from(incomingLetters)
        .where(and(eq(incomingLetters.state, 'waiting'), lte(incomingLetters.receivedAt, before)))
        .orderBy(asc(incomingLetters.receivedAt))
        .limit(most),

    /** The same, held until the transaction ends. */
    async isWaiting(tenantId: TenantId, id: IncomingLetterId): Promise<boolean> {
      const [row] = await db
        .select({ state: incomingLetters.state })
        .from(incomingLetters)
        .where(one(tenantId, id))
        .for('update')
      return row?.state === 'waiting'
    },

    /** Whether the very same was heard before. */
    async isHeard(tenantId: TenantId, print: string): Promise<boolean> {
      const found = await db.$count(
        incomingLetters,
        and(eq(incomingLetters.tenantId, tenantId), eq(incomingLetters.print, print)),
      )
      return found > 0
    },

    /** It is not kept longer than it is needed. */
    async settle(tenantId: TenantId, id: IncomingLetterId, how: Pick<IncomingLetterRow, 'state' | 'why' | 'print'>) {
      await db
        .update(incomingLetters)
        .set({ ...how, sealedLetter: null })
        .where(one(tenantId, id))
    },

    /** In all institutions. */
    count: (state: IncomingLetterRow['state']) => db.$count(incomingLetters, eq(incomingLetters.state, state)),

    /** In all institutions. */
    async removeOld(receivedBefore: Date) {
      await db.delete(incomingLetters).where(lt(incomingLetters.receivedAt, receivedBefore))
    },
  }
}
