import { randomUUID } from 'node:crypto'
import { looksLikeCode } from '@amphi/contract/pages'
import type { UserId } from '@amphi/contract/people'
import {
  type PresetId,
  type Room,
  roomArchived,
  roomChanged,
  roomCreated,
  roomGone,
  RoomId,
  roomKept,
  RoomName,
  roomRemoved,
  roomRestored,
} from '@amphi/contract/rooms'
import type { Carrier } from '@amphi/contract/room-settings'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { Actor, PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { fingerprint, type Keys, randomCode } from '#platform/secrets'
import { newLink, type Via } from './link.ts'
import { linksIn } from './links.repository.ts'
import { namesIn } from './names.repository.ts'
import { codeLength, isOver, secretCodeLength, shownCode, type Standing, strongestOf } from './room.ts'
import { favouritesIn } from './favourites.repository.ts'
import type { PresetsService } from './presets.service.ts'
import { grantsIn, type Held } from './grants.repository.ts'
import { abilitiesOf, mayCreate, sees } from './rooms.policy.ts'
import { type RoomRow, roomsIn } from './rooms.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  keys: Keys
  presets: Pick<PresetsService, 'forNew'>
  people: Pick<PeopleService, 'holdHeir'>
}

export type Keepers = Map<UserId, 'owner' | 'manager'>

type Instant = Pick<RoomRow, 'name' | 'ownerId' | 'startedFrom'>

export const roomOf = ({ id, name, kind, code, ownerId, createdAt }: RoomRow): Room => ({
  id,
  name,
  kind,
  code: shownCode(code),
  ownerId,
  createdAt: createdAt.toISOString(),
})

const administers = ({ role }: PersonActor): Standing => (role === 'administrator' ? 'administrator' : 'none')

export const createRoomsService = ({ db, bus, clock, keys, presets, people }: Needs) => {
  const insert = async (
    tx: Tx,
    tenantId: TenantId,
    given: Pick<RoomRow, 'name' | 'kind' | 'ownerId'> & Partial<Pick<RoomRow, 'startedFrom' | 'settings'>>,
    chosen?: PresetId | null,
  ) => {
    const room: RoomRow = {
      tenantId,
      id: RoomId.parse(randomUUID()),
      code: randomCode(codeLength),
      startedFrom: null,
      ...(await presets.forNew(tx, tenantId, given.kind, chosen)),
      sealedPassword: null,
      createdAt: clock.now(),
      usedAt: null,
      keptAt: null,
      archivedAt: null,
      announcedAt: null,
      dueAt: null,
      ...given,
    }
    await roomsIn(tx).insert(room)
    return room
  }

  const made = async (
    tx: Tx,
    { tenantId, ownerId, name }: { tenantId: TenantId; ownerId: UserId | null; name: string },
    title: string,
    carrier: Carrier | null = null,
  ) => {
    const room = await insert(tx, tenantId, { name: RoomName.safeParse(title).data ?? name, kind: 'event', ownerId })
    if (carrier) {
      const forced = { ...room.forced, carrier }
      await roomsIn(tx).configure(tenantId, room.id, { forced })
      room.forced = forced
    }
    await bus.announce(tx, roomCreated, {
      tenantId,
      roomId: room.id,
      ownerId,
      kind: room.kind,
      at: room.createdAt.toISOString(),
    })
    return room
  }

  /** How someone comes to a room, by who they are; and whether it is shared with them by name. */
  const standing = async (
    actor: Actor,
    room: RoomRow,
    within: Db = db,
  ): Promise<{ standing: Standing; named: boolean }> => {
    if (actor.kind !== 'person') return { standing: 'none', named: false }
    if (actor.userId === room.ownerId) return { standing: 'owner', named: true }
    const held: Held[] = await grantsIn(within).held(room.tenantId, room.id, actor.userId)
    return { standing: strongestOf(held.map(({ role }) => role)) ?? 'none', named: held.some(({ named }) => named) }
  }

  /** The same of somebody who does not ask. */
  const standingOf = async (userId: UserId, room: RoomRow): Promise<Standing> => {
    if (userId === room.ownerId) return 'owner'
    const held = await grantsIn(db).held(room.tenantId, room.id, userId)
    return strongestOf(held.map(({ role }) => role)) ?? 'none'
  }

  /** What may be seen of a room by its own people only; to anyone else it does not exist. */
  const seenBy = async (actor: PersonActor, roomId: RoomId, within: Db = db) => {
    const room = await roomsIn(within).find(actor.tenantId, roomId)
    if (!room) throw new Failure('room.not_found', { roomId })
    const { standing: how } = await standing(actor, room, within)
    const seen = how === 'participant' || how === 'none' ? administers(actor) : how
    if (!sees(seen)) throw new Failure('room.not_found', { roomId })
    return { room, standing: seen, can: abilitiesOf(actor, seen, room, isOver(room, clock.now())) }
  }

  /** The room a link leads to; undefined when it leads nowhere. Refuses a link that did, and is over. */
  const byLink = async (tenantId: TenantId, code: string): Promise<{ room: RoomRow; via: Via } | undefined> => {
    if (code.length !== secretCodeLength || !looksLikeCode(code)) {
      const room = looksLikeCode(code)
        ? await roomsIn(db).findByCode(tenantId, code)
        : await namesIn(db).roomOf(tenantId, code)
      return room && { room, via: { kind: 'guests' } }
    }
    const link = await linksIn(db).findByPrint(tenantId, fingerprint(code))
    if (!link) return undefined
    if (link.revokedAt) throw new Failure('door.link_revoked')
    if (link.expiresAt && link.expiresAt <= clock.now()) throw new Failure('door.link_expired')
    const room = await roomsIn(db).find(tenantId, link.roomId)
    return room && { room, via: link }
  }

  return {
    byLink,

    /** The same; undefined also when the link is over. */
    async ledTo(tenantId: TenantId, code: string): Promise<RoomRow | undefined> {
      try {
        return (await byLink(tenantId, code))?.room
      } catch (error) {
        if (error instanceof Failure) return undefined
        throw error
      }
    },

    /** The readable link that is given to guests, where one is shown. */
    chosen: async ({ tenantId, id }: Pick<RoomRow, 'tenantId' | 'id'>) =>
      (await namesIn(db).shownOf(tenantId, id)) ?? null,

    async create(actor: PersonActor, { name, presetId }: { name: string; presetId?: PresetId | null | undefined }) {
      const { tenantId, userId } = actor
      if (!mayCreate(actor)) throw new Failure('room.creation_forbidden')
      return db.transaction(async (tx) => {
        const room = await insert(tx, tenantId, { name, kind: 'standard', ownerId: userId }, presetId)
        await bus.announce(tx, roomCreated, {
          tenantId,
          roomId: room.id,
          ownerId: userId,
          kind: room.kind,
          at: room.createdAt.toISOString(),
        })
        return room.id
      })
    },

    /** The one that everybody has who may have rooms, as soon as they look at theirs. Whether it is new. */
    async createPersonal(actor: PersonActor, name: string) {
      const { tenantId, userId } = actor
      if (!mayCreate(actor)) return false
      return db.transaction(async (tx) => {
        await roomsIn(tx).holdPersonal(tenantId, userId)
        if (await roomsIn(tx).hasPersonal(tenantId, userId)) return false
        const room = await insert(tx, tenantId, { name, kind: 'personal', ownerId: userId })
        await bus.announce(tx, roomCreated, {
          tenantId,
          roomId: room.id,
          ownerId: userId,
          kind: room.kind,
          at: room.createdAt.toISOString(),
        })
        return true
      })
    },

    /** A room of one time, with a second link whose holders lead. */
    async createInstant(tx: Tx, tenantId: TenantId, { name, ownerId, startedFrom }: Instant) {
      const room = await insert(tx, tenantId, { name, kind: 'instant', ownerId, startedFrom })
      const given = {
        tenantId,
        roomId: room.id,
        kind: 'moderators',
        name: null,
        role: 'moderator',
        expiresAt: null,
      } as const
      const { row, code } = newLink(keys, given, clock.now())
      await linksIn(tx).insert(row)
      return { room, moderatorCode: shownCode(code) }
    },

    /** A room of another platform’s: nobody here owns it, and that platform says how it is to be used. */
    async createContext(tx: Tx, tenantId: TenantId, { name, settings }: Pick<RoomRow, 'name' | 'settings'>) {
      const room = await insert(tx, tenantId, { name, kind: 'context', ownerId: null, settings })
      await bus.announce(tx, roomCreated, {
        tenantId,
        roomId: room.id,
        ownerId: null,
        at: room.createdAt.toISOString(),
      })
      return room
    },

    /** A room made for what stands in somebody’s calendar, whose it is. */
    async createEvent(tx: Tx, actor: PersonActor, title: string) {
      if (!mayCreate(actor)) throw new Failure('room.creation_forbidden')
      return made(tx, { ...actor, ownerId: actor.userId }, title)
    },

    /** The same where a resource was booked: who may do that gets the room, and it is carried as the resource says. */
    createBooked: (
      tx: Tx,
      owner: { tenantId: TenantId; ownerId: UserId | null; name: string },
      { title, carrier }: { title: string; carrier: Carrier | null },
    ) => made(tx, owner, title, carrier),

    /** It is called as what it was made for; a title that no room can have changes nothing. */
    async retitle(tx: Tx, tenantId: TenantId, roomId: RoomId, title: string) {
      const { data: name } = RoomName.safeParse(title)
      const room = await roomsIn(tx).find(tenantId, roomId)
      if (name === undefined || !room || room.name === name) return
      await roomsIn(tx).rename(tenantId, roomId, name)
      await bus.announce(tx, roomChanged, { tenantId, roomId })
    },

    /** The same platform says it anew. */
    async arrange(
      tx: Tx,
      { tenantId, id, sealedPassword, archivedAt }: RoomRow,
      { name, settings }: Pick<RoomRow, 'name' | 'settings'>,
    ) {
      await roomsIn(tx).rename(tenantId, id, name)
      await roomsIn(tx).configure(tenantId, id, { settings, sealedPassword })
      // Used again, it is archived no more.
      if (archivedAt) await roomsIn(tx).setArchived(tenantId, id, null)
      await bus.announce(tx, roomChanged, { tenantId, roomId: id })
    },

    standing,
    standingOf,

    /** Of whom the room is, and who runs it, by name or by a group of theirs. */
    async keepers({ tenantId, id }: Pick<RoomRow, 'tenantId' | 'id'>, within: Db = db): Promise<Keepers> {
      const managers = await grantsIn(within).managers(tenantId, id)
      const room = await roomsIn(within).find(tenantId, id)
      const keepers: Keepers = new Map(managers.map((userId) => [userId, 'manager']))
      return room?.ownerId ? keepers.set(room.ownerId, 'owner') : keepers
    },

    seenBy,

    find: (tenantId: TenantId, roomId: RoomId, within: Db = db) => roomsIn(within).find(tenantId, roomId),
    among: (tenantId: TenantId, ids: readonly RoomId[], within: Db = db) => roomsIn(within).among(tenantId, ids),
    hold: (tx: Tx, tenantId: TenantId, roomId: RoomId) => roomsIn(tx).hold(tenantId, roomId),

    async mark(actor: PersonActor, roomId: RoomId, favourite: boolean) {
      const { tenantId, userId } = actor
      await seenBy(actor, roomId)
      await (favourite
        ? favouritesIn(db).add(tenantId, userId, roomId)
        : favouritesIn(db).remove(tenantId, userId, roomId))
    },

    async rename(actor: PersonActor, roomId: RoomId, name: string) {
      await db.transaction(async (tx) => {
        const { can } = await seenBy(actor, roomId, tx)
        if (!can.configure) throw new Failure('room.not_yours', { roomId })
        await roomsIn(tx).rename(actor.tenantId, roomId, name)
        await bus.announce(tx, roomChanged, { tenantId: actor.tenantId, roomId })
      })
    },

    /** Its session, if one runs, has been ended by whoever asks. */
    async remove(tx: Tx, { tenantId, id: roomId, ownerId, name }: RoomRow, by: UserId | null, unused = false) {
      const lists = await grantsIn(tx).lists(tenantId, roomId)
      if (ownerId) lists.push({ userId: ownerId, groupId: null })
      await roomsIn(tx).remove(tenantId, roomId)
      for (const { userId, groupId } of lists) {
        const whose = { userId: userId ?? undefined, groupId: groupId ?? undefined }
        await bus.announce(tx, roomGone, { tenantId, roomId, ...whose })
      }
      await bus.announce(tx, roomRemoved, { tenantId, roomId, ownerId, by, name, ...(unused ? { unused } : {}) })
    },

    /** A session begins in it: whatever was announced does not happen. */
    async use(tx: Tx, { tenantId, id: roomId, dueAt }: RoomRow) {
      await roomsIn(tx).use(tenantId, roomId, { usedAt: clock.now() })
      if (dueAt) await bus.announce(tx, roomChanged, { tenantId, roomId })
    },

    managersOfEach: (tenantId: TenantId, roomIds: readonly RoomId[], within: Db = db) =>
      grantsIn(within).managersOfEach(tenantId, roomIds),

    /** Of one that is held, and in which no session runs. */
    async archive(tx: Tx, { tenantId, id: roomId }: RoomRow, by: UserId | null) {
      await roomsIn(tx).setArchived(tenantId, roomId, clock.now())
      await bus.announce(tx, roomArchived, { tenantId, roomId, by })
      await bus.announce(tx, roomChanged, { tenantId, roomId })
    },

    restore: (actor: PersonActor, roomId: RoomId) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: by } = actor
        await roomsIn(tx).hold(tenantId, roomId)
        const { room, can } = await seenBy(actor, roomId, tx)
        if (!can.restore && !can.archive) throw new Failure('room.not_yours', { roomId })
        if (!room.archivedAt) return
        await roomsIn(tx).setArchived(tenantId, roomId, null)
        await roomsIn(tx).use(tenantId, roomId, { keptAt: clock.now() })
        await bus.announce(tx, roomRestored, { tenantId, roomId, by })
        await bus.announce(tx, roomChanged, { tenantId, roomId })
      }),

    /** An archived one stays in the archive. */
    keep: (actor: PersonActor, roomId: RoomId) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: by } = actor
        await roomsIn(tx).hold(tenantId, roomId)
        const { room, can } = await seenBy(actor, roomId, tx)
        if (!can.restore && !can.archive) throw new Failure('room.not_yours', { roomId })
        if (!room.dueAt) return
        await roomsIn(tx).use(tenantId, roomId, { keptAt: clock.now() })
        await bus.announce(tx, roomKept, { tenantId, roomId, by })
        await bus.announce(tx, roomChanged, { tenantId, roomId })
      }),

    /**
     * What someone who is no more owned is the heir's, and nothing is shared with them. Heard late, the heir may be no
     * more either.
     */
    async inherit(tenantId: TenantId, ownerId: UserId, namedId: UserId) {
      await db.transaction(async (tx) => {
        const heirId = await people.holdHeir(tx, tenantId, namedId)
        const handed = await roomsIn(tx).handOver(tenantId, ownerId, heirId)
        await grantsIn(tx).removeOf(tenantId, heirId, handed)
        await grantsIn(tx).removeAllOf(tenantId, ownerId)
        for (const roomId of handed) await bus.announce(tx, roomChanged, { tenantId, roomId })
      })
    },

    /** Whoever is asked in: its owner, and all with whom it is shared, by name or by a group. */
    async invited({ tenantId, id, ownerId }: RoomRow, within: Db = db): Promise<Map<UserId, 'by_name' | 'by_group'>> {
      const all = await grantsIn(within).everyone(tenantId, id)
      const ofGroups = all.flatMap(({ userId }) => (userId ? [[userId, 'by_group'] as const] : []))
      const named = all.flatMap(({ userId, named: is }) => (userId && is ? [[userId, 'by_name'] as const] : []))
      return new Map([...ofGroups, ...named, ...(ownerId ? [[ownerId, 'by_name'] as const] : [])])
    },

    /** Those whose list shows the room. */
    async audience(tenantId: TenantId, roomId: RoomId): Promise<UserId[]> {
      const room = await roomsIn(db).find(tenantId, roomId)
      const shared = await grantsIn(db).audience(tenantId, roomId)
      return [...new Set([...(room?.ownerId ? [room.ownerId] : []), ...shared])]
    },

    /** Several, as `hold` does with one. */
    holdAll: (tx: Tx, tenantId: TenantId, ids: readonly RoomId[]) => roomsIn(tx).holdAll(tenantId, ids),

    /** Meetings of which nothing is left to know. */
    forget: (tx: Tx, tenantId: TenantId, ids: readonly RoomId[]) => roomsIn(tx).removeAll(tenantId, ids),
  }
}

export type RoomsService = ReturnType<typeof createRoomsService>
