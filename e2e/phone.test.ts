import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, english, type TestPage } from './browser.ts'
import { join } from './call.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser

const phone: BrowserContextOptions = {
  ...english,
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}
/** The narrowest that is still served whole. */
const narrow: BrowserContextOptions = { ...phone, viewport: { width: 360, height: 640 } }

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** How much wider than the screen the page is. */
const overflow = (page: TestPage) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Things to press that a thumb would miss: what answers is less than 44 px high, unless it is words in a sentence. */
const small = (page: TestPage) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], select')].flatMap((it) => {
      // The way past the navigation is for the keyboard, and hidden until it has the focus.
      if (getComputedStyle(it).display === 'inline' || it.matches('a[href^="#"]')) return []
      it.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = it.getBoundingClientRect()
      if (width < 2) return []
      const answers = (up: number) => it.contains(document.elementFromPoint(left + width / 2, top + height / 2 + up))
      return answers(-21) && answers(21) ? [] : [`${it.textContent?.trim() || it.ariaLabel}: ${width}×${height}`]
    }),
  )

test('on a phone one starts a meeting, joins, writes, raises a hand and leaves', async () => {
  const page = await aPage(browser, server.url, phone)
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Start a meeting' }).tap()
  await page.getByRole('link', { name: /then enter/ }).tap()
  await join(page, 'Awa')

  await page.getByRole('button', { name: /^Messages/ }).tap()
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await field.fill('Depuis mon téléphone')
  await page.getByRole('button', { name: 'Send' }).tap()
  await page.getByText('Depuis mon téléphone').first().waitFor()
  await page.getByRole('button', { name: 'Close the chat' }).tap()

  const hand = page.getByRole('button', { name: /^(Hand|Lower)$/ })
  await hand.tap()
  await expect.poll(() => hand.getAttribute('aria-pressed')).toBe('true')
  expect(await small(page)).toEqual([])
  expect(await overflow(page)).toBe(0)

  await page.getByRole('button', { name: 'Leave', exact: true }).tap()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).tap()
  await page.getByText('You left the meeting').waitFor()
  expect(page.faults).toEqual([])
})

const pages: [string, ('camille' | 'malik')?][] = [
  ['/'],
  ['/sign-in'],
  ['/help'],
  ['/status'],
  ['/connection-test'],
  ['/', 'camille'],
  ['/rooms', 'camille'],
  ['/account', 'camille'],
  ['/admin/people', 'malik'],
  ['/admin/groups', 'malik'],
  ['/admin/letters', 'malik'],
  ['/admin/journal', 'malik'],
  ['/admin/institution', 'malik'],
]
for (const [path, who] of pages)
  test(`at 360 pixels nothing of ${path}${who ? ` as ${who}` : ''} scrolls sideways or is too small to press`, async () => {
    const page = await aPage(browser, server.url, narrow)
    if (who) await signIn(page, server, who)
    await page.goto(`${server.url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')

    expect(await overflow(page)).toBe(0)
    expect(await small(page)).toEqual([])
    await page.context().close()
  })
