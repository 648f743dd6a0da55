import type { Scope } from '../scope.ts'
import { createStore, type Readable, type Store } from '../store.ts'
import type { Devices } from './devices.ts'
import { troubleOf } from './trouble.ts'
import type { CaptureState, Choices, DeviceKind, QualityLevel } from './types.ts'

/**
 * One's own camera and microphone, from the device check to the end of the call: the tracks seen in the preview are
 * the ones that are sent, and they outlive a lost connection.
 */
export interface Capture {
  microphone: Readable<CaptureState>
  camera: Readable<CaptureState>
  want: (kind: DeviceKind, wanted: boolean) => Promise<void>
  /** Closed by those who lead, or by the room: for this time, while what one chose for oneself stays chosen. */
  shut: (kind: DeviceKind) => void
  /** Opens all that is wanted, with one question from the browser instead of two. */
  open: () => Promise<void>
  choose: (kind: DeviceKind, deviceId: string) => Promise<void>
  /** Lets go of the devices until they are opened again; what is wanted stays wanted. */
  rest: () => void
  setQuality: (level: QualityLevel) => Promise<void>
}

const pictureSizes: Record<QualityLevel, MediaTrackConstraints> = {
  automatic: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } },
  high: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30, max: 30 } },
  standard: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 25, max: 30 } },
  low: { width: { ideal: 320 }, height: { ideal: 180 }, frameRate: { ideal: 15, max: 15 } },
  sound: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 25, max: 30 } },
}

const shut: CaptureState = { wanted: false, opening: false, track: null, trouble: null }

export const createCapture = (scope: Scope, choices: Store<Choices>, devices: Devices): Capture => {
  const kept = choices.get()
  const stores = {
    microphone: createStore<CaptureState>({ ...shut, wanted: kept.microphone }),
    camera: createStore<CaptureState>({ ...shut, wanted: kept.camera }),
  }
  const turns = { microphone: 0, camera: 0 }
  let level = kept.quality

  const constraints = (kind: DeviceKind): MediaTrackConstraints => {
    const id = choices.get()[kind === 'camera' ? 'cameraId' : 'microphoneId']
    // Not `exact`: a device that was unplugged since last time must not keep anyone out.
    const chosen = id ? { deviceId: { ideal: id } } : {}
    if (kind === 'camera') return { ...pictureSizes[level], ...chosen }
    return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...chosen }
  }

  const put = (kind: DeviceKind, next: Partial<CaptureState>) => stores[kind].change((now) => ({ ...now, ...next }))

  const drop = (kind: DeviceKind) => {
    stores[kind].get().track?.stop()
    put(kind, { track: null })
  }

  const take = (kind: DeviceKind, track: MediaStreamTrack) => {
    drop(kind)
    if (kind === 'camera') track.contentHint = 'motion'
    track.addEventListener('ended', () => {
      if (stores[kind].get().track !== track) return
      // Unplugged, or taken by the system: another one of the same kind is better than none.
      put(kind, { track: null, trouble: 'missing' })
      void ask([kind])
    })
    put(kind, { track, trouble: null, opening: false })
  }

  const ask = async (kinds: readonly DeviceKind[]): Promise<void> => {
    const media = navigator.mediaDevices as MediaDevices | undefined
    if (!media?.getUserMedia) {
      for (const kind of kinds) put(kind, { trouble: 'insecure', opening: false })
      return
    }
    const turn = { ...turns }
    for (const kind of kinds) {
      turn[kind] = ++turns[kind]
      put(kind, { opening: true })
    }
    try {
      const stream = await media.getUserMedia({
        ...(kinds.includes('microphone') && { audio: constraints('microphone') }),
        ...(kinds.includes('camera') && { video: constraints('camera') }),
      })
      for (const track of stream.getTracks()) {
        const kind = track.kind === 'audio' ? 'microphone' : 'camera'
        if (scope.ended || turn[kind] !== turns[kind] || !stores[kind].get().wanted) track.stop()
        else take(kind, track)
      }
    } catch (error) {
      if (scope.ended) return
      // One missing or busy device must not take the other with it.
      if (kinds.length > 1) return void (await Promise.all(kinds.map((kind) => ask([kind]))))
      for (const kind of kinds) if (turn[kind] === turns[kind]) put(kind, { trouble: troubleOf(error), opening: false })
    }
    await devices.refresh()
  }

  const missing = () =>
    (['microphone', 'camera'] as const).filter((kind) => {
      const { wanted, track, opening } = stores[kind].get()
      return wanted && !track && !opening
    })

  const open = async () => {
    const kinds = missing()
    if (kinds.length > 0) await ask(kinds)
  }

  for (const kind of ['microphone', 'camera'] as const) watchPermission(scope, kind, () => void open())
  scope.listen(navigator.mediaDevices as MediaDevices | undefined, 'devicechange', () => void open())
  const rest = () => {
    for (const kind of ['microphone', 'camera'] as const) {
      turns[kind]++
      drop(kind)
    }
  }
  scope.onEnd(rest)

  const close = (kind: DeviceKind) => {
    put(kind, { wanted: false, trouble: null, opening: false })
    // The camera's light goes out with the picture. The microphone stays open and mute once it was used, or headsets
    // on Bluetooth would change their sound at each word, and "you are muted" could not be noticed.
    if (kind === 'camera') drop('camera')
  }

  return {
    microphone: stores.microphone,
    camera: stores.camera,
    open,
    rest,
    want: async (kind, wanted) => {
      choices.change((now) => ({ ...now, [kind]: wanted }))
      if (!wanted) return close(kind)
      put(kind, { wanted })
      await open()
    },
    shut: close,
    choose: async (kind, deviceId) => {
      choices.change((now) => ({ ...now, [kind === 'camera' ? 'cameraId' : 'microphoneId']: deviceId }))
      const { wanted } = stores[kind].get()
      if (wanted) await ask([kind])
      else drop(kind)
    },
    setQuality: async (next) => {
      level = next
      await stores.camera
        .get()
        .track?.applyConstraints(constraints('camera'))
        .catch(() => undefined)
    },
  }
}

/** "This page will notice": a permission given in the browser's own window opens the device without a reload. */
const watchPermission = (scope: Scope, name: DeviceKind, granted: () => void) => {
  navigator.permissions
    ?.query({ name: name as PermissionName })
    .then((status) => scope.listen(status, 'change', () => status.state === 'granted' && granted()))
    // Firefox and older Safari know no such permission: a reload will do there.
    .catch(() => undefined)
}
