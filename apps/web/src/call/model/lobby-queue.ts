import type { Lobby } from '@amphi/contract/lobby'

export const nobody: Lobby = { count: 0, waiting: [], refused: [], message: null }

/** Those who wait now, and did not before: in the order in which they came. */
export const arrivals = (before: Lobby, now: Lobby): string[] => {
  const known = new Set(before.waiting.map(({ id, askedAt }) => `${id} ${askedAt}`))
  return now.waiting.filter(({ id, askedAt }) => !known.has(`${id} ${askedAt}`)).map(({ name }) => name)
}

/** As it will be once some are decided about. */
export const without = (lobby: Lobby, ids: readonly string[] | 'all'): Lobby => {
  if (ids === 'all') return { ...lobby, count: 0, waiting: [] }
  const gone = new Set(ids)
  const waiting = lobby.waiting.filter(({ id }) => !gone.has(id))
  const refused = lobby.refused.filter(({ id }) => !gone.has(id))
  return { ...lobby, count: lobby.count - (lobby.waiting.length - waiting.length), waiting, refused }
}
