import { randomId } from '#ground/random-id.ts'
import { stored } from './stored.ts'

/** The tab's own name: it stays over a reload, so that one comes back as the same participant. */
export const tabId = (): string => {
  const kept = stored(() => sessionStorage.getItem('amphi.tab'))
  if (kept && /^[0-9a-f-]{36}$/.test(kept)) return kept
  const made = randomId()
  stored(() => sessionStorage.setItem('amphi.tab', made))
  return made
}
