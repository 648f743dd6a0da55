import { handsChanged, participantLeft, type ParticipantId, type SessionId } from '@amphi/contract/sessions'
import type { Engines } from '#modules/engines'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import type { SeatsService } from './seats.service.ts'
import type { SessionRow } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  engines: Engines
  seats: SeatsService
}

/** Going out by a click. Whoever is cut off is seen to be gone by the engine (`presence.service.ts`). */
export const createLeavingService = ({ db, bus, clock, engines, seats }: Needs) => {
  /** The page hangs up by itself: an engine that does not answer now is no reason to say that they have not left. */
  const letGo = async (session: SessionRow, participantId: ParticipantId) => {
    try {
      await (await engines.carrying(session)).remove(session.id, participantId)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }

  /** Neither connected nor awaited from now on, and without a hand or a question. */
  const depart = async (tx: Tx, { tenantId, id: sessionId, roomId }: SessionRow, participant: ParticipantRow) => {
    const participantId = participant.id
    const ids = { tenantId, roomId, sessionId, participantId }
    const open = (await staysIn(tx).listOpen(tenantId, sessionId)).filter((it) => it.participantId === participantId)
    await staysIn(tx).leave(open, clock.now())
    await participantsIn(tx).setAwaited(tenantId, [participantId], null)
    await participantsIn(tx).setSpeechAsked(tenantId, [participantId], null)
    if (open.length > 0) await bus.announce(tx, participantLeft, ids)
    if (participant.handRaisedAt) {
      await participantsIn(tx).setHands(tenantId, [participantId], null)
      await bus.announce(tx, handsChanged, { ...ids, raised: false })
    }
  }

  return {
    depart,
    letGo,

    /** Said by a page that goes away, so that the others need not wait for the engine to notice. */
    async leave(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      const { session, participant } = await seats.seatedAs(actor, sessionId, participantId)
      await db.transaction((tx) => depart(tx, session, participant))
      if (!session.endedAt) await letGo(session, participantId)
    },
  }
}

export type LeavingService = ReturnType<typeof createLeavingService>
