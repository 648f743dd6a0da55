import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { aBrowser, english } from '../e2e/browser.ts'
import { spyOnPeers } from '../e2e/call.ts'
import { startAmphi } from './amphi.ts'
import type { Measured } from './figures.ts'

const rounds = 7

const client = createRequire(import.meta.url)
  .resolve('livekit-client')
  .replace(/[^/]+$/, 'livekit-client.umd.js')

/** Nothing but livekit-client: a button that connects, shows what comes, and sends the own camera and microphone. */
const bare = `<!doctype html><title>bare</title><button>Join</button><div></div>
<script src="/livekit-client.js"></script>
<script>
  const { Room, RoomEvent } = LivekitClient
  document.querySelector('button').addEventListener('click', async () => {
    const { url, token } = Object.fromEntries(new URLSearchParams(location.search))
    const room = new Room({ adaptiveStream: true, dynacast: true })
    room.on(RoomEvent.TrackSubscribed, (track) => document.querySelector('div').append(track.attach()))
    await room.connect(url, token)
    await room.localParticipant.enableCameraAndMicrophone()
  })
</script>`

const serveBare = async () => {
  const library = readFileSync(client)
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/livekit-client.js'
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html')
    response.end(isLibrary ? library : bare)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://localhost:${typeof address === 'object' ? address?.port : 0}`, close: () => server.close() }
}

/** Milliseconds from the click to the first decoded frame of someone else. */
const clickToPicture = async (page: Page, click: () => Promise<void>) => {
  await page.evaluate(() => {
    const watch = async (since: number): Promise<number> => {
      const { peers = [] } = window as unknown as { peers?: RTCPeerConnection[] }
      for (const peer of peers) {
        const stats = await peer.getStats()
        for (const it of stats.values()) {
          if (it.type === 'inbound-rtp' && it.kind === 'video' && it.framesDecoded > 0) return performance.now() - since
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
      return watch(since)
    }
    const clicked = new Promise<number>((resolve) => {
      addEventListener('click', () => resolve(performance.now()), { capture: true, once: true })
    })
    Object.assign(window, { picture: clicked.then(watch) })
  })
  await click()
  return page.evaluate(() => (window as unknown as { picture: Promise<number> }).picture)
}

const aPage = async (browser: Browser) => {
  const context = await browser.newContext(english)
  const page = await context.newPage()
  await spyOnPeers(Object.assign(page, { faults: [] }))
  return page
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Our door against the bare page, in turn, in one browser and one meeting, where someone is already seen. */
export const measurePicture = async (): Promise<Measured[]> => {
  const amphi = await startAmphi()
  const plain = await serveBare()
  // As many pictures as a camera gives: the first is waited for.
  const browser = await aBrowser(['--use-fake-device-for-media-stream=fps=20'])
  try {
    const code = await amphi.startMeeting()
    const door = `${amphi.url}/${code}`
    const enter = (page: Page) => page.getByRole('button', { name: 'Join', exact: true }).click()
    const prepare = async (page: Page, name: string) => {
      await page.goto(door)
      await page.getByLabel('Your name in the meeting').fill(name)
      // The camera's picture is there, as it is for a person who looks before they click.
      await page.waitForFunction(() => [...document.querySelectorAll('video')].some((video) => video.videoWidth > 0))
    }
    const seen = await aPage(browser)
    await prepare(seen, 'Seen')
    await enter(seen)
    await seen.getByRole('button', { name: 'Leave', exact: true }).waitFor()

    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const page = await aPage(browser)
      await prepare(page, `Round ${round}`)
      const own = await clickToPicture(page, () => enter(page))
      await page.context().close()

      const { token } = await amphi.enter(code, `Bare ${round}`)
      const other = await aPage(browser)
      await other.goto(`${plain.url}/?${new URLSearchParams({ url: amphi.url, token })}`)
      const bareTime = await clickToPicture(other, () => other.getByRole('button').click())
      await other.context().close()
      // The first round warms everything up.
      if (round > 0) ours.push(own)
      if (round > 0) theirs.push(bareTime)
    }
    return [
      { name: 'click to first picture, bare livekit-client', value: median(theirs), unit: 'ms' },
      { name: 'click to first picture, Amphi', value: median(ours), unit: 'ms' },
      { name: 'Amphi ÷ bare', value: median(ours) / median(theirs), unit: '×', aim: '≤ 1.3' },
    ]
  } finally {
    await browser.close()
    plain.close()
    await amphi.stop()
  }
}
