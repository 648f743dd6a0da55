import { and, asc, desc, eq, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm'
import type { Box, MemoId } from '@amphi/contract/memos'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { memoCopies, memos } from './memos.table.ts'

export type MemoRow = typeof memos.$inferSelect
type Copy = typeof memoCopies.$inferSelect

export interface Received {
  memo: MemoRow
  copy: Copy
}

export const memosIn = (db: Db) => {
  const one = (tenantId: TenantId, id: MemoId) => and(eq(memos.tenantId, tenantId), eq(memos.id, id))
  const ownCopy = (tenantId: TenantId, userId: UserId, memoId: MemoId) =>
    and(eq(memoCopies.tenantId, tenantId), eq(memoCopies.userId, userId), eq(memoCopies.memoId, memoId))

  const received = (tenantId: TenantId, userId: UserId, which: SQL | undefined) =>
    db
      .select({ memo: memos, copy: memoCopies })
      .from(memoCopies)
      .innerJoin(memos, and(eq(memos.tenantId, memoCopies.tenantId), eq(memos.id, memoCopies.memoId)))
      .where(and(eq(memoCopies.tenantId, tenantId), eq(memoCopies.userId, userId), which))

  return {
    /** Newest first; those that stand after one of them. */
    async list(
      tenantId: TenantId,
      userId: UserId,
      { box, after, limit }: { box: Box; after: MemoRow | undefined; limit: number },
    ): Promise<Received[]> {
      const within = box === 'inbox' ? isNull(memoCopies.archivedAt) : isNotNull(memoCopies.archivedAt)
      const older =
        after && or(lt(memos.sentAt, after.sentAt), and(eq(memos.sentAt, after.sentAt), lt(memos.id, after.id)))
      return received(tenantId, userId, and(within, older)).orderBy(desc(memos.sentAt), desc(memos.id)).limit(limit)
    },

    unread: (tenantId: TenantId, userId: UserId) =>
      db.$count(
        memoCopies,
        and(
          eq(memoCopies.tenantId, tenantId),
          eq(memoCopies.userId, userId),
          isNull(memoCopies.readAt),
          isNull(memoCopies.archivedAt),
        ),
      ),

    async findReceived(tenantId: TenantId, userId: UserId, id: MemoId): Promise<Received | undefined> {
      const [row] = await received(tenantId, userId, eq(memoCopies.memoId, id))
      return row
    },

    async find(tenantId: TenantId, id: MemoId): Promise<MemoRow | undefined> {
      const [row] = await db.select().from(memos).where(one(tenantId, id))
      return row
    },

    replies: (tenantId: TenantId, senderId: UserId, answers: MemoId) =>
      db
        .select()
        .from(memos)
        .where(and(eq(memos.tenantId, tenantId), eq(memos.senderId, senderId), eq(memos.answers, answers)))
        .orderBy(asc(memos.sentAt)),

    /** Whether it is new: said twice at once, it is sent once. */
    async insert(row: MemoRow) {
      const made = await db.insert(memos).values(row).onConflictDoNothing().returning({ id: memos.id })
      return made.length > 0
    },

    async deliver(tenantId: TenantId, memoId: MemoId, userIds: readonly UserId[]) {
      if (userIds.length === 0) return
      const unread = { tenantId, memoId, readAt: null, archivedAt: null }
      await db.insert(memoCopies).values(userIds.map((userId) => ({ ...unread, userId })))
    },

    /** In whose mailbox it lies. */
    async holders(tenantId: TenantId, memoId: MemoId): Promise<UserId[]> {
      const rows = await db
        .select({ userId: memoCopies.userId })
        .from(memoCopies)
        .where(and(eq(memoCopies.tenantId, tenantId), eq(memoCopies.memoId, memoId)))
      return rows.map(({ userId }) => userId)
    },

    async mark(
      { tenantId, memoId, userId }: Pick<Copy, 'tenantId' | 'memoId' | 'userId'>,
      as: Partial<Pick<Copy, 'readAt' | 'archivedAt'>>,
    ) {
      if (Object.keys(as).length === 0) return
      await db
        .update(memoCopies)
        .set(as)
        .where(ownCopy(tenantId, userId, memoId))
    },

    async drop(tenantId: TenantId, userId: UserId, memoId: MemoId) {
      const gone = await db
        .delete(memoCopies)
        .where(ownCopy(tenantId, userId, memoId))
        .returning({ memoId: memoCopies.memoId })
      return gone.length > 0
    },

    async emptyMailbox(tenantId: TenantId, userId: UserId) {
      await db.delete(memoCopies).where(and(eq(memoCopies.tenantId, tenantId), eq(memoCopies.userId, userId)))
    },

    /** In all institutions. */
    async removeOld(sentBefore: Date) {
      await db.delete(memos).where(lt(memos.sentAt, sentBefore))
    },
  }
}
