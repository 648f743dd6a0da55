import type { Participant, SessionId, SessionSeen } from '@amphi/contract/sessions'
import type { PeopleService } from '#modules/people'
import { roomAbilities, type RoomRow, type Rooms, shownCode } from '#modules/rooms'
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

  const configures = async (actor: Visitor, room: RoomRow) =>
    roomAbilities((await rooms.standing(actor, room)).standing, room.kind).configure

  /** Someone inside, the session, and its room. */
  const within = async (actor: Visitor, sessionId: SessionId) => {
    const { session, mine, can } = await seats.inside(actor, sessionId)
    const room = await rooms.find(session.tenantId, session.roomId)
    if (!room) throw new Failure('session.not_found', { sessionId })
    const longest = await runs.longest(session)
    // Can end it, can let it last; but in somebody’s room only as one of those who set it up.
    const decides = can.end && (room.ownerId === null || (await configures(actor, room)))
    return {
      session,
      room,
      mine,
      longest,
      decides,
      can: { ...can, extend: decides && !session.endedAt && session.lastsUntil < longest },
    }
  }

  return {
    async read(actor: Visitor, sessionId: SessionId): Promise<SessionSeen> {
      const { session, room, can } = await within(actor, sessionId)
      const { tenantId } = session
      const open = await staysIn(db).listOpen(tenantId, sessionId)
      const all = await participantsIn(db).list(tenantId, sessionId)
      return {
        id: sessionId,
        room: { name: room.name, code: shownCode(room.code) },
        startedAt: session.startedAt.toISOString(),
        endedAt: session.endedAt?.toISOString() ?? null,
        endReason: session.endReason,
        ends: session.endedAt ? null : await runs.endsOf(session),
        participants: await participantSeen(all, new Set(open.map((it) => it.participantId))),
        can,
      }
    },

    async end(actor: Visitor, sessionId: SessionId) {
      const { session, mine, can } = await seats.inside(actor, sessionId)
      if (!can.end) throw new Failure('session.moderator_only', { sessionId })
      const by = mine.find(({ role }) => role === 'moderator')?.name ?? null
      if (!session.endedAt) await runs.end(session, 'closed_by_user', by)
    },

    /** As long as they wish, and the institution allows. */
    async extend(actor: Visitor, sessionId: SessionId, until: string) {
      const { session, longest, decides } = await within(actor, sessionId)
      if (!decides) throw new Failure('session.extend_forbidden', { sessionId })
      if (session.lastsUntil >= longest) throw new Failure('session.longest_reached', { sessionId })
      const extended = await runs.extend(session, new Date(Math.min(new Date(until).getTime(), longest.getTime())))
      if (!extended) throw new Failure('session.ended', { sessionId })
      return { ends: await runs.endsOf(extended) }
    },
  }
}

export type InsideService = ReturnType<typeof createInsideService>
