import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
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

const open = async (path: string) => {
  const page = await aPage(browser, server.url)
  await page.goto(`${server.url}${path}`)
  return page
}

const asCamille = async (path: string) => {
  const page = await aPage(browser, server.url)
  await signIn(page, server, 'camille')
  await page.goto(`${server.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const codeOf = async (page: TestPage, name: string) => {
  const answer = await page.request.get(`${server.url}/api/v1/rooms`)
  const rooms = (await answer.json()) as { name: string; code: string }[]
  return rooms.find((room) => room.name === name)?.code ?? ''
}

/** Goes on with Tab until something of that name has the focus, as who has no mouse does. */
const tabTo = async (page: TestPage, name: RegExp) => {
  const seen: string[] = []
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    const said = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? ''
    if (name.test(said)) return
    seen.push(said)
  }
  throw new Error(`Tab never came to ${name}: ${seen.join(' | ')}`)
}

test('ENT-05 signing in from a room’s link comes back to that room', async () => {
  const owner = await asCamille('/rooms')
  const code = await codeOf(owner, 'Permanence du mardi')
  const page = await open(`/${code}`)
  await page.getByLabel('Your name in the meeting').fill('Camille')
  await page.getByRole('button', { name: 'Wait for it to open' }).click()

  await page.getByRole('link', { name: 'Sign in to open the room' }).click()
  await page.getByLabel('E-mail address').fill('camille.aubert@deux-rives.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('a fine long one')
  await page.keyboard.press('Enter')

  await page.getByRole('button', { name: 'Open and join' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/${code}`)
  expect(page.faults).toEqual([])
})

test('ENT-01 ENT-03 ENT-08 ENT-09 ENT-15 POD-09 a room lives its life without a mouse', async () => {
  const page = await asCamille('/rooms')
  const named = (name: string) => page.getByRole('row', { name: new RegExp(name) })

  await tabTo(page, /^Create a room$/)
  await page.keyboard.press('Enter')
  await page.locator('dialog input:focus').waitFor()
  await page.keyboard.type('Atelier clavier')
  await page.keyboard.press('Enter')
  await named('Atelier clavier').getByText('Closed').waitFor()

  await tabTo(page, /^More actions on “Atelier clavier”$/)
  await page.keyboard.press('Enter')
  await page.locator('[role=menuitem]:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('dialog input:focus').waitFor()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Atelier du soir')
  await page.keyboard.press('Enter')
  await named('Atelier du soir').waitFor()

  await named('Atelier du soir').getByRole('button', { name: /^Open/ }).press('Enter')
  await named('Atelier du soir').getByText('Open', { exact: true }).waitFor()
  await named('Atelier du soir').getByRole('link', { name: /^Join/ }).waitFor()

  await named('Atelier du soir')
    .getByRole('button', { name: /^More actions/ })
    .press('Enter')
  await page.locator('[role=menuitem]:focus').waitFor()
  await page.getByRole('menuitem', { name: 'Close the room' }).press('Enter')
  const closing = page.getByRole('alertdialog')
  await closing.getByText('Nobody is in the room.').waitFor()
  await closing.getByRole('button', { name: 'Close', exact: true }).press('Enter')
  await named('Atelier du soir').getByText('Closed').waitFor()

  await named('Atelier du soir')
    .getByRole('button', { name: /^More actions/ })
    .press('Enter')
  await page.locator('[role=menuitem]:focus').waitFor()
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
  const removing = page.getByRole('alertdialog')
  await removing.getByText(/This cannot be undone/).waitFor()
  await removing.getByRole('button', { name: 'Keep the room' }).press('Enter')
  await removing.waitFor({ state: 'detached' })
  await named('Atelier du soir').waitFor()
  await named('Atelier du soir')
    .getByRole('button', { name: /^More actions/ })
    .press('Enter')
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
  await removing.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
  await named('Atelier du soir').waitFor({ state: 'hidden' })
  expect(page.faults).toEqual([])
})

test('ENT-05 ENT-S2 POD-18 POD-S4 ENT-09 who comes early waits, goes in by itself, and is counted at closing', async () => {
  const owner = await asCamille('/rooms')
  const row = owner.getByRole('row', { name: /Permanence du mardi/ })
  const guest = await open(`/${await codeOf(owner, 'Permanence du mardi')}`)
  await guest.getByLabel('Your name in the meeting').fill('Awa')
  await guest.getByRole('button', { name: 'Wait for it to open' }).click()
  await guest.getByRole('heading', { name: 'The meeting has not started yet' }).waitFor()

  await row.getByRole('button', { name: /^Open/ }).click()
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()

  await row.getByRole('cell', { name: '1', exact: true }).waitFor()
  await row.getByRole('button', { name: /^More actions/ }).click()
  await owner.getByRole('menuitem', { name: 'Close the room' }).click()
  const text = owner.getByRole('alertdialog')
  await text.getByText('1 person is in the room, without a moderator. They will be disconnected.').waitFor()
  await text.getByRole('button', { name: 'Close for everyone' }).click()
  await guest.getByRole('heading', { name: 'The meeting has ended' }).waitFor()

  const late = await open(new URL(guest.url()).pathname)
  await late.getByText(/^The meeting ended at \d/).waitFor()
  await late.getByLabel('Your name in the meeting').fill('Chloé')
  await late.getByRole('button', { name: 'Wait for it to open' }).click()
  await late.getByRole('heading', { name: /^The meeting ended at \d/ }).waitFor()
  expect(owner.faults).toEqual([])
  expect(guest.faults).toEqual([])
})

test('a room’s link is copied whole, and leads to its door', async () => {
  const page = await asCamille('/rooms')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const code = await codeOf(page, 'Tutorat L1, semestre 1')

  await page.getByRole('button', { name: 'Copy the link of “Tutorat L1, semestre 1”' }).click()

  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.replaceAll('-', '')).toBe(`${server.url}/${code}`.replaceAll('-', ''))
  await page.goto(copied)
  await page.getByRole('heading', { name: 'Tutorat L1, semestre 1' }).waitFor()
})

test('an administrator invites somebody, whose letter lets them in', async () => {
  const admin = await aPage(browser, server.url)
  await signIn(admin, server, 'malik')
  await admin.goto(`${server.url}/admin/people`)
  await admin.getByRole('button', { name: 'Invite people' }).click()
  await admin.getByLabel('Addresses').fill('Noor Haddad <noor@example.org>')
  await admin.getByRole('button', { name: 'Invite 1 person' }).click()
  await admin.getByText('1 person invited').first().waitFor()

  await admin.goto(`${server.url}/admin/letters`)
  const letter = admin.getByRole('row', { name: /noor@example\.org/ })
  await letter.getByRole('button').first().click()
  await admin.getByRole('button', { name: 'Open the letter' }).click()
  const text = admin.getByRole('dialog').getByText(/\/link\//)
  const [link = ''] = /http\S+\/link\/\S+/.exec(await text.innerText()) ?? []

  const noor = await aPage(browser, server.url)
  await noor.goto(link)
  await noor.getByLabel(/^(New password|Password)$/).fill('une phrase assez longue')
  await noor.getByRole('button', { name: 'Accept and enter' }).click()
  await noor.getByText('Noor Haddad').first().waitFor()
  expect(noor.faults).toEqual([])
})

test('the language changes without a reload, and so does the theme', async () => {
  const page = await open('/')
  await page.getByRole('button', { name: 'Start a meeting' }).waitFor()
  await page.evaluate(() => Object.assign(window, { stayed: true }))

  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByRole('button', { name: 'Démarrer une réunion' }).waitFor()
  const html = page.locator('html')
  expect(await html.getAttribute('lang')).toBe('fr')

  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => html.getAttribute('data-mantine-color-scheme')).toBe('dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => html.getAttribute('data-mantine-color-scheme')).toBe('light')
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  expect(page.faults).toEqual([])
})

test('whoever clicks twice starts one meeting, makes one room, and one link of each kind', async () => {
  const page = await asCamille('/')
  const posted: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(new URL(request.url()).pathname.replace(/[0-9a-f-]{36}/, ':id'))
  })
  const twice = (name: string) => page.getByRole('button', { name, exact: true }).dblclick()
  const closed = () => page.getByRole('dialog').waitFor({ state: 'detached' })

  await twice('Start a meeting')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await closed()
  await page.goto(`${server.url}/rooms`)
  await page.getByRole('button', { name: 'Create a room' }).click()
  await page.getByLabel('Name of the room').fill('Atelier double')
  await twice('Create')
  await closed()
  await page.getByRole('link', { name: 'Atelier double', exact: true }).click()
  await page.getByRole('button', { name: 'Make a moderators’ link' }).click()
  await twice('Make')
  await closed()
  await page.getByRole('button', { name: 'Make a personal link' }).click()
  await page.getByLabel('Name').fill('Inès Carvalho')
  await twice('Make')
  await page.getByRole('dialog').getByText('Inès Carvalho').first().waitFor()

  expect(posted.filter((path) => /meetings|rooms/.test(path))).toEqual([
    '/api/v1/meetings',
    '/api/v1/rooms',
    '/api/v1/rooms/:id/links',
    '/api/v1/rooms/:id/links',
  ])
  expect(page.faults).toEqual([])
})
