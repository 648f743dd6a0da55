import { useSyncExternalStore } from 'react'

/** A meeting started in this tab without an account: nobody else can give its moderators’ link again. */
export interface KeptMeeting {
  name: string
  code: string
  moderatorCode: string
}

type Store = Pick<Storage, 'getItem' | 'setItem'>

const key = 'amphi.meetings'
/** More than one person starts at a time; the oldest makes way. */
const most = 5

const isMeeting = (it: unknown): it is KeptMeeting =>
  typeof it === 'object' &&
  it !== null &&
  ['name', 'code', 'moderatorCode'].every((field) => typeof (it as Record<string, unknown>)[field] === 'string')

const read = (store: Store): KeptMeeting[] => {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isMeeting).slice(0, most) : []
  } catch {
    // Nothing of ours, or a browser that keeps nothing: what follows is then kept until the page is left.
    return []
  }
}

/** As long as the tab lives, and for it alone. */
export const createKept = (open: () => Store) => {
  let meetings: readonly KeptMeeting[] | undefined
  const listeners = new Set<() => void>()
  const get = () => {
    meetings ??= read({ getItem: (name) => open().getItem(name), setItem: () => undefined })
    return meetings
  }
  const set = (next: readonly KeptMeeting[]) => {
    meetings = next
    try {
      open().setItem(key, JSON.stringify(next))
    } catch {
      // A browser that keeps nothing.
    }
    for (const listener of listeners) listener()
  }
  return {
    get,
    keep: ({ name, code, moderatorCode }: KeptMeeting) => set([{ name, code, moderatorCode }, ...get()].slice(0, most)),
    forget: (code: string) => set(get().filter((it) => it.code !== code)),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export const kept = createKept(() => sessionStorage)

/** The newest first. */
export const useKept = () => useSyncExternalStore(kept.subscribe, kept.get)
