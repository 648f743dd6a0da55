import { type MouseEvent, useRef } from 'react'

/** Within this of a row's going, in milliseconds, a click was meant for the row that stood there. */
const unsettled = 400

/**
 * Rows that go at a click, and others that move up into their place: a second click decides about nobody, and the focus
 * of the keyboard goes to the next row rather than nowhere.
 */
export const useSteady = () => {
  const last = useRef(-Infinity)
  return (deed: () => void) => (event: MouseEvent<HTMLElement>) => {
    if (event.timeStamp - last.current < unsettled) return
    last.current = event.timeStamp
    const row = event.currentTarget.closest('li')
    const next = row?.nextElementSibling ?? row?.previousElementSibling
    const target = next?.querySelector<HTMLElement>('button') ?? row?.closest<HTMLElement>('[tabindex="-1"]')
    target?.focus({ preventScroll: true })
    deed()
  }
}
