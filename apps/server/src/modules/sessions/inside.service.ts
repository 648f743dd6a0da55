import {
  handsChanged,
  type Participant,
  participantLeft,
  type ParticipantId,
  type SessionId,
  type SessionSeen,
} from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import { type RoomsService, shownCode } from '#modules/rooms'
import type { Actor, Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { ownerOf } from './doors.service.ts'
import { handOrder } from './hands.ts'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import type { RunsService } from './runs.service.ts'
import { sessionAbilities } from './sessions.policy.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  rooms: RoomsService
  people: PeopleService
  engines: Engines
  runs: RunsService
}

/**
 * What those inside see and do. Whoever has no seat in a session cannot tell that it exists; whoever left has a seat,
 * and neither hears nor says anything from it.
 */
export const createInsideService = ({ db, bus, clock, rooms, people, engines, runs }: Needs) => {
  /** The session, and the seats of whoever asks, as they are now, or were when it ended. */
  const seated = async (actor: Visitor, sessionId: SessionId, within: Db = db) => {
    const session = await sessionsIn(within).find(actor.tenantId, sessionId)
    if (!session) throw new Failure('session.not_found', { sessionId })
    const { endedAt } = session
    const mine = await participantsIn(within).seatsOf(actor.tenantId, sessionId, ownerOf(actor), {
      now: clock.now(),
      endedAt,
    })
    if (mine.length === 0) throw new Failure('session.not_found', { sessionId })
    return { session, mine }
  }

  /** The same, of someone who is inside, or was to the end; and what they may do. */
  const inside = async (actor: Visitor, sessionId: SessionId, within: Db = db) => {
    const { session, mine } = await seated(actor, sessionId, within)
    const here = mine.filter((seat) => seat.inside)
    if (here.length === 0) throw new Failure('participant.not_inside', { sessionId })
    return { session, mine: here, can: sessionAbilities(here.map(({ role }) => role)) }
  }

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

  /** The same, for an act that only one of one's own seats may do. */
  const seatedAs = async (actor: Visitor, sessionId: SessionId, participantId: ParticipantId) => {
    const { session, mine } = await seated(actor, sessionId)
    const participant = mine.find(({ id }) => id === participantId)
    if (participant) return { session, participant }
    const other = await participantsIn(db).find(actor.tenantId, sessionId, participantId)
    throw new Failure(other ? 'participant.not_you' : 'participant.not_found', { participantId })
  }

  /** After every hand that is up, whatever the clocks of our servers say. */
  const nextHand = async (tx: Db, { tenantId, id }: SessionRow) => {
    const up = (await participantsIn(tx).list(tenantId, id)).flatMap(
      ({ handRaisedAt }) => handRaisedAt?.getTime() ?? [],
    )
    return new Date(Math.max(clock.now().getTime(), ...up.map((at) => at + 1)))
  }

  /** The page hangs up by itself: an engine that does not answer now is no reason to say that they have not left. */
  const letGo = async ({ engine, id }: SessionRow, participantId: ParticipantId) => {
    try {
      await engines.named(engine).remove(id, participantId)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }

  return {
    inside,

    /** Until when someone may listen: undefined while they are connected. */
    async listening(actor: Visitor, sessionId: SessionId): Promise<{ until: Date | undefined }> {
      const { mine } = await inside(actor, sessionId)
      const open = new Set((await staysIn(db).listOpen(actor.tenantId, sessionId)).map((it) => it.participantId))
      if (mine.some(({ id }) => open.has(id))) return { until: undefined }
      const terms = mine.map(({ awaitedUntil }) => awaitedUntil?.getTime() ?? 0)
      return { until: new Date(Math.max(clock.now().getTime(), ...terms)) }
    },

    /** Whose a seat is. */
    async holder(tenantId: TenantId, sessionId: SessionId, participantId: ParticipantId) {
      const seat = await participantsIn(db).find(tenantId, sessionId, participantId)
      return (actor: Actor) => {
        if (!seat || actor.kind === 'nobody') return false
        const { userId, guestId } = ownerOf(actor)
        return actor.tenantId === tenantId && userId === seat.userId && guestId === seat.guestId
      }
    },

    /** For an act in a session that runs. */
    async actingAs(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      const { session, participant } = await seatedAs(actor, sessionId, participantId)
      if (session.endedAt) throw new Failure('session.ended', { sessionId })
      if (!participant.inside) throw new Failure('participant.not_inside', { participantId })
      return { session, participant }
    },

    async read(actor: Visitor, sessionId: SessionId): Promise<SessionSeen> {
      const { session, can } = await inside(actor, sessionId)
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
      const { session, can } = await inside(actor, sessionId)
      if (!can.end) throw new Failure('session.moderator_only', { sessionId })
      if (!session.endedAt) await runs.end(session, 'closed_by_user')
    },

    async raiseHand(actor: Visitor, sessionId: SessionId, participantId: ParticipantId, raised: boolean) {
      const { tenantId } = actor
      return db.transaction(async (tx) => {
        // Held: of two hands that go up at once, one is first.
        await sessionsIn(tx).hold(tenantId, sessionId, 'update')
        const { session, mine, can } = await inside(actor, sessionId, tx)
        if (session.endedAt) throw new Failure('session.ended', { sessionId })
        const participant = await participantsIn(tx).find(tenantId, sessionId, participantId)
        if (!participant) throw new Failure('participant.not_found', { participantId })
        const isMine = mine.some(({ id }) => id === participantId)
        if (!isMine && (raised || !can.lowerHands)) throw new Failure('participant.not_you', { participantId })

        if ((participant.handRaisedAt !== null) !== raised) {
          await participantsIn(tx).setHands(tenantId, [participantId], raised ? await nextHand(tx, session) : null)
          await bus.announce(tx, handsChanged, { tenantId, roomId: session.roomId, sessionId, participantId, raised })
        }
        const order = handOrder(await participantsIn(tx).list(tenantId, sessionId))
        return { hand: order.get(participantId) ?? null }
      })
    },

    /** Said by a page that goes away, so that the others need not wait for the engine to notice. */
    async leave(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      const { tenantId } = actor
      const { session, participant } = await seatedAs(actor, sessionId, participantId)
      const { roomId } = session
      await db.transaction(async (tx) => {
        const ids = { tenantId, roomId, sessionId, participantId }
        const open = (await staysIn(tx).listOpen(tenantId, sessionId)).filter(
          (it) => it.participantId === participantId,
        )
        for (const { connection } of open) {
          await staysIn(tx).leave({ tenantId, sessionId, participantId, connection }, clock.now())
        }
        await participantsIn(tx).await(tenantId, participantId, null)
        if (open.length > 0) await bus.announce(tx, participantLeft, ids)
        if (participant.handRaisedAt) {
          await participantsIn(tx).setHands(tenantId, [participantId], null)
          await bus.announce(tx, handsChanged, { ...ids, raised: false })
        }
      })
      if (!session.endedAt) await letGo(session, participantId)
    },
  }
}

export type InsideService = ReturnType<typeof createInsideService>
