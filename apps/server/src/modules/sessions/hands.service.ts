import { handsChanged, handsLowered, type ParticipantId, type SessionId } from '@amphi/contract/sessions'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { handOrder } from './hands.ts'
import { participantsIn } from './participants.repository.ts'
import type { SeatsService } from './seats.service.ts'
import type { SessionRow } from './sessions.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  seats: SeatsService
}

/** Hands, which go up one after the other. */
export const createHandsService = ({ db, bus, clock, seats }: Needs) => {
  /** After every hand that is up, whatever the clocks of our servers say. */
  const nextHand = async (tx: Tx, { tenantId, id }: SessionRow) => {
    const raised = await participantsIn(tx).listRaised(tenantId, id)
    const up = raised.flatMap(({ handRaisedAt }) => handRaisedAt?.getTime() ?? [])
    return new Date(Math.max(clock.now().getTime(), ...up.map((at) => at + 1)))
  }

  return {
    async lowerAll(actor: Visitor, sessionId: SessionId) {
      const { tenantId } = actor
      return db.transaction(async (tx) => {
        const { session, can } = await seats.insideHeld(tx, actor, sessionId)
        if (!can.lowerHands) throw new Failure('session.moderator_only', { sessionId })
        const up = (await participantsIn(tx).listRaised(tenantId, sessionId)).map(({ id }) => id)
        if (up.length > 0) {
          await participantsIn(tx).setHands(tenantId, up, null)
          await bus.announce(tx, handsLowered, { tenantId, roomId: session.roomId, sessionId })
        }
        return { lowered: up.length }
      })
    },

    async raise(actor: Visitor, sessionId: SessionId, participantId: ParticipantId, raised: boolean) {
      const { tenantId } = actor
      return db.transaction(async (tx) => {
        // Held: of two hands that go up at once, one is first.
        const { session, mine, can } = await seats.insideHeld(tx, actor, sessionId)
        const participant = await participantsIn(tx).find(tenantId, sessionId, participantId)
        if (!participant) throw new Failure('participant.not_found', { participantId })
        const isMine = mine.some(({ id }) => id === participantId)
        if (!isMine && (raised || !can.lowerHands)) throw new Failure('participant.not_you', { participantId })

        if ((participant.handRaisedAt !== null) !== raised) {
          await participantsIn(tx).setHands(tenantId, [participantId], raised ? await nextHand(tx, session) : null)
          await bus.announce(tx, handsChanged, { tenantId, roomId: session.roomId, sessionId, participantId, raised })
        }
        const order = handOrder(await participantsIn(tx).listRaised(tenantId, sessionId))
        return { hand: order.get(participantId) ?? null }
      })
    },
  }
}

export type HandsService = ReturnType<typeof createHandsService>
