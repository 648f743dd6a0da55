import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser

/** A week that no change of hour touches, and that is never this one. */
const day = '2027-05-04'

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const signedIn = async (who: Parameters<typeof signIn>[2], phone = false) => {
  const page = await aPage(browser, server.url, {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
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

interface Shown {
  calendarId: string
  eventId: string
  title: string | null
}

const plan = async (page: TestPage, title: string, start: string, end: string, more: object = {}) => {
  const [mine] = await ask<{ id: string }[]>(page, 'GET', '/calendars')
  return ask<Shown>(page, 'POST', `/calendars/${mine?.id ?? ''}/events`, {
    title,
    time: { kind: 'hours', start: `${day}T${start}`, end: `${day}T${end}`, timeZone: 'Europe/Paris' },
    ...more,
  })
}

const seen = async (page: TestPage, title: string) => {
  const all = await ask<Shown[]>(page, 'GET', `/events?from=${day}T00:00:00.000Z&to=2027-05-20T00:00:00.000Z`)
  return all.find((it) => it.title === title)
}

const peopleOf = async (page: TestPage, title: string) => {
  const event = await seen(page, title)
  if (!event) return []
  const { people } = await ask<{ people: { name: string; email: string; isOptional: boolean; answer: string }[] }>(
    page,
    'GET',
    `/calendars/${event.calendarId}/events/${event.eventId}`,
  )
  return people
}

const newForm = async (page: TestPage) => {
  await page.goto(`${server.url}/agenda?view=day&date=${day}`)
  await page.getByRole('button', { name: 'Plan', exact: true }).first().click()
  return page.getByRole('dialog', { name: 'New event' })
}

const pick = async (form: ReturnType<TestPage['getByRole']>, search: string, name: string) => {
  await form.getByRole('combobox', { name: 'Invite' }).fill(search)
  await form.getByRole('option', { name }).click()
}

test('POD-26 people, a group and a pasted list are invited, each may be free to come or not, and they find it', async () => {
  const camille = await signedIn('camille')
  const form = await newForm(camille)
  await form.getByLabel('Title').fill('Jury de juin')
  await pick(form, 'Awa', 'Awa Diop')
  await form.getByRole('combobox', { name: 'Invite' }).evaluate((field: HTMLInputElement) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', 'Grace Hopper <grace@ailleurs.example>\nalan@ailleurs.example\nsans adresse')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })

  const list = form.getByRole('list', { name: 'People invited' })
  await list.getByText('Grace Hopper').waitFor()
  expect(await list.getByRole('listitem').count()).toBe(3)
  await form.getByText('sans adresse').waitFor()
  await form.getByRole('button', { name: 'Grace Hopper: optional' }).click()
  await form.getByRole('button', { name: 'Remove alan@ailleurs.example' }).click()
  expect(await violations(camille)).toEqual([])
  await form.getByRole('button', { name: 'Plan and invite' }).click()
  await camille.getByText('“Jury de juin” is planned.').first().waitFor()

  expect((await peopleOf(camille, 'Jury de juin')).map(({ name, isOptional }) => [name, isOptional])).toEqual([
    ['Camille Aubert', false],
    ['Awa Diop', false],
    ['Grace Hopper', true],
  ])
  const awa = await signedIn('awa')
  await expect.poll(async () => (await seen(awa, 'Jury de juin'))?.title).toBe('Jury de juin')
  expect(camille.faults).toEqual([])
})

test('who answered is counted and named, and whoever is taken off is no longer there', async () => {
  const camille = await signedIn('camille')
  const awa = await signedIn('awa')
  const card = await ask<{ kind: string; id: string }[]>(camille, 'GET', '/directory?search=Awa')
  const guests = [
    { kind: 'person', id: card[0]?.id, isOptional: false },
    { kind: 'address', address: 'grace@ailleurs.example', name: 'Grace Hopper', isOptional: false },
  ]
  await plan(camille, 'Conseil élargi', '14:00', '15:00', { guests })
  await expect.poll(async () => (await seen(awa, 'Conseil élargi'))?.eventId).toBeTruthy()
  const theirs = await seen(awa, 'Conseil élargi')
  await ask(awa, 'POST', `/calendars/${theirs?.calendarId}/events/${theirs?.eventId}/answer`, { answer: 'accepted' })
  await expect.poll(async () => (await peopleOf(camille, 'Conseil élargi'))[1]?.answer).toBe('accepted')

  await camille.goto(`${server.url}/agenda?view=day&date=${day}`)
  await camille
    .getByRole('main')
    .getByRole('button', { name: /^Conseil élargi/ })
    .click()
  const detail = camille.getByRole('dialog', { name: 'Conseil élargi' })
  await detail.getByText('1 yes, 1 no answer').waitFor()
  await detail.getByRole('button', { name: 'Change' }).click()
  const form = camille.getByRole('dialog', { name: 'Change the event' })
  await form.getByRole('listitem').filter({ hasText: 'Awa Diop' }).getByText('Yes').waitFor()
  await form.getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await form.getByRole('button', { name: 'Save and tell them' }).click()

  await expect
    .poll(async () => (await peopleOf(camille, 'Conseil élargi')).map(({ name }) => name))
    .toEqual(['Camille Aubert', 'Awa Diop'])
})

test('who is busy then is said before it is planned, and a time that suits all is one click away, on a phone as well', async () => {
  const karim = await signedIn('karim')
  await plan(karim, 'Rendez-vous de Karim', '09:00', '11:20')
  const camille = await signedIn('camille', true)
  await camille.goto(`${server.url}/agenda?view=list&date=${day}`)
  await camille.getByRole('button', { name: 'Plan', exact: true }).first().click()
  const form = camille.getByRole('dialog', { name: 'New event' })
  await form.getByLabel('Title').fill('Point avec Karim')
  await form.getByLabel('Day it starts').fill(day)
  await form.getByLabel('Time it starts').selectOption('10:00')
  await form.getByLabel('Time it ends').selectOption('11:00')
  await pick(form, 'Karim', 'Karim Haddad')

  await form.getByText('Karim Haddad is busy from 9:00 to 11:20.').waitFor()
  expect(await form.getByText('Rendez-vous').count()).toBe(0)
  expect(await violations(camille)).toEqual([])
  await form.getByRole('button', { name: 'Find a time' }).click()
  await form.getByRole('button', { name: /4 May 2027, 11:30 to 12:30/ }).click()

  expect(await form.getByLabel('Time it starts').inputValue()).toBe('11:30')
  await form.getByText('Karim Haddad is busy from 9:00 to 11:20.').waitFor({ state: 'detached' })
  expect(camille.faults).toEqual([])
})
