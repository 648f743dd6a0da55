import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fullDisk, openDataFolder } from './data-folder.ts'
import { StartProblem } from './start-problem.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'amphi-data-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const problemOf = (deed: () => unknown) => {
  try {
    deed()
    return undefined
  } catch (error) {
    if (error instanceof StartProblem) return error.message
    throw error
  }
}

/** Another process that holds the folder until it is killed. */
const another = async () => {
  const code = `
    const { openDataFolder } = await import(${JSON.stringify(import.meta.resolve('./data-folder.ts'))})
    openDataFolder({ folder: ${JSON.stringify(folder)}, port: 8123 })
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

test('the second server on a folder learns who holds it, and the third comes in when that one was killed', async () => {
  const holder = await another()
  const refused = problemOf(() => openDataFolder({ folder, port: 8080 }))
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const after = openDataFolder({ folder, port: 8080 })
  after.close()

  expect(refused).toBe(
    `The data folder ${folder} is in use by another Amphi server (process ${holder.pid}, port 8123): stop it, or set AMPHI_DATA to another folder.`,
  )
})

test('the secret is made once, long, and nobody else can read it', () => {
  const data = openDataFolder({ folder: join(folder, 'new'), port: 8080 })
  const made = data.secret(undefined)
  const again = data.secret(undefined)
  data.close()

  expect(made).toBe(again)
  expect(made.length).toBeGreaterThanOrEqual(32)
  expect(statSync(join(folder, 'new', 'secret')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'new', 'secret'), 'utf8').trim()).toBe(made)
  expect(data.secret('given by the administrator')).toBe('given by the administrator')
})

test('a folder that cannot be made or used is refused in one sentence', () => {
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'odd', 'lock'), { recursive: true })

  expect(problemOf(() => openDataFolder({ folder: join(folder, 'file', 'data'), port: 1 }))).toMatch(
    /^The data folder \S+ cannot be used \((ENOTDIR|EEXIST).*\): let this user write to it, or set AMPHI_DATA to another folder\.$/,
  )
  expect(problemOf(() => openDataFolder({ folder: join(folder, 'odd'), port: 1 }))).toMatch(
    /^The data folder \S+ cannot/,
  )
})

test('a disk with too little room is refused in one sentence', () => {
  expect(fullDisk('/srv/amphi', 30 * 1024 ** 2)).toBe(
    'The disk of /srv/amphi has 30 MB left and Amphi needs 200: free some room, or set AMPHI_DATA to another disk.',
  )
  expect(fullDisk('/srv/amphi', 10 * 1024 ** 3)).toBeUndefined()
})

test.runIf(process.platform === 'linux')('a place where no folder can be made is one sentence, at once', () => {
  const problem = problemOf(() => openDataFolder({ folder: '/proc/amphi/data', port: 8080 }))

  expect(problem).toMatch(
    /^The data folder \/proc\/amphi\/data cannot be used \(ENOENT.*\): let this user write to it, or/,
  )
})
