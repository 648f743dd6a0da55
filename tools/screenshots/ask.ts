import type { BrowserContext } from 'playwright-core'

/** Asks the server as whoever is signed in there, for what a scene needs before it begins. */
export const asker =
  (context: BrowserContext, url: string) =>
  async <T>(method: string, path: string, data?: object) => {
    const headers = { origin: url }
    const answer = await context.request.fetch(`${url}/api/v1${path}`, { method, headers, ...(data ? { data } : {}) })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return (answer.status() === 204 ? undefined : await answer.json()) as T
  }

export type Ask = ReturnType<typeof asker>

/** A room that somebody sees, by its name. */
export const roomNamed = async (ask: Ask, name: string) => {
  const rooms = await ask<{ id: string; name: string; code: string }[]>('GET', '/rooms')
  const found = rooms.find((room) => room.name === name)
  if (!found) throw new Error(`There is no room “${name}” in the list.`)
  return found
}
