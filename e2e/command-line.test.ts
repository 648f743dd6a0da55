import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServer, type Server } from './server.ts'

const cli = fileURLToPath(new URL('../apps/server/src/cli.ts', import.meta.url))

let server: Server
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

const amphi = async (...argv: string[]) => {
  const env = { ...process.env, ...server.settings }
  return (await promisify(execFile)(process.execPath, [cli, ...argv], { env })).stdout.trim()
}

const post = async <T>(path: string, body: object, cookie = '') => {
  const headers = { 'content-type': 'application/json', origin: server.url, cookie }
  const answer = await fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, cookies: answer.headers.getSetCookie(), reply: (await answer.json()) as T }
}

test('a room opened while the server is stopped is open when it starts; one that ran then can be closed', async () => {
  const { cookies } = await post('/logins', { email: 'malik@example.org', password: 'a fine long one' })
  const cookie = cookies.map((it) => it.split(';')[0]).join('; ')
  const { code } = (await post<{ code: string }>('/rooms', { name: 'Salle de garde' }, cookie)).reply
  const enter = () =>
    post<{ outcome: string }>(`/doors/${code}/entries`, { name: 'Malik', tab: crypto.randomUUID() }, cookie)

  await server.kill('SIGTERM')
  expect(await amphi('rooms', 'open', code)).toBe('“Salle de garde” is open.')
  await server.start()

  expect(await enter()).toMatchObject({ status: 200, reply: { outcome: 'admitted' } })

  await server.kill('SIGTERM')
  expect(await amphi('rooms', 'close', code)).toBe('“Salle de garde” is closed.')
  await server.start()
  expect(
    (await post<{ outcome: string }>(`/doors/${code}/entries`, { name: 'Awa', tab: crypto.randomUUID() })).reply,
  ).toEqual({ outcome: 'waiting' })
})
