import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { UserId } from './people.ts'
import { BehaviourSaid, SettingName } from './room-settings.ts'
import { PresetId } from './rooms.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

export const PresetName = line(textLengths.presetName)

/** How many an institution may have: more cannot be told apart in a list. */
export const mostPresets = 50

/**
 * How rooms of a kind are set up: « Cours », « Conseil », « Entretien ». What is proposed is the room's own from then on;
 * what is forced is the preset's, and changes with it.
 */
const Told = z.object({
  name: PresetName,
  /** All it says, proposed or forced. */
  settings: BehaviourSaid,
  /** Those of them that no room of it may have otherwise. */
  forced: z.array(SettingName),
})

const saysWhatItForces = ({ settings = {}, forced = [] }: Partial<z.infer<typeof Told>>) =>
  forced.every((name) => settings[name] !== undefined)

export const Preset = Told.extend({
  id: PresetId,
  /** Whether new rooms are of it, unless said otherwise. */
  isDefault: z.boolean(),
  /** How many rooms are of it; told to administrators. */
  rooms: z.int().nullable(),
})
export type Preset = z.infer<typeof Preset>

export const Presets = z.object({
  presets: z.array(Preset),
  /** Whether every room must be of one. */
  required: z.boolean(),
  can: z.object({ define: z.boolean() }),
})
export type Presets = z.infer<typeof Presets>

export const presetFailures = failures({
  'preset.not_found': 404,
  'preset.forced': 403,
  'preset.required': 409,
  'preset.name_taken': 409,
  'preset.limit_reached': 409,
  'preset.default_needed': 409,
})

const params = z.object({ presetId: PresetId })
const tooMuch = ['room.too_many_seats', 'room.too_long'] as const

export const listPresets = route({
  method: 'GET',
  path: '/presets',
  summary: 'The presets of room settings that the institution has, by name',
  access: 'person',
  scope: 'readRooms',
  reply: Presets,
})

export const createPreset = route({
  method: 'POST',
  path: '/tenant/presets',
  summary: 'Define a preset of room settings',
  access: 'person',
  scope: 'institution',
  body: Told.refine(saysWhatItForces).meta({
    examples: [{ name: 'Cours', settings: { lobby: 'guests', startMuted: true }, forced: ['lobby'] }],
  }),
  reply: Preset,
  failures: ['tenant.administrator_only', 'preset.name_taken', 'preset.limit_reached', ...tooMuch],
})

export const changePreset = route({
  method: 'PUT',
  path: '/tenant/presets/:presetId',
  summary: 'Define a preset anew; what it forces holds in its rooms, what it proposes in those to come',
  access: 'person',
  scope: 'institution',
  params,
  body: Told.refine(saysWhatItForces).meta({
    examples: [{ name: 'Cours', settings: { lobby: 'everyone' }, forced: ['lobby'] }],
  }),
  reply: Preset,
  failures: ['tenant.administrator_only', 'preset.not_found', 'preset.name_taken', ...tooMuch],
})

export const removePreset = route({
  method: 'DELETE',
  path: '/tenant/presets/:presetId',
  summary: 'Delete a preset; its rooms keep what they have, and it is theirs to change',
  access: 'person',
  scope: 'institution',
  params,
  reply: done,
  failures: ['tenant.administrator_only', 'preset.not_found', 'preset.default_needed'],
})

export const rulePresets = route({
  method: 'PUT',
  path: '/tenant/presets',
  summary:
    'Say which preset new rooms are of, and whether every room must be of one; those of none are then of that one',
  access: 'person',
  scope: 'institution',
  body: z
    .object({ default: PresetId.nullable(), required: z.boolean() })
    .meta({ examples: [{ default: null, required: false }] }),
  reply: Presets,
  failures: ['tenant.administrator_only', 'preset.not_found', 'preset.default_needed'],
})

export const presetRoutes = { listPresets, createPreset, changePreset, removePreset, rulePresets }

/** What its rooms have to follow, or which one new rooms are of. */
export const presetChanged = fact(
  'preset.changed',
  z.object({
    tenantId: TenantId,
    /** Null: new rooms are of none. */
    presetId: PresetId.nullable(),
    by: UserId,
    deed: z.enum(['created', 'changed', 'removed', 'default']),
    /** For who reads of it later, when it can be asked for no more. */
    name: z.string(),
  }),
)
