import type { Browser, BrowserContextOptions, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, english, type TestPage } from './browser.ts'
import { join } from './call.ts'
import { outOfReach } from './reach.ts'
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

const aMeeting = async () => {
  const headers = { 'content-type': 'application/json' }
  const started = await fetch(`${server.url}/api/v1/meetings`, { method: 'POST', headers, body: '{}' })
  return (await started.json()) as { code: string }
}

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

const longName = 'Camille Aubert de la Rochefoucauld-Montmorency'

/** Phones held either way, and a desktop enlarged to 200 % and to 400 % (WCAG 1.4.10). */
const rooms = [
  [390, 844],
  [667, 375],
  [844, 390],
  [640, 400],
  [320, 256],
] as const
test('however small the screen, what one writes, reads and presses in a call is within reach', async () => {
  const page = await aPage(browser, server.url, { ...phone, viewport: { width: 390, height: 844 } })
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Start a meeting' }).tap()
  await page.getByRole('link', { name: /then enter/ }).tap()
  await join(page, longName)
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const far: string[] = []
  const see = async (size: string, name: string, it: ReturnType<typeof button>) => {
    const why = await outOfReach(it)
    if (why) far.push(`${size} ${name}: ${why}`)
  }

  for (const [width, height] of rooms) {
    const size = `${width}×${height}`
    await page.setViewportSize({ width, height })
    await button(/^Mic$/).waitFor()
    for (const name of ['Mic', 'Camera', 'Hand', 'More', 'Leave', 'Quality']) await see(size, name, button(name))
    await see(size, 'Messages', button(/^Messages/))

    await button(/^Messages/).tap()
    const field = page.getByRole('textbox', { name: 'Write a message' })
    const list = page.getByRole('list', { name: 'Messages' })
    await field.fill(`À ${size}, un message assez long pour plusieurs lignes. `.repeat(9))
    await see(size, 'a long draft', field)
    await see(size, 'Send', button('Send'))
    await button('Send').tap()
    const last = list.getByRole('listitem').filter({ hasText: `À ${size}` })
    await last.first().waitFor()
    await see(size, 'the composer', field)
    await see(size, 'the list', list)
    await see(size, 'the way to close it', button('Close the chat'))
    await see(size, 'the microphone beside the chat', button(/^(Mic|Microphone)$/))
    // What one said oneself is read to its end.
    const beyond = await list.evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight)
    if (beyond > 1) far.push(`${size} the end of one’s own message is ${beyond} px further down`)
    await button('Close the chat').tap()
  }

  expect(far).toEqual([])
  expect(page.faults).toEqual([])
})

test('a long name is cut, and never the mark that it is one’s own', async () => {
  const page = await aPage(browser, server.url, narrow)
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Start a meeting' }).tap()
  await page.getByRole('link', { name: /then enter/ }).tap()
  await join(page, longName)

  const name = page.getByRole('figure').getByText(longName)
  expect(await name.evaluate((it) => it.scrollWidth > it.clientWidth)).toBe(true)
  expect(await outOfReach(page.getByRole('figure').getByText('(you)'))).toBe(null)
  await page.getByRole('button', { name: 'More', exact: true }).tap()
  await page.getByRole('menuitem', { name: 'People' }).tap()
  expect(await outOfReach(page.getByRole('list', { name: 'People present' }).getByText('(you)'))).toBe(null)
})

/** Whether the first letter of its words is drawn where one sees it. */
const beginsInSight = (it: Locator) =>
  it.evaluate((element) => {
    const letter = document.createRange()
    letter.selectNodeContents(element)
    letter.setEnd(letter.startContainer.firstChild ?? element, 1)
    const [drawn, box] = [letter.getBoundingClientRect(), element.getBoundingClientRect()]
    return drawn.left >= box.left - 1 && drawn.right <= box.right + 1
  })

test('a name written from right to left is cut at its end as well', async () => {
  const name = 'محمد بن عبد الرحمن بن خالد بن سعود بن عبد العزيز الطويل جدا'
  const { code } = await aMeeting()
  const page = await aPage(browser, server.url, narrow)
  await page.goto(`${server.url}/${code}`)
  await join(page, name)
  await page.getByRole('button', { name: 'More', exact: true }).tap()
  await page.getByRole('menuitem', { name: 'People' }).tap()

  const shown = page.getByRole('list', { name: 'People present' }).getByText(name)
  expect(await shown.evaluate((it) => it.scrollWidth > it.clientWidth)).toBe(true)
  expect(await beginsInSight(shown)).toBe(true)
})

test('on the door a name of one long word stays on the screen', async () => {
  const { code } = await aMeeting()
  const page = await aPage(browser, server.url, narrow)
  await page.goto(`${server.url}/${code}`)
  await join(page, 'x'.repeat(80))

  const door = await aPage(browser, server.url, narrow)
  await door.goto(`${server.url}/${code}`)

  const inside = door.getByText(/^x+ is inside/)
  await inside.waitFor()
  expect(await outOfReach(inside)).toBe(null)
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
  ['/account/calendar', 'camille'],
  ['/admin/people', 'malik'],
  ['/admin/rooms', 'malik'],
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

test('at 360 pixels each of the places at the foot of a page is within reach', async () => {
  const page = await aPage(browser, server.url, narrow)
  await signIn(page, server, 'camille')
  await page.goto(`${server.url}/rooms`)
  await page.getByRole('heading', { level: 1 }).waitFor()

  const places = page.getByRole('navigation').filter({ has: page.getByRole('link', { name: 'Help' }) })
  await places.last().waitFor()
  const links = await places.last().getByRole('link').all()
  expect(links).toHaveLength(5)
  for (const link of links) expect(await outOfReach(link)).toBe(null)
  await page.context().close()
})

test('on a phone each session of a room is a card, which says how it ended', async () => {
  const page = await aPage(browser, server.url, narrow)
  await signIn(page, server, 'camille')
  const answer = await page.request.get(`${server.url}/api/v1/rooms`)
  const rooms = (await answer.json()) as { id: string; last: object | null }[]
  const ran = rooms.find(({ last }) => last !== null)
  await page.goto(`${server.url}/rooms/${ran?.id}`)
  const end = page.locator('td[data-label="End"]').first()
  await end.waitFor()

  for (const cell of await page.locator('tbody tr').filter({ has: end }).first().locator('th, td').all()) {
    await cell.scrollIntoViewIfNeeded()
    expect(await outOfReach(cell)).toBe(null)
  }
  expect(await overflow(page)).toBe(0)
})
