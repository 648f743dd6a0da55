import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, statSync, truncateSync } from 'node:fs'
import { dirname } from 'node:path'

const largest = 10 * 1024 ** 2

/** What a child says goes to a file, which it can go on writing to after we are gone. */
export const openLog = (path: string) => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  trimLog(path)
  const fd = openSync(path, 'a', 0o600)
  return { fd, [Symbol.dispose]: () => closeSync(fd) }
}

/** Keeps one older file beside it. A child appends, so it goes on at the beginning of the emptied one. */
export const trimLog = (path: string, limit: number = largest): void => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size <= limit) return
  try {
    copyFileSync(path, `${path}.1`)
  } catch {
    // On a full disk there is no room for the older one, and emptying this one makes some.
    rmSync(`${path}.1`, { recursive: true, force: true })
  }
  truncateSync(path)
}

/** Looks after a log for as long as its child may run, which is months; ends with what it returns. */
export const keepLogSmall = (path: string): (() => void) => {
  const timer = setInterval(() => trimLog(path), 10 * 60_000).unref()
  return () => clearInterval(timer)
}
