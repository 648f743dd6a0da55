import { randomUUID } from 'node:crypto'
import type { Changes, Ids } from '@amphi/contract/grammar'
import { mostPresets, type Preset, presetChanged, type Presets } from '@amphi/contract/presets'
import type { RoomBehaviour } from '@amphi/contract/room-settings'
import { PresetId, roomChanged, type RoomKind } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { following, forcedBy } from './preset.ts'
import { type PresetRow, presetsIn } from './presets.repository.ts'
import { type Configured, type RoomRow, roomsIn } from './rooms.repository.ts'
import { refuseTooMuch, saidIn } from './settings.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: Pick<TenantsService, 'get'>
}

type Told = Pick<PresetRow, 'name' | 'forced'> & { settings: Changes<RoomBehaviour> }
type Followed = Pick<Configured, 'settings' | 'forced' | 'presetId'>

/** So many rooms are told of in one transaction. */
const atOnce = 100

const bare: Followed = { settings: {}, forced: {}, presetId: null }

const mayDefine = ({ role }: PersonActor) => role === 'administrator'

const seen = ({ id, name, settings, forced, isDefault }: PresetRow, rooms: number | null): Preset => ({
  id,
  name,
  settings,
  forced,
  isDefault,
  rooms,
})

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** How an institution sets up its rooms, by kinds: what it proposes to them, and what it forces. */
export const createPresetsService = ({ db, bus, clock, tenants }: Needs) => {
  const existing = async (within: Db, tenantId: TenantId, presetId: PresetId) => {
    const preset = await presetsIn(within).find(tenantId, presetId)
    if (!preset) throw new Failure('preset.not_found', { presetId })
    return preset
  }

  const list = async (actor: PersonActor): Promise<Presets> => {
    const { tenantId } = actor
    const define = mayDefine(actor)
    const all = await presetsIn(db).list(tenantId)
    const counted = define ? await roomsIn(db).countByPreset(tenantId) : undefined
    return {
      presets: all.map((row) => seen(row, counted ? (counted.get(row.id) ?? 0) : null)),
      required: all.some(({ isRequired }) => isRequired),
      can: { define },
    }
  }

  /** Alone, for whoever may: of two who define at once, the second sees what the first did. */
  const defining = <T>(actor: PersonActor, deed: (tx: Tx, tenantId: TenantId) => Promise<T>) => {
    if (!mayDefine(actor)) throw new Failure('tenant.administrator_only')
    return db.transaction(async (tx) => {
      await presetsIn(tx).hold(actor.tenantId, 'alone')
      return deed(tx, actor.tenantId)
    })
  }

  /** Under a name of its own, and within what the institution allows itself. */
  const check = async (tx: Tx, tenantId: TenantId, { name, settings }: Told, id?: PresetId) => {
    refuseTooMuch(await tenants.get(tenantId), settings)
    const others = (await presetsIn(tx).list(tenantId)).filter((other) => other.id !== id)
    if (others.some((other) => sameName(other.name, name))) throw new Failure('preset.name_taken', { name })
    return others.length
  }

  const announce = (
    tx: Tx,
    { tenantId, userId: by }: PersonActor,
    deed: Ids<typeof presetChanged>['deed'],
    preset: Pick<PresetRow, 'id' | 'name'> | null,
  ) => bus.announce(tx, presetChanged, { tenantId, presetId: preset?.id ?? null, by, deed, name: preset?.name ?? '' })

  return {
    list,

    create: (actor: PersonActor, { settings, ...given }: Told) =>
      defining(actor, async (tx, tenantId) => {
        const told = { ...given, settings: saidIn(settings) }
        const others = await check(tx, tenantId, told)
        if (others >= mostPresets) throw new Failure('preset.limit_reached', { most: mostPresets })
        const id = PresetId.parse(randomUUID())
        const row = { tenantId, id, ...told, isDefault: false, isRequired: false, createdAt: clock.now() }
        await presetsIn(tx).insert(row)
        await announce(tx, actor, 'created', row)
        return seen(row, 0)
      }),

    /** What it forced and forces no more stays with its rooms, as their own. */
    change: (actor: PersonActor, presetId: PresetId, { settings, ...given }: Told) =>
      defining(actor, async (tx, tenantId) => {
        const told = { ...given, settings: saidIn(settings) }
        const before = await existing(tx, tenantId, presetId)
        await check(tx, tenantId, told, presetId)
        await presetsIn(tx).change(tenantId, presetId, told)
        await roomsIn(tx).followPreset(tenantId, presetId, { presetId, forced: forcedBy(told) })
        await announce(tx, actor, 'changed', { id: presetId, name: told.name })
        const counted = await roomsIn(tx).countByPreset(tenantId)
        return seen({ ...before, ...told }, counted.get(presetId) ?? 0)
      }),

    /** Its rooms keep what they have, unlocked; where they must be of one, they are of the default. */
    remove: (actor: PersonActor, presetId: PresetId) =>
      defining(actor, async (tx, tenantId) => {
        const preset = await existing(tx, tenantId, presetId)
        if (preset.isRequired) throw new Failure('preset.default_needed')
        const usual = await presetsIn(tx).findDefault(tenantId)
        const next = usual?.isRequired ? usual : undefined
        const to = { presetId: next?.id ?? null, forced: next ? forcedBy(next) : {} }
        await roomsIn(tx).followPreset(tenantId, presetId, to)
        await presetsIn(tx).remove(tenantId, presetId)
        await announce(tx, actor, 'removed', { id: next?.id ?? presetId, name: preset.name })
      }),

    async rule(actor: PersonActor, { default: presetId, required }: { default: PresetId | null; required: boolean }) {
      await defining(actor, async (tx, tenantId) => {
        if (required && presetId === null) throw new Failure('preset.default_needed')
        const preset = presetId && (await existing(tx, tenantId, presetId))
        await presetsIn(tx).setDefault(tenantId, presetId, required)
        if (preset && required) await roomsIn(tx).takeIn(tenantId, { presetId: preset.id, forced: forcedBy(preset) })
        await announce(tx, actor, 'default', preset)
      })
      return list(actor)
    },

    /** Those who stand at the doors of its rooms, and who are inside, read anew what holds there. */
    async tellRooms({ tenantId, presetId }: Pick<Ids<typeof presetChanged>, 'tenantId' | 'presetId'>) {
      const ids = presetId ? await roomsIn(db).idsOfPreset(tenantId, presetId) : []
      for (let from = 0; from < ids.length; from += atOnce) {
        await db.transaction(async (tx) => {
          for (const roomId of ids.slice(from, from + atOnce)) await bus.announce(tx, roomChanged, { tenantId, roomId })
        })
      }
    },

    hold: (tx: Tx, tenantId: TenantId) => presetsIn(tx).hold(tenantId, 'together'),

    /**
     * How a new room begins. A meeting of the moment, which nobody can set up, is of a preset only where every room must
     * be.
     */
    async forNew(tx: Tx, tenantId: TenantId, kind: RoomKind, chosen: PresetId | null | undefined): Promise<Followed> {
      await presetsIn(tx).hold(tenantId, 'together')
      const usual = await presetsIn(tx).findDefault(tenantId)
      if (chosen === null && usual?.isRequired) throw new Failure('preset.required')
      const applies = chosen === undefined && (kind !== 'instant' || usual?.isRequired)
      const preset = chosen ? await existing(tx, tenantId, chosen) : applies ? usual : undefined
      return preset ? { ...following(bare, preset), presetId: preset.id } : bare
    },

    /** How a room is that becomes one of another preset. */
    async chosen(tx: Tx, room: RoomRow, presetId: PresetId | null): Promise<Followed> {
      const { tenantId } = room
      if (presetId === null && (await presetsIn(tx).findDefault(tenantId))?.isRequired)
        throw new Failure('preset.required')
      const preset = presetId === null ? undefined : await existing(tx, tenantId, presetId)
      return { ...following(room, preset), presetId }
    },

    async nameOf({ tenantId, presetId }: Pick<RoomRow, 'tenantId' | 'presetId'>, within: Db) {
      const preset = presetId ? await presetsIn(within).find(tenantId, presetId) : undefined
      return preset ? { id: preset.id, name: preset.name } : null
    },
  }
}

export type PresetsService = ReturnType<typeof createPresetsService>
