import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { LetterId } from '@amphi/contract/letters'
import type { MemoId } from '@amphi/contract/memos'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { roomNotices as notices } from './upkeep.table.ts'

type Row = typeof notices.$inferSelect

export const noticesIn = (db: Db) => {
  const inTenant = (tenantId: TenantId) => eq(notices.tenantId, tenantId)
  const ofRooms = (tenantId: TenantId, roomIds: readonly RoomId[]) =>
    and(inTenant(tenantId), inArray(notices.roomId, [...roomIds]))

  return {
    /** Those who are told of it already are not told again. Whether there was anyone new. */
    async add(tenantId: TenantId, whom: readonly Pick<Row, 'roomId' | 'userId'>[]) {
      if (whom.length === 0) return false
      const rows = whom.map((it) => ({ tenantId, ...it, letterId: null, memoId: null, reachedAt: null }))
      const made = await db.insert(notices).values(rows).onConflictDoNothing().returning({ userId: notices.userId })
      return made.length > 0
    },

    /** What they were told before was of another time. */
    async forget(tenantId: TenantId, roomIds: readonly RoomId[]) {
      if (roomIds.length > 0) await db.delete(notices).where(ofRooms(tenantId, roomIds))
    },

    /** To whom something is still to be written. */
    async listUnwritten(tenantId: TenantId): Promise<UserId[]> {
      const rows = await db
        .selectDistinct({ userId: notices.userId })
        .from(notices)
        .where(and(inTenant(tenantId), isNull(notices.letterId)))
        .orderBy(asc(notices.userId))
      return rows.map(({ userId }) => userId)
    },

    /** All that is to be written to them, held until the transaction ends: of two servers, one writes it. */
    async holdUnwritten(tenantId: TenantId, userId: UserId): Promise<RoomId[]> {
      const rows = await db
        .select({ roomId: notices.roomId })
        .from(notices)
        .where(and(inTenant(tenantId), eq(notices.userId, userId), isNull(notices.letterId)))
        .orderBy(asc(notices.roomId))
        .for('update')
      return rows.map(({ roomId }) => roomId)
    },

    async setWritten(
      tenantId: TenantId,
      userId: UserId,
      roomIds: readonly RoomId[],
      as: { letterId: LetterId; memoId: MemoId },
    ) {
      await db
        .update(notices)
        .set(as)
        .where(and(ofRooms(tenantId, roomIds), eq(notices.userId, userId)))
    },

    /** Whoever cannot be written to any more. */
    async removeUnwritten(tenantId: TenantId, userId: UserId) {
      await db.delete(notices).where(and(inTenant(tenantId), eq(notices.userId, userId), isNull(notices.letterId)))
    },

    /** Letters of which it is not known whether they arrived. */
    async lettersOnTheWay(tenantId: TenantId): Promise<LetterId[]> {
      const rows = await db
        .selectDistinct({ letterId: notices.letterId })
        .from(notices)
        .where(and(inTenant(tenantId), isNotNull(notices.letterId), isNull(notices.reachedAt)))
      return rows.flatMap(({ letterId }) => letterId ?? [])
    },

    /** The rooms of which their people hear by it for the first time. */
    async setReached(
      tenantId: TenantId,
      by: { letters: readonly LetterId[] } | { memoId: MemoId; userId: UserId },
      reachedAt: Date,
    ): Promise<RoomId[]> {
      const which =
        'letters' in by
          ? inArray(notices.letterId, [...by.letters])
          : and(eq(notices.memoId, by.memoId), eq(notices.userId, by.userId))
      const rows = await db
        .select({ roomId: notices.roomId })
        .from(notices)
        .where(and(inTenant(tenantId), which, isNull(notices.reachedAt)))
      const roomIds = [...new Set(rows.map(({ roomId }) => roomId))]
      const known = await this.reached(tenantId, roomIds)
      await db
        .update(notices)
        .set({ reachedAt })
        .where(and(inTenant(tenantId), which, isNull(notices.reachedAt)))
      return roomIds.filter((roomId) => !known.has(roomId))
    },

    /** Those of them of which at least one of their people has heard. */
    async reached(tenantId: TenantId, roomIds: readonly RoomId[]): Promise<Set<RoomId>> {
      if (roomIds.length === 0) return new Set()
      const rows = await db
        .selectDistinct({ roomId: notices.roomId })
        .from(notices)
        .where(and(ofRooms(tenantId, roomIds), isNotNull(notices.reachedAt)))
      return new Set(rows.map(({ roomId }) => roomId))
    },
  }
}
