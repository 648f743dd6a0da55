import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

interface End<T extends HTMLElement> {
  list: RefObject<T | null>
  atEnd: boolean
  scrolled: () => void
  toEnd: () => void
}

/** How near the end still counts as there, in pixels. */
const near = 40

/**
 * Keeps the end of a list in sight for as long as one is there: when `content` becomes another, and when the list itself
 * is made smaller by a longer text under it or by a phone’s keyboard. Who reads further up is not pulled away from it.
 */
export const useEnd = <T extends HTMLElement>(content: unknown): End<T> => {
  const list = useRef<T>(null)
  const [atEnd, setAtEnd] = useState(true)
  const holds = useRef(true)

  const hold = (now: boolean) => {
    holds.current = now
    setAtEnd(now)
  }
  const go = () => list.current?.scrollTo({ top: list.current.scrollHeight })
  const toEnd = () => {
    hold(true)
    go()
  }
  const scrolled = () => {
    const at = list.current
    if (at) hold(at.scrollHeight - at.scrollTop - at.clientHeight < near)
  }

  useLayoutEffect(() => {
    if (holds.current) go()
  }, [content])
  useEffect(() => {
    const at = list.current
    if (!at) return undefined
    const watcher = new ResizeObserver(() => {
      if (holds.current) at.scrollTo({ top: at.scrollHeight })
    })
    watcher.observe(at)
    return () => watcher.disconnect()
  }, [])
  return { list, atEnd, scrolled, toEnd }
}
