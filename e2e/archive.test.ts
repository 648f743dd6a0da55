import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { anOwner, signInAsOwner } from './owner.ts'
import { openedBefore } from './past.ts'
import { aServer, type Server } from './server.ts'

let server: Server
let browser: Browser
let owner: TestPage

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  owner = await anOwner(browser, server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const aRoom = async (name: string) => {
  const headers = { origin: server.url }
  const answer = await owner.request.post(`${server.url}/api/v1/rooms`, { headers, data: { name } })
  return (await answer.json()) as { id: string; code: string }
}

test('a room is archived: its link says so at once, its list has it elsewhere, and taken back it is as it was', async () => {
  const { id, code } = await aRoom('Ancien cours')
  const guest = await aPage(browser, server.url)
  await guest.goto(`${server.url}/${code}`)
  await guest.getByLabel('Your name in the meeting').fill('Awa')
  await guest.getByRole('button', { name: 'Wait for it to open' }).click()
  await guest.getByRole('heading', { name: 'The meeting has not started yet' }).waitFor()

  await owner.goto(`${server.url}/rooms/${id}`)
  await owner.getByRole('button', { name: 'More actions on “Ancien cours”' }).click()
  await owner.getByRole('menuitem', { name: 'Archive' }).click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
  await owner.getByText('“Ancien cours” is archived.').first().waitFor()
  await owner.getByText('This room has been archived since today').waitFor()
  expect(await owner.getByRole('button', { name: /^Open/ }).count()).toBe(0)
  await guest.getByRole('heading', { name: 'This room is archived' }).waitFor()

  await owner.goto(`${server.url}/rooms`)
  await owner.getByRole('table').waitFor()
  expect(await owner.getByRole('row', { name: /Ancien cours/ }).count()).toBe(0)
  await owner.getByText('Archived', { exact: true }).click()
  await owner.getByRole('row', { name: /Ancien cours/ }).waitFor()

  await owner.goto(`${server.url}/${code}`)
  await owner.getByRole('link', { name: 'Go to its page' }).click()
  await owner.getByRole('button', { name: 'Take the room back' }).click()
  await owner.getByRole('button', { name: /^Open “Ancien cours”/ }).click()
  await guest.getByLabel('Your name in the meeting').waitFor()
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  expect([...owner.faults, ...guest.faults]).toEqual([])
})

test('with the last room out of the archives their list gives way to that of all rooms', async () => {
  const { id } = await aRoom('Seule archivée')
  const headers = { origin: server.url }
  const tell = async (deed: string) =>
    expect((await owner.request.post(`${server.url}/api/v1/rooms/${id}/${deed}`, { headers })).ok()).toBe(true)
  await tell('archive')
  await owner.goto(`${server.url}/rooms`)
  await owner.getByText('Archived', { exact: true }).click()
  await owner.getByRole('row', { name: /Seule archivée/ }).waitFor()

  await tell('restore')

  await owner.getByRole('radio', { name: 'Archived' }).waitFor({ state: 'detached' })
  await owner.getByRole('row', { name: /Seule archivée/ }).waitFor()
})

test('the link of a letter keeps a room by being followed, and asks who is not signed in to be', async () => {
  const { id } = await aRoom('Colloque')
  const path = `/rooms/${id}?keep=yes`
  const page = await aPage(browser, server.url)
  await page.goto(server.url + path)
  await signInAsOwner(page, server)

  await page.getByText('The room is kept.').first().waitFor()
  await page.waitForURL((url) => url.pathname === `/rooms/${id}` && url.search === '')
  expect(page.faults).toEqual([])
})

test('ENT-17 an administrator reads how much it is used, and takes the figures along', async () => {
  await owner.goto(`${server.url}/admin/usage`)
  await owner.getByRole('table').waitFor()
  await owner.getByText('people and guests, once a day').waitFor()
  const [file] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('button', { name: 'Download (CSV)' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^Use .+\.csv$/)

  await owner.getByText('Last 12 months').click()
  await owner.getByRole('heading', { name: 'Month by month' }).waitFor()
  expect(owner.faults).toEqual([])
})

test('an institution asks for rooms that nobody uses to be archived', async () => {
  await owner.goto(`${server.url}/admin/institution`)
  await owner.getByRole('switch', { name: 'Archive rooms that are not used any more' }).click()
  await owner.getByText('No room has been unused for so long today.').waitFor()
  await owner.getByLabel('Not used for').selectOption('24')
  await owner.getByLabel('Time after the letter').selectOption('60')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await owner.getByText('The settings are saved.').first().waitFor()

  const answer = await owner.request.get(`${server.url}/api/v1/tenant`)
  expect(await answer.json()).toMatchObject({ archiveAfter: 24, removeAfter: null, archiveNotice: 60 })
})

test('POD-45 the past of a room that was opened often is all there, a hundred at a time', async () => {
  const { id } = await aRoom('Permanence')
  const headers = { origin: server.url }
  for (const deed of ['open', 'close'])
    expect((await owner.request.post(`${server.url}/api/v1/rooms/${id}/${deed}`, { headers })).ok()).toBe(true)
  await openedBefore(server, id, 100)

  await owner.goto(`${server.url}/rooms/${id}`)
  const runs = owner.getByRole('row').filter({ has: owner.getByRole('rowheader') })
  await owner.getByRole('button', { name: 'Older' }).waitFor()
  expect(await runs.count()).toBe(100)
  await owner.getByRole('button', { name: 'Older' }).click()

  await expect.poll(() => runs.count()).toBe(101)
  await owner.getByRole('button', { name: 'Older' }).waitFor({ state: 'detached' })
})
