import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { join } from './call.ts'
import { aMeeting } from './meeting.ts'
import { anOwner, signInAsOwner } from './owner.ts'
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

/** A room of the owner's, with its page before them; and the path of its link. */
const aRoom = async (name: string, { open = true } = {}) => {
  const post = async (address: string, data?: object) => {
    const headers = { origin: server.url }
    const answer = await owner.request.post(`${server.url}/api/v1${address}`, { headers, ...(data ? { data } : {}) })
    if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
    return answer.json() as Promise<{ id: string; code: string }>
  }
  const { id, code } = await post('/rooms', { name })
  if (open) await post(`/rooms/${id}/open`)
  await owner.goto(`${server.url}/rooms/${id}`)
  await owner.getByRole('button', { name: 'Settings', exact: true }).click()
  return `/${code}`
}

const atTheDoor = async (path: string) => {
  const page = await aPage(browser, server.url)
  await page.goto(server.url + path)
  return page
}

test('POD-04 POD-19 SC-05 SC-S4 a password proposed, asked for, mistyped, given; those inside stay when it changes', async () => {
  const path = await aRoom('Conseil')
  await owner.getByRole('switch', { name: /Ask for a password/ }).click()
  const shown = owner.getByText(/^[a-z]{8}$/)
  await shown.waitFor()
  const password = await shown.innerText()
  const guest = await atTheDoor(path)
  const field = guest.getByLabel('Password of the room')
  const enter = guest.getByRole('button', { name: 'Join', exact: true })

  await guest.getByLabel('Your name in the meeting').fill('Awa')
  await enter.click()
  await guest.getByText('Write the password of the room.').waitFor()
  await field.fill('citronniers')
  await enter.click()
  await guest.getByText('That is not the password of this room. Check it and try again.').waitFor()
  await field.fill(password.toUpperCase())
  await enter.click()
  await guest.getByText('That is not the password of this room. Check it and try again.').waitFor()
  await field.fill(password)
  await enter.click()
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()

  await owner.getByRole('button', { name: 'Change', exact: true }).click()
  await owner.getByRole('dialog').getByLabel('Password').fill('orangers')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await owner.getByText('orangers', { exact: true }).waitFor()
  await guest.reload()
  await guest.getByRole('button', { name: 'Leave', exact: true }).waitFor()
  const next = await atTheDoor(path)
  await next.getByLabel('Your name in the meeting').fill('Chloé')
  await next.getByLabel('Password of the room').fill(password)
  await next.getByRole('button', { name: 'Join', exact: true }).click()
  await next.getByText('That is not the password of this room. Check it and try again.').waitFor()
})

test('POD-21 a room of people with accounts sends a stranger to sign in, and brings them back', async () => {
  const path = await aRoom('Entre nous')
  await owner.getByRole('combobox', { name: 'Who may come' }).selectOption({ label: 'People who have an account here' })
  const stranger = await atTheDoor(path)

  await stranger.getByText(/This room is for people who have an account/).waitFor()
  expect(await stranger.getByRole('button', { name: 'Join', exact: true }).count()).toBe(0)
  await stranger.getByRole('link', { name: 'Sign in to go in' }).click()
  await signInAsOwner(stranger, server)

  await stranger.waitForURL((url) => url.pathname === path)
  await stranger.getByRole('button', { name: 'Join', exact: true }).waitFor()
})

test('who may come is kept with the choice, which says so, and is undone with a click', async () => {
  await aRoom('Choisie')
  const choice = owner.getByRole('combobox', { name: 'Who may come' })
  await choice.selectOption({ label: 'People who have an account here' })

  const notice = owner.getByRole('region', { name: 'Announcements' })
  await notice.getByText('Saved: People who have an account here').waitFor()
  await notice.getByRole('button', { name: 'Undo' }).click()

  await expect.poll(() => choice.inputValue()).toBe('anyone')
  const kept = async () => {
    const answer = await owner.request.get(`${server.url}/api/v1${new URL(owner.url()).pathname}/settings`)
    return ((await answer.json()) as { visibility: string }).visibility
  }
  await expect.poll(kept).toBe('anyone')
})

test('who waits at a closed door is asked for the password as soon as one is set', async () => {
  const path = await aRoom('Plus tard', { open: false })
  const guest = await atTheDoor(path)
  await guest.getByLabel('Your name in the meeting').fill('Awa')
  await guest.getByRole('button', { name: 'Wait for it to open' }).click()
  await guest.getByRole('heading', { level: 1 }).waitFor()

  await owner.getByRole('switch', { name: /Ask for a password/ }).click()

  await guest.getByLabel('Password of the room').waitFor()
})

test('SC-05 SC-S4 in a meeting of the moment the password is set from inside; those there see it, the next give it', async () => {
  const { camille, awa, code } = await aMeeting(server, browser, browser)
  await camille.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = camille.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Propose one' }).click()
  const field = dialog.getByLabel('Password', { exact: true })
  const password = await field.inputValue()
  await field.press('Enter')
  await dialog.getByText(`Password: ${password}`).waitFor()

  await awa.getByText('The next people are asked for a password.').first().waitFor()
  await awa.getByRole('img', { name: 'A password is asked for to come in' }).waitFor()

  await camille.getByText('This link is for anyone. They are asked for the password.').waitFor()
  await awa.getByRole('button', { name: 'Invite', exact: true }).click()
  await awa.getByText('This link is for anyone. They are asked for the password.').waitFor()
  await awa.getByText('You will be asked for the password of the room.').waitFor()
  expect(await awa.getByRole('dialog').getByText(password).count()).toBe(0)

  const next = await atTheDoor(`/${code}`)
  await next.getByLabel('Your name in the meeting').fill('Chloé')
  await next.getByLabel('Password of the room').fill(password)
  await next.getByRole('button', { name: 'Join', exact: true }).click()
  await next.getByRole('button', { name: 'Leave', exact: true }).waitFor()
})

test('SC-S4 who leads somebody’s room by a link reads its password in the call, to tell it, and does not change it', async () => {
  const path = await aRoom('Jury')
  await owner.getByRole('switch', { name: /Ask for a password/ }).click()
  const shown = owner.getByText(/^[a-z]{8}$/)
  await shown.waitFor()
  const password = await shown.innerText()
  const answer = await owner.request.post(`${server.url}/api/v1${new URL(owner.url()).pathname}/links`, {
    headers: { origin: server.url },
    data: { kind: 'moderators' },
  })
  const { code } = (await answer.json()) as { code: string }
  const leader = await atTheDoor(`/m/${code}`)
  await join(leader, 'Camille')

  await leader.getByRole('button', { name: 'Invite', exact: true }).first().click()

  const dialog = leader.getByRole('dialog')
  await dialog.getByText(password, { exact: true }).waitFor()
  await dialog.getByText(`Password: ${password}`).waitFor()
  await dialog.getByText(server.url.replace(/^https?:\/\//, '') + path, { exact: true }).waitFor()
  expect(await dialog.getByRole('textbox').count()).toBe(0)
  expect(await violations(leader)).toEqual([])
})
