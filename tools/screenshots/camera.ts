import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { Language } from './words.ts'

export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  /** A desktop enlarged to 200 %, much as a phone on its side; only where it is asked for. */
  low: { width: 640, height: 400 },
}
export type Size = keyof typeof sizes

/** The page has heard of the theme, fonts are there, every picture on the screen has a first frame, and what was asked for has been drawn. */
const settled = (scheme: string) => `(async () => {
  const isTold = () => document.documentElement.getAttribute('data-mantine-color-scheme') === '${scheme}'
  const hurry = performance.now() + 3000
  while (!isTold() && performance.now() < hurry) await new Promise((done) => setTimeout(done, 20))
  await document.fonts.ready
  const late = performance.now() + 6000
  const drawn = () => [...document.querySelectorAll('video')].every((it) => it.readyState > 1 && it.videoWidth > 0)
  while (!drawn() && performance.now() < late) await new Promise((done) => setTimeout(done, 50))
  for (let i = 0; i < 3; i += 1) await new Promise((done) => requestAnimationFrame(done))
})()`

/** One screen, in both sizes and both themes: the page itself changes, it is not opened anew. */
export const aCamera = (folder: string, say: (line: string) => void) => {
  mkdirSync(folder, { recursive: true })
  let taken = 0
  const shoot = async (page: Page, name: string, language: Language, only?: Size, at?: Locator) => {
    for (const [size, viewport] of Object.entries(sizes)) {
      if (size !== only && (only || size === 'low')) continue
      await page.setViewportSize(viewport)
      // What the mouse hovers over shows more than it does to others.
      await page.mouse.move(0, 0)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.evaluate(settled(colorScheme))
        // What stands lower on a phone than at a desk.
        await at?.scrollIntoViewIfNeeded()
        const path = join(folder, `${name}-${language}-${size}-${colorScheme}.png`)
        await page.screenshot({ path, animations: 'disabled' })
        taken += 1
      }
    }
    await page.setViewportSize(sizes.desktop)
    await page.emulateMedia({ colorScheme: 'light' })
    say(`${name} (${language})`)
  }
  /** What a scene that cannot be played had come to. */
  const stuck = (page: Page, name: string) => page.screenshot({ path: join(folder, `stuck-${name}.png`) })
  return { shoot, stuck, taken: () => taken }
}

export type Camera = ReturnType<typeof aCamera>
