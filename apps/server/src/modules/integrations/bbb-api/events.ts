import type { Message } from '@amphi/contract/chat'
import type { Attendee } from './answers.ts'
import { javaDate } from './answers.ts'
import type { MeetingRow } from './meetings.repository.ts'

/** What happened, in the words of BigBlueButton’s webhooks. */
export interface Event {
  id: string
  attributes: object
}

const idsOf = ({ internalId, meetingId }: MeetingRow) => ({
  'internal-meeting-id': internalId,
  'external-meeting-id': meetingId,
})

export const meetingCreated = (row: MeetingRow): Event => ({
  id: 'meeting-created',
  attributes: {
    meeting: {
      ...idsOf(row),
      name: row.name,
      'is-breakout': false,
      'parent-id': 'bbb-none',
      duration: row.duration,
      'create-time': row.createdAt.getTime(),
      'create-date': javaDate(row.createdAt.getTime()),
      'moderator-pass': row.moderatorPassword,
      'viewer-pass': row.attendeePassword,
      record: false,
      'voice-conf': row.voiceBridge,
      'dial-number': row.dialNumber,
      'max-users': row.maxParticipants,
      metadata: Object.fromEntries(row.metadata),
    },
  },
})

export const meetingEnded = (row: MeetingRow): Event => ({ id: 'meeting-ended', attributes: { meeting: idsOf(row) } })

export const userJoined = (row: MeetingRow, participantId: string, { userId, name, role }: Attendee): Event => ({
  id: 'user-joined',
  attributes: {
    meeting: idsOf(row),
    user: {
      'internal-user-id': `w_${participantId}`,
      'external-user-id': userId,
      name,
      role,
      presenter: false,
    },
  },
})

export const userLeft = (row: MeetingRow, participantId: string, { userId }: Attendee): Event => ({
  id: 'user-left',
  attributes: { meeting: idsOf(row), user: { 'internal-user-id': `w_${participantId}`, 'external-user-id': userId } },
})

/** Who is none of those inside has this for an id. */
const system = 'SYSTEM_MESSAGE'

export const chatMessageSent = (row: MeetingRow, { id, participantId, name, text, sentAt }: Message): Event => ({
  id: 'chat-group-message-sent',
  attributes: {
    meeting: idsOf(row),
    'chat-message': {
      id,
      message: text,
      sender: {
        'internal-user-id': participantId === null ? system : `w_${participantId}`,
        name,
        time: Date.parse(sentAt),
      },
    },
    'chat-id': 'MAIN-PUBLIC-GROUP-CHAT',
  },
})

/** As it is written in a letter to a hook. */
export const written = ({ id, attributes }: Event, at: Date) => ({
  data: { type: 'event', id, attributes, event: { ts: at.getTime() } },
})
