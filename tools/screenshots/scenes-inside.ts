import { asker, roomNamed } from './ask.ts'
import type { Studio } from './studio.ts'

/** Inside, who leads says who comes in from now on: the waiting room, and the password. */
export const playInside = async ({ url, say, as, shoot, scene }: Studio) => {
  const words = (key: string) => say(`call ${key}`)
  await scene(['inside-lobby', 'inside-password', 'inside-password-short', 'inside-password-told'], async () => {
    const { page, context } = await as('camille')
    const ask = asker(context, url)
    const { id, code } = await roomNamed(ask, 'Cours magistral, droit public L2')
    await page.goto(`${url}/${code}`)
    await page.getByRole('button', { name: words('ready.open'), exact: true }).click()
    const bar = page.locator('[data-bar]')
    await bar.getByRole('button', { name: words('bar.tools'), exact: true }).click()
    const lobby = page.getByRole('group', { name: words('limits.lobby') })
    await lobby.getByText(words('limits.lobby_guests')).click()
    await shoot(page, 'inside-lobby', undefined, lobby)
    await page.keyboard.press('Escape')

    await page
      .getByRole('button', { name: words('bar.invite'), exact: true })
      .first()
      .click()
    const password = page.getByLabel(words('invite.password'), { exact: true })
    await password.waitFor()
    await shoot(page, 'inside-password-told')
    await page.getByRole('button', { name: words('invite.password_propose') }).click()
    await shoot(page, 'inside-password')
    await password.fill('abc')
    await page.getByRole('button', { name: words('invite.password_save') }).click()
    await page.getByText(words('invite.password_short')).waitFor()
    await shoot(page, 'inside-password-short')
    await ask('POST', `/rooms/${id}/close`)
  })
}
