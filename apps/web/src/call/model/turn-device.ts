import type { CaptureState, DeviceKind } from '../media/types.ts'
import type { Readable } from '../store.ts'

export interface Switches {
  microphone: Readable<CaptureState>
  camera: Readable<CaptureState>
  want: (kind: DeviceKind, wanted: boolean) => Promise<void>
}

/** `overtaken`: another press came meanwhile, and tells by itself what became of it. */
export type Turned = 'on' | 'off' | 'refused' | 'overtaken'

/** Turns a device on or off, and says what happened once it has: a browser that asks may be answered much later. */
export const turnDevice = async (capture: Switches, kind: DeviceKind): Promise<Turned> => {
  const before = capture[kind].get()
  const on = !before.wanted || before.trouble !== null
  await capture.want(kind, on)
  const { wanted, opening, track, trouble } = capture[kind].get()
  if (wanted !== on || opening) return 'overtaken'
  if (!on) return 'off'
  return track && trouble === null ? 'on' : 'refused'
}
