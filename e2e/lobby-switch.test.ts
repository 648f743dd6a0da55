import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { join } from './call.ts'
import { aMeeting } from './meeting.ts'
import { aServer, type Server } from './server.ts'

let server: Server
let browsers: [Browser, Browser, Browser]

beforeAll(async () => {
  ;[server, ...browsers] = await Promise.all([aServer(), aBrowser(), aBrowser(), aBrowser()])
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await server.stop()
})

const tools = async (page: TestPage) => {
  await page.getByRole('button', { name: 'Tools', exact: true }).first().click()
  return page.getByRole('dialog', { name: 'Moderation tools' })
}
const choose = async (page: TestPage, whom: string) =>
  (await tools(page)).getByRole('group', { name: 'Waiting room' }).getByText(whom, { exact: true }).click()
const isInside = (page: TestPage) => page.getByRole('button', { name: 'Leave', exact: true }).waitFor()

const atTheDoor = async (code: string, name: string) => {
  const page = await aPage(browsers[2], server.url)
  await page.goto(`${server.url}/${code}`)
  await page.getByLabel('Your name in the meeting').fill(name)
  return page
}

test('ENT-07 who leads by a link turns the waiting room on in a meeting of the moment; a newcomer waits, and is let in', async () => {
  const { camille, awa, code, moderatorCode } = await aMeeting(server, browsers[0], browsers[1])
  const second = await aPage(browsers[1], server.url)
  await second.goto(`${server.url}/m/${moderatorCode}`)
  await join(second, 'Dominique')
  // Already on the page before anybody has to be let in.
  const bob = await atTheDoor(code, 'Bob')
  await bob.getByRole('button', { name: 'Join', exact: true }).waitFor()
  const others = await tools(second)

  await choose(camille, 'For everyone')

  await awa.getByText('Whoever comes now waits until a moderator lets them in.').first().waitFor()
  await expect.poll(() => others.getByRole('radio', { name: 'For everyone' }).isChecked()).toBe(true)
  expect(await violations(camille)).toEqual([])
  await camille.keyboard.press('Escape')
  await bob.getByRole('button', { name: 'Ask to come in' }).click()
  await bob.getByRole('heading', { level: 1, name: 'You are first in the queue' }).waitFor()
  await camille.getByRole('button', { name: 'Let Bob in' }).click()
  await isInside(bob)

  // Those who were inside come back without asking.
  await awa.reload()
  await isInside(awa)

  const chloe = await atTheDoor(code, 'Chloé')
  await chloe.getByRole('button', { name: 'Ask to come in' }).click()
  await chloe.getByRole('heading', { level: 1, name: 'You are first in the queue' }).waitFor()
  await camille.setViewportSize({ width: 390, height: 844 })
  await camille.getByRole('button', { name: 'More', exact: true }).click()
  await camille.getByRole('menuitem', { name: 'Tools' }).click()
  const dialog = camille.getByRole('dialog', { name: 'Moderation tools' })
  await dialog.getByRole('group', { name: 'Waiting room' }).getByText('Off', { exact: true }).click()

  await isInside(chloe)
  expect([...camille.faults, ...awa.faults, ...bob.faults, ...chloe.faults]).toEqual([])
})
