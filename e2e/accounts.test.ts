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

const as = async (who: 'malik' | 'camille', path: string) => {
  const page = await aPage(browser, server.url)
  await signIn(page, server, who)
  await page.goto(`${server.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** The link in the newest letter to someone, as whoever has their mailbox would find it. */
const linkTo = async (page: TestPage, email: string) => {
  const { letters } = (await (await page.request.get(`${server.url}/api/v1/letters`)).json()) as {
    letters: { id: string; to: string }[]
  }
  const id = letters.find(({ to }) => to === email)?.id ?? ''
  const opened = await page.request.post(`${server.url}/api/v1/letters/${id}/open`, { headers: { origin: server.url } })
  const { text } = (await opened.json()) as { text: string }
  return /http\S+\/link\/\S+/.exec(text)?.[0] ?? ''
}

const menuOf = async (page: TestPage, name: string, item: string) => {
  await page.getByRole('button', { name: `More actions on ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('someone invited whose letter went astray is invited again, from the list and from a pasted one', async () => {
  const page = await as('malik', '/admin/people')
  const paste = async (text: string) => {
    await page.getByRole('button', { name: 'Invite people' }).click()
    await page.getByLabel('Addresses').fill(text)
    await page.getByRole('button', { name: /^Invite \d/ }).click()
  }
  await paste('Perdue Lettre <perdue@deux-rives.example>')
  await page.getByText('1 person invited').waitFor()
  await page.getByText('No mail server is set: open their letters').waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()

  // Pressed at once, it is spared; the sentence says so.
  await menuOf(page, 'Perdue Lettre', 'Send the invitation again')
  await page.getByText('An invitation has just been sent to them').first().waitFor()
  await paste('perdue@deux-rives.example, malik@example.org')
  await page.getByText('Have just received an invitation').waitFor()
  await page.getByText('Had an account already').waitFor()
  expect(page.faults).toEqual([])
})

test('of a pasted list each line without a valid address is told, and nobody else is invited for it', async () => {
  const page = await as('malik', '/admin/people')
  await page.getByRole('button', { name: 'Invite people' }).click()
  await page.getByLabel('Addresses').fill("o'neil@deux-rives.example\nété@école.fr\nx..y@deux-rives.example")
  await page.getByText('2 lines left aside, for want of a valid address: été@école.fr · x..y@').waitFor()
  await page.getByRole('button', { name: 'Invite 1 person' }).click()
  await page.getByText('1 person invited').waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()
  await page.getByText("o'neil@deux-rives.example").waitFor()
  expect(page.faults).toEqual([])
})

test('where no e-mail leaves, a forgotten password is asked for at the administration', async () => {
  const page = await aPage(browser, server.url)
  await page.goto(`${server.url}/forgotten`)
  await page.getByLabel('E-mail address').fill('camille@deux-rives.example')
  await page.getByRole('button', { name: /link/ }).click()
  await page.getByText('This server sends no e-mail: ask whoever administers the accounts for it.').waitFor()
  expect(page.faults).toEqual([])
})

test('whoever is disabled by mistake is back by one press', async () => {
  const page = await as('malik', '/admin/people')
  const row = page.getByRole('row', { name: /Hugo/ })
  const name = (await row.locator('b').first().textContent()) ?? ''

  await menuOf(page, name, 'Disable')
  await page.getByRole('alertdialog').getByText('signed out everywhere').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await row.getByText('Disabled').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()

  await row.getByText('Active').waitFor()
  expect(page.faults).toEqual([])
})

test('a person changes their address by the link that goes to it', async () => {
  const page = await as('camille', '/account')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('New e-mail address').fill('camille@ailleurs.example')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password').fill('a fine long one')
  await dialog.getByRole('button', { name: 'Send me the link' }).click()
  await page.getByText('The link for camille@ailleurs.example is ready').waitFor()
  const link = await linkTo(await as('malik', '/admin/letters'), 'camille@ailleurs.example')

  await page.goto(link)
  await page.getByRole('button', { name: 'Use this address' }).click()

  await page.getByText('You now sign in with camille@ailleurs.example.').waitFor()
  await page.getByRole('link', { name: 'Go to my account' }).click()
  await page.getByRole('heading', { name: 'My account' }).waitFor()
  await page.getByText('camille@ailleurs.example').first().waitFor()
  expect(page.faults).toEqual([])
})

test('CAL-40 a calendar is connected with a password of its own, shown once and revoked with its device', async () => {
  const page = await as('malik', '/account')
  await page.getByRole('link', { name: 'Connect a calendar' }).click()
  await page.getByText(`${server.url}/dav/`).first().waitFor()
  await page.getByText('Android', { exact: true }).click()
  await page.getByRole('button', { name: 'Create a password for this device' }).click()
  expect(await page.getByLabel('For which device?').inputValue()).toBe('Android phone')
  await page.getByRole('button', { name: 'Create', exact: true }).click()

  const form = page.getByRole('listitem').filter({ hasText: 'Base URL' })
  await form.getByText(/^([2-9a-z]{4}-){6}[2-9a-z]{4}$/).waitFor()
  await page.getByRole('link', { name: 'My account' }).click()
  const device = page.getByRole('listitem').filter({ hasText: 'Android phone' })
  await device.getByText('Never used.').waitFor()
  expect(await page.getByText(/([2-9a-z]{4}-){6}/).count()).toBe(0)
  await device.getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('None. An app password opens your calendar').waitFor()
  expect(page.faults).toEqual([])
})

test('a token is made for what its boxes say, and ends when one signs out everywhere', async () => {
  const page = await as('malik', '/account')
  await page.getByRole('button', { name: 'Create a token' }).click()
  await page.getByLabel('What is it for?').fill('Planning')
  expect(await page.getByRole('checkbox', { name: 'See my rooms' }).isChecked()).toBe(true)
  await page.getByRole('checkbox', { name: 'Go into meetings' }).check()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByText('See my rooms, go into meetings').waitFor()

  // Elsewhere as well, or there is nothing to sign out of.
  await as('malik', '/account')
  await page.reload()
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  expect(await page.getByRole('checkbox', { name: /Revoke my access token/ }).isChecked()).toBe(true)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()

  await page.getByText('No token.').waitFor()
  expect(page.faults).toEqual([])
})

test('the journal tells it in sentences, and leads to whom it speaks of', async () => {
  const page = await as('malik', '/admin/journal')

  await page.getByText(/disabled the account of Hugo/).waitFor()
  await page.getByRole('link', { name: /Hugo/ }).first().click()

  await page.getByRole('heading', { name: 'People' }).waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  expect(page.faults).toEqual([])
})
