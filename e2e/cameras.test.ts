import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import type { RemoteTrackPublication, Room } from 'livekit-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { hears, join, sees } from './call.ts'
import { aMeeting } from './meeting.ts'
import { aServer, type Server } from './server.ts'

/** LiveKit’s own client, for a page that has none of ours. */
const livekit = readFileSync(
  fileURLToPath(import.meta.resolve('livekit-client')).replace('.esm.mjs', '.umd.js'),
  'utf8',
)

let server: Server
let browsers: Browser[]

beforeAll(async () => {
  server = await aServer()
  browsers = await Promise.all([aBrowser(), aBrowser(), aBrowser()])
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await server.stop()
})

interface Taken {
  room: Room
  /** All that ever came: whose, and what. */
  came: string[]
}
type Holding = Window & { taken: Taken; LivekitClient: { Room: new () => Room } }

/** Someone with a client of their own, who keeps to no rule: they ask the engine for all there is, again and again. */
const aTaker = async (browser: Browser, code: string, name: string) => {
  const page = await aPage(browser, server.url)
  await page.goto(`${server.url}/${code}`)
  await page.evaluate(livekit)
  await page.evaluate(
    async ([door, as]) => {
      const answer = await fetch(`/api/v1/doors/${door}/entries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: as, tab: crypto.randomUUID() }),
      })
      const { media } = (await answer.json()) as { media: { token: string } }
      const own = window as unknown as Holding
      const room = new own.LivekitClient.Room()
      own.taken = { room, came: [] }
      room.on('trackSubscribed', (_, { source }, { name: whose }) => own.taken.came.push(`${whose} ${source}`))
      await room.connect(location.origin.replace('http', 'ws'), media.token)
    },
    [code, name] as const,
  )

  /** What it has now of each, having asked for it once more. */
  const has = () =>
    page.evaluate(async () => {
      const { room } = (window as unknown as Holding).taken
      const all = [...room.remoteParticipants.values()].flatMap((it) =>
        ([...it.trackPublications.values()] as RemoteTrackPublication[]).map((track) => ({ whose: it.name, track })),
      )
      for (const { track } of all) if (!track.isSubscribed) track.setSubscribed(true)
      await new Promise((done) => setTimeout(done, 300))
      return all
        .filter(({ track }) => track.isSubscribed)
        .map(({ whose, track }) => `${whose} ${track.source}`)
        .toSorted()
    })
  const came = () => page.evaluate(() => (window as unknown as Holding).taken.came)
  const forget = () => page.evaluate(() => void ((window as unknown as Holding).taken.came = []))
  return { has, came, forget }
}

const switchTo = async (page: TestPage) => {
  await page.getByRole('button', { name: 'Tools' }).first().click()
  await page.getByRole('switch', { name: 'Cameras seen by moderators only' }).click()
  await page.keyboard.press('Escape')
}

const act = async (page: TestPage, name: string, deed: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: deed, exact: true }).click()
}

/** Whose picture moves on this page; one’s own is the mirrored one. */
const pictures = (page: TestPage) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main figure')]
      .filter((tile) => tile.querySelector('video'))
      .map((tile) => tile.querySelector('figcaption .clip')?.textContent ?? '')
      .toSorted(),
  )

const all = (...names: string[]) => names.flatMap((name) => [`${name} camera`, `${name} microphone`]).toSorted()

test(
  'cameras seen by moderators only: LiveKit refuses them to whoever asks, and sends on all else',
  { timeout: 300_000 },
  async () => {
    const [first, second, third] = browsers
    if (!first || !second || !third) throw new Error('There are no browsers.')
    const { camille, awa, code } = await aMeeting(server, first, second)
    const bo = await aPage(third, server.url)
    await bo.goto(`${server.url}/${code}`)
    await join(bo, 'Bo')
    const early = await aTaker(third, code, 'Eli')
    await expect.poll(early.has).toEqual(all('Awa', 'Bo', 'Camille'))
    await camille.locator('[data-bar]').getByRole('button', { name: 'People' }).click()

    // From within: those who were seen are seen no more, and everyone goes on being heard.
    await switchTo(camille)
    for (const page of [awa, bo]) await page.getByText('Only moderators see your camera.').waitFor()
    const withoutParticipants = [...all('Camille'), 'Awa microphone', 'Bo microphone'].toSorted()
    await expect.poll(early.has).toEqual(withoutParticipants)
    await expect.poll(() => pictures(awa)).toEqual(['Awa', 'Camille'])
    await expect.poll(() => pictures(bo)).toEqual(['Bo', 'Camille'])
    await expect.poll(() => pictures(camille)).toEqual(['Awa', 'Bo', 'Camille'])
    await Promise.all([sees(camille), hears(awa), hears(camille)])

    // Whoever comes later hears all, and sees those who lead.
    const late = await aTaker(third, code, 'Noa')
    await expect.poll(late.has).toEqual(withoutParticipants)
    const guest = await aPage(third, server.url)
    await guest.goto(`${server.url}/${code}`)
    await guest.getByText('Only moderators see your camera.').waitFor()
    await guest.context().close()

    // Whoever films comes back: not for a moment is it seen by others.
    await awa.reload()
    await awa.getByRole('button', { name: 'Leave', exact: true }).waitFor()
    await expect.poll(() => pictures(camille)).toEqual(['Awa', 'Bo', 'Camille'])
    await expect.poll(late.has).toEqual(withoutParticipants)
    expect((await late.came()).filter((it) => it.endsWith('camera'))).toEqual(['Camille camera'])

    // Made a moderator one sees all; made a participant again, those who lead.
    await act(camille, 'Noa', 'Make moderator')
    await expect.poll(late.has).toEqual(all('Awa', 'Bo', 'Camille'))
    await act(camille, 'Noa', 'Make participant')
    await expect.poll(late.has).toEqual(withoutParticipants)
    await act(camille, 'Bo', 'Make moderator')
    await expect.poll(late.has).toEqual([...withoutParticipants, 'Bo camera'].toSorted())
    await expect.poll(() => pictures(bo)).toEqual(['Awa', 'Bo', 'Camille'])
    await act(camille, 'Bo', 'Make participant')
    await expect.poll(late.has).toEqual(withoutParticipants)

    await switchTo(camille)
    await expect.poll(late.has).toEqual(all('Awa', 'Bo', 'Camille'))
    await awa.getByText('Everyone sees your camera now.').waitFor()
    await expect.poll(() => pictures(awa)).toEqual(['Awa', 'Bo', 'Camille'])
  },
)
