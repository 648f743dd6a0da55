import { announce, toast } from '#ui/toasts.ts'
import type { Call } from '../../call.ts'
import type { DeviceKind } from '../../media/types.ts'
import { turnDevice } from '../../model/turn-device.ts'
import type { CallSay } from '../../words.ts'

/** What buttons and keys both do. */
export const createDeeds = (call: Call, say: CallSay, help: () => void) => {
  const { capture } = call.own
  /** Whoever may not is told why, and what can be done. */
  const mayNot = (means: 'microphone' | 'camera' | 'screen') => {
    if (call.moderation.allowed.get()[means]) return false
    call.moderation.remind(means)
    return true
  }
  const toggle = async (kind: DeviceKind) => {
    if (mayNot(kind)) return
    const turned = await turnDevice(capture, kind)
    // The window of devices says why, and what to do.
    if (turned === 'refused') help()
    if (turned !== 'on' && turned !== 'off') return
    // To be seen and to see no one is not what “sound only” says: a camera turned on is the later word.
    const over = kind === 'camera' && turned === 'on' && call.quality.level.get() === 'sound'
    if (over) {
      call.quality.picturesBack()
      toast(say('sound.over'))
    } else announce(say(`hear.${kind}_${turned}`))
  }
  const hand = async () => {
    const moved = await call.hands.toggle()
    if (moved === 'raised') announce(say('hear.hand_own'))
    if (moved === 'lowered') announce(say('hear.hand_lowered'))
    if (moved === 'refused') toast(say('hand.refused'), 'error')
  }
  return {
    microphone: () => {
      // Opened or closed: what was said of it is answered.
      call.moderation.dismiss()
      void toggle('microphone')
    },
    camera: () => void toggle('camera'),
    hand: () => void hand(),
    share: () => {
      if (mayNot('screen')) return
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
