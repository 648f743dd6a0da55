import { and, asc, eq, inArray } from 'drizzle-orm'
import type { ParticipantId, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { participants } from './sessions.table.ts'

export type ParticipantRow = typeof participants.$inferSelect

export const participantsIn = (db: Db) => {
  const inSession = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(participants.tenantId, tenantId), eq(participants.sessionId, sessionId))

  return {
    async find(tenantId: TenantId, sessionId: SessionId, id: ParticipantId): Promise<ParticipantRow | undefined> {
      const [row] = await db
        .select()
        .from(participants)
        .where(and(inSession(tenantId, sessionId), eq(participants.id, id)))
      return row
    },

    async findByTab(tenantId: TenantId, sessionId: SessionId, tab: string): Promise<ParticipantRow | undefined> {
      const [row] = await db
        .select()
        .from(participants)
        .where(and(inSession(tenantId, sessionId), eq(participants.tab, tab)))
      return row
    },

    /** All of one person, or guest: each tab of theirs is one. */
    listOf: (tenantId: TenantId, sessionId: SessionId, who: Pick<ParticipantRow, 'userId' | 'guestId'>) =>
      db
        .select()
        .from(participants)
        .where(
          and(
            inSession(tenantId, sessionId),
            who.userId ? eq(participants.userId, who.userId) : eq(participants.guestId, who.guestId ?? neverAGuest),
          ),
        ),

    list: (tenantId: TenantId, sessionId: SessionId): Promise<ParticipantRow[]> =>
      db
        .select()
        .from(participants)
        .where(inSession(tenantId, sessionId))
        .orderBy(asc(participants.createdAt), asc(participants.id)),

    async insert(row: ParticipantRow) {
      await db.insert(participants).values(row)
    },

    async change(row: Pick<ParticipantRow, 'tenantId' | 'id' | 'name' | 'role'>) {
      await db
        .update(participants)
        .set({ name: row.name, role: row.role })
        .where(and(eq(participants.tenantId, row.tenantId), eq(participants.id, row.id)))
    },

    async setHands(tenantId: TenantId, ids: ParticipantId[], handRaisedAt: Date | null) {
      await db
        .update(participants)
        .set({ handRaisedAt })
        .where(and(eq(participants.tenantId, tenantId), inArray(participants.id, ids)))
    },
  }
}

/** No guest bears it: asked for someone who is neither, the answer is nobody. */
const neverAGuest = '00000000-0000-0000-0000-000000000000' as NonNullable<ParticipantRow['guestId']>
