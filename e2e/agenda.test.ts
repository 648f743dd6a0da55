import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

let server: Server
let browser: Browser
let camille: TestPage

/** A week that no change of hour touches, and that is never this one. */
const monday = '2027-05-03'
const day = (away: number) => `2027-05-${String(3 + away).padStart(2, '0')}`

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer(), aBrowser()])
  await tellStory(server)
  camille = await signedIn('camille')
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

const calendarOf = async (page: TestPage) => {
  const all = await ask<{ id: string; isDefault: boolean; access: string }[]>(page, 'GET', '/calendars')
  return all.find(({ isDefault, access }) => isDefault && access === 'owner')?.id ?? ''
}

const plan = async (page: TestPage, title: string, start: string, end: string, more: object = {}) =>
  ask<{ eventId: string; version: string }>(page, 'POST', `/calendars/${await calendarOf(page)}/events`, {
    title,
    time: { kind: 'hours', start, end, timeZone: 'Europe/Paris' },
    ...more,
  })

const startsOf = async (page: TestPage, title: string) => {
  const all = await ask<{ title: string | null; startsAt: string }[]>(
    page,
    'GET',
    '/events?from=2027-05-01T00:00:00.000Z&to=2027-06-15T00:00:00.000Z',
  )
  return all.filter((it) => it.title === title).map(({ startsAt }) => startsAt.slice(0, 16))
}

const openWeek = async (page: TestPage, date = monday) => {
  await page.goto(`${server.url}/agenda?view=week&date=${date}`)
  await page.getByRole('columnheader').first().waitFor()
}

/** In the column of a day: `hour` from the top of what is drawn, where it is in sight. */
const pointAt = async (page: TestPage, date: string, hour: number) => {
  const column = await page.locator(`[data-date="${date}"]`).last().boundingBox()
  if (!column) throw new Error(`${date} is not drawn.`)
  return { x: column.x + column.width / 2, y: column.y + (column.height * hour) / 24 }
}

/** Within a quarter of an hour, not between two. */
const inQuarter = 5

const drag = async (page: TestPage, from: { x: number; y: number }, to: { x: number; y: number }) => {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x, from.y + 8, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.mouse.up()
}

const block = (page: TestPage, title: string) =>
  page.getByRole('main').getByRole('button', { name: new RegExp(`^${title}`) })

/** By its middle, so many days further and so many hours later. */
const move = async (page: TestPage, title: string, days: number, hours: number) => {
  const box = await block(page, title).first().boundingBox()
  const [a, b] = [await pointAt(page, day(0), 10), await pointAt(page, day(1), 11)]
  if (!box) throw new Error(`${title} is not drawn.`)
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 + inQuarter }
  await drag(page, from, { x: from.x + days * (b.x - a.x), y: from.y + hours * (b.y - a.y) })
}

test('what is drawn in a day is planned there, and says so', async () => {
  await openWeek(camille)
  await drag(camille, await pointAt(camille, day(2), 10.1), await pointAt(camille, day(2), 11.4))

  const form = camille.getByRole('dialog', { name: 'New event' })
  expect(await form.getByLabel('Time it starts').inputValue()).toBe('10:00')
  expect(await form.getByLabel('Time it ends').inputValue()).toBe('11:30')
  await form.getByLabel('Title').fill('Comité de lecture')
  await form.getByRole('button', { name: 'Plan it' }).click()

  await block(camille, 'Comité de lecture').waitFor()
  await camille.getByText('“Comité de lecture” is planned.').first().waitFor()
  expect(await startsOf(camille, 'Comité de lecture')).toEqual([`${day(2)}T08:00`])
})

test('dragged to another day it stands there, and goes back where it was', async () => {
  await plan(camille, 'Jury blanc', `${day(0)}T09:00`, `${day(0)}T10:30`)
  await openWeek(camille)

  await move(camille, 'Jury blanc', 1, 2)

  await camille
    .getByText(/“Jury blanc”: Tuesday, 4 May 2027, 11:00 to 12:30/)
    .first()
    .waitFor()
  expect(await startsOf(camille, 'Jury blanc')).toEqual([`${day(1)}T09:00`])
  await camille.getByRole('button', { name: 'Undo' }).click()
  await camille.getByText('“Jury blanc” is back in its place.').first().waitFor()
  expect(await startsOf(camille, 'Jury blanc')).toEqual([`${day(0)}T07:00`])
})

test('of a series, this one and the following are moved, and those before stay', async () => {
  await plan(camille, 'Labo', `${day(0)}T16:00`, `${day(0)}T17:00`, {
    repeat: { every: 'week', interval: 1, weekdays: [0], count: 4 },
  })
  await openWeek(camille, '2027-05-10')
  const [a, b] = [await pointAt(camille, '2027-05-10', 10), await pointAt(camille, '2027-05-11', 10)]
  const box = await block(camille, 'Labo').boundingBox()
  if (!box) throw new Error('Labo is not drawn.')
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 + inQuarter }

  await drag(camille, from, { x: from.x + b.x - a.x, y: from.y })
  await camille.getByRole('dialog', { name: 'Move which dates?' }).getByLabel('This and the following').check()
  await camille.getByRole('button', { name: 'Move', exact: true }).click()

  await camille
    .getByText(/“Labo”: Tuesday, 11 May 2027/)
    .first()
    .waitFor()
  expect(await startsOf(camille, 'Labo')).toEqual([
    '2027-05-03T14:00',
    '2027-05-11T14:00',
    '2027-05-18T14:00',
    '2027-05-25T14:00',
  ])
})

test('who leaves the question of a series open has moved nothing', async () => {
  await plan(camille, 'Chorale', `${day(3)}T12:00`, `${day(3)}T13:00`, {
    repeat: { every: 'week', interval: 1, weekdays: [3], count: 3 },
  })
  await openWeek(camille)
  const before = await block(camille, 'Chorale').boundingBox()

  await move(camille, 'Chorale', 1, 0)
  await camille.getByRole('button', { name: 'Leave as it is' }).click()

  await expect.poll(() => block(camille, 'Chorale').boundingBox()).toEqual(before)
  expect(await startsOf(camille, 'Chorale')).toHaveLength(3)
})

test('by the keyboard alone it is opened, changed and deleted', async () => {
  await plan(camille, 'Point hebdo', `${day(4)}T09:00`, `${day(4)}T10:00`)
  await openWeek(camille)
  await block(camille, 'Point hebdo').focus()
  await camille.keyboard.press('Enter')
  const detail = camille.getByRole('dialog', { name: 'Point hebdo' })
  await detail.getByText('Friday, 7 May 2027, 9:00 to 10:00').waitFor()
  await detail.getByRole('button', { name: 'Change' }).focus()
  await camille.keyboard.press('Enter')
  const form = camille.getByRole('dialog', { name: 'Change the event' })
  await form.getByLabel('Time it starts').selectOption('11:15')
  await form.getByLabel('Where').fill('Salle 4')
  await camille.keyboard.press('Enter')
  await camille.getByText('“Point hebdo” is planned.').first().waitFor()
  expect(await startsOf(camille, 'Point hebdo')).toEqual([`${day(4)}T09:15`])

  await block(camille, 'Point hebdo').focus()
  await camille.keyboard.press('Enter')
  await detail.getByRole('button', { name: 'Delete' }).press('Enter')
  await camille.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).press('Enter')

  await block(camille, 'Point hebdo').waitFor({ state: 'detached' })
  expect(await startsOf(camille, 'Point hebdo')).toEqual([])
})

test('what somebody changed meanwhile is read anew, and what was written is kept', async () => {
  const { eventId, version } = await plan(camille, 'Budget', `${day(1)}T15:00`, `${day(1)}T16:00`)
  await openWeek(camille)
  await block(camille, 'Budget').click()
  await camille.getByRole('dialog', { name: 'Budget' }).getByRole('button', { name: 'Change' }).click()
  const form = camille.getByRole('dialog', { name: 'Change the event' })
  await form.getByLabel('Title').fill('Budget 2028')
  await ask(camille, 'PATCH', `/calendars/${await calendarOf(camille)}/events/${eventId}`, {
    occurrence: null,
    version,
    changes: { location: 'Salle 12' },
  })

  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByRole('button', { name: 'Read it again' }).click()

  await expect.poll(() => form.getByLabel('Where').inputValue()).toBe('Salle 12')
  expect(await form.getByLabel('Title').inputValue()).toBe('Budget 2028')
  await form.getByRole('button', { name: 'Save' }).click()
  await block(camille, 'Budget 2028').waitFor()
})

test('a calendar that is shared shows at once with whom, and so does what is planned in it', async () => {
  const awa = await signedIn('awa')
  await openWeek(awa)
  await openWeek(camille)
  await camille
    .getByRole('button', { name: /More actions on the calendar/ })
    .first()
    .click()
  await camille.getByRole('menuitem', { name: 'Share' }).click()
  const dialog = camille.getByRole('dialog', { name: /^Share/ })
  await dialog.getByRole('combobox', { name: 'Share with' }).fill('Awa')
  await dialog.getByRole('option', { name: 'Awa Diop' }).click()
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await dialog.getByRole('button', { name: /Awa Diop: Reading/ }).waitFor()

  // Without a reload: she is told.
  await awa.getByText('Camille Aubert, to read').waitFor()
  await plan(camille, 'Soutenance de Hugo', `${day(3)}T15:00`, `${day(3)}T16:00`)
  await block(awa, 'Soutenance de Hugo').click()
  await awa.getByRole('dialog', { name: 'Soutenance de Hugo' }).getByText('Thursday, 6 May 2027').waitFor()
  expect(await awa.getByRole('button', { name: 'Delete' }).count()).toBe(0)

  await awa.keyboard.press('Escape')
  await awa.getByRole('checkbox', { name: /Camille Aubert, to read/ }).uncheck()
  await block(awa, 'Soutenance de Hugo').waitFor({ state: 'detached' })
})

/** As their calendar program puts it there: somebody elsewhere invites them. */
const putInvitation = async (page: TestPage, title: string, start: string, end: string) => {
  const { me } = await ask<{ me: { id: string; email: string } }>(page, 'GET', '/welcome')
  const { secret } = await ask<{ secret: string }>(page, 'POST', '/app-passwords', { name: 'Thunderbird' })
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Elsewhere//EN',
    'BEGIN:VEVENT',
    'UID:invitation@elsewhere.example',
    'DTSTAMP:20261101T080000Z',
    `DTSTART:${start}`,
    `DTEND:${end}`,
    `SUMMARY:${title}`,
    'ORGANIZER;CN=Grace Hopper:mailto:grace@elsewhere.example',
    'ATTENDEE;PARTSTAT=ACCEPTED:mailto:grace@elsewhere.example',
    `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${me.email}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
  const answer = await page.request.put(`${server.url}/dav/calendars/${me.id}/calendar/invitation.ics`, {
    headers: {
      authorization: `Basic ${Buffer.from(`${me.email}:${secret}`).toString('base64')}`,
      'content-type': 'text/calendar',
    },
    data: lines.join('\r\n'),
  })
  expect(answer.status()).toBe(201)
}

test('an invitation says that it waits for an answer, and takes it', async () => {
  const mei = await signedIn('mei')
  await putInvitation(mei, 'Colloque', '20270506T080000Z', '20270506T090000Z')
  await openWeek(mei)
  const invitation = block(mei, 'Colloque')
  await invitation.getByText(/not answered by you/).waitFor({ state: 'attached' })
  await invitation.click()
  const detail = mei.getByRole('dialog', { name: 'Colloque' })
  expect(await detail.getByRole('button', { name: 'Change' }).count()).toBe(0)

  await detail.getByRole('group', { name: 'Your answer' }).getByRole('button', { name: 'Maybe' }).click()

  await detail.getByRole('button', { name: 'Maybe', pressed: true }).waitFor()
  await detail.getByRole('listitem').filter({ hasText: 'Mei-Lin' }).getByText('Maybe').waitFor()
  expect(await violations(mei)).toEqual([])
})

test('one’s next meetings are on the home page, those held by video, with the way in', async () => {
  const soon = (minutes: number) => {
    const at = new Date(Date.now() + minutes * 60_000).toLocaleString('sv-SE', { timeZone: 'Europe/Paris' })
    return at.slice(0, 16).replace(' ', 'T')
  }
  await plan(camille, 'Point de mi-semestre', soon(20), soon(50), { room: { kind: 'new' } })
  await plan(camille, 'Déjeuner', soon(30), soon(60))
  await camille.goto(server.url)

  const card = camille.getByRole('region', { name: 'My next meetings' })
  await card.getByText('Point de mi-semestre', { exact: true }).first().waitFor()
  await card.getByText(/^In (19|20).min$/).waitFor()
  expect(await card.getByText('Déjeuner').count()).toBe(0)
  const join = card.getByRole('link', { name: 'Join Point de mi-semestre' })
  expect(await join.getAttribute('href')).toMatch(/^\/[2-9a-z-]{16}$/)

  const sophie = await signedIn('sophie')
  await sophie.goto(server.url)
  await sophie.getByRole('heading', { level: 1 }).waitFor()
  expect(await sophie.getByRole('region', { name: 'My next meetings' }).count()).toBe(0)
})

test('the agenda, its form and its list suit every reader', async () => {
  const page = await signedIn('camille')
  await openWeek(page)
  expect(await violations(page)).toEqual([])
  await page.goto(`${server.url}/agenda?view=month&date=${monday}`)
  await block(page, 'Labo').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.goto(`${server.url}/agenda?view=list&date=${monday}`)
  await block(page, 'Labo').first().waitFor()
  expect(await violations(page)).toEqual([])
  await block(page, 'Labo').first().click()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('dialog', { name: 'Change the event' }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(page.faults).toEqual([])
})
