import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 720px)')
const subscribe = (listener: () => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Where a phone gets another drawing, not only other measures; those are the style sheet's. */
export const usePhone = () => useSyncExternalStore(subscribe, () => narrow.matches)
