import type { Ask, Reply } from '@amphi/contract/grammar'
import type { Routes } from '@amphi/contract/catalogue'
import type { Heard } from '#ground/live.ts'

type Used =
  | 'readDoor'
  | 'enterDoor'
  | 'readSession'
  | 'endSession'
  | 'extendSession'
  | 'raiseHand'
  | 'lowerHands'
  | 'leaveSession'
  | 'listMessages'
  | 'postMessage'
  | 'limitSession'
  | 'showCameras'
  | 'switchLobby'
  | 'limitParticipant'
  | 'muteParticipant'
  | 'muteEveryone'
  | 'askToUnmute'
  | 'askToSpeak'
  | 'spotlight'
  | 'giveRole'
  | 'removeParticipant'
  | 'banParticipant'
  | 'liftBan'
  | 'readLobbyRequest'
  | 'leaveLobby'
  | 'readLobby'
  | 'decideLobby'
  | 'tellLobby'

/** Our server, as the call needs it. View models are given it, so that a test can be the server. */
export interface Wire {
  call: <N extends Used>(
    name: N,
    ask: Ask<Routes[N]>,
    options?: { keepalive?: boolean; within?: number },
  ) => Promise<Reply<Routes[N]>>
  join: (channel: string, heard: (heard: Heard) => void) => () => void
  /** The network is back, as another line noticed: no need to sit out the pause between two tries. */
  renew: () => void
}
