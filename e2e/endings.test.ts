import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { join } from './call.ts'
import { leftEarlier } from './past.ts'
import { aServer, type Server } from './server.ts'

const admin = { email: 'malik@example.org', password: 'a fine long one' }

let server: Server
let browsers: [Browser, Browser, Browser]
let malik: TestPage

const post = async (address: string, data: object) => {
  const answer = await malik.request.post(`${server.url}/api/v1${address}`, { data, headers: { origin: server.url } })
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`)
  return answer.json() as Promise<{ code: string; moderatorCode: string }>
}

beforeAll(async () => {
  ;[server, ...browsers] = await Promise.all([aServer(), aBrowser(), aBrowser(), aBrowser()])
  malik = await aPage(browsers[0], server.url)
  await post('/logins', admin)
})
afterAll(async () => {
  for (const browser of browsers) await browser.close()
  await server.stop()
})

const enter = async (browser: Browser, path: string, name: string) => {
  const page = await aPage(browser, server.url)
  await page.goto(`${server.url}/${path}`)
  await join(page, name)
  return page
}

const leave = async (page: TestPage) => {
  await page.getByRole('button', { name: 'Leave', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
  await page.getByRole('heading', { name: 'You left the meeting' }).waitFor()
}

test('ENT-S6 ENT-24 everyone sees two minutes run out, a moderator stops them, and then they do', async () => {
  const { code, moderatorCode } = await post('/meetings', { name: 'Conseil d’UFR' })
  const [one, two, three] = browsers
  const camille = await enter(one, `m/${moderatorCode}`, 'Camille')
  const pupils = await Promise.all([enter(two, code, 'Awa'), enter(three, code, 'Noé')])
  const ending = (page: TestPage) => page.getByRole('region', { name: 'End of the meeting' })

  await camille.getByRole('button', { name: 'Leave', exact: true }).click()
  await camille.getByText('2 other people are in the room, and nobody else is leading.').waitFor()
  await camille.getByText('If you leave, it ends in 2 min, unless somebody comes to lead it.').waitFor()
  await camille.getByRole('button', { name: 'Stay' }).click()
  await leave(camille)
  await camille.getByText('Nobody else leads it: it ends in 2 min, unless somebody comes to lead it.').waitFor()
  for (const page of pupils) {
    await ending(page).waitFor()
    expect(await ending(page).innerText()).toMatch(/Nobody is leading any more\. The meeting ends in\s+0?[12]:\d\d/)
  }

  const ines = await enter(one, `m/${moderatorCode}`, 'Inès')
  for (const page of pupils) await ending(page).waitFor({ state: 'hidden' })
  await leave(ines)

  for (const page of pupils) await ending(page).waitFor()
  // Two minutes as such pass in the server's own tests, by their clock.
  await leftEarlier(server, 110)
  for (const page of pupils) {
    await page.getByRole('heading', { name: 'The meeting has ended' }).waitFor({ timeout: 60_000 })
    await page.getByText('Nobody had been leading it for two minutes.').waitFor()
    expect(page.faults).toEqual([])
  }

  const journal = await malik.request.get(`${server.url}/api/v1/journal`)
  const entries = (await journal.json()) as { fact: string; ids: { roomId: string } }[]
  const roomId = entries.find(({ fact }) => fact === 'session.ended')?.ids.roomId ?? ''
  await malik.goto(`${server.url}/rooms/${roomId}`)
  await malik.getByRole('cell', { name: 'No moderator left' }).waitFor()
  await malik.getByRole('table').getByRole('link').click()
  await malik.getByRole('heading', { name: 'Attendance' }).waitFor()
  const table = malik.getByRole('table', { name: 'Attendance' })
  await table.waitFor()
  const lines = await table.locator('tbody tr').allInnerTexts()
  const told = lines.map((line) => /(Camille|Awa|Noé|Inès)\s+(Moderator|Participant)/.exec(line)?.slice(1))
  expect(told).toHaveLength(4)
  expect(told).toEqual(
    expect.arrayContaining([
      ['Camille', 'Moderator'],
      ['Awa', 'Participant'],
      ['Noé', 'Participant'],
      ['Inès', 'Moderator'],
    ]),
  )

  const downloading = malik.waitForEvent('download')
  await malik.getByRole('button', { name: 'Attendance (CSV)' }).click()
  const file = readFileSync(await (await downloading).path(), 'utf8')
  expect(file.startsWith('\uFEFFOpened at,Opened by,')).toBe(true)
  expect(file.split('\r\n')).toHaveLength(6)
  expect(file).toContain('No moderator left,Awa,,,Participant,no,')
  expect(malik.faults).toEqual([])
}, 240_000)

test('CH-11 whoever may lets a meeting last, and the others are spared its end', async () => {
  const changed = await malik.request.patch(`${server.url}/api/v1/tenant`, {
    data: { sessionLength: 5 },
    headers: { origin: server.url },
  })
  expect(changed.ok()).toBe(true)
  const { code } = await post('/meetings', { name: 'Permanence' })
  const [, two] = browsers
  const page = await aPage(browsers[0], server.url)
  await page.request.post(`${server.url}/api/v1/logins`, { data: admin, headers: { origin: server.url } })
  await page.goto(`${server.url}/${code}`)
  await page.getByText('Your name, the times you were there and your messages are kept for a year.').waitFor()
  await join(page, 'Malik')
  const awa = await enter(two, code, 'Awa')
  await awa
    .getByText(/The planned time is nearly over/)
    .first()
    .waitFor()
  expect(await awa.getByRole('button', { name: 'Extend by 30 min' }).count()).toBe(0)

  await page.getByRole('button', { name: 'Extend by 30 min' }).click()

  await page
    .getByText(/^The meeting can last until/)
    .first()
    .waitFor()
  for (const it of [page, awa])
    await it.getByRole('region', { name: 'End of the meeting' }).waitFor({ state: 'hidden' })
  expect([...page.faults, ...awa.faults]).toEqual([])
})

test('ENT-09 ENT-S9 who ends a meeting from inside is told of how many people, and how many who lead', async () => {
  const { code, moderatorCode } = await post('/meetings', { name: 'Jury' })
  const [one, two, three] = browsers
  const [camille, ines, awa] = await Promise.all([
    enter(one, `m/${moderatorCode}`, 'Camille'),
    enter(two, `m/${moderatorCode}`, 'Inès'),
    enter(three, code, 'Awa'),
  ])
  await camille.getByRole('button', { name: '3 people' }).waitFor()

  await camille.getByRole('button', { name: 'Leave', exact: true }).click()
  await camille.getByText('2 other people are in the room, 1 of them leading.').waitFor()
  await camille.getByRole('button', { name: 'End for all' }).click()

  await camille.getByText('You ended it for everyone.').waitFor()
  for (const page of [ines, awa]) await page.getByText('It was ended for everyone.').waitFor()
  expect([...camille.faults, ...ines.faults, ...awa.faults]).toEqual([])
})
