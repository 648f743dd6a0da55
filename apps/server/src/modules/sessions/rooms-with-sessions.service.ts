import type { Input } from '@amphi/contract/grammar'
import { looksLikeCode } from '@amphi/contract/pages'
import type { UserId } from '@amphi/contract/people'
import { roomsTold } from '@amphi/contract/limits'
import type { listAllRooms, RoomId, RoomSeen, SeenAs } from '@amphi/contract/rooms'
import type { EndReason, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { pictureUrl, plainWords } from '#modules/people'
import { isOver, linkUntil, type RoomRow, roomAbilitiesOf, type Rooms, settingsOf, shownCode } from '#modules/rooms'
import type { Tenant, TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { RunsService } from './runs.service.ts'
import { areFew, seatsOf } from './seating.ts'
import { type RoomWithNewest, roomsWithNewestIn } from './rooms-with-newest.repository.ts'
import { sessionsIn } from './sessions.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  rooms: Rooms
  runs: RunsService
}

/** In the language of the house, until its owner calls it otherwise. */
const nameOf = {
  // Before a vowel, however it is written, and before an h: most are silent in a name.
  fr: (owner: string) =>
    /^(?:[aeiouhœæ]|y[^aeiou])/i.test(owner.normalize('NFD')) ? `Salle d’${owner}` : `Salle de ${owner}`,
  en: (owner: string) => `Room of ${owner}`,
}

const isDue = (room: RoomRow | undefined, now: Date): room is RoomRow =>
  room !== undefined && room.dueAt !== null && room.dueAt <= now

type CountWaiting = (tenantId: TenantId, ids: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, number>>

/** Rooms as their people see them: whether they are open, with how many inside, and how many who wait to be let in. */
export const createRoomsWithSessionsService = ({ db, clock, tenants, rooms, runs }: Needs) => {
  let countWaiting: CountWaiting = async () => new Map()

  const withWaiting = async (tenantId: TenantId, all: RoomSeen[]): Promise<RoomSeen[]> => {
    const ids = all.flatMap(({ session }) => (session ? [session.sessionId as SessionId] : []))
    if (ids.length === 0) return all
    const waiting = await countWaiting(tenantId, ids)
    return all.map((room) => {
      const count = room.session && waiting.get(room.session.sessionId as SessionId)
      return room.session && count ? { ...room, session: { ...room.session, waiting: count } } : room
    })
  }

  const reader = async (actor: Pick<PersonActor, 'tenantId' | 'role'>): Promise<Reader> => ({
    actor,
    now: clock.now(),
    tenant: await tenants.get(actor.tenantId),
  })

  const seenOne = async (actor: PersonActor, roomId: RoomId): Promise<RoomSeen> => {
    const { standing } = await rooms.seenBy(actor, roomId)
    const found = await roomsWithNewestIn(db).find(actor.tenantId, roomId, actor.userId)
    if (!found) throw new Failure('room.not_found', { roomId })
    const room = seen(found, standing, await reader(actor))
    return (await withWaiting(actor.tenantId, [room]))[0] ?? room
  }

  /** Whether it is gone: not while someone opened it again, for the engine must let them go before their rows do. */
  const removeClosed = async (tx: Tx, tenantId: TenantId, roomId: RoomId, by: UserId | null) => {
    const room = await rooms.hold(tx, tenantId, roomId)
    if (!room) return true
    if (await sessionsIn(tx).running(tenantId, roomId)) return false
    await rooms.remove(tx, room, by)
    return true
  }

  /** Nobody is put out by it: whoever is inside is asked to close it first. */
  const archiveClosed = async (tx: Tx, actor: PersonActor, roomId: RoomId) => {
    const { tenantId, userId } = actor
    const held = await rooms.hold(tx, tenantId, roomId)
    const { can } = await rooms.seenBy(actor, roomId, tx)
    if (!can.archive && !can.restore) throw new Failure('room.not_yours', { roomId })
    if (!held || held.archivedAt) return
    if (await sessionsIn(tx).running(tenantId, roomId)) throw new Failure('room.still_open', { roomId })
    await rooms.archive(tx, held, userId)
  }

  const listed = async (actor: PersonActor) => {
    const { tenantId, userId, name } = actor
    const rows = await roomsWithNewestIn(db).of(tenantId, userId)
    if (rows.some(({ kind, standing }) => kind === 'personal' && standing === 'owner')) return rows
    // Who may only look makes nothing.
    if (actor.scopes && !actor.scopes.includes('rooms')) return rows
    const { language } = await tenants.get(tenantId)
    const isNew = await rooms.createPersonal(actor, nameOf[language](name))
    return isNew ? roomsWithNewestIn(db).of(tenantId, userId) : rows
  }

  const endRunning = async (tenantId: TenantId, roomId: RoomId, reason: EndReason, by: string | null = null) => {
    const session = await runs.running(tenantId, roomId)
    if (session) await runs.end(session, reason, by)
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

    /** Said once, by the module that lets people in. */
    countWaitingBy(how: CountWaiting) {
      countWaiting = how
    },

    /** The personal one, then what is open, then the others by name; meetings of one time that are over last. */
    async list(actor: PersonActor): Promise<RoomSeen[]> {
      const rows = await listed(actor)
      const by = await reader(actor)
      const all = await withWaiting(
        actor.tenantId,
        rows.map((row) => seen(row, row.standing, by)),
      )
      const rankOf = ({ kind, standing, session, archivedAt }: RoomSeen) => {
        if (kind === 'personal' && standing === 'owner') return 0
        return session ? 1 : kind === 'instant' ? 4 : archivedAt ? 3 : 2
      }
      return all.toSorted((a, b) => rankOf(a) - rankOf(b))
    },

    /** All of the institution, a page at a time, for whoever administers it. */
    async look(actor: PersonActor, { search = '', showing, owner, page }: Input<typeof listAllRooms>['query']) {
      if (actor.role !== 'administrator') throw new Failure('room.administrator_only')
      const { tenantId, userId } = actor
      // A code is shown with dashes, and kept without.
      const words = plainWords(search).map((word) => (looksLikeCode(word) ? word.replaceAll('-', '') : word))
      const looked = { words, showing, ownerId: owner }
      const { rows, count } = await roomsWithNewestIn(db).look(tenantId, userId, looked, { at: page, size: roomsTold })
      const by = await reader(actor)
      const all = rows.map((row) => seen(row, row.standing, by))
      return { rooms: await withWaiting(tenantId, all), count }
    },

    async create(actor: PersonActor, given: Parameters<Rooms['create']>[1]) {
      return seenOne(actor, await rooms.create(actor, given))
    },

    async rename(actor: PersonActor, roomId: RoomId, name: string) {
      await rooms.rename(actor, roomId, name)
      return seenOne(actor, roomId)
    },

    async open(actor: PersonActor, roomId: RoomId) {
      const { room, can } = await rooms.seenBy(actor, roomId)
      if (room.archivedAt) throw new Failure('room.archived', { roomId })
      if (!can.open) throw new Failure('room.not_yours', { roomId })
      const session = await runs.start(room, { name: actor.name, userId: actor.userId })
      if (!session) throw new Failure('room.not_found', { roomId })
      return seenOne(actor, roomId)
    },

    async close(actor: PersonActor, roomId: RoomId) {
      const { can } = await rooms.seenBy(actor, roomId)
      if (!can.close) throw new Failure('room.not_yours', { roomId })
      await endRunning(actor.tenantId, roomId, 'closed_by_user', actor.name)
      return seenOne(actor, roomId)
    },

    async remove(actor: PersonActor, roomId: RoomId) {
      const { can } = await rooms.seenBy(actor, roomId)
      if (!can.remove) throw new Failure('room.not_yours', { roomId })
      await removeEnded(actor.tenantId, roomId, actor.userId)
    },

    async archive(actor: PersonActor, roomId: RoomId) {
      await db.transaction((tx) => archiveClosed(tx, actor, roomId))
      return seenOne(actor, roomId)
    },

    async restore(actor: PersonActor, roomId: RoomId) {
      await rooms.restore(actor, roomId)
      return seenOne(actor, roomId)
    },

    async keep(actor: PersonActor, roomId: RoomId) {
      await rooms.keep(actor, roomId)
      return seenOne(actor, roomId)
    },

    /**
     * By nobody's word: what was announced has come, unless it was taken back in the moment before the room is held.
     * Whether it was done.
     */
    whenDue: {
      archive: (tenantId: TenantId, roomId: RoomId, now: Date) =>
        db.transaction(async (tx) => {
          const held = await rooms.hold(tx, tenantId, roomId)
          if (!isDue(held, now) || held.archivedAt || (await sessionsIn(tx).running(tenantId, roomId))) return false
          await rooms.archive(tx, held, null)
          return true
        }),
      remove: (tenantId: TenantId, roomId: RoomId, now: Date) =>
        db.transaction(async (tx) => {
          const held = await rooms.hold(tx, tenantId, roomId)
          // In an archived one no session runs.
          if (!isDue(held, now) || !held.archivedAt) return false
          await rooms.remove(tx, held, null, true)
          return true
        }),
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

    /** For the command line: every room of a tenant. */
    async all(tenantId: TenantId) {
      const by = await reader({ tenantId, role: 'administrator' })
      return (await roomsWithNewestIn(db).all(tenantId)).map((row) => seen(row, 'administrator', by))
    },
  }
}

export type RoomsWithSessionsService = ReturnType<typeof createRoomsWithSessionsService>

interface Reader {
  actor: Pick<PersonActor, 'role'>
  now: Date
  tenant: Pick<Tenant, 'usualInside' | 'mostInside'>
}

const seen = (row: RoomWithNewest, standing: SeenAs, { actor, now, tenant }: Reader): RoomSeen => {
  const { id, name, kind, code, ownerId, ownerName, createdAt, archivedAt, dueAt, chosen, favourite, shared } = row
  const behaviour = settingsOf(row)
  const { visibility, lobby } = behaviour
  const made = { kind, createdAt: new Date(createdAt) }
  return {
    id,
    name,
    kind,
    code: shownCode(code),
    ownerId,
    ownerName,
    createdAt,
    standing,
    linkUntil: linkUntil(made)?.toISOString() ?? null,
    can: roomAbilitiesOf(actor, standing, row, isOver(made, now)),
    archivedAt,
    dueAt,
    chosen,
    favourite,
    guarded: { visibility, password: row.locked, lobby: lobby !== 'off' },
    shared: sharedOf(shared),
    ...sessionOf(row, seatsOf(tenant, behaviour)),
  }
}

const sharedOf = (shared: RoomWithNewest['shared']): RoomSeen['shared'] =>
  shared
    ? { ...shared, first: shared.first.map(({ picture, ...it }) => ({ ...it, pictureUrl: pictureUrl(picture) })) }
    : { people: 0, groups: 0, first: [] }

const sessionOf = (row: RoomWithNewest, most: number): Pick<RoomSeen, 'session' | 'last'> => {
  const { sessionId, startedAt, startedBy, endedAt, inside } = row
  if (!sessionId || !startedAt) return { session: null, last: null }
  if (endedAt) return { session: null, last: { startedAt, endedAt } }
  const [people, moderators] = inside ?? [0, 0]
  const left = { most, left: Math.max(0, most - people) }
  const seats = areFew(left) ? left : null
  const session = { sessionId, startedAt, startedBy: startedBy ?? '', people, moderators, waiting: 0, seats }
  return { session, last: null }
}
