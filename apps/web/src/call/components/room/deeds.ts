import { announce, toast } from '#ui/toasts.ts'
import type { Call } from '../../call.ts'
import type { CallSay } from '../../words.ts'

/** What buttons and keys both do. */
export const createDeeds = (call: Call, say: CallSay) => {
  const { capture } = call.own
  return {
    microphone: () => {
      const wanted = !capture.microphone.get().wanted
      announce(say(wanted ? 'hear.microphone_on' : 'hear.microphone_off'))
      void capture.want('microphone', wanted)
    },
    camera: () => {
      const wanted = !capture.camera.get().wanted
      announce(say(wanted ? 'hear.camera_on' : 'hear.camera_off'))
      void capture.want('camera', wanted)
    },
    hand: () => {
      announce(say(call.hands.up.get() ? 'hear.hand_lowered' : 'hear.hand_own'))
      call.hands.toggle()
    },
    share: () => {
      const media = navigator.mediaDevices as MediaDevices | undefined
      if (media && 'getDisplayMedia' in media) void call.line.shareScreen()
      else toast(say('screen.failed'), 'error')
    },
    stopShares: () => {
      for (const screen of call.roster.screens.get()) if (screen.own) call.line.stopScreen(screen.id)
    },
    fullScreen: () => {
      const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
      // iPhones have none; the button is not shown there, the key does nothing.
      done.catch(() => undefined)
    },
  }
}

export type Deeds = ReturnType<typeof createDeeds>
