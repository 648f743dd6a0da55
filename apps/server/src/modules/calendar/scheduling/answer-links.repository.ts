import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import type { LetterId } from '@amphi/contract/letters'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { calendarObjects, calendars } from '../calendars.table.ts'
import { calendarAnswerLinks } from './answer-links.table.ts'

export type AnswerLinkRow = typeof calendarAnswerLinks.$inferSelect
/** For whom, and for which event, a link is. */
export type AnswerLinkOf = Pick<AnswerLinkRow, 'tenantId' | 'holderId' | 'uid'>

const links = calendarAnswerLinks

export const answerLinksIn = (db: Db) => {
  const ofEvent = ({ tenantId, holderId, uid }: AnswerLinkOf) =>
    and(eq(links.tenantId, tenantId), eq(links.holderId, holderId), eq(links.uid, uid))

  return {
    async find(tenantId: TenantId, secretPrint: string): Promise<AnswerLinkRow | undefined> {
      const [row] = await db
        .select()
        .from(links)
        .where(and(eq(links.tenantId, tenantId), eq(links.secretPrint, secretPrint)))
      return row
    },

    list: (of: AnswerLinkOf): Promise<AnswerLinkRow[]> => db.select().from(links).where(ofEvent(of)),

    async findFor(of: AnswerLinkOf, address: string): Promise<AnswerLinkRow | undefined> {
      const [row] = await db
        .select()
        .from(links)
        .where(and(ofEvent(of), eq(links.address, address)))
      return row
    },

    /** Where there is one already, that stays. */
    async insert(row: AnswerLinkRow) {
      await db.insert(links).values(row).onConflictDoNothing()
    },

    async written({ tenantId, id }: Pick<AnswerLinkRow, 'tenantId' | 'id'>, letterId: LetterId, writtenAt: Date) {
      await db
        .update(links)
        .set({ letterId, writtenAt })
        .where(and(eq(links.tenantId, tenantId), eq(links.id, id)))
    },

    /** In all institutions: those last written before then whose event is no more. */
    async removeOld(before: Date) {
      const standing = db
        .select({ one: sql`1` })
        .from(calendarObjects)
        .innerJoin(
          calendars,
          and(eq(calendars.tenantId, calendarObjects.tenantId), eq(calendars.id, calendarObjects.calendarId)),
        )
        .where(
          and(
            eq(calendars.tenantId, links.tenantId),
            eq(calendars.ownerId, links.holderId),
            eq(calendarObjects.uid, links.uid),
          ),
        )
      await db.delete(links).where(and(lt(links.writtenAt, before), notExists(standing)))
    },
  }
}
