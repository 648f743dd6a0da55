import type { Page } from 'playwright-core'
import { sizes } from './camera.ts'
import type { Guest } from './company.ts'
import type { Pixels } from './pixels.ts'
import { meeting } from './scenes-rooms.ts'
import type { Studio } from './studio.ts'

const names = [
  'call-grid',
  'call-speaker',
  'call-chat',
  'call-screen',
  'call-low',
  'call-quality',
  'call-sound',
  'call-people',
  'call-more',
  'call-invite',
  'call-leave',
  'call-reconnecting',
  'after-left',
]

interface Props {
  /** Someone who is inside and can share a screen. */
  sharer: Guest
  slide: Pixels
  /** Cuts the network, or mends it. */
  silence: (silent: boolean) => void
}

const bar = (page: Page) => page.locator('[data-bar]')

/** As whoever leads, without a microphone, into the meeting of the pictures. */
export const enter = async ({ url, say, codeOf }: Studio, page: Page) => {
  const code = await codeOf('camille', meeting)
  await page.goto(`${url}/${code}`)
  await page.getByRole('button', { name: say('call ready.microphone_on') }).click()
  await page.getByRole('button', { name: say('call ready.join'), exact: true }).click()
  await bar(page).waitFor()
}

/** In the call, with faces. */
export const playCall = async (studio: Studio, { sharer, slide, silence }: Props) => {
  const { say, as, shoot, scene } = studio
  const button = (page: Page, key: string) => page.getByRole('button', { name: say(`call ${key}`), exact: true })
  await scene(names, async () => {
    const { page } = await as('camille')
    await enter(studio, page)
    // Everyone’s first picture.
    await page.locator('video').nth(7).waitFor()
    await shoot(page, 'call-grid')

    await button(page, 'layout.grid').click()
    await page.getByRole('menuitemradio', { name: say('call layout.speaker') }).click()
    await shoot(page, 'call-speaker')
    await button(page, 'layout.speaker').click()
    await page.getByRole('menuitemradio', { name: say('call layout.grid') }).click()

    await bar(page)
      .getByRole('button', { name: say('call bar.chat') })
      .click()
    await page.getByRole('textbox').waitFor()
    await shoot(page, 'call-chat')

    const stop = await sharer.shareScreen(slide)
    await page
      .getByText(/partage son écran|is sharing their screen/)
      .first()
      .waitFor()
    await shoot(page, 'call-screen')
    await page.setViewportSize(sizes.low)
    await shoot(page, 'call-low', 'low')
    await page.getByRole('button', { name: say('call bar.quality') }).click()
    await page.getByRole('radio').first().waitFor()
    await shoot(page, 'call-quality', 'desktop')
    await page.getByRole('radio', { name: new RegExp(`^${say('call quality.sound')}`) }).click()
    await page.keyboard.press('Escape')
    await page.getByText(say('call sound.screen')).waitFor()
    await shoot(page, 'call-sound')
    await button(page, 'sound.back').first().click()
    await stop()

    await bar(page)
      .getByRole('button', { name: say('call bar.people') })
      .click()
    await shoot(page, 'call-people')
    await bar(page)
      .getByRole('button', { name: say('call bar.people') })
      .click()

    // A menu closes when the page is resized.
    for (const size of ['desktop', 'phone'] as const) {
      await page.setViewportSize(sizes[size])
      const more = bar(page).getByRole('button', { name: say('call bar.more') })
      await more.click()
      await page.getByRole('menu').waitFor()
      await shoot(page, 'call-more', size)
    }

    await button(page, 'bar.invite').click()
    await page.locator('dialog[open]').waitFor()
    await shoot(page, 'call-invite')
    await page.keyboard.press('Escape')
    await button(page, 'bar.leave').click()
    await page.locator('dialog[open]').waitFor()
    await shoot(page, 'call-leave')
    await page.keyboard.press('Escape')

    silence(true)
    try {
      await page.getByText(say('call cut.title')).first().waitFor({ timeout: 40_000 })
      await shoot(page, 'call-reconnecting')
    } finally {
      silence(false)
    }
    await page.getByText(say('call cut.title')).first().waitFor({ state: 'hidden', timeout: 40_000 })

    await button(page, 'bar.leave').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('call leave.leave'), exact: true })
      .click()
    await page.getByRole('heading', { name: say('call after.left') }).waitFor()
    await shoot(page, 'after-left')
  })

  await scene(['call-ending', 'call-unled'], async () => {
    const { page } = await as('camille')
    const ends = { at: new Date().toISOString(), left: 571, why: 'max_duration' }
    await page.route('**/api/v1/sessions/*', async (route) => {
      const response = await route.fetch()
      const seen = (await response.json()) as { can: object }
      await route.fulfill({ response, json: { ...seen, ends, can: { ...seen.can, extend: true } } })
    })
    await enter(studio, page)
    await page.getByRole('button', { name: say('call ending.extend') }).waitFor()
    await shoot(page, 'call-ending')
    Object.assign(ends, { at: '', left: 112, why: 'no_moderator' })
    await page.reload()
    await page.getByText(say('call ending.no_moderator')).first().waitFor()
    await shoot(page, 'call-unled')
  })

  await scene(['call-alone', 'after-ended'], async () => {
    const { page, context } = await as('camille')
    const started = await context.request.post(`${studio.url}/api/v1/meetings`, {
      data: {},
      headers: { origin: studio.url },
    })
    const { moderatorCode } = (await started.json()) as { moderatorCode: string }
    await page.goto(`${studio.url}/m/${moderatorCode}`)
    await page
      .getByRole('button', { name: new RegExp(`^(${say('call ready.join')}|${say('call ready.open')})$`) })
      .click()
    await bar(page).waitFor()
    await shoot(page, 'call-alone')
    await button(page, 'bar.leave').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('call leave.end') })
      .click()
    await page.getByRole('heading', { name: say('call after.ended') }).waitFor()
    await shoot(page, 'after-ended')
  })
}
