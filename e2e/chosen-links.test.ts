import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser
let malik: TestPage
let camille: TestPage

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
  ;[malik, camille] = [await aPage(browser, server.url), await aPage(browser, server.url)]
  await signIn(malik, server, 'malik')
  await signIn(camille, server, 'camille')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const allow = async (chosenLinks: boolean) => {
  const headers = { origin: server.url }
  const answer = await malik.request.patch(`${server.url}/api/v1/tenant`, { headers, data: { chosenLinks } })
  if (!answer.ok()) throw new Error(await answer.text())
}

const openRoomPage = async () => {
  await camille.goto(`${server.url}/rooms`)
  await camille.getByRole('table').getByRole('link', { name: 'Tutorat L1, semestre 1', exact: true }).click()
  await camille.getByText('Guests', { exact: true }).first().waitFor()
}

const choose = async (name: string) => {
  await camille.getByLabel('End of the link').fill(name)
  await camille.getByRole('button', { name: 'Choose this link' }).click()
}

test('SC-06 a readable link is chosen on the page of a room, shown and handed out from there, and led by when none may be chosen any more', async () => {
  await allow(false)
  await openRoomPage()
  expect(await camille.getByRole('button', { name: 'Choose a readable link' }).count()).toBe(0)
  await allow(true)

  await camille.reload()
  await camille.getByRole('button', { name: 'Choose a readable link' }).click()
  expect(await violations(camille)).toEqual([])
  await choose('é')
  await camille.getByText('3 to 40 characters', { exact: false }).first().waitFor()
  await choose('help')
  await camille.getByText('A page stands at this address already.').waitFor()
  await choose('Tutorat-L1')
  await camille.getByText('The link is chosen.').first().waitFor()
  const { host } = new URL(server.url)
  await camille.getByText(`${host}/tutorat-l1`, { exact: true }).waitFor()

  await camille.getByRole('button', { name: 'Change the readable link' }).click()
  await choose('tutorat-droit')
  await camille.getByText(`${host}/tutorat-droit`, { exact: true }).waitFor()
  await camille.getByRole('button', { name: 'Change the readable link' }).click()
  await camille.getByText('This link still leads here', { exact: false }).waitFor()
  await camille.getByText(`${host}/tutorat-l1`, { exact: true }).waitFor()
  await camille.keyboard.press('Escape')

  await allow(false)
  await openRoomPage()
  await camille.getByRole('figure').waitFor()
  expect(await camille.getByText('tutorat-droit', { exact: false }).count()).toBe(0)
  const guest = await aPage(browser, server.url)
  for (const name of ['tutorat-droit', 'tutorat-l1']) {
    await guest.goto(`${server.url}/${name}`)
    await guest.getByLabel('Your name in the meeting').waitFor()
  }
  await guest.goto(`${server.url}/tutorat-l2`)
  await guest.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor()
  expect([...camille.faults, ...guest.faults]).toEqual([])
})
