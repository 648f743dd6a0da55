import type { Page } from 'playwright-core'
import { people } from '../seed/story.ts'
import { enter } from './scenes-call.ts'
import { sizes } from './camera.ts'
import { meeting } from './scenes-rooms.ts'
import type { Studio } from './studio.ts'

const names = [
  'moderation-people',
  'moderation-menu',
  'moderation-tools',
  'moderation-limits',
  'moderation-closed',
  'moderation-asking',
  'moderation-asked',
  'moderation-muted',
  'moderation-cameras',
  'moderation-confided',
  'moderation-ban',
  'moderation-banned',
]

/** What those who lead do, and what it looks like to whoever it is done to. */
export const playModeration = async (studio: Studio) => {
  const { url, say, as, shoot, scene, codeOf } = studio
  const words = (key: string, values?: Record<string, string>) => say(`call ${key}`, values)
  const bar = (page: Page) => page.locator('[data-bar]')
  const inBar = (page: Page, key: string) => bar(page).getByRole('button', { name: words(key), exact: true })
  const named = (key: string, name: string) => words(key, { name })
  const guest = people.yanis.name
  // The same button closes it, and so does Escape, where the menu over it was closed by a change of size.
  const showPeople = async (page: Page) => {
    const button = inBar(page, 'bar.people')
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
    await page.getByText(guest).first().waitFor()
  }
  const actions = (page: Page, name: string) =>
    page.getByRole('button', { name: named('people.actions', name), exact: true }).click()

  await scene(names, async () => {
    const { page: yanis } = await as()
    await yanis.goto(`${url}/${await codeOf('camille', meeting)}`)
    await yanis.getByLabel(words('ready.name')).fill(guest)
    await yanis.getByRole('button', { name: words('ready.join'), exact: true }).click()
    await bar(yanis).waitFor()
    const { page } = await as('camille')
    await enter(studio, page)
    await page.locator('video').nth(7).waitFor()

    await showPeople(page)
    await shoot(page, 'moderation-people')
    for (const size of ['desktop', 'phone'] as const) {
      await page.setViewportSize(sizes[size])
      await actions(page, guest)
      await page.getByRole('menu').waitFor()
      await shoot(page, 'moderation-menu', size)
      await page.keyboard.press('Escape')
      await page.setViewportSize(sizes.desktop)
      await showPeople(page)
    }
    await actions(page, guest)
    await page.getByRole('menuitem', { name: words('people.limits') }).click()
    await page.locator('dialog[open]').waitFor()
    await shoot(page, 'moderation-limits')
    await page.keyboard.press('Escape')

    await actions(page, guest)
    await page.getByRole('menuitem', { name: words('people.mute'), exact: true }).click()
    await yanis.getByRole('button', { name: words('told.reopen') }).waitFor()
    await shoot(yanis, 'moderation-muted')

    await inBar(page, 'bar.tools').click()
    const confided = page.getByRole('switch', { name: words('limits.confided') })
    await confided.click()
    await yanis.getByText(words('told.confided')).waitFor()
    await shoot(page, 'moderation-cameras')
    await shoot(yanis, 'moderation-confided')
    await confided.click()
    await yanis.getByText(words('told.shown')).waitFor()
    await page.getByRole('switch', { name: new RegExp(words('limits.microphone')) }).click()
    await page.getByRole('switch', { name: words('limits.screen') }).click()
    await yanis.getByRole('button', { name: words('told.ask') }).waitFor()
    await shoot(page, 'moderation-tools')
    await page.keyboard.press('Escape')
    await shoot(yanis, 'moderation-closed')

    await yanis.getByRole('button', { name: words('told.ask') }).click()
    const give = page.getByRole('button', { name: named('attention.give', guest) })
    await give.waitFor()
    await showPeople(page)
    await shoot(page, 'moderation-asking')
    await give.click()
    await yanis.getByRole('button', { name: words('told.open') }).waitFor()
    await shoot(yanis, 'moderation-asked')

    await inBar(page, 'bar.tools').click()
    await page.getByRole('switch', { name: new RegExp(words('limits.microphone')) }).click()
    await page.getByRole('switch', { name: words('limits.screen') }).click()
    await page.keyboard.press('Escape')
    await showPeople(page)
    await actions(page, guest)
    await page.getByRole('menuitem', { name: words('people.ban') }).click()
    await page.getByRole('alertdialog').waitFor()
    await shoot(page, 'moderation-ban')
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('ban.deed'), exact: true })
      .click()
    await yanis.getByRole('heading', { name: words('refused.banned') }).waitFor()
    await shoot(yanis, 'moderation-banned')
    await page.getByRole('button', { name: named('people.lift_of', guest) }).click()
  })
}
