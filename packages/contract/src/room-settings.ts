import { z } from 'zod'
import { route } from './grammar.ts'
import { RoomId, visibilities } from './rooms.ts'
import { line } from './text.ts'

/** Who must be let in by a moderator, once a session runs: nobody, those without an account, or all who do not lead. */
export const lobbies = ['off', 'guests', 'everyone'] as const
export type Lobbies = (typeof lobbies)[number]

/** Read aloud and typed on phones, so short ones are allowed; guessing is stopped at the door. */
export const RoomPassword = line({ min: 4, max: 64 })

/** How a room behaves. What is not said for a room is as `roomDefaults` has it. */
const Behaviour = z.object({
  visibility: z.enum(visibilities),
  lobby: z.enum(lobbies),
  /** Whether those who wait to be let in see how many came before them. */
  lobbyPlace: z.boolean(),
})
export type RoomBehaviour = z.infer<typeof Behaviour>

export const roomDefaults: RoomBehaviour = { visibility: 'anyone', lobby: 'off', lobbyPlace: true }

/** The same for those who configure the room. */
export const RoomSettings = Behaviour.extend({
  /** Told to those who configure the room, for them to tell it to others; null where it asks for none. */
  password: z.string().nullable(),
})
export type RoomSettings = z.infer<typeof RoomSettings>

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
  body: RoomSettings.extend({ password: RoomPassword.nullable() })
    .partial()
    .meta({ examples: [{ visibility: 'anyone', password: 'orangers', lobby: 'guests' }] }),
  reply: RoomSettings,
  failures: ['room.not_found', 'room.not_yours'],
})

export const roomSettingsRoutes = { readRoomSettings, changeRoomSettings }
