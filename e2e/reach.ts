import type { Locator } from 'playwright-core'

/** Why a finger or a pointer would not reach it: it is not drawn, off the screen, or under something else. */
export const outOfReach = async (it: Locator): Promise<string | null> => {
  const [one] = await it.all()
  if (!one) return 'it is not there'
  return one.evaluate((element) => {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
    if (width < 1 || height < 1) return 'it has no size'
    const box = `${Math.round(left)},${Math.round(top)} to ${Math.round(right)},${Math.round(bottom)}`
    if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1)
      return `${box} is not within ${innerWidth}×${innerHeight}`
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return element.contains(hit) ? null : `${box} is covered by ${hit?.outerHTML.slice(0, 120)}`
  })
}
