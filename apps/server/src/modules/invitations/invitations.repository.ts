import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { InvitationId } from '@amphi/contract/invitations'
import type { LetterId } from '@amphi/contract/letters'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { hold } from '#platform/hold'
import { invitations, invitees } from './invitations.table.ts'

export type InvitationRow = typeof invitations.$inferSelect
export type InviteeRow = typeof invitees.$inferSelect

/** On the page of a room; older ones are looked up by nobody. */
const most = 100

export const invitationsIn = (db: Db) => ({
  list: (tenantId: TenantId, roomId: RoomId) =>
    db
      .select()
      .from(invitations)
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.roomId, roomId)))
      .orderBy(desc(invitations.sentAt), desc(invitations.id))
      .limit(most),

  async find(tenantId: TenantId, id: InvitationId): Promise<InvitationRow | undefined> {
    const [row] = await db
      .select()
      .from(invitations)
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, id)))
    return row
  },

  invitees: (tenantId: TenantId, id: InvitationId): Promise<InviteeRow[]> =>
    db
      .select()
      .from(invitees)
      .where(and(eq(invitees.tenantId, tenantId), eq(invitees.invitationId, id)))
      .orderBy(asc(invitees.position)),

  /** The room whose invitation a letter carries; undefined for other letters. */
  async roomOfLetter(tenantId: TenantId, letterId: LetterId): Promise<RoomId | undefined> {
    const [row] = await db
      .select({ roomId: invitations.roomId })
      .from(invitees)
      .innerJoin(
        invitations,
        and(eq(invitations.tenantId, invitees.tenantId), eq(invitations.id, invitees.invitationId)),
      )
      .where(and(eq(invitees.tenantId, tenantId), eq(invitees.letterId, letterId)))
      .limit(1)
    return row?.roomId
  },

  /** Until this transaction ends they send nothing else: of two invitations at once, the second counts the first. */
  hold: (tenantId: TenantId, senderId: UserId) => hold(db, `invitations ${tenantId} ${senderId}`),

  /** How many they have invited since then. */
  async countSince(tenantId: TenantId, senderId: UserId, since: Date): Promise<number> {
    const [row] = await db
      .select({ count: sql<number>`coalesce(sum(${invitations.count}), 0)::int` })
      .from(invitations)
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.senderId, senderId), gt(invitations.sentAt, since)))
    return row?.count ?? 0
  },

  async insert(row: InvitationRow, named: readonly Omit<InviteeRow, 'tenantId' | 'invitationId' | 'position'>[]) {
    await db.insert(invitations).values(row)
    const { tenantId, id: invitationId } = row
    await db.insert(invitees).values(named.map((it, position) => ({ tenantId, invitationId, position, ...it })))
  },

  /** Their address goes with them. */
  async forget(tenantId: TenantId, userId: UserId) {
    await db
      .update(invitees)
      .set({ address: null, letterId: null })
      .where(and(eq(invitees.tenantId, tenantId), eq(invitees.userId, userId)))
  },

  /** In all institutions. */
  async removeOld(sentBefore: Date) {
    await db.delete(invitations).where(lt(invitations.sentAt, sentBefore))
  },
})
