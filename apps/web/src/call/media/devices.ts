import type { Scope } from '../scope.ts'
import { createStore, type Store } from '../store.ts'
import type { Device, DeviceLists } from './types.ts'

export interface Devices extends Store<DeviceLists> {
  refresh: () => Promise<void>
}

export const mayChooseSpeaker = () =>
  typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype

const of = (found: MediaDeviceInfo[], kind: MediaDeviceKind): Device[] =>
  found
    // Before permission, browsers list one device of each kind without id or label: it cannot be chosen.
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map((device) => ({ id: device.deviceId, label: device.label }))

/** The devices of this machine, listed again when one is plugged in or permission is given. */
export const createDevices = (scope: Scope): Devices => {
  const store = createStore<DeviceLists>({ microphones: [], cameras: [], speakers: [] })
  const media = typeof navigator === 'undefined' ? undefined : navigator.mediaDevices
  const refresh = async () => {
    const found = (await media?.enumerateDevices().catch(() => [])) ?? []
    if (scope.ended) return
    store.set({
      microphones: of(found, 'audioinput'),
      cameras: of(found, 'videoinput'),
      speakers: mayChooseSpeaker() ? of(found, 'audiooutput') : [],
    })
  }
  scope.listen(media, 'devicechange', () => void refresh())
  return { ...store, refresh }
}
