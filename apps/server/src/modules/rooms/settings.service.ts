import type { UserId } from '@amphi/contract/people'
import type { RoomSettings, RoomSettingsChange } from '@amphi/contract/room-settings'
import { roomChanged, type RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Keys } from '#platform/secrets'
import type { LinksService } from './links.service.ts'
import { type RoomRow, roomsIn } from './rooms.repository.ts'
import type { RoomsService } from './rooms.service.ts'
import { settingsOf } from './settings.ts'

interface Needs {
  db: Db
  bus: Bus
  keys: Keys
  tenants: Pick<TenantsService, 'get'>
  rooms: Pick<RoomsService, 'seenBy'>
  links: Pick<LinksService, 'revokeDirect'>
}

/** How a room behaves, and who may come in: asked of those who configure it. */
export const createSettingsService = ({ db, bus, keys, tenants, rooms, links }: Needs) => {
  /** Null where the room has none. */
  const passwordOf = ({ sealedPassword }: Pick<RoomRow, 'sealedPassword'>) =>
    sealedPassword === null ? null : keys.unseal(sealedPassword)

  const mine = async (actor: PersonActor, roomId: RoomId, within: Db = db) => {
    const { room, can } = await rooms.seenBy(actor, roomId, within)
    if (!can.configure) throw new Failure('room.not_yours', { roomId })
    return room
  }

  const institutionOf = async (tenantId: TenantId) => {
    const { mostInside, sessionLength, longestSession } = await tenants.get(tenantId)
    return { mostInside, sessionLength, longestSession }
  }

  const seen = async (room: Pick<RoomRow, 'tenantId' | 'settings' | 'sealedPassword'>): Promise<RoomSettings> => ({
    ...settingsOf(room),
    password: passwordOf(room),
    institution: await institutionOf(room.tenantId),
  })

  const refuseTooMuch = async (tenantId: TenantId, { mostInside, sessionLength }: RoomSettingsChange) => {
    const most = await institutionOf(tenantId)
    if ((mostInside ?? 0) > most.mostInside) throw new Failure('room.too_many_seats', { most: most.mostInside })
    if ((sessionLength ?? 0) > most.longestSession) throw new Failure('room.too_long', { most: most.longestSession })
  }

  const write = async (
    tx: Tx,
    room: RoomRow,
    said: Pick<RoomRow, 'settings' | 'sealedPassword'>,
    by: UserId | null,
  ) => {
    const { tenantId, id: roomId } = room
    await roomsIn(tx).configure(tenantId, roomId, said)
    if (passwordOf(said) !== passwordOf(room)) await links.revokeDirect(tx, { tenantId, roomId, by })
    await bus.announce(tx, roomChanged, { tenantId, roomId })
  }

  return {
    passwordOf,

    read: async (actor: PersonActor, roomId: RoomId) => seen(await mine(actor, roomId)),

    /** Those inside stay; whoever stands at the door hears of it. */
    change: (actor: PersonActor, roomId: RoomId, { password, ...changes }: RoomSettingsChange) =>
      db.transaction(async (tx) => {
        const { tenantId } = actor
        await roomsIn(tx).hold(tenantId, roomId)
        const room = await mine(actor, roomId, tx)
        await refuseTooMuch(tenantId, changes)
        const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
        const settings = { ...room.settings, ...said }
        const sealedPassword = password === undefined ? room.sealedPassword : password && keys.seal(password)
        await write(tx, room, { settings, sealedPassword }, actor.userId)
        return seen({ tenantId, settings, sealedPassword })
      }),

    /** By those who lead in the room, of whom the floor above knows that they may. */
    setPassword: (tx: Tx, room: RoomRow, password: string | null, by: UserId | null) =>
      write(tx, room, { settings: room.settings, sealedPassword: password && keys.seal(password) }, by),
  }
}
