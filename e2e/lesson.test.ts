import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMailServer } from '@amphi/testkit/mail-server'
import { aBrowser, aPage, type TestPage } from './browser.ts'
import { leftEarlier } from './past.ts'
import { aServer, type Server } from './server.ts'
import { signIn, tellStory } from './story.ts'

const mail = await aMailServer(() => undefined)
const name = 'Histoire du droit, TD 1'
const families = Array.from({ length: 120 }, (_, at) => `famille-${at + 1}@example.org`)

let server: Server
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([aServer({ SMTP_URL: mail.url }), aBrowser()])
  await tellStory(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const signedIn = async (who: Parameters<typeof signIn>[2]) => {
  const page = await aPage(browser, server.url)
  await signIn(page, server, who)
  await page.goto(`${server.url}/rooms`)
  return page
}

/** A room of Camille's with a password and a waiting room, shared with her colleagues; tells its password. */
const prepare = async (camille: TestPage) => {
  await camille.getByRole('button', { name: 'Create a room' }).click()
  await camille.getByLabel('Name of the room').fill(name)
  await camille.getByRole('button', { name: 'Create', exact: true }).click()
  await camille.getByRole('table').getByRole('link', { name, exact: true }).click()
  await camille.getByRole('heading', { level: 1, name }).waitFor()

  await camille.getByRole('button', { name: 'Settings', exact: true }).click()
  const panel = camille.getByRole('complementary', { name: 'Settings' })
  await panel.getByRole('switch', { name: /Ask for a password/ }).click()
  const password = await panel.getByText(/^[a-z]{8}$/).innerText()
  await panel.getByText('For guests', { exact: true }).click()
  await panel.getByRole('button', { name: 'Close', exact: true }).click()

  await camille.getByRole('combobox', { name: 'Share with' }).fill('equipe')
  await camille.getByRole('option', { name: /Équipe pédagogique/ }).click()
  await camille.getByRole('button', { name: 'Share', exact: true }).click()
  await camille.getByRole('button', { name: 'Équipe pédagogique: Moderating' }).waitFor()
  return password
}

const comeTo = async (path: string, guest: string, password: string) => {
  const page = await aPage(browser, server.url)
  await page.goto(server.url + path)
  await page.getByLabel('Your name in the meeting').fill(guest)
  await page.getByLabel('Password of the room').fill(password)
  await page.getByRole('button', { name: 'Ask to come in' }).click()
  await page.getByRole('heading', { level: 1, name: /in the queue/ }).waitFor()
  return page
}
const isInside = (page: TestPage) => page.getByRole('button', { name: 'Leave', exact: true }).waitFor()

test(
  'ENT-04 ENT-07 ENT-13 ENT-S3 ENT-S6 a lesson is prepared, shared, announced to a class of 120, led by a colleague, and ends',
  { timeout: 360_000 },
  async () => {
    const camille = await signedIn('camille')
    const password = await prepare(camille)

    await camille.getByRole('link', { name: 'Invite', exact: true }).click()
    await camille.getByLabel('List of addresses').fill(families.join('\n'))
    expect(await camille.getByLabel('Text').inputValue()).toContain(password)
    await camille.getByRole('button', { name: 'Send the invitation' }).click()
    await camille.getByRole('heading', { name: 'Who was reached' }).waitFor()
    // In whichever order they were carried.
    const sizes = () =>
      mail.taken
        .map(({ to }) => to.length)
        .filter((many) => many > 1)
        .toSorted((a, b) => b - a)
    await expect.poll(sizes, { timeout: 60_000 }).toEqual([50, 50, 20])

    // The colleague has it in his list, and opens it.
    const thomas = await signedIn('thomas')
    const row = thomas.getByRole('row', { name: new RegExp(name) })
    await row.getByText('Camille Aubert’s, you moderate it').waitFor()
    await row.getByRole('button', { name: `Open “${name}”` }).click()
    const join = row.getByRole('link', { name: /^Join/ })
    const path = (await join.getAttribute('href')) ?? ''
    await join.click()
    await thomas.getByRole('button', { name: 'Join', exact: true }).click()
    await isInside(thomas)

    const lucas = await comeTo(path, 'Lucas', password)
    const fatou = await comeTo(path, 'Fatou', password)
    const yanis = await comeTo(path, 'Yanis', password)
    const strip = thomas.getByRole('region', { name: 'For your attention' })
    await strip.getByText('3 people are waiting').waitFor()
    await strip.getByRole('button', { name: 'Let Lucas in' }).click()
    await isInside(lucas)
    await strip.getByRole('button', { name: 'Let all in, 2 people' }).click()
    await Promise.all([fatou, yanis].map(isInside))

    await thomas.getByRole('button', { name: 'People', exact: true }).click()
    await thomas.getByRole('button', { name: 'Mute people' }).click()
    await thomas.getByRole('menuitem', { name: 'Everyone but me' }).click()
    const pupils = [lucas, fatou, yanis]
    await Promise.all(pupils.map((page) => page.getByText('Thomas Le Goff muted your microphone.').first().waitFor()))

    await thomas.getByRole('button', { name: 'Leave', exact: true }).click()
    await thomas.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
    await lucas.getByRole('region', { name: 'End of the meeting' }).waitFor({ timeout: 30_000 })
    // Two minutes as such pass in the server's own tests, by their clock.
    await leftEarlier(server, 110)
    for (const page of pupils)
      await page.getByRole('heading', { name: 'The meeting has ended' }).waitFor({ timeout: 60_000 })

    await camille.goto(`${server.url}/rooms`)
    await camille.getByRole('table').getByRole('link', { name, exact: true }).click()
    await camille.getByRole('cell', { name: 'No moderator left' }).waitFor()
    await camille.getByRole('table').getByRole('link').click()
    const table = camille.getByRole('table', { name: 'Attendance' })
    await table.waitFor()
    const lines = await table.locator('tbody tr').allInnerTexts()
    const told = lines.map((line) => line.replace(/\s+/g, ' '))
    expect(told[0]).toMatch(/Thomas Le Goff Moderator /)
    const guests = told.slice(1).map((line) => /(\w+) Participant no account/.exec(line)?.[1])
    expect(new Set(guests)).toEqual(new Set(['Fatou', 'Lucas', 'Yanis']))
    await camille.getByText('Opened by Thomas Le Goff').waitFor()
    for (const line of told) expect(line).toMatch(/from .*\d:\d\d.* to .*\d:\d\d/)
  },
)
