import { RemoteTrackPublication, type Track, TrackPublication } from 'livekit-client'
import type { Picture } from './types.ts'

const refused = TrackPublication.PermissionStatus.NotAllowed

// One picture for one track: what React holds must not change while the picture does not.
const pictures = new WeakMap<Track, Picture>()
/** Where each one stands on the page now. */
const places = new WeakMap<Picture, Set<HTMLVideoElement>>()

const pictureOf = (track: Track, id: string): Picture => {
  const known = pictures.get(track)
  if (known) return known
  const shown = new Set<HTMLVideoElement>()
  const picture: Picture = {
    id,
    attach: (element) => {
      track.attach(element)
      shown.add(element)
      return () => {
        shown.delete(element)
        track.detach(element)
      }
    },
  }
  pictures.set(track, picture)
  places.set(picture, shown)
  return picture
}

/** What someone shows: the picture that comes, or until it does what was seen of it last. */
export const shownOf = (publication: TrackPublication | undefined, last: Picture | null): Picture | null => {
  if (!publication || publication.isMuted) return null
  // Not asked for any more: it stops before its track does.
  if (publication instanceof RemoteTrackPublication && !publication.isDesired) return null
  // Not shown to us any more: nothing of it stays.
  if (publication instanceof RemoteTrackPublication && publication.permissionStatus === refused) return null
  if (publication.track) return pictureOf(publication.track, publication.trackSid)
  return publication instanceof RemoteTrackPublication ? last : null
}

/** More would not be seen, and only take longer to keep. */
const widest = 1_600

const drawn = (video: HTMLVideoElement): string | null => {
  const width = Math.min(widest, video.videoWidth)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = Math.round((width * video.videoHeight) / video.videoWidth)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/jpeg', 0.8)
}

/** The last frame of a picture that has stopped to come: it stands still wherever it is shown from now on. */
export const stillOf = (picture: Picture | null): Picture | null => {
  if (!picture) return null
  const shown = places.get(picture)
  // It is a still already.
  if (!shown) return picture
  const [largest] = [...shown]
    .filter(({ readyState, videoWidth }) => readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && videoWidth > 0)
    .toSorted((a, b) => b.clientWidth - a.clientWidth)
  const frame = largest && drawn(largest)
  if (!frame) return null
  return {
    id: `${picture.id} still`,
    attach: (element) => {
      element.poster = frame
      return () => element.removeAttribute('poster')
    },
  }
}
