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
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await server.stop()
})

test('kill -9 of the server: pictures go on, and ten seconds after its restart chat and hands work again', async () => {
  await say(camille, 'avant la coupure')
  await awa.getByRole('button', { name: 'Chat' }).click()
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
  await camille.getByText('pendant la coupure').first().waitFor()
})

test('after thirty seconds without network the page comes back by itself, with chat and hand', async () => {
  const line = await awa.context().newCDPSession(awa)
  const cut = (offline: boolean) =>
    line.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
      packetLoss: offline ? 100 : 0,
    })
  await cut(true)
  await awa.getByText('Connection lost, trying again').first().waitFor({ timeout: 40_000 })
  await say(camille, 'pendant que tu n’étais pas là')
  const frozen = (await received(awa)).frames
  await new Promise((resolve) => setTimeout(resolve, 30_000))
  expect((await received(awa)).frames - frozen).toBeLessThan(200)

  await cut(false)

  await sees(awa, 20_000)
  await awa.getByText('pendant que tu n’étais pas là').first().waitFor()
  await awa.getByRole('button', { name: 'Lower', exact: true }).waitFor()
  expect(awa.faults.filter((fault) => !fault.includes('asked'))).toEqual([])
})
