import { DisplayName } from '@amphi/contract/doors'
import type { ParticipantRole } from '@amphi/contract/sessions'
import type { Rooms } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { Db } from '#platform/db'
import { randomCode } from '#platform/secrets'
import type { Client } from './clients.service.ts'
import type { Joining } from './join-parameters.ts'
import { type MeetingRow, meetingsIn } from './meetings.repository.ts'
import type { Meetings } from './meetings.service.ts'
import { Refusal } from './refusals.ts'

interface Needs {
  db: Db
  rooms: Rooms
  seats: Sessions['seats']
  meetings: Meetings
}

export interface Sent {
  row: MeetingRow
  userId: string
  /** Of the link that lets them in, and nobody else. */
  code: string
  /** Whether a moderator has to let them in. */
  waits: boolean
}

/** Anything that cannot be shown under a name. */
const unnamed = 'Visio'

const shownName = (name: string) => DisplayName.safeParse(name.slice(0, 80).toWellFormed()).data ?? unnamed

/** Sends someone to a meeting. Whether they come in, the door decides, as of everybody. */
export const createJoiningService = ({ db, rooms, seats, meetings }: Needs) => {
  const meetingFor = async (client: Client, { meetingId, createTime }: Joining) => {
    const row = await meetings.findOpen(client, meetingId)
    if (!row)
      throw new Refusal(
        (await meetings.wasEnded(client, meetingId)) ? 'meetingForciblyEnded' : 'invalidMeetingIdentifier',
      )
    if (createTime !== null && createTime !== row.createdAt.getTime()) throw new Refusal('mismatchCreateTimeParam')
    return row
  }

  const roleBy = (row: MeetingRow, { role, password }: Joining): ParticipantRole => {
    if (role) return role
    if (password === row.moderatorPassword) return 'moderator'
    if (password === row.attendeePassword) return 'participant'
    throw new Refusal('invalidPassword')
  }

  /** Whoever is inside already may come again. */
  const refuseWhenFull = async ({ tenantId, roomId, maxParticipants }: MeetingRow, userId: string) => {
    if (maxParticipants === 0) return
    const gathering = (await seats.gathered(tenantId, [roomId])).get(roomId)
    if (!gathering || gathering.people.length < maxParticipants) return
    const links = gathering.people.flatMap(({ cameBy }) => cameBy ?? [])
    const inside = new Set([...(await meetingsIn(db).joins(tenantId, links)).values()].map((it) => it.userId))
    if (inside.size >= maxParticipants && !inside.has(userId)) throw new Refusal('maxParticipantsReached')
  }

  return {
    async send(client: Client, joining: Joining): Promise<Sent> {
      const row = await meetingFor(client, joining)
      const role = roleBy(row, joining)
      if (joining.isGuest && row.guests === 'deny') throw new Refusal('guestDeniedAccess')
      const userId = joining.userId ?? `w_${randomCode(12)}`
      await refuseWhenFull(row, userId)
      const { tenantId, roomId } = row
      const code = await db.transaction(async (tx) => {
        const given = { name: shownName(joining.name), role, forGuest: joining.isGuest }
        const ticket = await rooms.links.makeTicket(tx, { tenantId, id: roomId }, given)
        const { name, custom } = joining
        await meetingsIn(tx).join({ tenantId, linkId: ticket.id, meeting: row.id, userId, name, role, custom })
        return ticket.code
      })
      return { row, userId, code, waits: joining.isGuest && row.guests === 'ask' && role === 'participant' }
    },
  }
}

export type JoiningService = ReturnType<typeof createJoiningService>
