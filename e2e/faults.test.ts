import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, type TestPage } from './browser.ts'
import { received, sees } from './call.ts'
import { aMeeting, say } from './meeting.ts'
import { aServer, type Server } from './server.ts'

let server: Server
let browsers: Browser[]
let camille: TestPage
let awa: TestPage

beforeAll(async () => {
  server = await aServer()
  browsers = await Promise.all([aBrowser(), aBrowser()])
  const [first, second] = browsers
  if (!first || !second) throw new Error('There are no browsers.')
  ;({ camille, awa } = await aMeeting(server, first, second))
  await awa.getByRole('button', { name: 'Chat' }).click()
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await server.stop()
})

test('kill -9 of the server: pictures go on, and ten seconds after its restart chat and hands work again', async () => {
  await say(camille, 'avant la coupure')
  await awa.getByText('avant la coupure').first().waitFor()

  await server.kill('SIGKILL')
  await Promise.all([sees(camille), sees(awa)])
  await say(camille, 'pendant la coupure')
  await server.start()

  await awa.getByText('pendant la coupure').first().waitFor({ timeout: 10_000 })
  await awa.getByRole('button', { name: 'Raise hand' }).click()
  await camille.getByLabel('Hand raised, number 1').or(camille.getByText('Hand raised, number 1')).first().waitFor()
  expect(await awa.getByText('avant la coupure').count()).toBeGreaterThan(0)
})

test('kill -9 of LiveKit: it is started again, and both see each other within twenty seconds', async () => {
  const before = server.livekitPid()
  process.kill(before, 'SIGKILL')

  await expect.poll(() => server.livekitPid(), { timeout: 20_000 }).not.toBe(before)
  await Promise.all([sees(camille, 20_000), sees(awa, 20_000)])
})

test('kill -9 of PostgreSQL: requests fail with a clear 503, then work, and nothing acknowledged is lost', async () => {
  await say(camille, 'gardé avant PostgreSQL')
  await awa.getByText('gardé avant PostgreSQL').first().waitFor()
  const statusOf = async () => (await fetch(`${server.url}/api/v1/doors/${'q'.repeat(14)}`)).status
  process.kill(server.postgresPid(), 'SIGKILL')

  const seen = new Set<number>()
  await expect
    .poll(
      async () => {
        const status = await statusOf()
        seen.add(status)
        return status
      },
      { timeout: 30_000, interval: 20 },
    )
    .toBe(404)
  for (const status of seen) expect([404, 503]).toContain(status)
  await say(awa, 'après')
  await camille.getByText('après').first().waitFor()
  await camille.getByText('gardé avant PostgreSQL').first().waitFor()
})

test('after thirty seconds in which nothing passes both come back without a click, with chat and hand', async () => {
  await say(camille, 'avant le silence')
  await awa.getByText('avant le silence').first().waitFor()
  const hand = awa.getByRole('button', { name: 'Lower', exact: true })
  if (!(await hand.isVisible())) await awa.getByRole('button', { name: 'Raise hand' }).click()
  await hand.waitFor()
  const cut = (page: TestPage) => page.getByText('Connection lost, trying again').first()

  server.silence(true)
  const silent = performance.now()
  await Promise.all([cut(camille).waitFor({ timeout: 25_000 }), cut(awa).waitFor({ timeout: 25_000 })])
  const { frames } = await received(awa)
  await pause(30_000 - (performance.now() - silent))
  expect((await received(awa)).frames).toBeLessThanOrEqual(frames)
  server.silence(false)

  await Promise.all([sees(camille, 20_000), sees(awa, 20_000)])
  await say(camille, 'après le silence')
  await awa.getByText('après le silence').first().waitFor()
  await hand.waitFor()
  expect(awa.faults).toEqual([])
})

test('stopped while people talk, it closes all that it started, in order', async () => {
  const livekit = server.livekitPid()

  expect(await server.kill('SIGTERM')).toBe(0)

  expect(server.postgresPids()).toEqual([])
  expect(() => process.kill(livekit, 0)).toThrow('ESRCH')
})
