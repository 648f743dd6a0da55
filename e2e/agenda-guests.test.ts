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

/** Out of the last letter to an address, as administrators read what no mail server takes. */
const answerLinkFor = async (page: TestPage, email: string) => {
  const { letters } = await ask<{ letters: { id: string; to: string }[] }>(page, 'GET', '/letters')
  const letter = letters.find(({ to }) => to === email)
  const { text } = await ask<{ text: string }>(page, 'POST', `/letters/${letter?.id ?? ''}/open`)
  const found = /\/answer\/[\w-]+/.exec(text)?.[0]
  if (!found) throw new Error(`No link in: ${text}`)
  return found
}

test('whoever has no account answers by the link of their letter: it proposes, a button says it, and it may be changed', async () => {
  const camille = await signedIn('camille')
  const malik = await signedIn('malik')
  const email = 'hopper@ailleurs.example'
  const guests = [{ kind: 'address', address: email, name: 'Grace Hopper', isOptional: false }]
  const repeat = { every: 'week', interval: 1, weekdays: [1], count: 2 }
  await plan(camille, 'Séminaire ouvert', '16:00', '17:00', { guests, repeat, location: 'Salle des actes' })
  const link = await answerLinkFor(malik, email)
  const grace = await aPage(browser, server.url, { locale: 'en-GB', timezoneId: 'Europe/Paris' })

  await grace.goto(`${server.url}${link}?say=tentative`)
  await grace.getByRole('heading', { name: 'Séminaire ouvert' }).waitFor()
  await grace.getByText('Camille Aubert invites you.').waitFor()
  await grace.getByRole('button', { name: 'Maybe', pressed: true }).waitFor()
  expect(await violations(grace)).toEqual([])
  expect((await peopleOf(camille, 'Séminaire ouvert'))[1]?.answer).toBe('needs-action')

  await grace.getByLabel(/A word/).fill('Train permitting')
  await grace.getByRole('button', { name: 'Send my answer' }).click()
  await grace.getByText(/Answer sent: Maybe/).waitFor()
  await grace.getByRole('button', { name: 'No', exact: true }).click()
  await grace.getByLabel('For which dates').selectOption({ index: 2 })
  await grace.getByRole('button', { name: 'Change my answer' }).click()
  await grace.getByText(/Answer sent: No/).waitFor()
  await grace.getByRole('option', { name: /11 May 2027.*\(No\)/ }).waitFor({ state: 'attached' })

  await camille.goto(`${server.url}/agenda?view=day&date=${day}`)
  await camille
    .getByRole('main')
    .getByRole('button', { name: /^Séminaire ouvert/ })
    .click()
  const detail = camille.getByRole('dialog', { name: 'Séminaire ouvert' })
  await detail.getByText('“Train permitting”').waitFor()
  await detail.getByText('Maybe').first().waitFor()

  await grace.goto(`${server.url}/answer/${'x'.repeat(43)}`)
  await grace.getByRole('heading', { name: 'This link leads to no meeting' }).waitFor()
  expect(grace.faults.filter((fault) => !fault.includes('404'))).toEqual([])
})
