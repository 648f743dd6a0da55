import type { Scope } from './scope.ts'

/** Something that always has a present value and tells when it becomes another. */
export interface Readable<T> {
  get: () => T
  subscribe: (heard: () => void) => () => void
}

export interface Store<T> extends Readable<T> {
  set: (value: T) => void
  change: (by: (value: T) => T) => void
}

export const createStore = <T>(initial: T, same: (a: T, b: T) => boolean = Object.is): Store<T> => {
  let value = initial
  const listeners = new Set<() => void>()
  const set = (next: T) => {
    if (same(value, next)) return
    value = next
    for (const heard of listeners) heard()
  }
  return {
    get: () => value,
    set,
    change: (by) => set(by(value)),
    subscribe: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

/** A value made of others, made again whenever one of them changes. */
export const derive = <T>(
  scope: Scope,
  from: readonly Readable<unknown>[],
  compute: () => T,
  same: (a: T, b: T) => boolean = Object.is,
): Readable<T> => {
  const store = createStore(compute(), same)
  for (const source of from) scope.onEnd(source.subscribe(() => store.set(compute())))
  return store
}

/** Settles once the value is as hoped, or when it has been long enough. */
export const until = <T>(
  scope: Scope,
  source: Readable<T>,
  hoped: (value: T) => boolean,
  milliseconds: number,
): Promise<void> =>
  new Promise((done) => {
    const waiting = scope.inner()
    const settle = () => {
      waiting.end()
      done()
    }
    const look = () => hoped(source.get()) && settle()
    waiting.onEnd(source.subscribe(look))
    waiting.after(milliseconds, settle)
    look()
  })

/** Equal field by field: enough for the flat snapshots that view models show. */
export const sameFields = <T extends object>(a: T, b: T): boolean => {
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]))
}

export const sameList = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean = Object.is): boolean =>
  a.length === b.length && a.every((one, index) => same(one, b[index] as T))
