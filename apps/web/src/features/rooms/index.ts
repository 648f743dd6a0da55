import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    rooms: typeof fr
  }
}

export { AllRooms } from './components/AllRooms.tsx'
export { Announced } from './components/Announced.tsx'
export { CarrierSelect } from './components/CarrierSelect.tsx'
export { CreateRoom } from './components/CreateRoom.tsx'
export { Holders } from './components/Holders.tsx'
export { Favourite } from './components/Favourite.tsx'
export { OnNow } from './components/OnNow.tsx'
export { RoomActAlone } from './components/RoomAct.tsx'
export { type Deed, RoomDeed } from './components/RoomDeed.tsx'
export { RoomList } from './components/RoomList.tsx'
export { RoomMenu } from './components/RoomMenu.tsx'
export { RoomSettings } from './components/RoomSettings.tsx'
export { RoomState, useLastRun } from './components/RoomState.tsx'
export { WaitingPill } from './components/WaitingPill.tsx'
export { PresetsCard } from './components/PresetsCard.tsx'
export { SettingsCard } from './components/SettingsCard.tsx'
export { useSettingsDraft } from './useSettingsDraft.ts'
export { useRoom, useRoomSettings, useRooms, useRoomsLive } from './queries.ts'
export { isOver, isPast } from './past.ts'
export { arrange, type Arrangement, orders, showings } from './arrange.ts'
export type { RoomSeen } from '@amphi/contract/rooms'
