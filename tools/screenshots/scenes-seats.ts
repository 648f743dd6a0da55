import type { Page } from 'playwright-core'
import { asker } from './ask.ts'
import { meeting } from './scenes-rooms.ts'
import type { Studio } from './studio.ts'

/** Few seats, or none, in a room or in the whole institution; and who holds those there are. */
export const playSeats = async ({ url, say, as, shoot, scene, codeOf }: Studio) => {
  const call = (key: string) => say(`call ${key}`)
  const rooms = (key: string, values?: Record<string, string>) => say(`features/rooms ${key}`, values)
  const atDoor = async (page: Page, seats: object, waits: string) => {
    const code = await codeOf('camille', meeting)
    await page.route(`**/api/v1/doors/${code}`, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), seats } })
    })
    await page.goto(`${url}/${code}`)
    await page.getByRole('button', { name: call(waits), exact: true }).waitFor()
    await page.getByText(call('device.heard')).waitFor()
  }

  await scene(['seats-few', 'seats-none', 'seats-everywhere'], async () => {
    const { page } = await as()
    await atDoor(page, { left: 2, most: 12, of: 'room' }, 'ready.join')
    await shoot(page, 'seats-few')
    const { page: late } = await as()
    await atDoor(late, { left: 0, most: 12, of: 'room' }, 'ready.join')
    await shoot(late, 'seats-none')
    const { page: last } = await as()
    await atDoor(last, { left: 0, most: 400, of: 'institution' }, 'ready.join')
    await shoot(last, 'seats-everywhere')
  })

  await scene(['holders', 'holders-write', 'holders-people', 'seats-lead'], async () => {
    const { context: his } = await as('malik')
    const set = asker(his, url)
    const { page } = await as('camille')
    try {
      await set('PATCH', '/tenant', { sessionsAtOnce: 1 })
      await page.goto(`${url}/rooms`)
      await page.getByRole('button', { name: rooms('open_named', { name: 'Permanence du mardi' }) }).click()
      await page.locator('dialog[open]').getByRole('listitem').first().waitFor()
      await shoot(page, 'holders')
      await page.getByRole('button', { name: rooms('holders.write', { name: 'Inès Carvalho' }) }).click()
      await page.getByLabel(rooms('write.subject')).waitFor()
      await shoot(page, 'holders-write')

      await set('PATCH', '/tenant', { sessionsAtOnce: null, peopleAtOnce: 1 })
      await page.goto(`${url}/${await codeOf('camille', meeting)}`)
      const ask = page.getByRole('button', { name: call('ready.holders') })
      await ask.waitFor()
      await shoot(page, 'seats-lead')
      await ask.click()
      await page.locator('dialog[open]').getByRole('listitem').first().waitFor()
      await shoot(page, 'holders-people')
    } finally {
      await set('PATCH', '/tenant', { sessionsAtOnce: null, peopleAtOnce: null })
    }
  })
}
