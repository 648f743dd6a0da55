import type { Browser, CDPSession } from 'playwright-core'
import { aBrowser, english } from '../e2e/browser.ts'
import { startAmphi } from './amphi.ts'
import type { Measured } from './figures.ts'

/** The processor of an old phone, next to this one. */
const slowdown = 4

const openPage = async (browser: Browser) => {
  const context = await browser.newContext(english)
  const page = await context.newPage()
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  return { page, line }
}

/** Bytes of script as they came over the line. */
const countScripts = (line: CDPSession) => {
  const scripts = new Set<string>()
  let bytes = 0
  line.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return () => bytes / 1000
}

const firstPaint = async (browser: Browser, url: string) => {
  const { page, line } = await openPage(browser)
  await line.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(url)
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
  await page.context().close()
  return paint
}

/** What a first visitor loads, and when they see it. */
export const measureBundle = async (): Promise<Measured[]> => {
  const amphi = await startAmphi()
  const browser = await aBrowser()
  try {
    const code = await amphi.startMeeting()
    const { page, line } = await openPage(browser)
    const scripts = countScripts(line)
    await page.goto(amphi.url, { waitUntil: 'networkidle' })
    const home = scripts()
    await page.goto(`${amphi.url}/${code}`, { waitUntil: 'networkidle' })
    await page.getByLabel('Your name in the meeting').fill('Camille')
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
    const call = scripts() - home
    // Its camera and its call would take the processor from those who come.
    await page.context().close()
    const paints: number[] = []
    for (let i = 0; i < 5; i += 1) paints.push(await firstPaint(browser, amphi.url))
    const paint = paints.toSorted((a, b) => a - b)[2] ?? 0
    return [
      { name: 'script of a first visit of the home page, compressed', value: home, unit: 'kB', aim: '≤ 160' },
      { name: 'script of the call besides', value: call, unit: 'kB', aim: '≤ 330' },
      { name: 'landing page drawn, processor slowed 4×', value: paint, unit: 'ms', aim: '≤ 1000' },
    ]
  } finally {
    await browser.close()
    await amphi.stop()
  }
}
