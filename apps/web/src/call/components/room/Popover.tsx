import { type ReactNode, useId, useRef, useState } from 'react'
import css from './popover.module.css'

interface Trigger {
  id: string
  'aria-haspopup': 'dialog'
  'aria-expanded': boolean
  'aria-controls': string
  popoverTarget: string
}

/** A small window at a button, in the browser's top layer; Escape or a click elsewhere closes it, the focus goes back. */
export function Popover({
  label,
  id: given,
  trigger,
  children,
}: {
  label: string
  /** The button's id, for a key that opens it too. */
  id?: string
  trigger: (props: Trigger) => ReactNode
  children: (close: () => void) => ReactNode
}) {
  const own = useId()
  const button = given ?? `${own}-button`
  const pane = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => document.getElementById(own)?.hidePopover()

  const place = () => {
    const at = document.getElementById(button)?.getBoundingClientRect()
    const it = pane.current
    if (!at || !it) return
    // As wide as its words, wherever it stood before.
    it.style.left = '0'
    const { offsetWidth, offsetHeight } = it
    const below = at.bottom + 8 + offsetHeight <= innerHeight
    it.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - 8 - offsetHeight)}px`
    const middle = at.left + at.width / 2 - offsetWidth / 2
    it.style.left = `${Math.max(8, Math.min(middle, innerWidth - offsetWidth - 8))}px`
  }

  return (
    <>
      {trigger({
        id: button,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        'aria-controls': own,
        popoverTarget: own,
      })}
      <div
        ref={pane}
        id={own}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={css.popover}
        onToggle={(event) => {
          const opened = event.newState === 'open'
          setOpen(opened)
          if (!opened) return
          // What is inside is drawn only now; the place depends on its size.
          requestAnimationFrame(() => {
            place()
            pane.current?.querySelector<HTMLElement>('[aria-checked=true], :checked, button')?.focus()
          })
        }}
      >
        {open ? children(close) : null}
      </div>
    </>
  )
}
