import { useSyncExternalStore } from 'react'

/** Whether a media query holds. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )

export const useNarrow = () => useMedia('(max-width: 720px)')

/** A phone held either way, or a page enlarged until no more room is left than a phone has. */
export const useCompact = () => useMedia('(max-width: 720px), (max-height: 480px)')

/** Compact, and upright: what opens comes over the rest. On its side there is room for it beside the rest. */
export const useUpright = () => useMedia('(max-width: 559px), (max-width: 720px) and (min-height: 481px)')
