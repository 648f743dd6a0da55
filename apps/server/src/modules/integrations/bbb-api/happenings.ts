import type { messagePosted } from '@amphi/contract/chat'
import type { Ids } from '@amphi/contract/grammar'
import type { participantJoined } from '@amphi/contract/sessions'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { ChatService } from '#modules/chat'
import type { Sessions } from '#modules/sessions'
import type { Db } from '#platform/db'
import { chatMessageSent, type Event, userJoined, userLeft } from './events.ts'
import type { HooksService } from './hooks.service.ts'
import { hooksIn } from './hooks.repository.ts'
import { type MeetingRow, meetingsIn } from './meetings.repository.ts'
import { attendeeOf } from './meetings.service.ts'

interface Needs {
  db: Db
  hooks: HooksService
  chat: ChatService
  seats: Sessions['seats']
}

type Who = Ids<typeof participantJoined>
type Told = Parameters<typeof userJoined>

/**
 * Tells hooks what happens inside. Every process overhears it: the connection, or the message, that it is about says that
 * it is one thing.
 */
export const createHappenings = ({ db, hooks, chat, seats }: Needs) => {
  /** Whose room it is, where anybody is to be told. */
  const toldOf = async ({ tenantId, roomId }: { tenantId: TenantId; roomId: RoomId }) => {
    const row = await meetingsIn(db).openIn(tenantId, roomId)
    return row && (await hooksIn(db).list(row)).length > 0 ? row : undefined
  }

  const tell = async (who: Who, eventOf: (row: MeetingRow, id: string, attendee: Told[2]) => Event) => {
    const { tenantId, sessionId, participantId } = who
    const row = await toldOf(who)
    const last = row && (await seats.lastStay(tenantId, sessionId, participantId))
    if (!last) return
    const { participant, connection } = last
    const joins = await meetingsIn(db).joins(tenantId, participant.cameBy ? [participant.cameBy] : [])
    await hooks.tell(db, row, eventOf(row, participantId, attendeeOf(participant, joins)), connection)
  }

  return {
    joined: (who: Who) => tell(who, userJoined),
    left: (who: Who) => tell(who, userLeft),

    async said(ids: Ids<typeof messagePosted>) {
      const row = await toldOf(ids)
      const message = row && (await chat.find(ids.tenantId, ids.sessionId, ids.messageId))
      if (message) await hooks.tell(db, row, chatMessageSent(row, message), message.id)
    },
  }
}
