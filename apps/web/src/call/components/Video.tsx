import { type CSSProperties, useLayoutEffect, useRef } from 'react'
import type { Picture } from '../media/types.ts'

/** Moving pictures. Sound never comes this way: it is played apart, whoever is on the screen. */
export function Video({
  picture,
  mirrored,
  whole,
  style,
}: {
  picture: Picture
  mirrored?: boolean
  /** All of it is shown, with bars if need be: a screen is read to its edges. */
  whole?: boolean
  style?: CSSProperties
}) {
  const element = useRef<HTMLVideoElement>(null)
  // Before the paint: the engine sends nothing to a picture that stands nowhere.
  useLayoutEffect(() => {
    const video = element.current
    return video ? picture.attach(video) : undefined
  }, [picture])
  return (
    <video
      ref={element}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      aria-hidden="true"
      tabIndex={-1}
      style={{
        width: '100%',
        height: '100%',
        display: 'block',
        objectFit: whole ? 'contain' : 'cover',
        ...(mirrored ? { transform: 'scaleX(-1)' } : {}),
        ...style,
      }}
    />
  )
}
