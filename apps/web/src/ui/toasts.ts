import { useSyncExternalStore } from 'react'

export interface ToastLink {
  label: string
  href: string
  target?: string
  rel?: string
}

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'error' | 'reminder'
  /** The way back, where there is one; it must be there elsewhere too, for a toast goes. */
  undo: (() => void) | undefined
  /** Where it leads, where it leads anywhere. */
  link: ToastLink | undefined
  /** Milliseconds of the page’s own clock. */
  since: number
}

let toasts: readonly Toast[] = []
let spoken: { id: number; text: string } = { id: 0, text: '' }
let count = 0
const listeners = new Set<() => void>()

const changed = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const dismiss = (id: number) => {
  toasts = toasts.filter((toast) => toast.id !== id)
  changed()
}

/** So long before one goes to another page something was said of that one; earlier, of the page that is left. */
const onTheWay = 1_500

/** On another page, what was said of the one before stands in the way; not what can be undone, what went wrong, or what is to come. */
export const dismissLeft = () => {
  const before = performance.now() - onTheWay
  const staying = toasts.filter(({ undo, tone, since }) => undo || tone !== 'plain' || since > before)
  if (staying.length === toasts.length) return
  toasts = staying
  changed()
}

const show = (shown: Omit<Toast, 'id' | 'since'>, stays: number) => {
  const id = ++count
  toasts = [...toasts.slice(-2), { ...shown, id, since: performance.now() }]
  setTimeout(dismiss, stays + shown.text.length * 60, id)
  announce(shown.text)
}

/** Says something for a while, on the screen and aloud. Nothing that must be answered belongs here. */
export const toast = (text: string, tone: Toast['tone'] = 'plain', undo?: () => void) =>
  // Time to read it; and to reach the way back.
  show({ text, tone, undo, link: undefined }, undo ? 12_000 : 3_000)

/** Says what is about to begin, and the way to it, long enough to end a sentence first. */
export const toastReminder = (text: string, link: ToastLink | undefined) =>
  show({ text, tone: 'reminder', undo: undefined, link }, 60_000)

/** Says something aloud only, politely, to those who hear the page. */
export const announce = (text: string) => {
  spoken = { id: ++count, text }
  changed()
}

export const toastsNow = () => toasts
export const useToasts = () => useSyncExternalStore(subscribe, toastsNow)
export const useSpoken = () => useSyncExternalStore(subscribe, () => spoken)
