import type { RoomId } from '@amphi/contract/rooms'
import type { SessionId } from '@amphi/contract/sessions'
import type { Rooms } from '#modules/rooms'
import type { PersonActor } from '#platform/actor'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { participantsIn } from './participants.repository.ts'
import { sessionsIn } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  rooms: Rooms
}

/** The sessions a room has had, and who was there, for those who see the room. */
export const createHistoryService = ({ db, rooms }: Needs) => ({
  async list(actor: PersonActor, roomId: RoomId) {
    await rooms.seenBy(actor, roomId)
    const rows = await sessionsIn(db).history(actor.tenantId, roomId)
    return rows.map(({ session, people: came }) => ({
      id: session.id,
      startedAt: session.startedAt.toISOString(),
      endedAt: session.endedAt?.toISOString() ?? null,
      endReason: session.endReason,
      startedBy: session.startedBy,
      people: came,
    }))
  },

  async attendance(actor: PersonActor, roomId: RoomId, sessionId: SessionId) {
    const { tenantId } = actor
    await rooms.seenBy(actor, roomId)
    const session = await sessionsIn(db).find(tenantId, sessionId)
    if (session?.roomId !== roomId) throw new Failure('session.not_found', { sessionId })
    const all = await staysIn(db).list(tenantId, sessionId)
    const byParticipant = Map.groupBy(all, ({ participantId }) => participantId)
    const came = await participantsIn(db).list(tenantId, sessionId)
    return came.flatMap(({ id, name, role, userId }) => {
      const theirs = byParticipant.get(id) ?? []
      if (theirs.length === 0) return []
      const stays = theirs.map(({ joinedAt, leftAt }) => ({
        joinedAt: joinedAt.toISOString(),
        leftAt: leftAt?.toISOString() ?? null,
      }))
      return [{ name, role, guest: userId === null, stays }]
    })
  },
})

export type HistoryService = ReturnType<typeof createHistoryService>
