import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser
let camille: TestPage

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
  camille = await signedIn('camille')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const signedIn = async (who: Parameters<typeof signIn>[2]) => {
  const page = await aPage(browser, server.url)
  await signIn(page, server, who)
  return page
}

const openPageOf = async (page: TestPage, room: string) => {
  await page.goto(`${server.url}/rooms`)
  await page.getByRole('table').getByRole('link', { name: room, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: room }).waitFor()
}

/** Types, and takes the first that is offered. */
const pick = async (page: TestPage, field: string, typed: string, name: string) => {
  await page.getByRole('combobox', { name: field }).fill(typed)
  await page.getByRole('option', { name }).first().click()
}

/** As it is copied from the menu of the guests' link on a room's page. */
const invitationTextOf = async (page: TestPage) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'More actions on the link “Guests”' }).click()
  await page.getByRole('menuitem', { name: 'Copy the invitation text' }).click()
  return page.evaluate(() => navigator.clipboard.readText())
}

/** Of the room whose page they look at. */
const setPassword = async (page: TestPage, password: string) => {
  const answer = await page.request.patch(`${server.url}/api/v1${new URL(page.url()).pathname}/settings`, {
    headers: { origin: server.url },
    data: { password },
  })
  expect(answer.ok()).toBe(true)
}

test('ENT-04 ENT-14 ENT-S3 a room shared with a group by typing is in its members’ lists, and theirs to moderate', async () => {
  const ines = await signedIn('ines')
  await ines.goto(`${server.url}/rooms`)
  await openPageOf(camille, 'Tutorat L1, semestre 1')

  await pick(camille, 'Share with', 'scol', 'Scolarité')
  await camille.getByRole('button', { name: 'Share', exact: true }).click()
  await camille.getByRole('button', { name: 'Scolarité: Moderating' }).waitFor()

  // Without a reload: she is told.
  const row = ines.getByRole('row', { name: /Tutorat L1/ })
  await row.getByText('Camille Aubert’s, you moderate it').waitFor()
  await row.getByRole('button', { name: 'Open “Tutorat L1, semestre 1”' }).click()
  await row.getByRole('link', { name: /^Join/ }).click()
  await ines.getByRole('button', { name: 'Join', exact: true }).waitFor()

  await openPageOf(ines, 'Tutorat L1, semestre 1')
  await ines.getByRole('list', { name: 'Shares' }).getByText('Scolarité').waitFor()
  // Whoever moderates has the guests' link to hand over as well, without what only managers tell.
  expect(await invitationTextOf(ines)).toMatch(/^Hello,[^]+“Tutorat L1, semestre 1”:[^]+browser is enough/)
  await setPassword(camille, 'orangers')
  await ines.getByText('with a password').waitFor()
  const text = await invitationTextOf(ines)
  expect(text).toContain('You will be asked for the password of the room.')
  expect(text).not.toContain('orangers')
  // Hers is told over the line as well.
  await expect.poll(() => invitationTextOf(camille)).toContain('Password: orangers')
  expect(await ines.getByRole('combobox', { name: 'Share with' }).count()).toBe(0)
  expect(await ines.getByText('Ask for a password').count()).toBe(0)

  await camille.getByRole('button', { name: 'Scolarité: Moderating' }).click()
  await camille.getByRole('menuitem', { name: 'Stop sharing' }).click()
  await camille.getByRole('button', { name: 'Scolarité: Moderating' }).waitFor({ state: 'detached' })
  await ines.getByText('This room does not exist, or no longer does.').first().waitFor()
})

test('POD-05 whoever names a group that takes part reserves the room for it, where that is done', async () => {
  await openPageOf(camille, 'Permanence du mardi')
  await pick(camille, 'Share with', 'scol', 'Scolarité')
  await camille.getByLabel('Share for').selectOption({ label: 'Taking part' })
  await camille.getByRole('button', { name: 'Share', exact: true }).click()
  await camille.getByText('For now, anyone who has the link can go in as well.').waitFor()

  await camille.getByRole('button', { name: 'Reserve it for this list' }).click()
  await camille.getByText('For now, anyone who has the link can go in as well.').waitFor({ state: 'detached' })

  const code = new URL(
    `http://${await camille
      .getByText(/\/[2-9a-z]{5}-[2-9a-z]{5}-[2-9a-z]{4}$/)
      .first()
      .innerText()}`,
  ).pathname
  const stranger = await aPage(browser, server.url)
  await stranger.goto(server.url + code)
  await stranger.getByText(/This room is for people who have an account/).waitFor()
})

test('a star keeps a room beside every page', async () => {
  await openPageOf(camille, 'Tutorat L1, semestre 1')
  const beside = camille.getByRole('region', { name: 'Favourite rooms' }).getByRole('link', { name: /Tutorat L1/ })
  expect(await beside.count()).toBe(0)

  await camille.getByRole('button', { name: 'Keep “Tutorat L1, semestre 1” among your favourite rooms' }).click()

  await beside.waitFor()
})

test('SC-06 a moderators’ link lets a stranger open and lead; revoked, it says that it leads nowhere', async () => {
  await openPageOf(camille, 'Permanence du mardi')
  await camille.getByRole('button', { name: 'Make a moderators’ link' }).click()
  await camille.getByRole('dialog').getByRole('button', { name: 'Make', exact: true }).click()
  const line = camille.getByText(/\/m\/[2-9a-z-]{32}$/)
  const path = new URL(`http://${await line.innerText()}`).pathname
  const stranger = await aPage(browser, server.url)
  await stranger.goto(server.url + path)
  await stranger.getByLabel('Your name in the meeting').fill('Rosa')
  await stranger.getByRole('button', { name: 'Open and join' }).click()
  await stranger.getByRole('button', { name: 'Leave', exact: true }).waitFor()

  await camille.getByRole('button', { name: 'More actions on the link “Moderation”' }).click()
  await camille.getByRole('menuitem', { name: 'Revoke' }).click()
  await camille.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await line.waitFor({ state: 'detached' })

  const next = await aPage(browser, server.url)
  await next.goto(server.url + path)
  await next.getByRole('heading', { name: 'This link leads nowhere any more' }).waitFor()
})

test('a personal link brings one person in, under the name it was made for', async () => {
  await openPageOf(camille, 'Droit constitutionnel, TD 3')
  await camille.getByRole('button', { name: 'Make a personal link' }).click()
  await camille.getByLabel('Name', { exact: true }).fill('Jeanne Baret')
  await camille.getByRole('dialog').getByRole('button', { name: 'Make', exact: true }).click()
  const line = camille.getByText(/\/p\/[2-9a-z-]{32}$/)
  const path = new URL(`http://${await line.innerText()}`).pathname

  const guest = await aPage(browser, server.url)
  await guest.goto(server.url + path)
  await guest.getByText('This link was made for you.').waitFor()
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()

  await guest.getByRole('button', { name: 'People', exact: true }).click()
  await guest.getByRole('list').getByText('Jeanne Baret').first().waitFor()
})

test('POD-21 a room for its groups says so to whoever belongs to none of them', async () => {
  const karim = await signedIn('karim')
  const rooms = await camille.request.get(`${server.url}/api/v1/rooms`)
  const all = (await rooms.json()) as { name: string; code: string }[]
  const code = all.find(({ name }) => name === 'Conseil d’UFR')?.code

  await karim.goto(`${server.url}/${code}`)
  await karim
    .getByRole('button', { name: /Wait|Join/ })
    .first()
    .click()

  await karim.getByRole('heading', { name: 'This room is for others' }).waitFor()
})

test('POD-07 a room is given to someone else, and goes on being managed by who had it', async () => {
  await openPageOf(camille, 'Séminaire Libertés publiques')
  await camille.getByRole('button', { name: 'Hand the room over to someone' }).click()
  await pick(camille, 'To whom', 'julien', 'Julien Marchetti')
  await camille.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click()

  // Nobody takes the right from themselves.
  await camille.getByRole('list', { name: 'Shares' }).getByText('You (Managing)').waitFor()
  await camille.goto(`${server.url}/rooms`)
  await camille
    .getByRole('row', { name: /Séminaire/ })
    .getByText('Julien Marchetti’s, you manage it')
    .waitFor()
})
