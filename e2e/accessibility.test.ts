import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Name } from '../tools/seed/story.ts'
import { violations } from './axe.ts'
import { aBrowser, aPage } from './browser.ts'
import { join } from './call.ts'
import { say } from './meeting.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const open = async (path: string, who?: Name) => {
  const page = await aPage(browser, server.url)
  if (who) await signIn(page, server, who)
  await page.goto(`${server.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

const pages: [string, Name?][] = [
  ['/'],
  ['/sign-in'],
  ['/forgotten'],
  ['/help'],
  ['/accessibility'],
  ['/privacy'],
  ['/status'],
  ['/connection-test'],
  ['/nothing/here'],
  ['/qqqqqqqqqqqqqq'],
  ['/link/short'],
  ['/', 'camille'],
  ['/rooms', 'camille'],
  ['/rooms', 'karim'],
  ['/account', 'camille'],
  ['/account/calendar', 'camille'],
  ['/admin/institution', 'malik'],
  ['/admin/people', 'malik'],
  ['/admin/rooms', 'malik'],
  ['/admin/groups', 'malik'],
  ['/admin/letters', 'malik'],
  ['/admin/conferences', 'malik'],
  ['/admin/platforms', 'malik'],
  ['/admin/journal', 'malik'],
]
for (const [path, who] of pages)
  test(`axe finds nothing on ${path}${who ? ` as ${who}` : ''}`, async () => {
    const page = await open(path, who)

    expect(await violations(page)).toEqual([])
    expect(page.faults).toEqual([])
    await page.context().close()
  })

test('axe finds nothing in the dialogs of the home page, of the rooms and of a room', async () => {
  const guest = await open('/')
  await guest.getByRole('button', { name: 'Start a meeting' }).click()
  await guest.getByRole('dialog').waitFor()
  expect(await violations(guest)).toEqual([])

  const page = await open('/rooms', 'camille')
  const more = page.getByRole('button', { name: /^More actions on “Droit/ })
  await more.click()
  await page.getByRole('menu').waitFor()
  expect(await violations(page)).toEqual([])
  // Where the room is a card, the menu stands elsewhere: it has closed.
  await more.click()
  await page.getByRole('menuitem', { name: 'Close the room' }).click()
  await page.getByRole('alertdialog').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page
    .getByRole('link', { name: /Droit constitutionnel/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Sessions' }).waitFor()
  await page.getByRole('table').waitFor()
  expect(await violations(page)).toEqual([])

  await page.getByRole('table').getByRole('link').nth(1).click()
  await page.getByRole('heading', { name: 'Attendance' }).waitFor()
  await page.getByRole('table', { name: 'Attendance' }).waitFor()
  expect(await violations(page)).toEqual([])
})

test('CH-19 attendance on paper is who was there and when, without what one presses', async () => {
  const page = await open('/rooms', 'camille')
  await page
    .getByRole('link', { name: /Droit constitutionnel/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Sessions' }).waitFor()
  await page.getByRole('table').getByRole('link').nth(1).click()
  const table = page.getByRole('table', { name: 'Attendance' })
  await table.waitFor()
  const lines = await table.locator('tbody tr').count()
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  await page.locator('body[data-printed]').waitFor()

  await page.emulateMedia({ media: 'print' })
  const visible = await table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => {
      const [name, , times] = [...row.children].map((cell) => (cell instanceof HTMLElement ? cell.innerText : ''))
      return { name, times, height: row.getBoundingClientRect().height }
    }),
  )

  expect(lines).toBeGreaterThan(0)
  expect(visible).toHaveLength(lines)
  for (const { name, times, height } of visible) {
    expect(name).toMatch(/\p{L}/u)
    expect(times).toMatch(/from \d+:\d\d to \d+:\d\d/)
    expect(height).toBeGreaterThan(0)
  }
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
  for (const role of ['button', 'navigation', 'banner', 'search'] as const)
    expect([role, await page.getByRole(role).filter({ visible: true }).count()]).toEqual([role, 0])
  expect(await page.getByRole('link').filter({ visible: true }).allTextContents()).toEqual([])
  await page.context().close()
})

test('axe finds nothing at the door, while one waits, in the call and after it', async () => {
  const page = await open('/rooms', 'camille')
  const links = await page.request.get(`${server.url}/api/v1/rooms`)
  const rooms = (await links.json()) as { name: string; code: string }[]
  const codeOf = (name: string) => rooms.find((room) => room.name === name)?.code ?? ''

  const waiting = await open(`/${codeOf('Permanence du mardi')}`)
  await waiting.getByLabel('Your name in the meeting').fill('Awa')
  expect(await violations(waiting)).toEqual([])
  await waiting.getByRole('button', { name: 'Wait for it to open' }).click()
  await waiting.getByRole('heading', { name: 'The meeting has not started yet' }).waitFor()
  expect(await violations(waiting)).toEqual([])
  await waiting.context().close()

  await page.goto(`${server.url}/${codeOf('Droit constitutionnel, TD 3')}`)
  await join(page, 'Camille')
  await page.getByRole('button', { name: 'Raise hand' }).click()
  await say(page, 'Bonjour https://example.org')
  await page.getByText('Bonjour').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'People', exact: true }).click()
  await page.getByRole('list', { name: 'People present' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Leave', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
  await page.getByText('You left the meeting').waitFor()
  expect(await violations(page)).toEqual([])
})
