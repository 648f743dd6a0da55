import type { Participant, ParticipantId, SessionId } from '@amphi/contract/sessions'
import type { Engines } from '#modules/engines'
import type { Rooms } from '#modules/rooms'
import { isProtected, participantAbilities, type ParticipantRow, type Sessions } from '#modules/sessions'
import type { Visitor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Failure } from '#platform/failure'

interface Needs {
  seats: Sessions['seats']
  rooms: Rooms
  engines: Engines
}

const everything = { mute: true, permit: true, remove: true }

type Deed = keyof Participant['can']

const isSame = (one: ParticipantRow, other: ParticipantRow) =>
  one.userId === other.userId && one.guestId === other.guestId

/** Who leads, and may do this to that one; else why not. */
export const createLeadersService = ({ seats, rooms, engines }: Needs) => ({
  async of(tx: Tx, actor: Visitor, sessionId: SessionId, participantId: ParticipantId, deed: Deed) {
    const { session, me } = await seats.leading(tx, actor, sessionId)
    const participant = await seats.one(session, participantId, tx)
    const { tenantId, roomId: id } = session
    const able = engines.able(session)
    const about = {
      leads: true,
      role: participant.role,
      isSelf: isSame(participant, me),
      isProtected: isProtected(await rooms.keepers({ tenantId, id }, tx), participant, [me]),
    }
    if (!participantAbilities({ ...about, able })[deed]) {
      if (participantAbilities({ ...about, able: everything })[deed])
        throw new Failure('participant.engine_cannot', { participantId })
      if (deed === 'limit') throw new Failure('participant.moderates', { participantId })
      throw new Failure(about.isSelf ? 'participant.yourself' : 'participant.owner', { participantId })
    }
    return { session, me, participant }
  },
})

export type LeadersService = ReturnType<typeof createLeadersService>
