import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { onTestFinished, TestRunner } from 'vitest'

const executablePath =
  process.env.AMPHI_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream=fps=10',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--auto-select-desktop-capture-source=Entire screen',
]

/**
 * A Chromium of its own, with a camera that shows a moving pattern and a microphone that beeps. Ten pictures a second tell
 * that pictures move: twice as many take half of the processor from what is tested.
 */
export const aBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...flags, ...more] })

export const english: BrowserContextOptions = {
  locale: 'en-GB',
  viewport: { width: 1280, height: 800 },
  permissions: ['camera', 'microphone'],
}

/**
 * A page that fails the test when it breaks, or asks anything of another host. Opened by a test it goes with it: in a call
 * it would go on sending pictures beside all that follow.
 */
export const aPage = async (browser: Browser, url: string, options: BrowserContextOptions = english) => {
  const context = await browser.newContext(options)
  if (TestRunner.getCurrentTest()) onTestFinished(() => context.close())
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && origin !== new URL(url).origin) faults.push(`asked ${request.url()}`)
  })
  return Object.assign(page, { faults })
}

export type TestPage = Page & { faults: string[] }
