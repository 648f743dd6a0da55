import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf } from '../start-problem.ts'

const linux = process.platform === 'linux'

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Ended since, or someone else's: either way none of ours.
    return undefined
  }
}

const ps = (pid: number, field: string) => {
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return undefined
  }
}

/**
 * What tells this life of a process number from every other: when it began. Undefined when nothing runs under that
 * number; a process that has ended and waits for its parent to notice (in a container, often for ever) does not run.
 */
export const lifeOf = (pid: number): string | undefined => {
  if (!linux) return ps(pid, 'lstart') || undefined
  // The name in brackets may hold anything, so the fields are counted after the last bracket: state is the first.
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
  return fields === undefined || fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

/** How a process was called, with its arguments. */
export const commandOf = (pid: number): string | undefined =>
  linux ? read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() || undefined : ps(pid, 'command')

/** Whether the program a process runs was removed from the disk since: it may fail at the next thing it loads. */
export const lostItsProgram = (pid: number): boolean => linked(`/proc/${pid}/exe`)?.endsWith(' (deleted)') ?? false

/** Processes that work in a folder; none are found where the system has no `/proc`. */
export const processesIn = (folder: string): number[] =>
  linux ? numbers().filter((pid) => linked(`/proc/${pid}/cwd`) === folder && lifeOf(pid) !== undefined) : []

const numbers = () => readdirSync('/proc').map(Number).filter(Number.isInteger)

const linked = (path: string) => {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** Sends a signal to one that may have ended meanwhile. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

/** Waits until `true()` says so; false when that took too long. */
export const until = async (met: () => boolean | Promise<boolean>, within: number, every = 20): Promise<boolean> => {
  const end = performance.now() + within
  while (!(await met())) {
    if (performance.now() > end) return false
    await pause(every)
  }
  return true
}

/** Ends a process by each signal in turn, giving it so many milliseconds after each; SIGKILL is always the last. */
export const end = async (pid: number, ...steps: [NodeJS.Signals, number][]): Promise<void> => {
  const life = lifeOf(pid)
  if (life === undefined) return
  for (const [name, patience] of [...steps, ['SIGKILL', 5_000] as const]) {
    signal(pid, name)
    if (await until(() => lifeOf(pid) !== life, patience)) return
  }
}
