import type { UserId } from '@amphi/contract/people'
import type { RoomId, RoomSeen } from '@amphi/contract/rooms'
import type { EndReason, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { type RoomRow, roomAbilities, roomOf, type RoomsService, shownCode, standingOf } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Actor, PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import { networkOf } from '#platform/network'
import { fingerprint } from '#platform/secrets'
import { participantsIn } from './participants.repository.ts'
import type { RunsService } from './runs.service.ts'
import { type RoomWithNewest, roomsWithNewestIn } from './rooms-with-newest.repository.ts'
import { sessionsIn } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  rooms: RoomsService
  runs: RunsService
  /** Open ones from one network, started without an account. */
  meetingsAtOnce: number
}

/** How long a meeting of one time can be found again by its links after it was made, in milliseconds. */
const instantLife = 24 * 3600 * 1000

const unnamed = { fr: 'Réunion', en: 'Meeting' } as const

/** Rooms as their people see them: whether they are open, with how many inside. */
export const createRoomsWithSessionsService = ({ db, clock, tenants, rooms, runs, meetingsAtOnce }: Needs) => {
  const seenOne = async (actor: PersonActor, roomId: RoomId): Promise<RoomSeen> => {
    const { can } = await rooms.seenBy(actor, roomId)
    const found = await roomsWithNewestIn(db).find(actor.tenantId, roomId)
    if (!found) throw new Failure('room.not_found', { roomId })
    return seen(found, can)
  }

  /** Whether it is gone: not while someone opened it again, for the engine must let them go before their rows do. */
  const removeClosed = async (tx: Tx, tenantId: TenantId, roomId: RoomId, by: UserId | null) => {
    const room = await rooms.hold(tx, tenantId, roomId)
    if (!room) return true
    if (await sessionsIn(tx).running(tenantId, roomId)) return false
    await rooms.remove(tx, room, by)
    return true
  }

  /** Without an account nobody is counted but where they are; people who left are counted until it closes. */
  const refuseTooMany = async (tx: Tx, tenantId: TenantId, startedFrom: string) => {
    const open = await sessionsIn(tx).holdOpenFrom(tenantId, startedFrom)
    if (open >= meetingsAtOnce) throw new Failure('meeting.too_many_open')
  }

  const endRunning = async (tenantId: TenantId, roomId: RoomId, reason: EndReason) => {
    const session = await runs.running(tenantId, roomId)
    if (session) await runs.end(session, reason)
    return session !== undefined
  }

  const removeEnded = async (tenantId: TenantId, roomId: RoomId, by: UserId | null) => {
    let isRemoved = false
    while (!isRemoved) {
      await endRunning(tenantId, roomId, 'room_deleted')
      isRemoved = await db.transaction((tx) => removeClosed(tx, tenantId, roomId, by))
    }
  }

  return {
    read: seenOne,

    /** A meeting of one time is in the list while it runs. */
    async list(actor: PersonActor): Promise<RoomSeen[]> {
      const rows = await roomsWithNewestIn(db).ofOwner(actor.tenantId, actor.userId)
      const all = rows.map((row) => seen(row, roomAbilities(standingOf(actor, row))))
      const shown = all.filter(({ kind, session }) => kind !== 'instant' || session)
      return [...shown.filter(({ session }) => session), ...shown.filter(({ session }) => !session)]
    },

    async rename(actor: PersonActor, roomId: RoomId, name: string) {
      await rooms.rename(actor, roomId, name)
      return seenOne(actor, roomId)
    },

    async open(actor: PersonActor, roomId: RoomId) {
      const { room, can } = await rooms.seenBy(actor, roomId)
      if (!can.open) throw new Failure('room.not_yours', { roomId })
      const session = await runs.start(room, { name: actor.name, userId: actor.userId })
      if (!session) throw new Failure('room.not_found', { roomId })
      return seenOne(actor, roomId)
    },

    async close(actor: PersonActor, roomId: RoomId) {
      const { can } = await rooms.seenBy(actor, roomId)
      if (!can.close) throw new Failure('room.not_yours', { roomId })
      await endRunning(actor.tenantId, roomId, 'closed_by_user')
      return seenOne(actor, roomId)
    },

    async remove(actor: PersonActor, roomId: RoomId) {
      const { can } = await rooms.seenBy(actor, roomId)
      if (!can.remove) throw new Failure('room.not_yours', { roomId })
      await removeEnded(actor.tenantId, roomId, actor.userId)
    },

    /** For the command line, where whoever stands at the machine may; each says whether there was anything to do. */
    fromConsole: {
      async open(room: RoomRow) {
        if (await runs.running(room.tenantId, room.id)) return false
        return (await runs.start(room, { name: '', userId: null })) !== undefined
      },
      close: ({ tenantId, id }: RoomRow) => endRunning(tenantId, id, 'closed_by_user'),
      remove: ({ tenantId, id }: RoomRow) => removeEnded(tenantId, id, null),
    },

    /** For whoever wants to meet now: a room that is open already, its link, and the link of those who lead. */
    async startMeeting(actor: Actor, given: { name?: string | undefined }, visit: Visit) {
      const { tenantId } = actor
      const tenant = await tenants.get(tenantId)
      if (actor.kind !== 'person' && !tenant.instantMeetings) throw new Failure('meeting.accounts_only')
      const person = actor.kind === 'person' ? actor : undefined
      const name = given.name ?? unnamed[tenant.language]
      return db.transaction(async (tx) => {
        const startedFrom = person ? null : fingerprint(`meetings from ${networkOf(visit.address)}`)
        if (startedFrom) await refuseTooMany(tx, tenantId, startedFrom)
        const made = await rooms.createInstant(tx, tenantId, { name, ownerId: person?.userId ?? null, startedFrom })
        await runs.startWithin(tx, made.room, { name: person?.name ?? '', userId: person?.userId ?? null })
        return { name, code: roomOf(made.room).code, moderatorCode: made.moderatorCode }
      })
    },

    async history(actor: PersonActor, roomId: RoomId) {
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

    /** Meetings of one time are forgotten a day after they were made, unless they still run. */
    async forgetInstant() {
      const before = new Date(clock.now().getTime() - instantLife)
      for (const { id } of await tenants.list()) {
        const running = await sessionsIn(db).listRunning(id)
        await rooms.removeInstant(
          id,
          before,
          running.map(({ roomId }) => roomId),
        )
      }
    },

    /** For the command line: every room of a tenant. */
    all: async (tenantId: TenantId) =>
      (await roomsWithNewestIn(db).all(tenantId)).map((row) => seen(row, roomAbilities('none'))),
  }
}

export type RoomsWithSessionsService = ReturnType<typeof createRoomsWithSessionsService>

const seen = (row: RoomWithNewest, can: RoomSeen['can']): RoomSeen => {
  const { id, name, kind, code, ownerId, createdAt } = row
  return { id, name, kind, code: shownCode(code), ownerId, createdAt, can, ...sessionOf(row) }
}

const sessionOf = (row: RoomWithNewest): Pick<RoomSeen, 'session' | 'last'> => {
  const { sessionId, startedAt, startedBy, endedAt, inside } = row
  if (!sessionId || !startedAt) return { session: null, last: null }
  if (endedAt) return { session: null, last: { startedAt, endedAt } }
  const [people, moderators] = inside ?? [0, 0]
  return { session: { sessionId, startedAt, startedBy: startedBy ?? '', people, moderators }, last: null }
}
