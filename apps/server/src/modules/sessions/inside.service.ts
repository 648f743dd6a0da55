import type { Participant, SessionId, SessionSeen } from '@amphi/contract/sessions'
import type { PeopleService } from '#modules/people'
import { type Rooms, shownCode } from '#modules/rooms'
import type { Visitor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { handOrder } from './hands.ts'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import type { RunsService } from './runs.service.ts'
import type { SeatsService } from './seats.service.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  rooms: Rooms
  people: PeopleService
  runs: RunsService
  seats: SeatsService
}

/** The session as those inside see it, and its end at the word of one of them. */
export const createInsideService = ({ db, clock, rooms, people, runs, seats }: Needs) => {
  const participantSeen = async (all: ParticipantRow[], connected: ReadonlySet<string>): Promise<Participant[]> => {
    const now = clock.now()
    const tenantId = all[0]?.tenantId
    const userIds = all.flatMap(({ userId }) => userId ?? [])
    const cards = tenantId ? await people.cards(tenantId, userIds) : new Map()
    const order = handOrder(all)
    return all.map(({ id, name, role, userId, awaitedUntil }) => ({
      id,
      name,
      role,
      pictureUrl: (userId && cards.get(userId)?.pictureUrl) || null,
      present: connected.has(id),
      awaited: !connected.has(id) && awaitedUntil !== null && awaitedUntil > now,
      hand: order.get(id) ?? null,
    }))
  }

  return {
    async read(actor: Visitor, sessionId: SessionId): Promise<SessionSeen> {
      const { session, can } = await seats.inside(actor, sessionId)
      const { tenantId } = session
      const room = await rooms.find(tenantId, session.roomId)
      if (!room) throw new Failure('session.not_found', { sessionId })
      const open = await staysIn(db).listOpen(tenantId, sessionId)
      const all = await participantsIn(db).list(tenantId, sessionId)
      return {
        id: sessionId,
        room: { name: room.name, code: shownCode(room.code) },
        startedAt: session.startedAt.toISOString(),
        endedAt: session.endedAt?.toISOString() ?? null,
        participants: await participantSeen(all, new Set(open.map((it) => it.participantId))),
        can,
      }
    },

    async end(actor: Visitor, sessionId: SessionId) {
      const { session, can } = await seats.inside(actor, sessionId)
      if (!can.end) throw new Failure('session.moderator_only', { sessionId })
      if (!session.endedAt) await runs.end(session, 'closed_by_user')
    },
  }
}

export type InsideService = ReturnType<typeof createInsideService>
