import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { LetterHead, LetterId } from '@amphi/contract/letters'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { letters } from './letters.table.ts'

type Row = typeof letters.$inferSelect

export const headOf = ({ id, to, subject, state, problem, writtenAt }: Row): LetterHead => ({
  id,
  to,
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

    async among(tenantId: TenantId, ids: readonly LetterId[]): Promise<Pick<Row, 'id' | 'to'>[]> {
      if (ids.length === 0) return []
      return db
        .select({ id: letters.id, to: letters.to })
        .from(letters)
        .where(and(eq(letters.tenantId, tenantId), inArray(letters.id, [...ids])))
    },

    /** In all institutions. */
    count: (state: Row['state']) => db.$count(letters, eq(letters.state, state)),

    async insert(row: Row) {
      await db.insert(letters).values(row)
    },

    async removeOld(writtenBefore: Date) {
      await db.delete(letters).where(lt(letters.writtenAt, writtenBefore))
    },

    async mark(tenantId: TenantId, id: LetterId, state: Row['state'], problem: string | null) {
      await db.update(letters).set({ state, problem }).where(only(tenantId, id))
    },
  }
}
