import { roleGiven } from '@amphi/contract/moderation'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import { leads, type RoomRow, type Rooms } from '#modules/rooms'
import type { ParticipantRow, SessionRow, Sessions } from '#modules/sessions'
import type { Bus } from '#platform/bus'
import type { Db } from '#platform/db'

interface Needs {
  db: Db
  bus: Bus
  rooms: Rooms
  runs: Sessions['runs']
  seats: Sessions['seats']
  limits: Sessions['limits']
}

/**
 * Who leads inside by a grant leads no more once that is withdrawn; who did by a group they have left, when they come in
 * next. Who was given the lead inside, or came by a link of those who lead, keeps it.
 */
export const createWithdrawing = ({ db, bus, rooms, runs, seats, limits }: Needs) => {
  /** In whichever of their tabs. */
  const leadsStill = async (room: RoomRow, userId: UserId, tabs: readonly ParticipantRow[]) => {
    for (const { tenantId, cameBy } of tabs) if (cameBy && (await rooms.links.leads(tenantId, cameBy))) return true
    return leads(await rooms.standingOf(userId, room))
  }

  const fallBack = (session: SessionRow, seat: ParticipantRow, by: UserId | null) =>
    db.transaction(async (tx) => {
      // Of a lead given inside at this very moment, one is first: nobody decides of the session meanwhile.
      const held = await limits.hold(tx, session)
      if (!held || held.endedAt || (await limits.wasGivenLead(session, seat, tx))) return false
      const { tenantId, roomId, id: sessionId } = session
      const { userId, id: participantId } = seat
      await limits.fallBack(tx, session, seat, 'participant')
      const ids = { tenantId, roomId, sessionId, participantId, userId, by }
      await bus.announce(tx, roleGiven, { ...ids, role: 'participant' })
      return true
    })

  const follow = async (tenantId: TenantId, roomId: RoomId, by: UserId | null) => {
    const session = await runs.running(tenantId, roomId)
    const room = session && (await rooms.find(tenantId, roomId))
    if (!session || !room) return
    const leading = (await seats.all(session)).filter(({ role }) => role === 'moderator')
    let isChanged = false
    for (const [userId, tabs] of Map.groupBy(leading, (seat) => seat.userId)) {
      const [seat] = tabs
      if (userId === null || !seat || (await leadsStill(room, userId, tabs))) continue
      isChanged = (await fallBack(session, seat, by)) || isChanged
    }
    if (isChanged) await limits.enforce(session)
  }

  return { follow }
}
