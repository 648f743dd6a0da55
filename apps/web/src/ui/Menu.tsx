import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import css from './Menu.module.css'

export interface MenuItem {
  label: string
  icon?: ReactNode
  danger?: boolean
  disabled?: boolean
  /** A choice among others, of which this one holds. */
  checked?: boolean
  onSelect: () => void
}

type Trigger = {
  id: string
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
  'aria-controls': string
  popoverTarget: string
}

const step = (event: KeyboardEvent, at: number, count: number) => {
  if (event.key === 'ArrowDown') return (at + 1) % count
  if (event.key === 'ArrowUp') return (at - 1 + count) % count
  if (event.key === 'Home') return 0
  if (event.key === 'End') return count - 1
  return undefined
}

/** A list of deeds behind a button. The browser's popover: above everything, closed by Escape or a click elsewhere. */
export function Menu({
  label,
  items,
  trigger,
}: {
  label: string
  items: readonly MenuItem[]
  /** Draws the button; spread what it is given on it. */
  trigger: (props: Trigger) => ReactNode
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const entries = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
  const place = () => {
    const button = document.getElementById(`${id}-button`)
    const menu = list.current
    if (!button || !menu) return
    const at = button.getBoundingClientRect()
    // As wide as its words, wherever it stood before.
    menu.style.left = '0'
    const { offsetWidth, offsetHeight } = menu
    const below = at.bottom + 6 + offsetHeight <= innerHeight
    menu.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - offsetHeight)}px`
    menu.style.left = `${Math.max(8, Math.min(at.right - offsetWidth, innerWidth - offsetWidth - 8))}px`
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries()
    const next = step(event, all.indexOf(document.activeElement as HTMLButtonElement), all.length)
    if (event.key === 'Tab') list.current?.hidePopover()
    if (next === undefined) return
    event.preventDefault()
    all[next]?.focus()
  }

  return (
    <>
      {trigger({
        id: `${id}-button`,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': id,
        popoverTarget: id,
      })}
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={css.menu}
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          const opened = event.newState === 'open'
          setOpen(opened)
          if (!opened) return
          place()
          entries()[0]?.focus()
        }}
      >
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.checked}
            tabIndex={-1}
            disabled={item.disabled}
            data-danger={item.danger || undefined}
            onClick={() => {
              list.current?.hidePopover()
              item.onSelect()
            }}
          >
            {item.icon}
            {item.label}
          </button>
        ))}
      </div>
    </>
  )
}
