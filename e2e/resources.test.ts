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
  ;[malik, camille] = await Promise.all([signedIn('malik'), signedIn('camille')])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const signedIn = async (who: Parameters<typeof signIn>[2]) => {
  const page = await aPage(browser, server.url, {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
  })
  await signIn(page, server, who)
  return page
}

const ask = async <T>(page: TestPage, method: string, path: string, data?: object) => {
  const answer = await page.request.fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { origin: server.url },
    ...(data ? { data } : {}),
  })
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true)
  return (answer.status() === 204 ? undefined : await answer.json()) as T
}

interface Resource {
  id: string
  name: string
  address: string | null
  can: { book: boolean }
}
const resources = (page: TestPage) => ask<Resource[]>(page, 'GET', '/resources')

/** What a door says of the room at an address. */
const doorOf = async (page: TestPage, url: string) => {
  const answer = await page.request.get(`${server.url}/api/v1/doors/${new URL(url).pathname.slice(1)}`)
  return answer.text()
}

const openForm = async (page: TestPage, title: string) => {
  await page.goto(`${server.url}/agenda?view=week&date=2027-05-03`)
  await page.getByRole('button', { name: 'Plan', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'New event' })
  await form.getByLabel('Title').fill(title)
  return form
}

const book = { name: 'Add a video conference' }

const openResource = async (name: string) => {
  await malik.goto(`${server.url}/admin/conferences`)
  await malik.getByRole('link', { name: `Set up ${name}` }).click()
  await malik.getByRole('heading', { level: 1, name }).waitFor()
}

const texts = () => malik.getByRole('region', { name: 'Text beside the link' })
const settings = () => malik.getByRole('region', { name: 'Settings' })

test('BM-09 nothing is offered where nothing can be booked', async () => {
  const form = await openForm(camille, 'Sans lien')

  await form.getByLabel('Video conference').waitFor()
  expect(await form.getByRole('button', book).count()).toBe(0)
  expect(await form.getByRole('option', { name: 'A new room for this meeting' }).count()).toBe(1)
})

test('BM-01 BM-02 BM-S1 an administrator names a server, and everyone may book it; saving again makes no other', async () => {
  await malik.goto(`${server.url}/admin/conferences`)
  await malik.getByText('No video conference resource').waitFor()
  await malik.getByRole('button', { name: 'Add a resource' }).first().click()
  const form = malik.getByRole('dialog', { name: 'Add a resource' })
  await form.getByLabel('Name').fill('Visio')
  await form.getByText('A Jitsi server').click()
  await form.getByLabel('URL of the server').fill('meet.univ.fr')
  await form.getByRole('button', { name: 'Add', exact: true }).click()

  await malik.getByRole('heading', { level: 1, name: 'Visio' }).waitFor()
  expect(await malik.getByLabel('URL of the server').inputValue()).toBe('https://meet.univ.fr/')
  await settings().getByLabel('Name').fill('Jitsi')
  await settings().getByRole('button', { name: 'Save' }).click()
  await malik.getByRole('heading', { level: 1, name: 'Jitsi' }).waitFor()
  expect(await resources(camille)).toMatchObject([
    { name: 'Jitsi', address: 'https://meet.univ.fr/', can: { book: true } },
  ])
  expect(await violations(malik)).toEqual([])
})

test('BM-06 BM-S3 CAL-19 what is typed in a tongue is kept while another is shown, and an unknown name is said', async () => {
  await openResource('Jitsi')
  const french = texts().getByRole('textbox', { name: 'Text beside the link: French' })
  await french.click()
  await malik.keyboard.type('Rejoindre ')
  await texts().getByRole('button', { name: 'Insert: Link' }).click()
  await malik.keyboard.press('Enter')
  await malik.keyboard.type('Code ${Code}')
  await texts().getByText('French: ${Code} stands for nothing.').waitFor()
  const preview = texts().getByRole('region', { name: 'How it looks in a calendar' })
  await preview.getByText(/^Rejoindre https:\/\//).waitFor()

  await texts().getByLabel('Language').selectOption('de')
  await texts().getByRole('textbox', { name: 'Text beside the link: German' }).click()
  await malik.keyboard.type('Beitreten')
  await texts().getByLabel('Language').selectOption('fr')
  expect(await french.innerText()).toContain('Rejoindre ${URL}')
  await texts().getByRole('button', { name: 'Save' }).click()

  await malik.getByText('The texts are saved, but a name in braces does not exist.').first().waitFor()
  await malik.reload()
  await texts().getByRole('option', { name: 'German – written' }).waitFor({ state: 'attached' })
  await texts().getByText('French: ${Code} stands for nothing.').waitFor()

  await texts().getByLabel('Language').selectOption('de')
  await texts().getByRole('textbox', { name: 'Text beside the link: German' }).click()
  await malik.keyboard.press('Control+A')
  await malik.keyboard.press('Delete')
  await texts().getByText('Saving will delete the text in: German.').waitFor()
  await texts().getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => texts().getByRole('option', { name: 'German – written' }).count()).toBe(0)
  const [resource] = await resources(malik)
  const { templates } = await ask<{ templates: object }>(malik, 'GET', `/resources/${resource?.id}`)
  expect(templates).toEqual({
    fr: [
      { kind: 'paragraph', runs: [{ text: 'Rejoindre ${URL}' }] },
      { kind: 'paragraph', runs: [{ text: 'Code ${Code}' }] },
    ],
  })
})

test('what is bold, a list and a link is kept as it is shown', async () => {
  await openResource('Jitsi')
  await texts().getByLabel('Language').selectOption('en')
  const english = texts().getByRole('textbox', { name: 'Text beside the link: English' })
  await english.click()
  await texts().getByRole('button', { name: 'Bold' }).click()
  await malik.keyboard.type('Join')
  await malik.keyboard.press('Enter')
  await texts().getByRole('button', { name: 'Bold' }).click()
  await texts().getByRole('button', { name: 'List' }).click()
  await malik.keyboard.type('Help')
  await malik.keyboard.press('Shift+Home')
  await texts().getByRole('button', { name: 'Link', exact: true }).click()
  await texts().getByLabel('Address of the link').fill('aide.univ.fr')
  await malik.keyboard.press('Enter')
  await texts().getByRole('button', { name: 'Save' }).click()
  await malik.getByText('The texts are saved').first().waitFor()

  const [resource] = await resources(malik)
  const { templates } = await ask<{ templates: { en: object } }>(malik, 'GET', `/resources/${resource?.id}`)
  expect(templates.en).toEqual([
    { kind: 'paragraph', runs: [{ text: 'Join', bold: true }] },
    { kind: 'item', runs: [{ text: 'Help', href: 'https://aide.univ.fr' }] },
  ])
})

test('BM-09 BM-10 BM-11 BM-S2 CAL-1 one click gives a link, and the event has it with the text of its tongue', async () => {
  const form = await openForm(camille, 'Conseil d’UFR')
  await form.getByRole('button', book).click()
  const link = form.getByRole('group', { name: 'Video conference' })
  await link.getByText('The link works already.').waitFor()
  const shown = (await link.locator('.mono').innerText()).trim()
  expect(shown).toMatch(/^meet\.univ\.fr\/[0-9a-f-]{36}$/)
  expect(await violations(camille)).toEqual([])
  await form.getByRole('button', { name: 'Plan it' }).click()

  const block = camille.getByRole('main').getByRole('button', { name: /^Conseil d’UFR/ })
  await block.click()
  const detail = camille.getByRole('dialog', { name: 'Conseil d’UFR' })
  await detail.getByText(`Rejoindre https://${shown}`).waitFor()
  expect(await detail.innerText()).not.toContain('Code')
  expect(await detail.getByText('Jitsi', { exact: true }).count()).toBe(0)
  const join = detail.getByRole('link', { name: 'Join' })
  expect(await join.getAttribute('href')).toBe(`https://${shown}`)
  expect(await join.getAttribute('target')).toBe('_blank')

  await detail.getByRole('button', { name: 'Change' }).click()
  const change = camille.getByRole('dialog', { name: 'Change the event' })
  await change.getByRole('button', { name: 'Remove the video conference' }).click()
  await change.getByRole('button', book).click()
  expect((await change.getByRole('group', { name: 'Video conference' }).locator('.mono').innerText()).trim()).toBe(
    shown,
  )
})

test('BM-10 a link that cannot be booked says why', async () => {
  const form = await openForm(camille, 'En vain')
  await camille.route('**/api/v1/conferences', (route) =>
    route.continue({ postData: JSON.stringify({ resourceId: '00000000-0000-4000-8000-00000000000d' }) }),
  )

  await form.getByRole('button', book).click()

  await form.getByText('This resource does not exist').waitFor()
  await camille.unroute('**/api/v1/conferences')
})

test('BM-08 who may see its bookings finds them under a heading of their own, hidden at first', async () => {
  await openResource('Jitsi')
  const rights = malik.getByRole('region', { name: 'Who may do what' })
  await rights.getByRole('button', { name: 'Everyone of the institution: Book' }).click()
  await malik.getByRole('menuitemradio', { name: 'Book, and see bookings' }).click()
  await rights.getByRole('button', { name: 'Everyone of the institution: Book, and see bookings' }).waitFor()
  await rights.getByRole('combobox', { name: 'People or groups' }).fill('Thomas')
  await malik
    .getByRole('option', { name: /Thomas/ })
    .first()
    .click()
  await rights.getByLabel('These people may').selectOption('Manage rights as well')
  await rights.getByRole('button', { name: 'Share', exact: true }).click()
  await rights.getByRole('button', { name: /^Thomas.*: Manage rights as well$/ }).waitFor()

  await camille.goto(`${server.url}/agenda?view=week&date=2027-05-03`)
  const bookings = camille.getByRole('region', { name: 'Video conference bookings' })
  expect(await bookings.getByRole('checkbox').isChecked()).toBe(false)
  await bookings.getByRole('button', { name: /Jitsi/ }).click()
  expect(await camille.getByRole('menuitem', { name: 'Share' }).count()).toBe(0)

  const thomas = await signedIn('thomas')
  await thomas.goto(`${server.url}/agenda?view=week&date=2027-05-03`)
  await thomas.getByRole('region', { name: 'Video conference bookings' }).getByRole('button', { name: /Jitsi/ }).click()
  await thomas.getByRole('menuitem', { name: 'Share' }).click()
  await thomas.getByRole('dialog', { name: 'Share “Jitsi”' }).getByText('Thomas').first().waitFor()
})

test('the administrator changes the text, and the next event has the new one', async () => {
  await openResource('Jitsi')
  await texts().getByRole('textbox', { name: 'Text beside the link: French' }).click()
  await malik.keyboard.press('Control+A')
  await malik.keyboard.type('Entrez par ')
  await texts().getByRole('button', { name: 'Insert: Link' }).click()
  await texts().getByRole('button', { name: 'Save' }).click()
  await malik.getByText('The texts are saved. The next events will have them.').first().waitFor()

  const form = await openForm(camille, 'Jury de mai')
  await form.getByRole('button', book).click()
  await form.getByText('The link works already.').waitFor()
  await form.getByRole('button', { name: 'Plan it' }).click()
  await camille
    .getByRole('main')
    .getByRole('button', { name: /^Jury de mai/ })
    .click()
  await camille
    .getByRole('dialog', { name: 'Jury de mai' })
    .getByText(/^Entrez par https:\/\/meet\.univ\.fr\//)
    .waitFor()
})

test('BM-09 BM-10 of several one chooses by name; a room opens before it is saved, and closes with the form', async () => {
  await ask(malik, 'POST', '/resources', { name: 'Visio de la maison', server: { kind: 'rooms', carrier: null } })
  const form = await openForm(camille, 'Brouillon')
  expect(await form.getByRole('option', { name: 'A new room for this meeting' }).count()).toBe(0)
  await form.getByRole('button', book).click()
  expect(await form.getByRole('menuitem').allInnerTexts()).toEqual(['Jitsi', 'Visio de la maison'])
  await form.getByRole('menuitem', { name: 'Visio de la maison' }).click()
  const link = form.getByRole('group', { name: 'Video conference' })
  await link.getByText('The link works already.').waitFor()
  const url = new URL(`http://${(await link.locator('.mono').innerText()).trim()}`).href
  expect(await doorOf(camille, url)).toContain('Brouillon')

  await form.getByRole('button', { name: 'Cancel' }).click()

  await expect.poll(() => doorOf(camille, url)).toContain('archived')
})

test('BM-04 BM-S9 its server taken away, or itself deleted, asks what becomes of events to come', async () => {
  await openResource('Jitsi')
  await settings().getByLabel('URL of the server').fill('')
  await settings().getByRole('button', { name: 'Save' }).click()
  const question = malik.getByRole('alertdialog', { name: 'Delete “Jitsi”?' })
  expect(await question.getByLabel('keep their links').isChecked()).toBe(true)
  await question.getByText('A Jitsi link that was given may still open a meeting').waitFor()
  await question.getByRole('button', { name: 'Keep it' }).click()
  expect(await resources(malik)).toHaveLength(2)

  await malik.getByRole('button', { name: 'Delete the resource' }).click()
  await question.getByRole('button', { name: 'Delete the resource' }).click()

  await malik.getByText('“Jitsi” is deleted.').first().waitFor()
  expect((await resources(camille)).map(({ name }) => name)).toEqual(['Visio de la maison'])
  await camille.goto(`${server.url}/agenda?view=week&date=2027-05-03`)
  await camille
    .getByRole('main')
    .getByRole('button', { name: /^Jury de mai/ })
    .click()
  const kept = camille.getByRole('dialog', { name: 'Jury de mai' }).getByRole('link', { name: 'Join' })
  expect(await kept.getAttribute('href')).toMatch(/^https:\/\/meet\.univ\.fr\//)
})
