import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMailServer } from '@amphi/testkit/mail-server'
import { violations } from './axe.ts'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'

const mail = await aMailServer((address) =>
  address === 'nobody@example.org' ? { code: 550, why: 'no such mailbox' } : undefined,
)

const password = 'a fine long one'

let server: Server
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer({ SMTP_URL: mail.url }), aBrowser()])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const ask = async (page: TestPage, method: string, path: string, data?: object) => {
  const headers = { origin: server.url }
  const answer = await page.request.fetch(`${server.url}/api/v1${path}`, { method, headers, ...(data ? { data } : {}) })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return JSON.parse((await answer.text()) || '{}') as Record<string, unknown>
}

const idOf = (answered: Record<string, unknown>) => String(answered['id'])

/** A browser whose person is signed in. */
const signedIn = async (email: string) => {
  const page = await aPage(browser, server.url)
  await ask(page, 'POST', '/logins', { email, password })
  await page.goto(server.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** Thomas, who accepts the account he is offered, and is in a group. */
const aColleague = async (admin: TestPage) => {
  const email = 'thomas@example.org'
  const { invited } = (await ask(admin, 'POST', '/people/invitations', {
    people: [{ email, name: 'Thomas Le Goff' }],
  })) as { invited: { id: string }[] }
  const groupId = idOf(await ask(admin, 'POST', '/groups', { name: 'Équipe pédagogique' }))
  await ask(admin, 'PATCH', `/groups/${groupId}`, { members: invited.map(({ id }) => id) })
  const { letters } = (await ask(admin, 'GET', '/letters')) as { letters: { id: string; to: string }[] }
  const letterId = letters.find(({ to }) => to === email)?.id ?? ''
  const { text } = await ask(admin, 'POST', `/letters/${letterId}/open`)
  const secret = /\/link\/(\S+)/.exec(String(text))?.[1]
  await ask(await aPage(browser, server.url), 'POST', '/account-links/use', { secret, password })
  return signedIn(email)
}

test('ENT-13 an owner invites a group and two addresses; a colleague reads, answers, and goes in', async () => {
  const owner = await signedIn('malik@example.org')
  const colleague = await aColleague(owner)
  const roomId = idOf(await ask(owner, 'POST', '/rooms', { name: 'Conseil' }))
  await ask(owner, 'POST', `/rooms/${roomId}/open`)

  await owner.goto(`${server.url}/rooms/${roomId}`)
  await owner.getByRole('link', { name: 'Invite', exact: true }).click()
  const field = owner.getByRole('combobox', { name: 'People and groups' })
  await field.fill('equipe')
  await owner.getByRole('option', { name: /Équipe pédagogique/ }).waitFor()
  await field.press('Enter')
  await owner.getByRole('list', { name: '1 chosen' }).getByText('Équipe pédagogique').waitFor()
  await owner.getByLabel('List of addresses').fill('Parent <parent@example.org>\nnobody@example.org\npas une adresse')
  await owner.getByText('1 line holds no address').waitFor()
  const text = owner.getByLabel('Text')
  const written = await text.inputValue()
  await text.fill('Come')
  await owner.getByText('nobody could go in').waitFor()
  await text.fill(written)
  await owner.getByRole('button', { name: 'Send the invitation' }).click()

  await owner.getByRole('heading', { name: 'Who was reached' }).waitFor()
  await owner.getByText('The server answered: 550 no such mailbox').waitFor()
  await owner.getByRole('listitem').filter({ hasText: 'parent@example.org' }).getByText('E-mail sent').waitFor()
  await owner.getByRole('listitem').filter({ hasText: 'Thomas Le Goff' }).getByText('In their messages').waitFor()

  const places = colleague.getByRole('navigation', { name: 'Main' })
  await places.getByRole('link', { name: /Messages 1 unread/ }).click()
  await colleague.getByRole('link', { name: /Invitation.*Conseil/ }).click()
  await colleague.getByRole('heading', { name: /Invitation.*Conseil/ }).waitFor()
  await places.getByRole('link', { name: 'Messages', exact: true }).waitFor()
  await colleague.getByLabel(/^Answer /).fill('I will be there.')
  await colleague.getByRole('button', { name: 'Answer', exact: true }).click()
  await colleague.getByText('Answer sent').first().waitFor()
  await owner
    .getByRole('link', { name: /Messages 1 unread/ })
    .first()
    .waitFor()

  await colleague.getByRole('link', { name: 'Go into the room' }).click()
  await colleague.getByRole('button', { name: 'Join', exact: true }).click()
  await colleague.getByRole('button', { name: 'Leave', exact: true }).waitFor()
})

test('ENT-13 nothing is sent before it is known who may come in, and one reads why that is not known', async () => {
  const owner = await signedIn('malik@example.org')
  const roomId = idOf(await ask(owner, 'POST', '/rooms', { name: 'Soutenance' }))
  await ask(owner, 'PATCH', `/rooms/${roomId}/settings`, { visibility: 'groups' })
  await owner.goto(`${server.url}/rooms/${roomId}/invite`)
  const list = owner.getByLabel('List of addresses')
  const send = owner.getByRole('button', { name: 'Send the invitation' })
  await list.fill('parent@example.org')
  await owner.getByText('1 person could not come into the room as it is:').waitFor()
  await list.fill('parent@example.org\njury@example.org')
  await owner.getByText('2 people could not come into the room as it is:').waitFor()

  await owner.route('**/invitations/check', (route) => route.fulfill({ status: 500, body: '{}' }))
  await list.fill('expert@example.org')
  await send.click()
  await owner.getByText('We could not check whether everyone may come in. Nothing was sent.').waitFor()
  await owner.unroute('**/invitations/check')
  await send.click()
  await owner.getByText('expert@example.org').and(owner.getByRole('listitem')).waitFor()
  expect(new URL(owner.url()).pathname).toBe(`/rooms/${roomId}/invite`)
  await send.click()

  await owner.getByRole('heading', { name: 'Who was reached' }).waitFor()
})

test('ENT-13 one is told beforehand who could not come in, and shares the room with them in the same go', async () => {
  const owner = await signedIn('malik@example.org')
  const roomId = idOf(await ask(owner, 'POST', '/rooms', { name: 'Jury' }))
  await ask(owner, 'PATCH', `/rooms/${roomId}/settings`, { visibility: 'groups' })

  await owner.goto(`${server.url}/rooms/${roomId}/invite`)
  expect(await owner.getByLabel('Text').inputValue()).not.toContain('no account')
  const field = owner.getByRole('combobox', { name: 'People and groups' })
  await field.fill('equipe')
  await owner.getByRole('option', { name: /Équipe pédagogique/ }).waitFor()
  await field.press('Enter')
  await owner.getByLabel('List of addresses').fill('parent@example.org')

  await owner.getByText('2 people could not come into the room as it is:').waitFor()
  await owner.getByText('Without an account, one only comes into a room', { exact: false }).waitFor()
  expect(await owner.getByRole('checkbox', { name: /^Share the room/ }).isChecked()).toBe(true)
  expect(await violations(owner)).toEqual([])
  await owner.getByRole('button', { name: 'Send the invitation' }).click()

  await owner.getByRole('heading', { name: 'Who was reached' }).waitFor()
  const grants = (await ask(owner, 'GET', `/rooms/${roomId}/grants`)) as unknown as { role: string }[]
  expect(Object.values(grants).map(({ role }) => role)).toEqual(['participant'])
})

test('a list out of a French Excel is read with its accents, and one that is too long is not sent', async () => {
  const owner = await signedIn('malik@example.org')
  const roomId = idOf(await ask(owner, 'POST', '/rooms', { name: 'Amphi A' }))
  await owner.goto(`${server.url}/rooms/${roomId}/invite`)
  const file = owner.getByLabel('Choose a CSV file')
  const choose = (lines: string[]) =>
    file.setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n'), 'latin1') })

  await choose(['Nom;Courriel', 'Inès Müller;ines@example.org', 'Bérénice, sans adresse'])
  await owner.getByText('1 address read').waitFor()
  await owner.getByText('Bérénice, sans adresse').first().waitFor()
  expect(await owner.getByText('Nom;Courriel').count()).toBe(1)
  await choose(Array.from({ length: 1200 }, (_, at) => `${at}@example.org`))

  await owner.getByText('An invitation is for 1,000 people at most.').waitFor()
  await owner.getByText('1,201 addresses read').waitFor()
  expect(await owner.getByRole('button', { name: 'Send the invitation' }).isDisabled()).toBe(true)
  expect(owner.faults).toEqual([])
})
