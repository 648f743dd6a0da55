import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** What of oneself goes out, or is on its way: a device that is refused does not, whatever was asked for. */
export const useOwnDevices = () => {
  const { call } = useRoom()
  const microphone = useStore(call.own.capture.microphone)
  const camera = useStore(call.own.capture.camera)
  return {
    microphone: microphone.wanted && microphone.trouble === null,
    camera: camera.wanted && camera.trouble === null,
  }
}
