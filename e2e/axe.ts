import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { TestPage } from './browser.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const contrast: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } }
const all: RunOptions = { runOnly: { type: 'tag', values: tags } }

/** Every rule once in each size and once in each theme; a theme changes nothing but colours. */
const passes = [
  ['desktop', 'light', all],
  ['desktop', 'dark', contrast],
  ['phone', 'dark', all],
  ['phone', 'light', contrast],
] as const

/** What axe finds on a page as it stands: rule, place and why. */
export const violations = async (page: TestPage) => {
  const found: string[] = []
  for (const [size, colorScheme, options] of passes) {
    await page.setViewportSize(sizes[size])
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // In the page's own world, where its policy about scripts does not reach us.
    await page.evaluate(source)
    await page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
    const { violations: faults } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
    for (const { id, nodes } of faults)
      for (const node of nodes)
        found.push(`${size} ${colorScheme} ${id}: ${node.target.join(' ')} ${node.failureSummary}`)
  }
  await page.setViewportSize(sizes.desktop)
  return found
}
