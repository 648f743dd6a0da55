import type { Scope } from '../scope.ts'
import { derive, type Readable } from '../store.ts'
import type { CaptureState, Picture } from './types.ts'

/** One's own picture straight from the camera: it stays while the line is down. */
export const createOwnPicture = (scope: Scope, camera: Readable<CaptureState>): Readable<Picture | null> => {
  let shown: { track: MediaStreamTrack; picture: Picture } | null = null
  return derive(scope, [camera], () => {
    const { track, wanted } = camera.get()
    if (!track || !wanted) return null
    if (shown?.track !== track) shown = { track, picture: pictureOf(track) }
    return shown.picture
  })
}

const pictureOf = (track: MediaStreamTrack): Picture => ({
  id: track.id,
  attach: (element) => {
    element.srcObject = new MediaStream([track])
    element.muted = true
    void element.play().catch(() => undefined)
    return () => {
      element.srcObject = null
    }
  },
})
