import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { makeFolder } from './make-folder.ts'
import { codeOf, messageOf, StartProblem } from './start-problem.ts'

/** Less than this and PostgreSQL would soon stop, in the middle of somebody's meeting. */
const neededMegabytes = 200

const holder = z.object({ pid: z.number(), port: z.number() })

/** Another server works on this folder. */
export class FolderHeld extends StartProblem {
  override name = 'FolderHeld'
}

/**
 * The folder of everything that lasts, for one server at a time. The hold on it is a lock of the system's: it ends
 * with the process, however that ends, and can never be left behind by one that was killed.
 */
export const openDataFolder = ({ folder, port }: { folder: string; port: number }) => {
  make(folder)
  const lock = hold(folder)
  try {
    refuseFullDisk(folder)
    writeWhole(join(folder, 'server.json'), JSON.stringify({ pid: process.pid, port }))
  } catch (error) {
    lock.close()
    throw inASentence(folder, error)
  }
  return {
    folder,
    /** The server's own secret: what the administrator gave, else one made at first start. */
    secret: (given: string | undefined) => given ?? keptSecret(folder),
    close() {
      rmSync(join(folder, 'server.json'), { force: true })
      lock.close()
    },
  }
}

export type DataFolder = ReturnType<typeof openDataFolder>

/** The server's own secret as a server on this folder knows it, for those who work beside it. */
export const keptSecret = (folder: string): string => {
  const path = join(folder, 'secret')
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw inASentence(folder, error)
  }
  const made = randomBytes(48).toString('base64url')
  writeWhole(path, `${made}\n`)
  return made
}

/** Written aside and moved in whole: what is there is never half of it. For our eyes only. */
export const writeWhole = (path: string, text: string): void => {
  const fresh = `${path}.${process.pid}.fresh`
  writeFileSync(fresh, text, { mode: 0o600, flush: true })
  renameSync(fresh, path)
}

const make = (folder: string) => {
  try {
    // A root's PostgreSQL runs as nobody, and must be able to pass through to its own folder, which it alone can read.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700
    makeFolder(folder, mode)
    if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o111)
    for (const part of ['files', 'logs']) makeFolder(join(folder, part), 0o700)
  } catch (error) {
    throw inASentence(folder, error)
  }
}

const hold = (folder: string) => {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'lock'))
    lock.exec('pragma busy_timeout = 0; begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    if (!messageOf(error).includes('locked')) throw inASentence(folder, error)
    const known = holderOf(folder)
    const who = known ? `process ${known.pid}, port ${known.port}` : 'it has not said which'
    throw new FolderHeld(
      `The data folder ${folder} is in use by another Amphi server (${who}): stop it, or set AMPHI_DATA to another folder.`,
    )
  }
}

/** The server that works on a folder, as it says of itself; whether it still does, only its lock tells. */
export const holderOf = (folder: string) => {
  try {
    return holder.parse(JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')))
  } catch {
    // Written just after the lock is taken: who comes in between learns that the folder is held, not by whom.
    return undefined
  }
}

/** The sentence for a disk that has too little room left, if it has. */
export const fullDisk = (folder: string, freeBytes: number): string | undefined => {
  const left = Math.floor(freeBytes / 1024 ** 2)
  if (left >= neededMegabytes) return undefined
  return `The disk of ${folder} has ${left} MB left and Amphi needs ${neededMegabytes}: free some room, or set AMPHI_DATA to another disk.`
}

const refuseFullDisk = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  const problem = fullDisk(folder, bavail * bsize)
  if (problem) throw new StartProblem(problem)
}

const inASentence = (folder: string, error: unknown) => {
  if (error instanceof StartProblem) return error
  if (codeOf(error) === 'ENOSPC')
    return new StartProblem(`The disk of ${folder} is full: free some room, or set AMPHI_DATA to another disk.`)
  return new StartProblem(
    `The data folder ${folder} cannot be used (${messageOf(error)}): let this user write to it, or set AMPHI_DATA to another folder.`,
    { cause: error },
  )
}
