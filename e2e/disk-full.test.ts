import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { aServer } from './server.ts'

/** A disk of its own, where this user may make one. */
const disk = join(tmpdir(), `amphi-disk-${process.pid}`)
mkdirSync(disk)
const mounted =
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=500m,mode=711', 'tmpfs', disk]).status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

describe.runIf(mounted)('on a disk that fills up', () => {
  test('the server goes on, refuses in words what it cannot keep, and keeps it once there is room', async () => {
    const server = await aServer({ AMPHI_DATA: join(disk, 'data') })
    try {
      const headers = { 'content-type': 'application/json', origin: server.url }
      const body = JSON.stringify({ email: server.settings.AMPHI_ADMIN_EMAIL, password: 'a fine long one' })
      const login = await fetch(`${server.url}/api/v1/logins`, { method: 'POST', headers, body })
      const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
      const make = async (name: string) => {
        const request = { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify({ name }) }
        const answer = await fetch(`${server.url}/api/v1/rooms`, request)
        return { status: answer.status, code: ((await answer.json()) as { code?: string }).code }
      }
      expect((await make('Avant')).status).toBe(200)

      const ballast = join(disk, 'ballast')
      // Until nothing more fits: the server writes meanwhile, and how much is left cannot be known beforehand.
      const filled = spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C' },
      })
      expect(filled.stderr).toMatch(/No space left/)
      // What fits into room that PostgreSQL had already taken is kept; sooner or later nothing fits.
      const answers = []
      for (let i = 0; i < 3_000 && answers.at(-1)?.status !== 503; i += 1) answers.push(await make('x'.repeat(240)))
      const alive = await fetch(`${server.url}/healthz`)
      const page = await fetch(server.url)

      expect([...new Set(answers.map(({ status }) => status))]).toEqual([200, 503])
      expect(answers.at(-1)?.code).toMatch(/^server\.(full|unavailable)$/)
      expect([alive.status, page.status]).toEqual([200, 200])

      rmSync(ballast)
      await expect.poll(async () => (await make('Après')).status, { timeout: 60_000 }).toBe(200)
      const ready = async () => (await fetch(`${server.url}/readyz`)).status
      await expect.poll(ready, { timeout: 60_000 }).toBe(200)
    } finally {
      await server.stop()
    }
  })
})
