import type { CaptureState } from '../../media/types.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/**
 * `on`: it goes out, or is on its way; a device that is refused is not, whatever was asked for. `live`: it goes out.
 * `closed`: moderators forbid it.
 */
const stateOf = ({ wanted, trouble, track }: CaptureState, allowed: boolean) => {
  const on = wanted && trouble === null && allowed
  return { on, live: on && track !== null, closed: !allowed }
}

/** What of oneself goes out: shown at once, and told to whoever hears the page once it does. */
export const useOwnDevices = () => {
  const { call } = useRoom()
  const allowed = useStore(call.moderation.allowed)
  return {
    microphone: stateOf(useStore(call.own.capture.microphone), allowed.microphone),
    camera: stateOf(useStore(call.own.capture.camera), allowed.camera),
  }
}
