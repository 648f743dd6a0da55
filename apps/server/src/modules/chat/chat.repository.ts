import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Message, MessageId } from '@amphi/contract/chat'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { chatMessages, chatThreads } from './chat.table.ts'

export type MessageRow = typeof chatMessages.$inferSelect

const messageOf = ({ id, sequence, participantId, name, role, text, sentAt }: MessageRow): Message => ({
  id,
  sequence,
  participantId,
  name,
  role,
  text,
  sentAt: sentAt.toISOString(),
})

/** More than a page asks for at once; what comes after is asked for with the last number it has. */
const pageful = 500

export const chatIn = (db: Db) => {
  const ofSession = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(chatMessages.tenantId, tenantId), eq(chatMessages.sessionId, sessionId))

  const thread = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(chatThreads.tenantId, tenantId), eq(chatThreads.sessionId, sessionId))

  return {
    async list(tenantId: TenantId, sessionId: SessionId, after: number): Promise<Message[]> {
      const rows = await db
        .select()
        .from(chatMessages)
        .where(and(ofSession(tenantId, sessionId), gt(chatMessages.sequence, after)))
        .orderBy(asc(chatMessages.sequence))
        .limit(pageful)
      return rows.map(messageOf)
    },

    async find(tenantId: TenantId, sessionId: SessionId, id: MessageId): Promise<Message | undefined> {
      const [row] = await db
        .select()
        .from(chatMessages)
        .where(and(ofSession(tenantId, sessionId), eq(chatMessages.id, id)))
      return row && messageOf(row)
    },

    /** Until this transaction ends nobody else says anything in the session: no number twice, none left out. */
    async hold(tenantId: TenantId, sessionId: SessionId) {
      await db.insert(chatThreads).values({ tenantId, sessionId, last: 0 }).onConflictDoNothing()
      await db.select().from(chatThreads).where(thread(tenantId, sessionId)).for('update')
    },

    async next(tenantId: TenantId, sessionId: SessionId) {
      const [counted] = await db
        .update(chatThreads)
        .set({ last: sql`${chatThreads.last} + 1` })
        .where(thread(tenantId, sessionId))
        .returning({ last: chatThreads.last })
      if (!counted) throw new Error(`Session ${sessionId} gives no number.`)
      return counted.last
    },

    async insert(row: MessageRow) {
      await db.insert(chatMessages).values(row)
      return messageOf(row)
    },
  }
}
