import type { Studio } from './studio.ts'

/** Made for these pictures: one that is archived, and one of which it was announced that it will be. */
export const archivedRoom = 'Rentrée 2025, réunions de filière'
export const announcedRoom = 'Groupe de travail sur l’évaluation'

/** Rooms that nobody uses: announced, archived, and what one sees of them at their door. */
export const playArchive = async (
  { url, say, as, shoot, scene }: Studio,
  announce: (room: string) => Promise<void>,
) => {
  await scene(
    ['archive-list', 'archive-room', 'archive-due', 'archive-asks', 'archive-door', 'archive-door-yours'],
    async () => {
      const { page, context } = await as('camille')
      const headers = { origin: url }
      const api = `${url}/api/v1/rooms`
      const made = (await (await context.request.get(api)).json()) as { id: string; name: string; code: string }[]
      // In the second language they are there already.
      const roomOf = async (name: string) =>
        made.find((room) => room.name === name) ??
        ((await (await context.request.post(api, { data: { name }, headers })).json()) as (typeof made)[number])
      const [archived, announced] = [await roomOf(archivedRoom), await roomOf(announcedRoom)]
      await context.request.post(`${api}/${archived.id}/archive`, { headers })
      await announce(announcedRoom)

      await page.goto(`${url}/rooms`)
      await page.getByText(say('pages/rooms-page filter.archived'), { exact: true }).click()
      await page.getByText(archivedRoom).first().waitFor()
      await shoot(page, 'archive-list')
      await page.goto(`${url}/rooms/${archived.id}`)
      await page.getByRole('button', { name: say('features/rooms restore') }).waitFor()
      await shoot(page, 'archive-room')
      await page.goto(`${url}/rooms/${announced.id}`)
      await page.getByRole('button', { name: say('features/rooms due.keep') }).waitFor()
      await shoot(page, 'archive-due')
      await page.getByRole('button', { name: say('features/rooms menu.of', { name: announcedRoom }) }).click()
      await page.getByRole('menuitem', { name: say('features/rooms menu.archive') }).click()
      await page.locator('dialog[open]').waitFor()
      await shoot(page, 'archive-asks')

      await page.goto(`${url}/${archived.code}`)
      await page.getByRole('link', { name: say('call refused.archived_page') }).waitFor()
      await shoot(page, 'archive-door-yours')
      const { page: visitor } = await as()
      await visitor.goto(`${url}/${archived.code}`)
      await visitor.getByRole('heading', { name: say('call refused.archived') }).waitFor()
      await shoot(visitor, 'archive-door')
    },
  )

  await scene(['admin-usage', 'admin-upkeep'], async () => {
    const { page } = await as('malik')
    await page.goto(`${url}/admin/usage`)
    await page.getByRole('table').waitFor()
    await shoot(page, 'admin-usage')
    await page.goto(`${url}/admin/institution`)
    for (const rule of ['archiveAfter', 'removeAfter'] as const)
      await page.getByRole('switch', { name: say(`features/tenant upkeep.${rule}_on`) }).click()
    await page.getByText(say('features/tenant upkeep.notice')).scrollIntoViewIfNeeded()
    await shoot(page, 'admin-upkeep')
  })
}
