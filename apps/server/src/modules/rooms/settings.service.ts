import type { Changes } from '@amphi/contract/grammar'
import type { UserId } from '@amphi/contract/people'
import type { RoomBehaviour, RoomSettings, RoomSettingsChange, SettingName } from '@amphi/contract/room-settings'
import { type PresetId, roomChanged, type RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Keys } from '#platform/secrets'
import type { LinksService } from './links.service.ts'
import { forcedAmong } from './preset.ts'
import type { PresetsService } from './presets.service.ts'
import { type Configured, type RoomRow, roomsIn } from './rooms.repository.ts'
import type { RoomsService } from './rooms.service.ts'
import { refuseTooMuch, saidIn, settingsOf } from './settings.ts'

interface Needs {
  db: Db
  bus: Bus
  keys: Keys
  tenants: Pick<TenantsService, 'get'>
  rooms: Pick<RoomsService, 'seenBy'>
  links: Pick<LinksService, 'revokeDirect'>
  presets: Pick<PresetsService, 'hold' | 'chosen' | 'nameOf'>
}

/** How a room behaves, and who may come in: asked of those who configure it. */
export const createSettingsService = ({ db, bus, keys, tenants, rooms, links, presets }: Needs) => {
  /** Null where the room has none. */
  const passwordOf = ({ sealedPassword }: Pick<RoomRow, 'sealedPassword'>) =>
    sealedPassword === null ? null : keys.unseal(sealedPassword)

  const mine = async (actor: PersonActor, roomId: RoomId, within: Db = db) => {
    const { room, can } = await rooms.seenBy(actor, roomId, within)
    if (!can.configure) throw new Failure('room.not_yours', { roomId })
    return room
  }

  const institutionOf = async (tenantId: TenantId) => {
    const { usualInside, mostInside, sessionLength, longestSession, enginePages } = await tenants.get(tenantId)
    return { usualInside, mostInside, sessionLength, longestSession, opensByRoom: enginePages === 'room' }
  }

  const seen = async (room: Pick<RoomRow, 'tenantId'> & Configured, within: Db = db): Promise<RoomSettings> => ({
    ...settingsOf(room),
    password: passwordOf(room),
    preset: await presets.nameOf(room, within),
    forced: Object.keys(room.forced) as SettingName[],
    institution: await institutionOf(room.tenantId),
  })

  const refuseForced = ({ forced }: Pick<RoomRow, 'forced'>, wanted: Changes<RoomBehaviour>) => {
    const settings = forcedAmong(forced, wanted)
    if (settings.length > 0) throw new Failure('preset.forced', { settings })
  }

  /** As its preset has it from now on, where another one was chosen. */
  const chosen = async (tx: Tx, room: RoomRow, presetId: PresetId | null | undefined) =>
    presetId === undefined || presetId === room.presetId
      ? room
      : { ...room, ...(await presets.chosen(tx, room, presetId)) }

  const write = async (tx: Tx, room: RoomRow, said: Partial<Configured>, by: UserId | null) => {
    const { tenantId, id: roomId } = room
    await roomsIn(tx).configure(tenantId, roomId, said)
    if (passwordOf({ ...room, ...said }) !== passwordOf(room)) await links.revokeDirect(tx, { tenantId, roomId, by })
    await bus.announce(tx, roomChanged, { tenantId, roomId })
  }

  return {
    passwordOf,

    read: async (actor: PersonActor, roomId: RoomId) => seen(await mine(actor, roomId)),

    /** Those inside stay; whoever stands at the door hears of it. */
    change: (actor: PersonActor, roomId: RoomId, { password, presetId: wanted, ...changes }: RoomSettingsChange) =>
      db.transaction(async (tx) => {
        const { tenantId } = actor
        await presets.hold(tx, tenantId)
        await roomsIn(tx).hold(tenantId, roomId)
        const room = await mine(actor, roomId, tx)
        refuseTooMuch(await tenants.get(tenantId), changes)
        const { presetId, forced, settings: before } = await chosen(tx, room, wanted)
        refuseForced({ forced }, changes)
        const settings = { ...before, ...saidIn(changes) }
        const sealedPassword = password === undefined ? room.sealedPassword : password && keys.seal(password)
        await write(tx, room, { settings, sealedPassword, presetId, forced }, actor.userId)
        return seen({ tenantId, settings, sealedPassword, presetId, forced }, tx)
      }),

    refuseForced,

    /** By those who lead in the room, of whom the floor above knows that they may. */
    setPassword: (tx: Tx, room: RoomRow, password: string | null, by: UserId | null) =>
      write(tx, room, { sealedPassword: password && keys.seal(password) }, by),
  }
}
