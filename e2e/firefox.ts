import { existsSync } from 'node:fs'
import { type Browser, launch } from 'puppeteer-core'
import { keepPeers } from './call.ts'

const executablePath =
  process.env.AMPHI_FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path))

/** Whether this machine has one: the set-up brings it where it can. */
export const hasFirefox = executablePath !== undefined

/** A camera and a microphone that are none, nobody to ask for them, and the addresses of this very machine. */
const prefs = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'intl.accept_languages': 'en-GB',
}

/** The Firefox that people have, by WebDriver BiDi. Playwright drives only one it has changed, or a newer one. */
export const aFirefox = (more: Record<string, boolean> = {}): Promise<Browser> =>
  launch({
    browser: 'firefox',
    ...(executablePath ? { executablePath } : {}),
    headless: true,
    extraPrefsFirefox: { ...prefs, ...more },
  })

/** A page in it, with what broke on the way. */
export const aFirefoxPage = async (browser: Browser) => {
  const page = await browser.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) faults.push(message.text())
  })
  await page.setViewport({ width: 1280, height: 800 })
  await page.evaluateOnNewDocument(keepPeers)
  return Object.assign(page, { faults })
}

export type FirefoxPage = Awaited<ReturnType<typeof aFirefoxPage>>

/** What has this name and this role, waited for. */
export const named = (page: FirefoxPage, role: 'button' | 'textbox', name: string) =>
  page.locator(`aria/${name}[role="${role}"]`)

/** Words anywhere on the page, waited for. */
export const reads = (page: FirefoxPage, text: string) => page.locator(`::-p-text(${text})`).wait()
