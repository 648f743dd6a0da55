import type { Studio } from './studio.ts'

export const meeting = 'Droit constitutionnel, TD 3'

/** Signed in: the home page, the rooms, a room and one's account. */
export const playRooms = async ({ url, say, as, shoot, scene }: Studio) => {
  await scene(
    [
      'desk',
      'rooms',
      'rooms-none',
      'rooms-close',
      'rooms-create',
      'rooms-create-asks',
      'rooms-menu',
      'room',
      'room-reserve',
      'room-links',
      'room-chosen-link',
      'room-share',
      'room-session',
      'room-session-print',
    ],
    async () => {
      const { page } = await as('camille')
      await page.goto(url)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByText(meeting).first().waitFor()
      await shoot(page, 'desk')

      await page.goto(`${url}/rooms`)
      await page.getByRole('table').waitFor()
      await shoot(page, 'rooms')
      await page.getByRole('searchbox').fill('géographie')
      await shoot(page, 'rooms-none')
      await page.getByRole('searchbox').fill('')

      await page.getByRole('button', { name: say('features/rooms menu.of', { name: meeting }) }).click()
      await page.getByRole('menu').waitFor()
      await shoot(page, 'rooms-menu', 'desktop')
      await page.getByRole('menuitem', { name: say('features/rooms menu.close') }).click()
      await page.locator('dialog[open]').waitFor()
      await shoot(page, 'rooms-close')
      await page.keyboard.press('Escape')

      await page
        .getByRole('button', { name: say('features/rooms create') })
        .first()
        .click()
      await page.getByLabel(say('features/rooms name')).fill('Séminaire doctoral')
      await shoot(page, 'rooms-create')
      await page.keyboard.press('Escape')
      await page.getByText(say('ui typed_lost')).waitFor()
      await shoot(page, 'rooms-create-asks', 'desktop')
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: meeting, exact: true }).first().click()
      await page.getByRole('heading', { level: 1, name: meeting }).waitFor()
      await page.getByRole('table').waitFor()
      await shoot(page, 'room')
      await shoot(
        page,
        'room-reserve',
        undefined,
        page.getByRole('button', { name: say('features/sharing reserve.do') }),
      )
      await page.getByRole('combobox', { name: say('pages/room-page share_with') }).fill('so')
      await page.getByRole('option').first().waitFor()
      await shoot(page, 'room-share')

      await page.goto(`${url}/rooms`)
      await page.getByRole('link', { name: 'Cours magistral, droit public L2' }).first().click()
      for (const kind of ['direct', 'moderators'] as const) {
        const make = page.getByRole('button', { name: say(`features/links ${kind}_make`) })
        await page.getByText(say('features/links direct'), { exact: true }).first().waitFor()
        await page.waitForLoadState('networkidle')
        // In the second language they are there already.
        if ((await make.count()) === 0) continue
        await make.click()
        await page
          .getByRole('button', { name: say('features/links make'), exact: true })
          .last()
          .click()
        await page.locator('dialog[open]').waitFor({ state: 'detached' })
      }
      await shoot(page, 'room-links')
      await page
        .getByRole('button', {
          name: new RegExp(`${say('features/links chosen_make')}|${say('features/links chosen_change')}`),
        })
        .click()
      const end = page.getByLabel(say('features/links chosen_label'))
      for (const name of ['droit-public-l2', 'cm-droit-public']) {
        await end.fill(name)
        await page.getByRole('button', { name: say('features/links chosen_deed') }).click()
        await page.locator('dialog[open]').waitFor({ state: 'detached' })
        await page.getByRole('button', { name: say('features/links chosen_change') }).click()
      }
      await shoot(page, 'room-chosen-link')
      await page.keyboard.press('Escape')

      await page.goto(`${url}/rooms`)
      await page.getByRole('link', { name: meeting, exact: true }).first().click()
      await page.getByRole('table').getByRole('link').nth(1).click()
      await page.getByRole('heading', { name: say('features/sessions attendance') }).waitFor()
      await page.getByRole('table').waitFor()
      await shoot(page, 'room-session')
      await page.emulateMedia({ media: 'print' })
      await shoot(page, 'room-session-print', 'desktop')
    },
  )

  await scene(['room-settings', 'room-settings-wrong', 'room-settings-kept'], async () => {
    const { page } = await as('camille')
    await page.goto(`${url}/rooms`)
    await page.getByRole('link', { name: meeting, exact: true }).first().click()
    await page.getByRole('button', { name: say('features/rooms settings.title'), exact: true }).click()
    const panel = page.getByRole('complementary', { name: say('features/rooms settings.title') })
    await panel.getByLabel(say('features/rooms settings.welcome')).waitFor()
    await shoot(page, 'room-settings')
    await panel.getByLabel(say('features/rooms settings.welcome')).fill('Bienvenue. Munissez-vous du Code civil.')
    const people = panel.getByLabel(say('features/rooms settings.people'), { exact: true })
    await people.fill('1500')
    await panel.getByRole('alert').scrollIntoViewIfNeeded()
    await shoot(page, 'room-settings-wrong')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await shoot(page, 'room-settings-kept')
  })

  await scene(['rooms-empty', 'desk-empty'], async () => {
    const { page } = await as('malik')
    await page.goto(`${url}/rooms`)
    await page.getByRole('heading', { name: say('pages/rooms-page first.title') }).waitFor()
    await shoot(page, 'rooms-empty')
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await shoot(page, 'desk-empty')
  })

  await scene(['account'], async () => {
    const { page } = await as('camille')
    await page.goto(`${url}/account`)
    await page.getByRole('heading', { name: say('pages/account logins') }).waitFor()
    await shoot(page, 'account')
  })

  await scene(
    [
      'account-calendar',
      'account-calendar-outlook',
      'account-calendar-made',
      'account-calendar-steps',
      'account-calendar-feeds',
      'account-app-passwords',
      'account-app-password',
    ],
    async () => {
      const { page } = await as('camille')
      await page.goto(`${url}/account/calendar`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await shoot(page, 'account-calendar')
      await page.getByText(say('pages/connect-calendar outlook.name'), { exact: true }).click()
      await shoot(page, 'account-calendar-outlook')
      await page.getByText(say('pages/connect-calendar iphone.name'), { exact: true }).click()
      await page.getByRole('button', { name: say('pages/connect-calendar make') }).click()
      await page.getByRole('button', { name: say('features/app-passwords do.create'), exact: true }).click()
      await page.getByText(say('pages/connect-calendar once')).waitFor()
      await shoot(page, 'account-calendar-made')
      await page.getByRole('button', { name: say('features/feeds create'), exact: true }).click()
      await page.getByRole('list', { name: say('features/feeds list') }).waitFor()
      await page.getByRole('list', { name: say('features/feeds list') }).scrollIntoViewIfNeeded()
      await shoot(page, 'account-calendar-feeds')
      await shoot(
        page,
        'account-calendar-steps',
        'phone',
        page.getByRole('listitem').filter({ hasText: 'CalDAV' }).first(),
      )

      await page.goto(`${url}/account`)
      const list = page.getByRole('heading', { name: say('pages/account app_passwords') })
      await list.waitFor()
      const device = say('pages/connect-calendar iphone.device')
      const revoke = page.getByRole('button', { name: say('features/app-passwords revoke_named', { name: device }) })
      await revoke.waitFor()
      const connect = page.getByRole('link', { name: say('features/app-passwords connect') })
      await shoot(page, 'account-app-passwords', undefined, connect)
      await page.getByRole('button', { name: say('features/app-passwords create') }).click()
      await page.getByLabel(say('features/app-passwords name')).fill('Thunderbird')
      await page.getByRole('button', { name: say('features/app-passwords do.create'), exact: true }).click()
      await page.getByText(say('features/app-passwords once')).waitFor()
      await shoot(page, 'account-app-password')
      await page.getByRole('button', { name: say('features/app-passwords kept') }).click()
      for (const name of [device, 'Thunderbird'])
        await page.getByRole('button', { name: say('features/app-passwords revoke_named', { name }) }).click()
      await page.getByText(say('features/app-passwords none')).waitFor()
    },
  )
}
