import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '#ground/words.ts'
import css from './LongName.module.css'

/**
 * A name that may be as long as a paragraph, drawn in so many lines at most; when that cuts it, a button shows the rest.
 * Whoever hears the page hears all of it.
 */
export function LongName({
  name,
  lines = 3,
  children,
}: {
  name: string
  lines?: 2 | 3
  /** Draws the heading around it. */
  children: (shown: ReactNode) => ReactNode
}) {
  const say = useWords('ui')
  const text = useRef<HTMLSpanElement>(null)
  const [isCut, setIsCut] = useState(false)
  const [isWhole, setIsWhole] = useState(false)
  useLayoutEffect(() => {
    const shown = text.current
    if (!shown) return undefined
    // Its height changes with the width of the page, and when the font arrives. Letters may reach out of a tight line.
    const look = new ResizeObserver(() => {
      const halfALine = Number.parseFloat(getComputedStyle(shown).lineHeight) / 2
      if (shown.dataset['whole'] === undefined) setIsCut(shown.scrollHeight - shown.clientHeight > halfALine)
    })
    look.observe(shown)
    return () => look.disconnect()
  }, [name])
  return (
    <>
      {children(
        <span ref={text} className={css.name} data-lines={lines} data-whole={isWhole || undefined}>
          {name}
        </span>,
      )}
      {isCut ? (
        <button type="button" className={css.more} aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {say(isWhole ? 'less' : 'more')}
        </button>
      ) : null}
    </>
  )
}
