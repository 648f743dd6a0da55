import { type RoomBehaviour, roomDefaults } from '@amphi/contract/room-settings'

/** What was said for one room; the rest follows the defaults, also where these change. */
export type SaidSettings = Partial<RoomBehaviour>

export const settingsOf = ({ settings }: { settings: SaidSettings }): RoomBehaviour => ({
  ...roomDefaults,
  ...settings,
})
