import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { aServer, type Server } from './server.ts'

let server: Server

beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

/** Someone without a browser: what they are given at the door, they hold in their hands. */
const someone = () => {
  let cookie = ''
  const tell = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { origin: server.url, cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return (text === '' ? {} : JSON.parse(text)) as Record<string, string> & { media: { token: string } }
  }
  const enter = (code: string, name: string) => tell('POST', `/doors/${code}/entries`, { name, tab: randomUUID() })
  return { tell, enter }
}

/** What a token opens at this moment: what is thought of it, and the line itself. */
const opens = (token: string) => answers(`access_token=${token}&protocol=16`)

const answers = async (query: string, headers: Record<string, string> = {}) => {
  const { status } = await fetch(`${server.url}/rtc/validate?${query}`, { headers })
  const line = new WebSocket(`${server.url.replace('http', 'ws')}/rtc?${query}`, { headers })
  line.on('error', () => {})
  const answer = await Promise.race([
    once(line, 'open').then(() => 'open'),
    once(line, 'unexpected-response').then(([, it]) => (it as { statusCode: number }).statusCode),
  ])
  line.close()
  return [status, answer]
}

const aMeeting = async () => {
  const camille = someone()
  const { code = '', moderatorCode = '' } = await camille.tell('POST', '/meetings', {})
  const { sessionId } = await camille.enter(moderatorCode, 'Camille')
  const awa = someone()
  const { participantId, media } = await awa.enter(code, 'Awa')
  const lead = (method: string, path: string, body?: object) =>
    camille.tell(method, `/sessions/${sessionId}${path}`, body)
  return { lead, code, awa, participantId, token: media.token }
}

test('a pass of before opens nothing to who was put out or is banned, nor once all is over', async () => {
  for (const deed of ['remove', 'ban'] as const) {
    const { lead, participantId, token } = await aMeeting()
    expect(await opens(token)).toEqual([200, 'open'])

    await lead(deed === 'ban' ? 'PUT' : 'POST', `/participants/${participantId}/${deed}`)

    expect(await opens(token)).toEqual([403, 403])
  }
  const { lead, token } = await aMeeting()
  await lead('POST', '/end')
  expect(await opens(token)).toEqual([403, 403])
})

test('a pass that allows more than its holder may now opens nothing; a new one says what they may', async () => {
  const { lead, code, awa, token } = await aMeeting()

  await lead('PUT', '/allowed', { camera: false })

  expect(await opens(token)).toEqual([403, 403])
  const { media } = await awa.enter(code, 'Awa')
  expect(await opens(media.token)).toEqual([200, 'open'])
})

test('what is no pass of ours opens nothing', async () => {
  const forged = `${btoa('{"alg":"HS256"}')}.${btoa('{"sub":"x","video":{"room":"y"}}')}.x`
  for (const token of ['', 'x', 'a.b.c', forged]) expect(await opens(token)).toEqual([401, 401])
})

test('a pass of before opens nothing either beside another, or hidden in the address', async () => {
  const { lead, participantId, token } = await aMeeting()
  const { token: good } = await aMeeting()
  await lead('POST', `/participants/${participantId}/remove`)
  const old = `access_token=${token}`
  const bearer = { authorization: `Bearer ${token}` }

  for (const [query, headers] of [
    [`a=?&${old}`, {}],
    [`access_token=${good}&${old}`, {}],
    [`access_token=%zz&${old}`, {}],
    [`access_token=${good};x&${old}`, {}],
    [`access_token=${good}`, bearer],
    ['', bearer],
  ] as const)
    expect([query, (await answers(query, headers)).every((it) => it === 401 || it === 403)]).toEqual([query, true])
})
