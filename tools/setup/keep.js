import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Moved in whole and at once: what is in the cache is never half of a program. */
export const keep = (program, kept) => {
  mkdirSync(dirname(kept), { recursive: true })
  const fresh = `${kept}.${process.pid}`
  writeFileSync(fresh, readFileSync(program), { mode: 0o755, flush: true })
  renameSync(fresh, kept)
  return kept
}
