import { type RefObject, useEffect, useRef } from 'react'

/** Takes the focus when a screen gives way to another, so that it is neither lost nor left on something gone. */
export const useArrival = <T extends HTMLElement>(): RefObject<T | null> => {
  const place = useRef<T>(null)
  useEffect(() => place.current?.focus({ preventScroll: true }), [])
  return place
}
