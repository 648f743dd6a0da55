import { randomUUID } from 'node:crypto'
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
    stop: () => server.stop(),
  }
}
