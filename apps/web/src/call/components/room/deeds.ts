import { announce, toast } from '#ui/toasts.ts'
import type { Call } from '../../call.ts'
import type { DeviceKind } from '../../media/types.ts'
import type { CallSay } from '../../words.ts'

/** What buttons and keys both do. */
export const createDeeds = (call: Call, say: CallSay, help: () => void) => {
  const { capture } = call.own
  const toggle = async (kind: DeviceKind) => {
    const { wanted, trouble } = capture[kind].get()
    const on = !(wanted && trouble === null)
    announce(say(`hear.${kind}_${on ? 'on' : 'off'}`))
    await capture.want(kind, on)
    // Refused or taken: the window of devices says why, and what to do.
    if (on && capture[kind].get().trouble) help()
  }
  return {
    microphone: () => void toggle('microphone'),
    camera: () => void toggle('camera'),
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
