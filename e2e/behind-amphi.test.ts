import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBigBlueButton } from '@amphi/testkit/big-blue-button'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { hears, join, sees, spyOnPeers } from './call.ts'
import { anOwner } from './owner.ts'
import { aServer, type Server } from './server.ts'

const secret = 'what both of them know'

/** The one people know, and the one that carries its meetings. */
let front: Server
let behind: Server
let browsers: Browser[]

beforeAll(async () => {
  front = await aServer({ AMPHI_PRIVATE_ADDRESSES: '127.0.0.0/8,::1/128' })
  behind = await aServer({ AMPHI_BBB_SECRET: secret })
  browsers = await Promise.all([aBrowser(), aBrowser()])
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await Promise.all([front, behind].map((server) => server.stop()))
})

/** By the page of the servers, as an administrator does. */
const drain = async (owner: TestPage, name: string) => {
  await owner.goto(`${front.url}/admin/servers`)
  await owner.getByRole('row', { name }).getByRole('button', { name: 'Drain' }).click()
  await owner.getByRole('row', { name }).getByRole('button', { name: 'Reopen' }).waitFor()
}

const anOpenRoom = async (owner: TestPage, name: string) => {
  const tell = async (path: string, data?: object) => {
    const said = { headers: { origin: front.url }, ...(data ? { data } : {}) }
    const answer = await owner.request.post(`${front.url}/api/v1${path}`, said)
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as { id: string; code: string }
  }
  const { id, code } = await tell('/rooms', { name })
  await tell(`/rooms/${id}/open`)
  return { id, code }
}

/** By a room’s link, and on to where its meeting is held. */
const follow = async (page: TestPage, code: string, name: string) => {
  await page.goto(`${front.url}/${code}`)
  await page.getByLabel('Your name in the meeting').fill(name)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  const coming = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Go in, in a new tab' }).click()
  const there = (await coming) as TestPage
  expect(new URL(there.url()).origin).toBe(behind.url)
  await there.getByRole('button', { name: /^(Join|Open and join)$/ }).click()
  await there.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  return there
}

test('SC-08 ENT-12 a second Amphi carries the meetings of the first, behind the first one’s links, until it is drained', async () => {
  const owner = await anOwner(browsers[0] as Browser, front)
  await owner.goto(`${front.url}/admin/servers`)
  await owner.getByRole('button', { name: 'Add a server' }).first().click()
  await owner.getByLabel('Address').fill(`${behind.url}/bigbluebutton/`)
  await owner.getByLabel('Shared secret').fill(secret)
  await owner.getByLabel('Name shown').fill('Behind')
  await owner.getByRole('dialog').getByRole('button', { name: 'Test' }).click()
  await owner.getByText(/^All is well/).waitFor()
  await owner.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  await owner.getByRole('row', { name: 'Behind' }).getByText('Healthy').waitFor()
  await drain(owner, 'Amphi')

  const chemistry = await anOpenRoom(owner, 'Chimie')
  await spyOnPeers(owner.context())
  const guest = await aPage(browsers[1] as Browser, front.url)
  await spyOnPeers(guest.context())
  const ada = await follow(owner, chemistry.code, 'Ada')
  const bob = await follow(guest, chemistry.code, 'Bob')
  await Promise.all([sees(ada), sees(bob), hears(ada), hears(bob)])
  await owner.goto(`${front.url}/rooms`)
  await owner.getByText('2 people').first().waitFor()

  await drain(owner, 'Behind')
  await owner
    .getByRole('row', { name: /^Amphi/ })
    .getByRole('button', { name: 'Reopen' })
    .click()
  const physics = await anOpenRoom(owner, 'Physique')
  await guest.goto(`${front.url}/${physics.code}`)
  await join(guest, 'Bob')
  await bob.getByRole('button', { name: 'Leave', exact: true }).waitFor()

  await owner.request.post(`${front.url}/api/v1/rooms/${chemistry.id}/close`, { headers: { origin: front.url } })
  await bob
    .getByText(/is over|ended/i)
    .first()
    .waitFor()
})

test('CH-18 where the institution says so, pages of an engine’s own are shown in ours, with a way out into a tab', async () => {
  const theirs = await aBigBlueButton()
  const owner = await anOwner(browsers[0] as Browser, front)
  const headers = { origin: front.url }
  const body = { engine: 'bigbluebutton', address: theirs.address, secret: theirs.secret, weight: 100, seats: 10_000 }
  expect((await owner.request.post(`${front.url}/api/v1/nodes`, { headers, data: body })).ok()).toBe(true)
  const data = { enginePages: 'inside' }
  expect((await owner.request.patch(`${front.url}/api/v1/tenant`, { headers, data })).ok()).toBe(true)
  const { code } = await anOpenRoom(owner, 'Biologie')

  const guest = await aPage(browsers[1] as Browser, front.url)
  await guest.goto(`${front.url}/${code}`)
  await guest.getByLabel('Your name in the meeting').fill('Bob')
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  const inside = guest.frameLocator('iframe[title="Meeting Biologie"]')
  await inside.getByRole('heading', { name: 'BigBlueButton' }).waitFor()

  const coming = guest.context().waitForEvent('page')
  await guest.getByRole('link', { name: 'Open in a tab' }).click()
  const there = await coming
  await there.getByRole('heading', { name: 'BigBlueButton' }).waitFor()
  expect(await guest.locator('iframe').count()).toBe(0)
})

test('SC-01 SC-S2 the public page says on which server a meeting would be held, and another when asked or loaded again', async () => {
  const owner = await anOwner(browsers[0] as Browser, front)
  await owner.goto(`${front.url}/admin/servers`)
  await owner.getByRole('row', { name: 'Behind' }).getByRole('button', { name: 'Reopen' }).click()
  await owner.getByRole('row', { name: 'Behind' }).getByRole('button', { name: 'Drain' }).waitFor()
  const page = await aPage(browsers[1] as Browser, front.url)
  const shown = async () => (await page.getByText(/^On the server /).textContent()) ?? ''
  await page.goto(front.url)
  await page.getByText(/^On the server /).waitFor()
  const first = await shown()

  await page.getByRole('button', { name: 'Another server' }).click()
  await expect.poll(shown).not.toBe(first)
  const second = await shown()
  await page.reload()
  await page.getByText(/^On the server /).waitFor()

  expect(await shown()).not.toBe(second)
  expect(page.faults).toEqual([])
})
