import { and, asc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import type { TenantId } from '@amphi/contract/tenants'
import type { UsageKind } from '@amphi/contract/usage'
import type { Db } from '#platform/db'
import { usageDays, usageMarks } from './usage.table.ts'

export const usageIn = (db: Db) => ({
  /** Whether it is the first time. */
  async mark(tenantId: TenantId, day: string, mark: string) {
    const made = await db
      .insert(usageMarks)
      .values({ tenantId, day, mark })
      .onConflictDoNothing()
      .returning({ mark: usageMarks.mark })
    return made.length > 0
  },

  async add(tenantId: TenantId, day: string, kind: UsageKind) {
    await db
      .insert(usageDays)
      .values({ tenantId, day, kind, count: 1 })
      .onConflictDoUpdate({
        target: [usageDays.tenantId, usageDays.day, usageDays.kind],
        set: { count: sql`${usageDays.count} + 1` },
      })
  },

  list: (tenantId: TenantId, { from, until }: { from: string; until: string }) =>
    db
      .select({ day: usageDays.day, kind: usageDays.kind, count: usageDays.count })
      .from(usageDays)
      .where(and(eq(usageDays.tenantId, tenantId), gte(usageDays.day, from), lte(usageDays.day, until)))
      .orderBy(asc(usageDays.day)),

  async removeBefore(tenantId: TenantId, { days, marks }: { days: string; marks: string }) {
    await db.delete(usageDays).where(and(eq(usageDays.tenantId, tenantId), lt(usageDays.day, days)))
    await db.delete(usageMarks).where(and(eq(usageMarks.tenantId, tenantId), lt(usageMarks.day, marks)))
  },
})
