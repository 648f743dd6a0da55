import { banLifted, participantBanned, participantRemoved } from '@amphi/contract/moderation'
import type { ParticipantId, SessionId } from '@amphi/contract/sessions'
import type { ParticipantRow, SessionRow, Sessions } from '#modules/sessions'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Db, Tx } from '#platform/db'
import type { LeadersService } from './leaders.service.ts'

interface Needs {
  db: Db
  bus: Bus
  seats: Sessions['seats']
  limits: Sessions['limits']
  leaving: Sessions['leaving']
  leaders: LeadersService
}

/** Putting someone out, in all their tabs: for now, or until the session ends. */
export const createRemovalService = ({ db, bus, seats, limits, leaving, leaders }: Needs) => {
  const judged = (actor: Visitor, { tenantId, roomId, id: sessionId }: SessionRow, { id, userId }: ParticipantRow) => ({
    tenantId,
    roomId,
    sessionId,
    participantId: id,
    userId,
    by: actor.kind === 'person' ? actor.userId : null,
  })

  const letGo = async (session: SessionRow, all: readonly ParticipantRow[]) => {
    for (const { id } of all) await leaving.letGo(session, id)
  }

  const isHere = ({ awaitedUntil }: ParticipantRow) => awaitedUntil !== null

  const depart = async (tx: Tx, session: SessionRow, all: readonly ParticipantRow[]) => {
    for (const seat of all) if (isHere(seat)) await leaving.depart(tx, session, seat)
  }

  return {
    async remove(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      const { session, all } = await db.transaction(async (tx) => {
        const { session: held, participant } = await leaders.of(tx, actor, sessionId, participantId, 'remove')
        const theirs = await seats.allOf(held, participant, tx)
        await limits.putOut(tx, held, participant)
        // Said before they are cut off from all that is said.
        if (theirs.some(isHere)) await bus.announce(tx, participantRemoved, judged(actor, held, participant))
        await depart(tx, held, theirs)
        return { session: held, all: theirs }
      })
      await letGo(session, all)
    },

    async ban(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      const { session, all } = await db.transaction(async (tx) => {
        const { session: held, participant } = await leaders.of(tx, actor, sessionId, participantId, 'remove')
        const theirs = await seats.allOf(held, participant, tx)
        if (!(await limits.isBanned(tx, held, participant))) {
          await limits.ban(tx, held, participant)
          await bus.announce(tx, participantBanned, judged(actor, held, participant))
        }
        await depart(tx, held, theirs)
        return { session: held, all: theirs }
      })
      await letGo(session, all)
    },

    async lift(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      await db.transaction(async (tx) => {
        const { session } = await seats.leading(tx, actor, sessionId)
        const participant = await seats.one(session, participantId, tx)
        if (!(await limits.isBanned(tx, session, participant))) return
        await limits.liftBan(tx, session, participant)
        await bus.announce(tx, banLifted, judged(actor, session, participant))
      })
    },
  }
}

export type RemovalService = ReturnType<typeof createRemovalService>
