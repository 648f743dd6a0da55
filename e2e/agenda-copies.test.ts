import type { Browser, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser
let camille: TestPage
let line: WebSocketRoute

/** A week that no change of hour touches, and that is never this one. */
const day = (away: number) => `2027-05-${String(3 + away).padStart(2, '0')}`

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
  camille = await aPage(browser, server.url, {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
  })
  await camille.routeWebSocket('**/api/v1/live', (socket) => {
    line = socket
    socket.connectToServer()
  })
  await signIn(camille, server, 'camille')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const ask = async <T>(method: string, path: string, data?: object) => {
  const answer = await camille.request.fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { origin: server.url },
    ...(data ? { data } : {}),
  })
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true)
  return (await answer.json()) as T
}

const calendarOf = async () => {
  const all = await ask<{ id: string; isDefault: boolean; access: string }[]>('GET', '/calendars')
  return all.find(({ isDefault, access }) => isDefault && access === 'owner')?.id ?? ''
}

interface Planned {
  eventId: string
  calendarId: string
  conference: string
}

const plan = async (title: string, start: string, end: string, more: object = {}) =>
  ask<Planned>('POST', `/calendars/${await calendarOf()}/events`, {
    title,
    time: { kind: 'hours', start, end, timeZone: 'Europe/Paris' },
    ...more,
  })

const found = async (title: string) => {
  const query = '?from=2027-05-01T00:00:00.000Z&to=2027-06-15T00:00:00.000Z'
  const all = await ask<{ title: string | null; startsAt: string; conference: string | null; attendees: number }[]>(
    'GET',
    `/events${query}`,
  )
  return all.filter((it) => it.title === title)
}

const openWeek = async () => {
  await camille.goto(`${server.url}/agenda?view=week&date=${day(0)}`)
  await camille.getByRole('columnheader').first().waitFor()
}

const block = (title: string) => camille.getByRole('main').getByRole('button', { name: new RegExp(`^${title}`) })

test('what is duplicated is all there, under a link of its own, and nothing before it is saved', async () => {
  const first = await plan('Jury commun', `${day(1)}T09:00`, `${day(1)}T10:30`, {
    location: 'Salle 3',
    reminders: [10],
    room: { kind: 'new' },
    guests: [{ kind: 'address', address: 'claire@ville.test', name: '', isOptional: false }],
  })
  await openWeek()
  await block('Jury commun').click()
  await camille.getByRole('dialog', { name: 'Jury commun' }).getByRole('button', { name: 'Duplicate' }).click()

  const form = camille.getByRole('dialog', { name: 'New event' })
  expect(await form.getByLabel('Title').inputValue()).toBe('Jury commun')
  expect(await form.getByLabel('Where').inputValue()).toBe('Salle 3')
  expect(await form.getByLabel('Time it starts').inputValue()).toBe('09:00')
  expect(await found('Jury commun')).toHaveLength(1)
  await form.getByLabel('Time it starts').selectOption('14:00')
  await form.getByRole('button', { name: 'Plan and invite' }).click()

  await camille.getByText('“Jury commun” is planned.').first().waitFor()
  const [, copy] = await found('Jury commun')
  expect(copy).toMatchObject({ startsAt: `${day(1)}T12:00:00.000Z`, attendees: 1 })
  expect(copy?.conference).toMatch(/^http/)
  expect(copy?.conference).not.toBe(first.conference)
})

test('where a resource was booked, the copy books one of its own', async () => {
  const malik = await aPage(browser, server.url)
  await signIn(malik, server, 'malik')
  const answer = await malik.request.post(`${server.url}/api/v1/resources`, {
    headers: { origin: server.url },
    data: { name: 'Visio de la maison', server: { kind: 'rooms', carrier: null } },
  })
  const { id: resourceId } = (await answer.json()) as { id: string }
  const first = await plan('Colloque', `${day(4)}T09:00`, `${day(4)}T10:30`, { room: { kind: 'resource', resourceId } })
  await openWeek()
  await block('Colloque').click()
  await camille.getByRole('dialog', { name: 'Colloque' }).getByRole('button', { name: 'Duplicate' }).click()

  const form = camille.getByRole('dialog', { name: 'New event' })
  await form.getByText('Visio de la maison').waitFor()
  await form.getByLabel('Time it starts').selectOption('14:00')
  await form.getByRole('button', { name: 'Plan it' }).click()

  await camille.getByText('“Colloque” is planned.').first().waitFor()
  const [, copy] = await found('Colloque')
  expect(copy?.conference).toMatch(/^http/)
  expect(copy?.conference).not.toBe(first.conference)
})

test('dragged with a key held it is copied where it is put, and stays where it was', async () => {
  await plan('Oral blanc', `${day(0)}T09:00`, `${day(0)}T10:30`)
  await openWeek()
  const box = await block('Oral blanc').boundingBox()
  const [from, to] = await Promise.all(
    [day(0), day(2)].map((it) => camille.locator(`[data-date="${it}"]`).last().boundingBox()),
  )
  if (!box || !from || !to) throw new Error('It is not drawn.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2 + 5]
  await camille.mouse.move(x, y)
  await camille.mouse.down()
  await camille.mouse.move(x, y + 8, { steps: 3 })
  await camille.keyboard.down('Alt')
  await camille.mouse.move(x + to.x - from.x, y, { steps: 8 })
  await camille.mouse.up()
  await camille.keyboard.up('Alt')

  const form = camille.getByRole('dialog', { name: 'New event' })
  expect(await form.getByLabel('Title').inputValue()).toBe('Oral blanc')
  await form.getByRole('button', { name: 'Plan it' }).click()

  await camille.getByText('“Oral blanc” is planned.').first().waitFor()
  const all = await found('Oral blanc')
  expect(all.map(({ startsAt }) => startsAt.slice(0, 16))).toEqual([`${day(0)}T07:00`, `${day(2)}T07:00`])
})

test('what one asked to be reminded of is said on whatever page one is, with the way in', async () => {
  const { eventId, calendarId, conference } = await plan('Conseil en vue', `${day(3)}T09:00`, `${day(3)}T10:00`, {
    room: { kind: 'new' },
  })
  await camille.goto(`${server.url}/account`)
  await camille.getByRole('heading', { level: 1 }).waitFor()
  const { me, tenant } = await ask<{ me: { id: string }; tenant: { id?: string } }>('GET', '/welcome')
  const ids = { tenantId: tenant.id ?? calendarId, userId: me.id, calendarId, eventId, occurrence: null }
  line.send(JSON.stringify({ say: 'fact', channel: 'agenda', fact: 'event.reminded', ids }))

  const notices = camille.getByRole('region', { name: 'Announcements' })
  await notices.getByText('Conseil en vue, Thursday, 6 May 2027, 9:00 to 10:00').waitFor()
  const join = await notices.getByRole('link', { name: 'Join' }).getAttribute('href')
  expect(new URL(join ?? '', server.url).pathname).toBe(new URL(conference).pathname)
})
