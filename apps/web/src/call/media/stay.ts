import { stored } from './stored.ts'

const key = 'amphi.inside'

/** Says of this tab that it is in a session, or in none. */
export const keepStay = (sessionId: string | null) =>
  void stored(() => (sessionId === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, sessionId)))

const wasReloaded = () =>
  performance
    .getEntriesByType('navigation')
    .some((it) => it instanceof PerformanceNavigationTiming && it.type === 'reload')

/** The session this tab was in before its page was reloaded. A copy of a tab is no reload: the first one stays inside. */
export const stayBeforeReload = (): string | null => (wasReloaded() ? stored(() => sessionStorage.getItem(key)) : null)
