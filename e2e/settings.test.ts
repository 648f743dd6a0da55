import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { anOwner } from './owner.ts'
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

const send = async (method: 'post' | 'patch', address: string, data?: object) => {
  const headers = { origin: server.url }
  const answer = await owner.request[method](`${server.url}/api/v1${address}`, { headers, ...(data ? { data } : {}) })
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
  return (answer.status() === 204 ? undefined : await answer.json()) as { id: string; code: string }
}

const aRoom = async (name: string) => {
  const room = await send('post', '/rooms', { name })
  await owner.goto(`${server.url}/rooms/${room.id}`)
  return room
}

test('POD-03 ENT-16 a room is set up beside its page: a mistake, a correction, kept; and read at the door, inside and after', async () => {
  const { id, code } = await aRoom('Séminaire')
  await owner.getByRole('button', { name: 'Settings', exact: true }).click()
  const panel = owner.getByRole('complementary', { name: 'Settings' })
  const save = panel.getByRole('button', { name: 'Save', exact: true })
  expect(await save.count()).toBe(0)

  await panel.getByLabel('Welcome text').fill('Bienvenue au séminaire.')
  await panel.getByLabel('Address after the meeting').fill('https://moodle.example.org/cours')
  await panel.getByRole('switch', { name: /microphone off/ }).click()
  await panel.getByLabel('People', { exact: true }).fill('501')
  await panel.getByText('A number from 1 to 500.').waitFor()
  await panel.getByText('One correction to make').waitFor()
  expect(await save.isDisabled()).toBe(true)

  // Closed by mistake: nothing typed is lost.
  await panel.getByRole('button', { name: 'Close', exact: true }).click()
  await owner.getByText('4 changed settings are not saved.').waitFor()
  await owner.getByRole('button', { name: 'Edit', exact: true }).click()
  await panel.getByLabel('People', { exact: true }).fill('60')
  await panel.getByText('4 settings changed').waitFor()
  await save.click()
  await owner.getByText('The settings are saved.').first().waitFor()
  await owner.getByText(/60 people at the most/).waitFor()

  await send('post', `/rooms/${id}/open`)
  const guest = await aPage(browser, server.url)
  await guest.goto(`${server.url}/${code}`)
  await guest.getByText('Bienvenue au séminaire.').waitFor()
  await guest.getByText('You will come in with your microphone off.', { exact: false }).waitFor()
  await guest.getByLabel('Your name in the meeting').fill('Awa')
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  await guest.getByRole('button', { name: 'Microphone off', exact: true }).waitFor()
  await guest.getByRole('button', { name: /^Chat/ }).first().click()
  await guest.getByRole('complementary').getByText('Bienvenue au séminaire.').waitFor()
  await guest.getByRole('button', { name: 'Leave', exact: true }).click()
  const onward = guest.getByRole('link', { name: 'Go on to moodle.example.org' })
  await onward.waitFor()
  expect(await onward.getAttribute('href')).toBe('https://moodle.example.org/cours')
  expect(new URL(guest.url()).pathname).toBe(`/${code}`)
})

test('what is typed while the settings are being saved is not lost', async () => {
  await aRoom('Atelier')
  await owner.getByRole('button', { name: 'Settings', exact: true }).click()
  const panel = owner.getByRole('complementary', { name: 'Settings' })
  const welcome = panel.getByLabel('Welcome text')
  let answer = () => {}
  const held = new Promise<void>((done) => (answer = done))
  await owner.route('**/settings', async (route) => {
    if (route.request().method() === 'PATCH') await held
    await route.continue()
  })
  await welcome.fill('Bienvenue.')
  await panel.getByRole('switch', { name: /microphone off/ }).click()
  await panel.getByRole('button', { name: 'Save', exact: true }).click()

  await welcome.fill('Bienvenue à l’atelier.')
  answer()
  await owner.getByText('The settings are saved.').first().waitFor()

  await panel.getByText('1 setting changed').waitFor()
  expect(await welcome.inputValue()).toBe('Bienvenue à l’atelier.')
  expect(await panel.getByRole('switch', { name: /microphone off/ }).isChecked()).toBe(true)
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => panel.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
  await owner.unroute('**/settings')
})

test('CH-08 CH-09 who leads is told when few seats are left, the next one reads it before, waits, and comes in once there are more', async () => {
  const { id, code } = await aRoom('Tutorat')
  await send('patch', `/rooms/${id}/settings`, { mostInside: 1 })
  await send('post', `/rooms/${id}/open`)
  await owner.goto(`${server.url}/${code}`)
  await owner.getByRole('button', { name: 'Join', exact: true }).click()
  await owner.getByText('No seat left').waitFor()

  const guest = await aPage(browser, server.url)
  await guest.goto(`${server.url}/${code}`)
  await guest.getByText('The only seat is taken. You will come in as soon as it is free.').waitFor()
  await guest.getByLabel('Your name in the meeting').fill('Awa')
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await guest.getByRole('heading', { name: 'The room is full' }).waitFor()

  await send('patch', `/rooms/${id}/settings`, { mostInside: 20 })
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()

  await send('patch', `/rooms/${id}/settings`, { mostInside: 2 })
  const late = await aPage(browser, server.url)
  await late.goto(`${server.url}/${code}`)
  await late.getByText('All 2 seats are taken.', { exact: false }).waitFor()
  await send('patch', `/rooms/${id}/settings`, { mostInside: 1 })
  await owner.goto(`${server.url}/rooms`)
  await owner
    .getByRole('row', { name: /Tutorat/ })
    .getByText('No seat left')
    .waitFor()
})

test('ENT-S8 where as many rooms are open as may be, one reads who holds them, and tries again', async () => {
  await send('patch', '/tenant', { sessionsAtOnce: 1 })
  const held = await send('post', '/rooms', { name: 'Conseil' })
  for (const { id, session } of (await (await owner.request.get(`${server.url}/api/v1/rooms`)).json()) as {
    id: string
    session: unknown
  }[])
    if (session) await send('post', `/rooms/${id}/close`)
  await send('post', `/rooms/${held.id}/open`)
  const { id, code } = await aRoom('Jury')

  await owner.getByRole('button', { name: /^Open “Jury”/ }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByText(/“Conseil”, since/).waitFor()

  // By its link it is the same.
  await owner.goto(`${server.url}/${code}`)
  await owner.getByRole('button', { name: 'Open and join', exact: true }).click()
  await owner.getByText(/has as many rooms open as it allows/).waitFor()
  await owner.getByRole('button', { name: 'See who holds the rooms' }).click()
  await dialog.getByText(/“Conseil”, since/).waitFor()
  await owner.goto(`${server.url}/rooms/${id}`)
  await owner.getByRole('button', { name: /^Open “Jury”/ }).click()
  await dialog.getByText(/“Conseil”, since/).waitFor()
  await send('post', `/rooms/${held.id}/close`)
  await dialog.getByRole('button', { name: 'Try to open again' }).click()

  await owner.getByRole('link', { name: /^Join “Jury”/ }).waitFor()
  await send('patch', '/tenant', { sessionsAtOnce: null })
})

test('an institution forces a setting: the owner reads why, chooses another preset, and changes it', async () => {
  await owner.goto(`${server.url}/admin/institution`)
  const dialog = owner.getByRole('dialog')
  const say = (setting: string, how: string) =>
    dialog.getByRole('group', { name: setting, exact: true }).getByText(how, { exact: true }).click()
  await owner.getByRole('button', { name: 'Create a preset' }).click()
  await dialog.getByLabel('Name of the preset').fill('Lesson')
  await say('waiting room', 'Forced')
  await dialog.getByLabel('waiting room', { exact: true }).last().selectOption({ label: 'For everyone' })
  await say('coming in with the microphone off', 'Proposed')
  await dialog.getByRole('combobox', { name: 'coming in with the microphone off' }).selectOption({ label: 'Yes' })
  await say('number of people', 'Proposed')
  await dialog.getByRole('textbox', { name: 'number of people' }).fill('501')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await dialog.getByText('A number from 1 to 500.').waitFor()
  await dialog.getByRole('textbox', { name: 'number of people' }).fill('40')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await owner.getByRole('heading', { name: 'Lesson' }).waitFor()
  await owner.getByText('Forces: waiting room').waitFor()
  await owner.getByRole('button', { name: 'Create a preset' }).click()
  await dialog.getByLabel('Name of the preset').fill('Council')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await owner.getByLabel('New rooms', { exact: true }).selectOption({ label: 'Lesson' })
  await owner.getByRole('switch', { name: /Every room follows/ }).click()
  await expect.poll(() => owner.getByRole('switch', { name: /Every room follows/ }).isChecked()).toBe(true)

  await owner.goto(`${server.url}/rooms`)
  await owner.getByRole('button', { name: 'Create a room' }).first().click()
  await dialog.getByLabel('Name of the room').fill('Droit civil')
  expect(await dialog.getByLabel('Preset', { exact: true }).locator('option').allTextContents()).toEqual([
    'Council',
    'Lesson',
  ])
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await owner.getByRole('link', { name: 'Droit civil', exact: true }).first().click()
  await owner.getByRole('button', { name: 'Settings', exact: true }).click()
  const panel = owner.getByRole('complementary', { name: 'Settings' })
  await panel.getByText('Set by the institution for rooms “Lesson”.').first().waitFor()
  expect(await panel.getByRole('radio', { name: 'Off' }).isDisabled()).toBe(true)
  expect(await panel.getByRole('switch', { name: /microphone off/ }).isChecked()).toBe(true)

  await panel.getByLabel('Preset', { exact: true }).selectOption({ label: 'Council' })
  await expect.poll(() => panel.getByRole('radio', { name: 'Off' }).isDisabled()).toBe(false)
  expect(await panel.getByRole('radio', { name: 'For everyone' }).isChecked()).toBe(true)
  await panel.getByText('Off', { exact: true }).click()
  await expect.poll(() => panel.getByRole('radio', { name: 'Off' }).isChecked()).toBe(true)
})
