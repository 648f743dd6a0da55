import { z } from 'zod'
import { failures, route } from './grammar.ts'
import { engineNames, NodeId } from './nodes.ts'
import { Language } from './requests.ts'
import { PresetId, RoomId, visibilities } from './rooms.ts'
import { Allowed, cameraViewers, lobbies } from './sessions.ts'
import { Minutes, Seats } from './tenants.ts'
import { line, paragraphs } from './text.ts'
import { textLengths } from './limits.ts'

/** Read aloud and typed on phones, so short ones are allowed; guessing is stopped at the door. */
export const RoomPassword = line(textLengths.roomPassword)

export const Welcome = paragraphs(textLengths.welcome)

/** A page of the web, and of no one's account there: what stands before an @ passes for the name of a site. */
export const WebAddress = z
  .url({ protocol: /^https?$/ })
  .max(textLengths.webAddress.max)
  .refine((address) => URL.canParse(address) && new URL(address).username === '' && new URL(address).password === '')

/** Any server of an engine, or this one. */
export const Carrier = z.discriminatedUnion('by', [
  z.object({ by: z.literal('engine'), engine: z.enum(engineNames) }),
  z.object({ by: z.literal('node'), nodeId: NodeId }),
])
export type Carrier = z.infer<typeof Carrier>

/** How a room behaves. What is not said for a room is as `roomDefaults` has it. */
const Behaviour = z.object({
  visibility: z.enum(visibilities),
  lobby: z.enum(lobbies),
  /** Whether those who wait to be let in see how many came before them. */
  lobbyPlace: z.boolean(),
  /** Read at the door, and above the first message of the chat; null where there is nothing to say. */
  welcome: z.string().nullable(),
  /** Where to go on after the call: a link to click, never a jump. */
  leaveTo: z.string().nullable(),
  /** Whether participants come in with their microphone off; they may turn it on. */
  startMuted: z.boolean(),
  /** What participants may do when a session begins. */
  atStart: Allowed,
  camerasFor: z.enum(cameraViewers),
  /** Whether participants are told who else is there; moderators always are. */
  listed: z.boolean(),
  /** How many may be inside, and how many minutes a session lasts; null: as the institution has it. */
  mostInside: Seats.nullable(),
  sessionLength: Minutes.nullable(),
  /** The tongue its invitations begin in; null: that of whoever writes them. */
  language: Language.nullable(),
  /** What carries its sessions, where the institution lets rooms say so; null: whichever is chosen. */
  carrier: Carrier.nullable(),
  /** Where an engine’s own pages are opened, where the institution leaves it to rooms; null: in a tab. */
  enginePages: z.enum(['tab', 'inside']).nullable(),
})
export type RoomBehaviour = z.infer<typeof Behaviour>

export const SettingName = Behaviour.keyof()
export type SettingName = z.infer<typeof SettingName>

export const roomDefaults: RoomBehaviour = {
  visibility: 'anyone',
  lobby: 'off',
  lobbyPlace: true,
  welcome: null,
  leaveTo: null,
  startMuted: false,
  atStart: { microphone: true, camera: true, screen: true, chat: true },
  camerasFor: 'everyone',
  listed: true,
  mostInside: null,
  sessionLength: null,
  language: null,
  carrier: null,
  enginePages: null,
}

/** The same for those who configure the room. */
export const RoomSettings = Behaviour.extend({
  /** Told to those who configure the room, for them to tell it to others; null where it asks for none. */
  password: z.string().nullable(),
  /** The institution’s way of setting up such rooms, where it is of one. */
  preset: z.object({ id: PresetId, name: z.string() }).nullable(),
  /** What its preset forces: nobody changes it for this room alone. */
  forced: z.array(SettingName),
  /** What the institution has where the room says nothing, and at the most. */
  institution: z.object({
    usualInside: z.int(),
    mostInside: z.int(),
    sessionLength: z.int(),
    longestSession: z.int(),
    /** Whether it leaves to rooms where an engine’s own pages are opened. */
    opensByRoom: z.boolean(),
  }),
})
export type RoomSettings = z.infer<typeof RoomSettings>

/** Some of it, as someone says it. */
export const BehaviourSaid = Behaviour.extend({
  welcome: Welcome.nullable(),
  leaveTo: WebAddress.nullable(),
}).partial()

export const RoomSettingsChange = BehaviourSaid.extend({
  password: RoomPassword.nullable().optional(),
  /** Another one: what it proposes is taken over first, then what else is said. Null: of none, and as it was. */
  presetId: PresetId.nullable().optional(),
})
export type RoomSettingsChange = z.infer<typeof RoomSettingsChange>

export const roomSettingsFailures = failures({ 'room.too_many_seats': 409, 'room.too_long': 409 })

const params = z.object({ roomId: RoomId })

export const readRoomSettings = route({
  method: 'GET',
  path: '/rooms/:roomId/settings',
  summary: 'Read who may come into a room, by which password, and how it behaves',
  access: 'person',
  scope: 'rooms',
  params,
  reply: RoomSettings,
  failures: ['room.not_found', 'room.not_yours'],
})

export const changeRoomSettings = route({
  method: 'PATCH',
  path: '/rooms/:roomId/settings',
  summary: 'Change some of the settings of a room; those inside stay',
  access: 'person',
  scope: 'rooms',
  params,
  body: RoomSettingsChange.meta({
    examples: [{ visibility: 'anyone', password: 'orangers', lobby: 'guests', mostInside: 60, startMuted: true }],
  }),
  reply: RoomSettings,
  failures: [
    'room.not_found',
    'room.not_yours',
    'room.too_many_seats',
    'room.too_long',
    'preset.not_found',
    'preset.forced',
    'preset.required',
  ],
})

export const roomSettingsRoutes = { readRoomSettings, changeRoomSettings }
