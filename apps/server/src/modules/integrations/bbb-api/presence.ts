import type { Ids } from '@amphi/contract/grammar'
import type { participantJoined } from '@amphi/contract/sessions'
import type { Sessions } from '#modules/sessions'
import type { Db } from '#platform/db'
import { type Event, userJoined, userLeft } from './events.ts'
import type { HooksService } from './hooks.service.ts'
import { hooksIn } from './hooks.repository.ts'
import { type MeetingRow, meetingsIn } from './meetings.repository.ts'
import { attendeeOf } from './meetings.service.ts'

interface Needs {
  db: Db
  hooks: HooksService
  seats: Sessions['seats']
}

type Who = Ids<typeof participantJoined>
type Told = Parameters<typeof userJoined>

/** Tells hooks who comes and goes. Every process overhears it: the connection it is about says that it is one thing. */
export const createPresence = ({ db, hooks, seats }: Needs) => {
  const tell = async (who: Who, eventOf: (row: MeetingRow, id: string, attendee: Told[2]) => Event) => {
    const { tenantId, roomId, sessionId, participantId } = who
    const row = await meetingsIn(db).openIn(tenantId, roomId)
    if (!row || (await hooksIn(db).list(row)).length === 0) return
    const last = await seats.lastStay(tenantId, sessionId, participantId)
    if (!last) return
    const { participant, connection } = last
    const joins = await meetingsIn(db).joins(tenantId, participant.cameBy ? [participant.cameBy] : [])
    await hooks.tell(db, row, eventOf(row, participantId, attendeeOf(participant, joins)), connection)
  }

  return {
    joined: (who: Who) => tell(who, userJoined),
    left: (who: Who) => tell(who, userLeft),
  }
}
