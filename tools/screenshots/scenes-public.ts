import type { Studio } from './studio.ts'

/** Without an account: the home page, its dialog, signing in, help, and what goes wrong. */
export const playPublic = async ({ url, say, as, shoot, scene }: Studio) => {
  await scene(['home', 'home-code', 'home-started', 'home-kept'], async () => {
    const { page } = await as()
    await page.goto(url)
    await page.getByRole('button', { name: say('features/meetings start') }).waitFor()
    await page.getByRole('img', { name: /\d/ }).first().waitFor()
    await shoot(page, 'home')

    await page.getByLabel(say('features/meetings code.label')).fill('k7wx3 pfm')
    await page.getByRole('button', { name: say('features/meetings code.join') }).click()
    await page.getByRole('alert').waitFor()
    await shoot(page, 'home-code')

    await page.goto(url)
    await page.getByRole('button', { name: say('features/meetings start') }).click()
    await page.locator('dialog[open]').waitFor()
    await shoot(page, 'home-started')
    await page.keyboard.press('Escape')
    await page.getByRole('list', { name: say('features/meetings kept') }).waitFor()
    await shoot(page, 'home-kept')
  })

  await scene(['sign-in', 'sign-in-refused', 'forgotten'], async () => {
    const { page } = await as()
    await page.goto(`${url}/sign-in`)
    await page.getByLabel(say('features/logins email')).waitFor()
    await shoot(page, 'sign-in')
    await page.getByLabel(say('features/logins email')).fill('camille.aubert@deux-rives.example')
    await page.getByLabel(say('features/logins password'), { exact: true }).fill('une phrase oubliée')
    await page.getByRole('button', { name: say('features/logins sign_in') }).click()
    await page.getByRole('alert').first().waitFor()
    await shoot(page, 'sign-in-refused')
    await page.goto(`${url}/forgotten`)
    await page.getByRole('button', { name: say('features/logins ask_reset') }).waitFor()
    await shoot(page, 'forgotten')
  })

  await scene(['help', 'accessibility', 'privacy', 'status', 'not-found', 'link-cut'], async () => {
    const { page } = await as()
    for (const name of ['help', 'accessibility', 'privacy', 'status']) {
      await page.goto(`${url}/${name}`)
      await page.getByRole('heading', { level: 1, name: say(`pages/texts ${name}`) }).waitFor()
      await shoot(page, name)
    }
    await page.goto(`${url}/nothing/here`)
    await page.getByRole('heading', { name: say('pages/errors lost') }).waitFor()
    await shoot(page, 'not-found')
    await page.goto(`${url}/link/short`)
    await page.getByRole('heading', { name: say('pages/sign-in cut') }).waitFor()
    await shoot(page, 'link-cut')
  })

  await scene(['offline'], async () => {
    const { page, context } = await as('camille')
    await page.goto(`${url}/rooms`)
    await page.getByRole('table').waitFor()
    await page.route('**/api/**', (route) => route.abort())
    await context.setOffline(true)
    await page.getByText(say('ui offline')).first().waitFor()
    await shoot(page, 'offline')
  })
}

/** Before anybody has an account. */
export const playFirst = async ({ shoot, scene, as, say }: Studio, setupLink: string, emptyHome: string) => {
  await scene(['set-up', 'home-empty'], async () => {
    const { page } = await as()
    await page.goto(setupLink)
    await page.getByRole('heading', { name: say('pages/sign-in link.setup') }).waitFor()
    await shoot(page, 'set-up')
    await page.goto(emptyHome)
    await page.getByRole('button', { name: say('features/meetings start') }).waitFor()
    await page.getByText(say('pages/public-home nobody')).waitFor()
    await shoot(page, 'home-empty')
  })
}
