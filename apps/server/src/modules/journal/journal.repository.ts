import { and, desc, eq, lt } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { journalEntries } from './journal.table.ts'

type Row = typeof journalEntries.$inferSelect

export const journalIn = (db: Db) => ({
  /** A fact may be heard twice; it is written once. */
  async insert(row: Row) {
    await db.insert(journalEntries).values(row).onConflictDoNothing()
  },

  async removeOld(writtenBefore: Date) {
    await db.delete(journalEntries).where(lt(journalEntries.writtenAt, writtenBefore))
  },

  list: (tenantId: TenantId, before?: Date): Promise<Row[]> =>
    db
      .select()
      .from(journalEntries)
      .where(and(eq(journalEntries.tenantId, tenantId), before ? lt(journalEntries.writtenAt, before) : undefined))
      .orderBy(desc(journalEntries.writtenAt))
      .limit(200),
})
