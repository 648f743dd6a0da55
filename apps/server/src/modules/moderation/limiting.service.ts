import { lobbySwitched, participantChanged, roleGiven, sessionChanged } from '@amphi/contract/moderation'
import type { CameraViewers, Lobbies, ParticipantId, ParticipantRole, SessionId } from '@amphi/contract/sessions'
import type { Rooms } from '#modules/rooms'
import { isLooser, lobbyAtLeast, lobbyOf, type ParticipantRow, type SessionRow, type Sessions } from '#modules/sessions'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { LeadersService } from './leaders.service.ts'

interface Needs {
  db: Db
  bus: Bus
  rooms: Rooms
  seats: Sessions['seats']
  limits: Sessions['limits']
  leaders: LeadersService
}

type Limits = Parameters<Sessions['limits']['limitAll']>[2]

/** What participants may do, who leads, and who stands in the middle. */
export const createLimitingService = ({ db, bus, rooms, seats, limits, leaders }: Needs) => {
  const idsOf = ({ tenantId, roomId, id: sessionId }: SessionRow) => ({ tenantId, roomId, sessionId })

  /** Whoever may speak asks no more for it. */
  const answer = async (tx: Tx, session: SessionRow, some: readonly ParticipantRow[]) => {
    const asking = some.filter(({ speechAskedAt }) => speechAskedAt)
    if (asking.length > 0)
      await limits.askToSpeak(
        tx,
        session,
        asking.map(({ id }) => id),
        null,
      )
  }

  return {
    async limitAll(actor: Visitor, sessionId: SessionId, wanted: Limits) {
      const session = await db.transaction(async (tx) => {
        const { session: held } = await seats.leading(tx, actor, sessionId)
        await limits.limitAll(tx, held, wanted)
        if (wanted.microphone) await answer(tx, held, await seats.all(held, tx))
        await bus.announce(tx, sessionChanged, idsOf(held))
        return held
      })
      await limits.enforce(session)
    },

    async showCameras(actor: Visitor, sessionId: SessionId, camerasFor: CameraViewers) {
      const session = await db.transaction(async (tx) => {
        const { session: held } = await seats.leading(tx, actor, sessionId)
        const room = await rooms.find(held.tenantId, held.roomId, tx)
        if (room) rooms.settings.refuseForced(room, { camerasFor })
        if (camerasFor === 'moderators' && !limits.canHide(held)) throw new Failure('session.cameras_for_all')
        await limits.showCameras(tx, held, camerasFor)
        await bus.announce(tx, sessionChanged, idsOf(held))
        return held
      })
      await limits.enforce(session)
    },

    async switchLobby(actor: Visitor, sessionId: SessionId, lobby: Lobbies) {
      await db.transaction(async (tx) => {
        const { session } = await seats.leading(tx, actor, sessionId)
        const room = await rooms.find(session.tenantId, session.roomId, tx)
        if (!room) throw new Failure('session.not_found', { sessionId })
        if (limits.hasLobbyElsewhere(session)) throw new Failure('session.lobby_elsewhere')
        const least = lobbyAtLeast(room)
        if (isLooser(lobby, least)) throw new Failure('session.lobby_forced', { least })
        await limits.switchLobby(tx, session, room, lobby)
        if (lobbyOf(session, room) !== lobby) await bus.announce(tx, lobbySwitched, idsOf(session))
      })
    },

    async limitOne(actor: Visitor, sessionId: SessionId, participantId: ParticipantId, wanted: Limits) {
      const session = await db.transaction(async (tx) => {
        const { session: held, participant } = await leaders.of(tx, actor, sessionId, participantId, 'limit')
        await limits.limitOne(tx, held, participant, wanted)
        if (wanted.microphone) await answer(tx, held, await seats.allOf(held, participant, tx))
        await bus.announce(tx, participantChanged, { ...idsOf(held), participantId })
        return held
      })
      await limits.enforce(session)
    },

    async giveRole(actor: Visitor, sessionId: SessionId, participantId: ParticipantId, role: ParticipantRole) {
      const session = await db.transaction(async (tx) => {
        const { session: held, participant } = await leaders.of(tx, actor, sessionId, participantId, 'setRole')
        if (participant.role === role) return undefined
        await limits.giveRole(tx, held, participant, role)
        if (role === 'moderator') await answer(tx, held, await seats.allOf(held, participant, tx))
        const by = actor.kind === 'person' ? actor.userId : null
        await bus.announce(tx, roleGiven, { ...idsOf(held), participantId, userId: participant.userId, by, role })
        return held
      })
      if (session) await limits.enforce(session)
    },

    async spotlight(actor: Visitor, sessionId: SessionId, participantId: ParticipantId | null) {
      await db.transaction(async (tx) => {
        const { session } = await seats.leading(tx, actor, sessionId)
        if (participantId) await seats.one(session, participantId, tx)
        if (session.spotlightId === participantId) return
        await limits.spotlight(tx, session, participantId)
        await bus.announce(tx, sessionChanged, idsOf(session))
      })
    },
  }
}

export type LimitingService = ReturnType<typeof createLimitingService>
