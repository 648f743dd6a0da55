import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aJitsi } from '@amphi/testkit/jitsi'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { violations } from './axe.ts'
import { anOwner } from './owner.ts'
import { aServer, type Server } from './server.ts'

type Jitsi = Awaited<ReturnType<typeof aJitsi>>

let server: Server
let browser: Browser
let theirs: Jitsi
let owner: TestPage

/** As a page of ours asks; what it is told. */
const ask = <T>(method: string, path: string, body?: object): Promise<T> =>
  owner.evaluate(
    async ([how, where, said]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        ...(said === '' ? {} : { body: said, headers: { 'content-type': 'application/json' } }),
      })
      const text = await answer.text()
      return (text === '' ? null : JSON.parse(text)) as T
    },
    [method, path, body ? JSON.stringify(body) : ''] as const,
  )

interface Room {
  id: string
  code: string
}

const aRoom = async (name: string, settings: object = {}) => {
  const room = await ask<Room>('POST', '/rooms', { name })
  await ask('PATCH', `/rooms/${room.id}/settings`, settings)
  return room
}

/** By the link of the room, to the page around Jitsi, in a tab of its own. */
const comeIn = async (
  page: TestPage,
  { code }: Room,
  { name, password }: { name?: string; password?: string } = {},
) => {
  await page.goto(`${server.url}/${code}`)
  if (name !== undefined) await page.getByLabel('Your name in the meeting').fill(name)
  if (password !== undefined) await page.getByLabel('Password of the room').fill(password)
  await page.getByRole('button', { name: /^(Join|Open and join|Ask to come in)$/ }).click()
  const link = page.getByRole('link', { name: 'Go in, in a new tab' })
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  const faults: string[] = []
  tab.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text())
  })
  return Object.assign(tab, { faults })
}

const frameIn = (page: { frameLocator: TestPage['frameLocator'] }) => page.frameLocator('iframe[title="Jitsi"]')

const onlyRoom = () => {
  const name = theirs.rooms().at(-1) ?? ''
  return { name, ...theirs.room(name) }
}

/** From the list of rooms: it reaches those inside by what their pages are told. */
const close = (room: Room) => ask('POST', `/rooms/${room.id}/close`)

/** Nobody is on the server any more. */
const isEmpty = () => expect.poll(() => theirs.rooms()).toEqual([])

beforeAll(async () => {
  theirs = await aJitsi()
  server = await aServer({ AMPHI_PRIVATE_ADDRESSES: '127.0.0.0/8' })
  browser = await aBrowser()
  owner = await anOwner(browser, server)
  // As whoever administers it adds a server.
  await owner.goto(`${server.url}/admin/servers`)
  await owner.getByRole('button', { name: 'Add a server' }).click()
  const form = owner.getByRole('dialog', { name: 'Add a server' })
  await form.getByLabel('Engine').selectOption('jitsi')
  await form.getByLabel('Address').fill(theirs.address)
  await form.getByRole('button', { name: 'Test' }).click()
  await form.getByText('All is well.').waitFor()
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await owner.getByRole('rowheader', { name: '127.0.0.1' }).waitFor()
  interface Told {
    nodes: { id: string; ours: boolean }[]
  }
  const own = (await ask<Told>('GET', '/nodes')).nodes.find(({ ours }) => ours)
  await ask('PUT', `/nodes/${own?.id}/state`, { state: 'cordoned' })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('SC-03 BM-26 a teacher and a guest meet on Jitsi by a room’s link, are seen in the list, and it ends for both', async () => {
  const room = await aRoom('Chimie, groupe 2')
  const teacher = await comeIn(owner, room)
  await frameIn(teacher)
    .getByText(/malik \*/i)
    .waitFor()
  const guest = await comeIn(await aPage(browser, server.url), room, { name: 'Awa Diop' })
  await frameIn(guest).getByText('Awa Diop').waitFor()

  expect(onlyRoom()).toMatchObject({ subject: 'Chimie, groupe 2', password: null, lobby: false })
  expect(onlyRoom().name).toMatch(/^\w{4}(-\w{4}){4}$/)
  const people = async () =>
    (await ask<{ session: { people: number } | null }>('GET', `/rooms/${room.id}`)).session?.people
  await expect.poll(people).toBe(2)

  await guest.getByText('In Jitsi itself').click()
  const plain = guest.getByRole('link', { name: 'Open in Jitsi' })
  expect(await plain.getAttribute('href')).toBe(`${theirs.address}${onlyRoom().name}`)
  await guest.getByText('this link may still open a meeting once this one is over').waitFor()
  expect(await violations(guest)).toEqual([])

  await close(room)
  for (const page of [teacher, guest]) await page.getByRole('heading', { name: 'The meeting is over' }).waitFor()
  await isEmpty()
  expect([...teacher.faults, ...guest.faults]).toEqual([])
  expect(await violations(guest)).toEqual([])
  expect(await teacher.evaluate(() => window.opener)).toBe(null)
})

test('the page lets in one script and one frame of that server, asks us of its meeting only, and is shown by us only', async () => {
  const { nodes } = await ask<{ nodes: { id: string; engine: string }[] }>('GET', '/nodes')
  const id = nodes.find(({ engine }) => engine === 'jitsi')?.id ?? ''
  const rulesOf = async (path: string) => {
    const { status, headers } = await fetch(`${server.url}${path}`)
    const rules = (headers.get('content-security-policy') ?? '').split('; ').map((rule) => rule.split(/ (.*)/))
    return { status, headers, rules: Object.fromEntries(rules.map(([name, value]) => [name, value])) as object }
  }
  const origin = new URL(theirs.address).origin

  const page = await rulesOf(`/jitsi/${id}`)
  const gone = await rulesOf(`/jitsi/${crypto.randomUUID()}`)

  expect([page.status, gone.status]).toEqual([200, 404])
  expect(page.rules).toMatchObject({
    'default-src': `'none'`,
    'script-src': `'self' ${origin}/external_api.js`,
    'frame-src': origin,
    'connect-src': `${server.url}/api/v1/jitsi/`,
    'frame-ancestors': `'self'`,
  })
  expect(gone.rules).toMatchObject({ 'script-src': `'self'`, 'frame-src': `'none'` })
  expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(page.headers.get('permissions-policy')).toContain(`camera=(self "${origin}")`)
})

test('CH-18 it stands inside our page as well, where the institution wants it there', async () => {
  await isEmpty()
  const room = await aRoom('Chimie, dans la page')
  await ask('POST', `/rooms/${room.id}/open`)
  await ask('PATCH', '/tenant', { enginePages: 'inside' })
  const guest = await aPage(browser, server.url)
  await guest.goto(`${server.url}/${room.code}`)
  await guest.getByLabel('Your name in the meeting').fill('Awa Diop')
  await guest.getByRole('button', { name: 'Join', exact: true }).click()

  await guest.frameLocator('iframe').frameLocator('iframe[title="Jitsi"]').getByText('Awa Diop').waitFor()
  expect(guest.faults.filter((it) => !it.startsWith('asked'))).toEqual([])
  await ask('PATCH', '/tenant', { enginePages: 'tab' })
  await close(room)
})

test('SC-05 the password of a room is asked for at our door, and Jitsi’s own is answered by the page', async () => {
  await isEmpty()
  const room = await aRoom('Conseil d’UFR', { password: 'ouvre-toi' })
  const teacher = await comeIn(owner, room)
  await frameIn(teacher)
    .getByText(/malik \*/i)
    .waitFor()
  await expect.poll(() => onlyRoom().password).toMatch(/^\d{10}$/)

  const guest = await comeIn(await aPage(browser, server.url), room, { name: 'Awa Diop', password: 'ouvre-toi' })

  await frameIn(guest).getByText('Awa Diop').waitFor()
  expect(onlyRoom().password).not.toBe('ouvre-toi')
  await close(room)
})

test('POD-S4 who must be let in waits for whoever leads, and then in Jitsi’s lobby', async () => {
  await isEmpty()
  const room = await aRoom('Oral de rattrapage', { lobby: 'guests' })
  await ask('POST', `/rooms/${room.id}/open`)
  const guest = await comeIn(await aPage(browser, server.url), room, { name: 'Awa Diop' })
  await guest.getByRole('heading', { name: 'One moment more' }).waitFor()
  expect(theirs.rooms()).toEqual([])

  const teacher = await comeIn(owner, room)
  await frameIn(teacher)
    .getByText(/malik \*/i)
    .waitFor()

  await frameIn(guest).getByText('waiting in the lobby').waitFor()
  theirs.letIn(onlyRoom().name, 'Awa Diop')
  await frameIn(guest).getByText('inside').waitFor()
  await close(room)
})

test('a server that is gone is said to be, and one that is back is tried again', async () => {
  const room = await aRoom('Atelier')
  await ask('POST', `/rooms/${room.id}/open`)
  theirs.answers('fault')
  const guest = await comeIn(await aPage(browser, server.url), room, { name: 'Awa Diop' })
  await guest.getByRole('heading', { name: 'The server of the meeting does not answer' }).waitFor()

  theirs.answers('well')
  await guest.getByRole('button', { name: 'Try again' }).click()

  await frameIn(guest).getByText('Awa Diop').waitFor()
  await close(room)
  await guest.getByRole('heading', { name: 'The meeting is over' }).waitFor()
  await guest.reload()
  await guest.getByRole('heading', { name: 'The meeting is over' }).waitFor()
  await guest.goto(guest.url().replace(/#.*/, '#made-up'))
  await guest.getByRole('heading', { name: 'This link is no longer valid' }).waitFor()
})
