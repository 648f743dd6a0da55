import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { aServer } from '../e2e/server.ts'

/** Amphi as `npm start` runs it, and what a visitor without an account asks of it. */
export const startAmphi = async (env: Record<string, string> = {}) => {
  const server = await aServer({ AMPHI_LOG: 'error', AMPHI_MEDIA_IP: '127.0.0.1', ...env })
  const ask = async (path: string, body: object) => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as { code: string; moderatorCode: string; media: { url: string; token: string } }
  }
  return {
    url: server.url,
    pid: server.pid(),
    /** The server, LiveKit and every process of PostgreSQL. */
    pids: () => [server.pid(), server.livekitPid(), ...server.postgresPids()],
    startMeeting: async () => (await ask('/meetings', {})).code,
    enter: async (code: string, name: string) =>
      (await ask(`/doors/${code}/entries`, { name, tab: randomUUID() })).media,
    /** The same, with the live line that every page keeps open. */
    async sitDown(code: string, name: string) {
      const response = await fetch(`${server.url}/api/v1/doors/${code}/entries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, tab: randomUUID() }),
      })
      const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      const entry = (await response.json()) as { sessionId: string; media: { token: string } }
      const line = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/live`, {
        headers: { cookie, origin: server.url },
      })
      await once(line, 'open')
      line.send(JSON.stringify({ say: 'join', channel: `session:${entry.sessionId}` }))
      return { token: entry.media.token, leave: () => line.terminate() }
    },
    /** How many are inside, as whoever holds the link is told. */
    async inside(code: string) {
      const door = (await (await fetch(`${server.url}/api/v1/doors/${code}`)).json()) as { session: { people: number } }
      return door.session.people
    },
    stop: () => server.stop(),
  }
}
