import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { CalendarId, CalendarLevel } from '@amphi/contract/calendars'
import type { Changes } from '@amphi/contract/grammar'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import { groupMembersTable } from '#modules/people'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { calendars, calendarShares, calendarViews } from './calendars.table.ts'

export type CalendarRow = typeof calendars.$inferSelect
export type ViewRow = typeof calendarViews.$inferSelect

/** A calendar that is shared with somebody, and how far. */
interface Shared {
  calendar: CalendarRow
  level: CalendarLevel
  onBehalf: boolean
}

export const calendarsIn = (db: Db) => {
  const one = (tenantId: TenantId, id: CalendarId) => and(eq(calendars.tenantId, tenantId), eq(calendars.id, id))

  return {
    async find(tenantId: TenantId, id: CalendarId): Promise<CalendarRow | undefined> {
      const [row] = await db.select().from(calendars).where(one(tenantId, id))
      return row
    },

    async findBySlug(tenantId: TenantId, ownerId: UserId, slug: string): Promise<CalendarRow | undefined> {
      const [row] = await prepared(db, 'calendar_by_slug', (name) =>
        db
          .select()
          .from(calendars)
          .where(
            and(
              eq(calendars.tenantId, sql.placeholder('tenantId')),
              eq(calendars.ownerId, sql.placeholder('ownerId')),
              eq(calendars.slug, sql.placeholder('slug')),
            ),
          )
          .prepare(name),
      ).execute({ tenantId, ownerId, slug })
      return row
    },

    /** Held until the transaction ends: whoever else would change what stands in it waits. */
    async hold(tenantId: TenantId, id: CalendarId): Promise<CalendarRow | undefined> {
      const [row] = await db.select().from(calendars).where(one(tenantId, id)).for('update')
      return row
    },

    ofOwner: (tenantId: TenantId, ownerId: UserId): Promise<CalendarRow[]> =>
      db
        .select()
        .from(calendars)
        .where(and(eq(calendars.tenantId, tenantId), eq(calendars.ownerId, ownerId)))
        .orderBy(asc(calendars.position), asc(calendars.createdAt), asc(calendars.id)),

    /** Of what these resources are booked for. */
    ofResources: (tenantId: TenantId, resourceIds: readonly ResourceId[]): Promise<CalendarRow[]> =>
      resourceIds.length === 0
        ? Promise.resolve([])
        : db
            .select()
            .from(calendars)
            .where(and(eq(calendars.tenantId, tenantId), inArray(calendars.resourceId, [...resourceIds]))),

    /** Those that others share with this one, each with all that says so: by name, or by a group of theirs. */
    sharedWith: (tenantId: TenantId, userId: UserId): Promise<Shared[]> =>
      db
        .select({ calendar: calendars, level: calendarShares.level, onBehalf: calendarShares.onBehalf })
        .from(calendarShares)
        .innerJoin(
          calendars,
          and(eq(calendars.tenantId, calendarShares.tenantId), eq(calendars.id, calendarShares.calendarId)),
        )
        .where(
          and(
            eq(calendarShares.tenantId, tenantId),
            or(
              eq(calendarShares.userId, userId),
              inArray(
                calendarShares.groupId,
                db
                  .select({ id: groupMembersTable.groupId })
                  .from(groupMembersTable)
                  .where(and(eq(groupMembersTable.tenantId, tenantId), eq(groupMembersTable.userId, userId))),
              ),
            ),
          ),
        )
        .orderBy(asc(calendars.name), asc(calendars.id)),

    views: (tenantId: TenantId, userId: UserId): Promise<ViewRow[]> =>
      db
        .select()
        .from(calendarViews)
        .where(and(eq(calendarViews.tenantId, tenantId), eq(calendarViews.userId, userId))),

    async setView(row: ViewRow) {
      await db
        .insert(calendarViews)
        .values(row)
        .onConflictDoUpdate({
          target: [calendarViews.tenantId, calendarViews.calendarId, calendarViews.userId],
          set: { color: row.color, isHidden: row.isHidden },
        })
    },

    /** Whether it was not there: of two who make it at once, one does. */
    async insert(row: CalendarRow): Promise<boolean> {
      const made = await db.insert(calendars).values(row).onConflictDoNothing().returning({ id: calendars.id })
      return made.length > 0
    },

    async change(tenantId: TenantId, id: CalendarId, changes: Changes<CalendarRow>) {
      await db.update(calendars).set(changes).where(one(tenantId, id))
    },

    /** With the number of its next change; whoever else changes something in it waits until the transaction ends. */
    async holdToChange(tenantId: TenantId, id: CalendarId): Promise<CalendarRow | undefined> {
      const [row] = await db
        .update(calendars)
        .set({ sequence: sql`${calendars.sequence} + 1` })
        .where(one(tenantId, id))
        .returning()
      return row
    },

    /** The number of the next change; whoever else changes something in it waits until the transaction ends. */
    async step(tenantId: TenantId, id: CalendarId): Promise<number> {
      const row = await this.holdToChange(tenantId, id)
      if (!row) throw new Error(`There is no calendar ${id}.`)
      return row.sequence
    },

    async remove(tenantId: TenantId, id: CalendarId) {
      await db.delete(calendars).where(one(tenantId, id))
    },

    async removeOf(tenantId: TenantId, ownerId: UserId) {
      await db.delete(calendars).where(and(eq(calendars.tenantId, tenantId), eq(calendars.ownerId, ownerId)))
    },
  }
}
