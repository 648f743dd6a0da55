import type { RoomId } from '@amphi/contract/rooms'
import type { SessionId, SessionRecord } from '@amphi/contract/sessions'
import type { Rooms } from '#modules/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { monthsBefore } from '#platform/months'
import { settleEach } from '#platform/settle-each'
import { attendanceOf } from './attendance.ts'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  rooms: Rooms
  people: Pick<PeopleService, 'contacts'>
}

/** So many sessions are forgotten in one go: with all that hangs on them that takes a moment, and not minutes. */
const batch = 100

const recordOf = ({ session, people }: { session: SessionRow; people: number }): SessionRecord => ({
  id: session.id,
  startedAt: session.startedAt.toISOString(),
  endedAt: session.endedAt?.toISOString() ?? null,
  endReason: session.endReason,
  startedBy: session.startedBy,
  endedBy: session.endedBy,
  people,
})

/** The sessions a room has had, and who was there, for those who see the room. */
export const createHistoryService = ({ db, clock, tenants, rooms, people }: Needs) => {
  const runOf = async (actor: PersonActor, roomId: RoomId, sessionId: SessionId) => {
    const { can } = await rooms.seenBy(actor, roomId)
    const found = await sessionsIn(db).findWithPeople(actor.tenantId, sessionId)
    if (found?.session.roomId !== roomId) throw new Failure('session.not_found', { sessionId })
    return { ...found, mayWrite: can.invite }
  }

  const runsOf = async (actor: PersonActor, roomId: RoomId, before?: string) => {
    const { can } = await rooms.seenBy(actor, roomId)
    const since = before === undefined ? undefined : new Date(before)
    return { runs: await sessionsIn(db).history(actor.tenantId, roomId, since), mayWrite: can.invite }
  }

  const accountsOf = async (tenantId: TenantId, came: readonly ParticipantRow[], mayWrite: boolean) => {
    const ids = came.flatMap(({ userId }) => userId ?? [])
    const contacts = await people.contacts(tenantId, ids)
    return new Map([...contacts].map(([id, { name, email }]) => [id, { name, email: mayWrite ? email : null }]))
  }

  return {
    list: async (actor: PersonActor, roomId: RoomId, before?: string) =>
      (await runsOf(actor, roomId, before)).runs.map(recordOf),

    read: async (actor: PersonActor, roomId: RoomId, sessionId: SessionId) =>
      recordOf(await runOf(actor, roomId, sessionId)),

    async attendance(actor: PersonActor, roomId: RoomId, sessionId: SessionId) {
      const { mayWrite } = await runOf(actor, roomId, sessionId)
      const came = await participantsIn(db).list(actor.tenantId, sessionId)
      const stays = await staysIn(db).among(actor.tenantId, [sessionId])
      return attendanceOf(came, stays, await accountsOf(actor.tenantId, came, mayWrite))
    },

    async attendanceOfAll(actor: PersonActor, roomId: RoomId, before?: string) {
      const { tenantId } = actor
      const { runs, mayWrite } = await runsOf(actor, roomId, before)
      const ids = runs.map(({ session }) => session.id)
      const all = await participantsIn(db).among(tenantId, ids)
      const accounts = await accountsOf(tenantId, all, mayWrite)
      const came = Map.groupBy(all, ({ sessionId }) => sessionId)
      const stays = Map.groupBy(await staysIn(db).among(tenantId, ids), ({ sessionId }) => sessionId)
      return runs.map((run) => {
        const { id } = run.session
        return { ...recordOf(run), attendance: attendanceOf(came.get(id) ?? [], stays.get(id) ?? [], accounts) }
      })
    },

    /** What is older than each institution keeps it. */
    async forgetOld() {
      await settleEach(await tenants.list(), async ({ id, attendanceKept }) => {
        const before = monthsBefore(clock.now(), attendanceKept)
        let gone = batch
        while (gone === batch) gone = await sessionsIn(db).removeEndedBefore(id, before, batch)
      })
    },
  }
}

export type HistoryService = ReturnType<typeof createHistoryService>
