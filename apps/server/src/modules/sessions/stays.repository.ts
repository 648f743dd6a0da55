import { and, asc, countDistinct, eq, isNull, sql } from 'drizzle-orm'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { participants, stays } from './sessions.table.ts'

export type StayRow = typeof stays.$inferSelect

/** The stays of a session, as far as they decide whether it goes on. */
export interface Presence {
  people: number
  moderators: number
  firstJoinAt: Date | undefined
  moderatorLeftAt: Date | undefined
}

export const staysIn = (db: Db) => {
  const inSession = (tenantId: TenantId, sessionId: SessionId) =>
    and(eq(stays.tenantId, tenantId), eq(stays.sessionId, sessionId))

  return {
    list: (tenantId: TenantId, sessionId: SessionId): Promise<StayRow[]> =>
      db.select().from(stays).where(inSession(tenantId, sessionId)).orderBy(asc(stays.joinedAt)),

    listOpen: (tenantId: TenantId, sessionId: SessionId): Promise<StayRow[]> =>
      db
        .select()
        .from(stays)
        .where(and(inSession(tenantId, sessionId), isNull(stays.leftAt))),

    /** In all institutions. */
    async countPresent(): Promise<number> {
      const [row] = await db
        .select({ people: countDistinct(stays.participantId) })
        .from(stays)
        .where(isNull(stays.leftAt))
      return row?.people ?? 0
    },

    async presence(tenantId: TenantId, sessionId: SessionId): Promise<Presence> {
      const rows = await db
        .select({ stay: stays, role: participants.role })
        .from(stays)
        .innerJoin(
          participants,
          and(eq(participants.tenantId, stays.tenantId), eq(participants.id, stays.participantId)),
        )
        .where(inSession(tenantId, sessionId))
        .orderBy(asc(stays.joinedAt))
      const open = rows.filter(({ stay }) => stay.leftAt === null)
      const left = rows.flatMap(({ stay, role }) =>
        role === 'moderator' && stay.leftAt ? [stay.leftAt.getTime()] : [],
      )
      return {
        people: open.length,
        moderators: open.filter(({ role }) => role === 'moderator').length,
        firstJoinAt: rows[0]?.stay.joinedAt,
        moderatorLeftAt: left.length > 0 ? new Date(Math.max(...left)) : undefined,
      }
    },

    /** Whether this is news. Told after its leave it is not, and only says since when they had been inside. */
    async join(row: StayRow) {
      const [stay] = await db
        .insert(stays)
        .values(row)
        .onConflictDoUpdate({
          target: [stays.tenantId, stays.sessionId, stays.connection],
          set: { joinedAt: sql`excluded.joined_at` },
          setWhere: sql`${stays.joinedAt} > excluded.joined_at`,
        })
        // A row that nobody has changed is the one this very statement made.
        .returning({ isNew: sql<boolean>`xmax = 0` })
      return stay?.isNew === true
    },

    /** Whether this is news. A leave that comes before its join leaves a mark, so that the join opens nothing. */
    async leave(row: Omit<StayRow, 'leftAt' | 'joinedAt'>, at: Date) {
      const left = await db
        .insert(stays)
        .values({ ...row, joinedAt: at, leftAt: at })
        .onConflictDoUpdate({
          target: [stays.tenantId, stays.sessionId, stays.connection],
          set: { leftAt: sql`greatest(${stays.joinedAt}, excluded.left_at)` },
          setWhere: isNull(stays.leftAt),
        })
        .returning({ connection: stays.connection })
      return left.length > 0
    },

    async leaveAll(tenantId: TenantId, sessionId: SessionId, at: Date) {
      await db
        .update(stays)
        .set({ leftAt: sql`greatest(${stays.joinedAt}, ${at.toISOString()}::timestamptz)` })
        .where(and(inSession(tenantId, sessionId), isNull(stays.leftAt)))
    },
  }
}
