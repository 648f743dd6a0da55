import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser
let ines: TestPage
let malik: TestPage
let held: { id: string; code: string }

const signedIn = async (who: Parameters<typeof signIn>[2]) => {
  const page = await aPage(browser, server.url)
  await signIn(page, server, who)
  return page
}

const send = async (page: TestPage, method: 'post' | 'patch', address: string, data?: object) => {
  const headers = { origin: server.url }
  const answer = await page.request[method](`${server.url}/api/v1${address}`, { headers, ...(data ? { data } : {}) })
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as { id: string; code: string }
}

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
  ;[ines, malik] = [await signedIn('ines'), await signedIn('malik')]
  held = await send(ines, 'post', '/rooms', { name: 'Jury de L3' })
  await send(ines, 'post', `/rooms/${held.id}/open`)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('ENT-11 ENT-S8 whoever cannot open a room reads who holds one, and writes to them', async () => {
  await send(malik, 'patch', '/tenant', { sessionsAtOnce: 1 })
  const camille = await signedIn('camille')
  const room = await send(camille, 'post', '/rooms', { name: 'Conseil' })
  await camille.goto(`${server.url}/rooms/${room.id}`)
  const dialog = camille.getByRole('dialog')

  await camille.getByRole('button', { name: /^Open “Conseil”/ }).click()
  await dialog
    .getByText(/since .*, nobody inside/)
    .first()
    .waitFor()
  await dialog
    .getByRole('button', { name: /^Write to In/ })
    .last()
    .click()
  expect(await dialog.getByLabel('Subject').inputValue()).toBe('Your open room')
  await dialog.getByLabel('Message').fill('Pourriez-vous fermer la vôtre ?')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()

  // Back among those who hold rooms, to try again or to ask somebody else.
  await dialog.getByRole('button', { name: 'Try to open again' }).waitFor()
  await ines.goto(`${server.url}/messages`)
  await ines.getByText('Your open room').first().click()
  await ines.getByText('Pourriez-vous fermer la vôtre ?').last().waitFor()
  await ines.getByRole('button', { name: 'Answer', exact: true }).waitFor()
  await send(malik, 'patch', '/tenant', { sessionsAtOnce: null })
})

test('what one writes to whoever holds a room is still there when the page becomes as narrow as a phone', async () => {
  await send(malik, 'patch', '/tenant', { sessionsAtOnce: 1 })
  const camille = await signedIn('camille')
  await camille.setViewportSize({ width: 1000, height: 720 })
  await camille.goto(`${server.url}/rooms`)
  const dialog = camille.getByRole('dialog')

  await camille.getByRole('button', { name: 'Open “Permanence du mardi”' }).click()
  await dialog
    .getByRole('button', { name: /^Write to In/ })
    .first()
    .click()
  await dialog.getByLabel('Message').fill('Pourriez-vous fermer la vôtre ?')
  await camille.setViewportSize({ width: 390, height: 844 })
  await camille.getByRole('table').waitFor({ state: 'detached' })

  expect(await dialog.getByLabel('Message').inputValue()).toBe('Pourriez-vous fermer la vôtre ?')
  await send(malik, 'patch', '/tenant', { sessionsAtOnce: null })
})

test('ENT-11 where all seats of the institution are taken, a guest reads how many, and an administrator who holds them', async () => {
  await send(malik, 'patch', '/tenant', { peopleAtOnce: 2 })
  for (const page of [ines, await aPage(browser, server.url)]) {
    await page.goto(`${server.url}/${held.code}`)
    const name = page.getByLabel('Your name in the meeting')
    if ((await name.inputValue()) === '') await name.fill('Awa')
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  }
  const guest = await aPage(browser, server.url)
  for (const page of [guest, malik]) {
    await page.goto(`${server.url}/${held.code}`)
    await page.getByText(/^All 2 seats of the institution are taken/).waitFor()
    const name = page.getByLabel('Your name in the meeting')
    if ((await name.inputValue()) === '') await name.fill('Léa')
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.getByRole('heading', { name: 'All seats are taken' }).waitFor()
  }

  await malik.getByRole('button', { name: 'See who holds the rooms' }).click()
  const dialog = malik.getByRole('dialog')
  await dialog.getByText(/“Jury de L3”, since .*, 2 people inside/).waitFor()
  await dialog
    .getByRole('button', { name: /^Write to In/ })
    .first()
    .waitFor()
  expect(await guest.getByRole('button', { name: 'See who holds the rooms' }).count()).toBe(0)

  await send(malik, 'patch', '/tenant', { peopleAtOnce: null })
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()
})

test('ENT-S8 whoever holds the open room themselves closes it there, and opens the other', async () => {
  await send(malik, 'patch', '/tenant', { sessionsAtOnce: 1 })
  const page = await signedIn('ines')
  const room = await send(page, 'post', '/rooms', { name: 'Soutenance' })
  const answer = await page.request.get(`${server.url}/api/v1/rooms/${room.id}/holders`)
  const { holders } = (await answer.json()) as { holders: unknown[] }
  await send(malik, 'patch', '/tenant', { sessionsAtOnce: holders.length })
  await page.goto(`${server.url}/rooms/${room.id}`)

  await page.getByRole('button', { name: /^Open “Soutenance”/ }).click()
  await page.getByText('Close one of your own, or ask one of these people.').waitFor()
  await page.getByRole('button', { name: 'Close “Jury de L3”' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Close/ })
    .click()
  await page.getByText('A place has become free meanwhile.').waitFor()
  await page.getByRole('button', { name: 'Try to open again' }).click()

  await page.getByRole('link', { name: /^Join/ }).first().waitFor()
  expect(page.faults).toEqual([])
})
