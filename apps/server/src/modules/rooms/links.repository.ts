import { and, asc, eq, gt, isNull, lt, ne, or, type SQL } from 'drizzle-orm'
import type { GuestId, UserId } from '@amphi/contract/people'
import type { LinkId, LinkKind } from '@amphi/contract/room-links'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { links } from './links.table.ts'

export type LinkRow = typeof links.$inferSelect

export const linksIn = (db: Db) => {
  const ofRoom = (tenantId: TenantId, roomId: RoomId) => and(eq(links.tenantId, tenantId), eq(links.roomId, roomId))
  const valid = (now: Date) => and(isNull(links.revokedAt), or(isNull(links.expiresAt), gt(links.expiresAt, now)))

  return {
    async findByPrint(tenantId: TenantId, print: string): Promise<LinkRow | undefined> {
      const [row] = await db
        .select()
        .from(links)
        .where(and(eq(links.tenantId, tenantId), eq(links.print, print)))
      return row
    },

    async find(tenantId: TenantId, id: LinkId): Promise<LinkRow | undefined> {
      const [row] = await db
        .select()
        .from(links)
        .where(and(eq(links.tenantId, tenantId), eq(links.id, id)))
      return row
    },

    listValid: (tenantId: TenantId, roomId: RoomId, now: Date): Promise<LinkRow[]> =>
      db
        .select()
        .from(links)
        .where(and(ofRoom(tenantId, roomId), ne(links.kind, 'ticket'), valid(now)))
        .orderBy(asc(links.createdAt), asc(links.id)),

    async insert(row: LinkRow) {
      await db.insert(links).values(row)
    },

    /** Those of a kind, or a single one; tells what they were. */
    revoke: (
      tenantId: TenantId,
      roomId: RoomId,
      which: { kind: LinkKind | 'ticket' } | { id: LinkId },
      revokedAt: Date,
    ) =>
      db
        .update(links)
        .set({ revokedAt })
        .where(
          and(
            ofRoom(tenantId, roomId),
            isNull(links.revokedAt),
            'id' in which ? eq(links.id, which.id) : eq(links.kind, which.kind),
          ),
        )
        .returning({ kind: links.kind }),

    /** Whether it is theirs from now on, as it was nobody’s before, or was theirs already. */
    async claim(tenantId: TenantId, id: LinkId, holder: UserId | GuestId, { now, until }: { now: Date; until: Date }) {
      const claimed = await db
        .update(links)
        .set({ holder, lastUsedAt: now, expiresAt: until })
        .where(and(eq(links.tenantId, tenantId), eq(links.id, id), or(isNull(links.holder), eq(links.holder, holder))))
        .returning({ id: links.id })
      return claimed.length > 0
    },

    async setUsed(tenantId: TenantId, id: LinkId, lastUsedAt: Date) {
      await db
        .update(links)
        .set({ lastUsedAt })
        .where(and(eq(links.tenantId, tenantId), eq(links.id, id)))
    },

    /** Those that were over before then; of tickets, which nobody keeps, before another moment. */
    async removeOver(before: Date, ticketsBefore: Date) {
      const over = (moment: Date): SQL | undefined => or(lt(links.revokedAt, moment), lt(links.expiresAt, moment))
      await db.delete(links).where(or(over(before), and(eq(links.kind, 'ticket'), over(ticketsBefore))))
    },
  }
}
