import { participantChanged, participantMuted, type Source, unmuteAsked } from '@amphi/contract/moderation'
import { ParticipantId, type SessionId } from '@amphi/contract/sessions'
import type { Engines } from '#modules/engines'
import type { ParticipantRow, SessionRow, Sessions } from '#modules/sessions'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { LeadersService } from './leaders.service.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  engines: Engines
  seats: Sessions['seats']
  limits: Sessions['limits']
  leaders: LeadersService
}

interface Order {
  session: SessionRow
  me: ParticipantRow
  source: Source
  participants: readonly ParticipantRow[]
}

/** Who speaks: stopping them, asking them to, and being asked. */
export const createSpeakingService = (needs: Needs) => {
  const { db, bus, clock, engines, seats, limits, leaders } = needs

  const idsOf = ({ tenantId, roomId, id: sessionId }: SessionRow) => ({ tenantId, roomId, sessionId })

  /** Whom it silenced: whoever sent nothing hears nothing of it. */
  const silence = async ({ session, me, source, participants }: Order) => {
    const identities = participants.map(({ id }) => id)
    const engine = await engines.carrying(session)
    const silenced = await engine.mute(session.id, identities, source)
    await db.transaction(async (tx) => {
      for (const identity of silenced) {
        const participantId = ParticipantId.parse(identity)
        await bus.announce(tx, participantMuted, { ...idsOf(session), participantId, moderatorId: me.id, source })
      }
    })
    return silenced.length
  }

  return {
    async mute(actor: Visitor, sessionId: SessionId, participantId: ParticipantId, source: Source) {
      const { session, me, participant } = await db.transaction((tx) =>
        leaders.of(tx, actor, sessionId, participantId, 'mute'),
      )
      await silence({ session, me, source, participants: [participant] })
    },

    async muteAll(
      actor: Visitor,
      sessionId: SessionId,
      { except, moderators }: { except: readonly ParticipantId[]; moderators: boolean },
    ) {
      const { session, me, all } = await db.transaction(async (tx) => {
        const leading = await seats.leading(tx, actor, sessionId)
        return { ...leading, all: await seats.all(leading.session, tx) }
      })
      const isMine = ({ userId, guestId }: ParticipantRow) => userId === me.userId && guestId === me.guestId
      const participants = all.filter(
        (it) => !isMine(it) && !except.includes(it.id) && (moderators || it.role === 'participant'),
      )
      return { muted: await silence({ session, me, source: 'microphone', participants }) }
    },

    async askToUnmute(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      await db.transaction(async (tx) => {
        const { session, me } = await leaders.of(tx, actor, sessionId, participantId, 'mute')
        await bus.announce(tx, unmuteAsked, { ...idsOf(session), participantId, moderatorId: me.id })
      })
    },

    /** One’s own question; a moderator may set another’s aside. Whoever may speak has nothing to ask. */
    async askToSpeak(actor: Visitor, sessionId: SessionId, participantId: ParticipantId, asked: boolean) {
      return db.transaction(async (tx) => {
        // Held: what all may do does not change between the question and its being written down.
        const { session, mine, can } = await seats.insideHeld(tx, actor, sessionId)
        const participant = await seats.one(session, participantId, tx)
        const isMine = mine.some(({ id }) => id === participantId)
        if (!isMine && (asked || !can.moderate)) throw new Failure('participant.not_you', { participantId })

        const asks = asked && !(await limits.of(session, participant, tx)).microphone
        if ((participant.speechAskedAt !== null) !== asks) {
          await limits.askToSpeak(tx, session, [participantId], asks ? clock.now() : null)
          await bus.announce(tx, participantChanged, { ...idsOf(session), participantId })
        }
        return { asked: asks }
      })
    },
  }
}

export type SpeakingService = ReturnType<typeof createSpeakingService>
