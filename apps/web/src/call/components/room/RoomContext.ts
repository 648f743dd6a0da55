import { createContext, use } from 'react'
import type { Call } from '../../call.ts'

export type PanelName = 'chat' | 'people'
export type DialogName = 'invite' | 'shortcuts' | 'leave' | 'devices' | 'quality' | 'react' | 'limits'

/** The call, and what of its furniture is open. */
export interface Room {
  call: Call
  panel: PanelName | null
  showPanel: (panel: PanelName | null) => void
  dialog: DialogName | null
  showDialog: (dialog: DialogName | null) => void
}

export const RoomContext = createContext<Room | null>(null)

export const useRoom = (): Room => {
  const room = use(RoomContext)
  if (!room) throw new Error('this is drawn only inside a call')
  return room
}
