import { asker } from './ask.ts'
import { meeting } from './scenes-rooms.ts'
import type { Studio } from './studio.ts'

/** The pages of who runs the institution. */
export const playAdministration = async ({ url, say, as, shoot, scene }: Studio) => {
  await scene(
    [
      'admin-institution',
      'admin-institution-night',
      'admin-servers',
      'admin-servers-drain',
      'admin-servers-add',
      'admin-people',
      'admin-rooms',
      'admin-groups',
      'admin-letters',
      'admin-journal',
      'admin-invite',
      'admin-lead',
      'admin-rooms-none',
    ],
    async () => {
      const { page } = await as('malik')
      for (const name of ['institution', 'servers', 'people', 'rooms', 'groups', 'letters', 'journal']) {
        await page.goto(`${url}/admin/${name}`)
        await page.getByRole('heading', { level: 1, name: say(`pages/admin ${name}`) }).waitFor()
        await page.waitForLoadState('networkidle')
        await shoot(page, `admin-${name}`)
      }
      await page.goto(`${url}/admin/servers`)
      const drained = page.getByRole('row', { name: say('features/nodes ours') })
      await drained.getByRole('button', { name: say('features/nodes drain') }).click()
      await page.getByRole('button', { name: say('features/nodes end'), exact: true }).waitFor()
      await shoot(page, 'admin-servers-drain')
      await drained.getByRole('button', { name: say('features/nodes reopen') }).click()
      await drained.getByRole('button', { name: say('features/nodes drain') }).waitFor()
      await page
        .getByRole('button', { name: say('features/nodes add') })
        .first()
        .click()
      await shoot(page, 'admin-servers-add')
      await page.keyboard.press('Escape')
      await page.goto(`${url}/admin/institution`)
      await page.getByRole('switch', { name: say('features/tenant nightly') }).click()
      await shoot(page, 'admin-institution-night')
      await page.goto(`${url}/admin/people`)
      await page
        .getByRole('button', { name: say('features/people invite') })
        .first()
        .click()
      await page
        .getByLabel(say('features/people list'))
        .fill('Fatou Ndiaye <fatou.ndiaye@deux-rives.example>\nbastien.roussel@deux-rives.example')
      await shoot(page, 'admin-invite')

      await page.goto(`${url}/admin/rooms`)
      await page.getByRole('button', { name: say('features/rooms menu.of', { name: meeting }) }).click()
      await page.getByRole('menuitem', { name: say('features/rooms menu.lead') }).click()
      await page.locator('dialog[open]').waitFor()
      await shoot(page, 'admin-lead')
      await page.keyboard.press('Escape')
      await page.getByRole('searchbox').fill('géographie')
      await page.getByText(say('features/rooms all.none')).waitFor()
      await shoot(page, 'admin-rooms-none')
    },
  )

  const platforms = ['platforms', 'platforms-none', 'platforms-secret', 'platforms-renew', 'platforms-calls']
  await scene([...platforms, 'platforms-check'], async () => {
    const words = (key: string, values?: Record<string, string>) => say(`features/platforms ${key}`, values)
    const { page, context } = await as('malik')
    const ask = asker(context, url)
    await page.goto(`${url}/admin/platforms`)
    await page.getByRole('heading', { name: words('none') }).waitFor()
    await shoot(page, 'platforms-none')

    const name = 'Moodle de l’UFR'
    await page
      .getByRole('button', { name: words('add') })
      .first()
      .click()
    await page.getByLabel(words('name')).fill(name)
    await page.getByRole('button', { name: words('do.add'), exact: true }).click()
    await page.getByText(words('once')).waitFor()
    await shoot(page, 'platforms-secret')
    await page.getByRole('button', { name: words('kept') }).click()
    await ask('POST', '/bbb-clients', { name: 'Esup-Pod' })
    const { clients } = await ask<{ clients: { id: string; name: string }[] }>('GET', '/bbb-clients')
    // As a plugin would whose secret was not copied whole.
    await context.request.get(`${url}/bigbluebutton/api/getMeetings?checksum=${'0'.repeat(40)}`)
    await page.reload()
    await page.getByRole('heading', { name }).waitFor()
    await shoot(page, 'platforms')
    await page.getByRole('button', { name: words('calls_named', { name }) }).click()
    await page.getByText(words('calls.unsigned')).waitFor()
    await shoot(page, 'platforms-calls')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words('renew_named', { name }) }).click()
    await page.locator('dialog[open]').waitFor()
    await shoot(page, 'platforms-renew')
    await page.keyboard.press('Escape')
    await page.getByLabel(words('check.address')).fill(`${url}/api/getMeetings`)
    await page.getByRole('button', { name: words('check.do') }).click()
    const found = page.getByRole('alert')
    await found.waitFor()
    await shoot(page, 'platforms-check', undefined, found)

    // The second language begins as the first did.
    for (const { id } of clients) await ask('DELETE', `/bbb-clients/${id}`)
  })
}
