import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { environment, nodeBin, root } from './places.js'

/**
 * Runs programs in our Node until the first of them ends, and ends as it did. A signal is handed on once; Ctrl-C in
 * a terminal has already reached them all.
 */
export const handOver = (programs, { env = {}, stdin = 'inherit' } = {}) =>
  new Promise((resolve) => {
    const children = programs.map((args) =>
      spawn(nodeBin, args, { cwd: root, stdio: [stdin, 'inherit', 'inherit'], env: { ...environment(), ...env } }),
    )
    let ended
    const handOn = (signal) => {
      for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => {
        if (signal !== 'SIGINT' || !process.stdin.isTTY) handOn(signal)
      })
    whenOrphaned(() => handOn('SIGTERM'))
    let left = children.length
    for (const child of children)
      child.on('close', (code, signal) => {
        ended ??= code ?? 128 + (constants.signals[signal] ?? 0)
        left -= 1
        if (left === 0) resolve(ended)
        else handOn('SIGTERM')
      })
  })

/** Calls back when npm, which started us, was killed: nobody waits for what we do any more. */
export const whenOrphaned = (deed) => {
  if (!process.env.npm_lifecycle_event) return { stop() {} }
  const starters = startersOfUs()
  const timer = setInterval(() => {
    if (startersOfUs() === starters) return
    clearInterval(timer)
    deed()
  }, 500).unref()
  return { stop: () => clearInterval(timer) }
}

/** Our parent is npm, or a shell between npm and us. */
const startersOfUs = () => {
  try {
    const fields = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return `${process.ppid} ${fields[1]}`
  } catch {
    return `${process.ppid}`
  }
}
