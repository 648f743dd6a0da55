import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { postMessage } from '@amphi/contract/chat'
import { useAccountLink } from '@amphi/contract/account-links'
import { createApiToken } from '@amphi/contract/api-tokens'
import { listLogins, signIn } from '@amphi/contract/logins'
import { createRoom } from '@amphi/contract/rooms'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { loginOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aMeeting, anOpenRoom, comeInside } from '@amphi/testkit/story'
import { quietError, quietPath } from './log.ts'

const aLoggedHouse = async (level: string) => {
  const lines: string[] = []
  const logTo = { write: (line: string) => void lines.push(line) }
  const house = await aHouse({ env: { AMPHI_LOG: level }, logTo, limitScale: 1000 })
  return { house, log: () => lines.join('') }
}

test('a request leaves one line: what was asked, by whom, about what, and nothing secret', async () => {
  const { house, log } = await aLoggedHouse('debug')
  const room = await anOpenRoom(house)
  const meeting = await aMeeting(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Nom-secret' })
  const guest = await comeInside(house, house.aGuest(), meeting.moderatorCode)
  const body = { id: randomUUID(), participantId: ada.participantId, text: 'texte-secret' }
  await ada.visitor.ask(postMessage, { params: ada.params, body })
  await house.aGuest().ask(signIn, { body: { email: 'adresse-secrete@university.test', password: 'mot-secret' } })
  await house
    .aGuest()
    .ask(useAccountLink, { body: { secret: 'lien-secret'.padEnd(27, 'x'), password: 'mot-secret-long' } })
  const { reply: token } = await house.ask('ada', createApiToken, { body: { name: 'Planning', days: 1 } })
  await house.aGuest().ask(listLogins, {}, { authorization: `Bearer ${token.secret}` })
  await house.aGuest().ask(readDoor, { params: { code: 'inconnu' } })
  await house.app.inject({
    url: `/m/${meeting.moderatorCode}?secret=requete-secrete`,
    headers: { host: 'university.test' },
  })

  const lines = log()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toContainEqual(
    expect.objectContaining({
      method: 'POST',
      path: `/api/v1/sessions/${room.sessionId}/messages`,
      status: 200,
      reqId: expect.any(String) as string,
      tenantId: '00000000-0000-4000-8000-000000000001',
      userId: room.ownerId,
      sessionId: room.sessionId,
    }),
  )
  const secrets = [
    ...[room.code, meeting.code, meeting.moderatorCode].flatMap((code) => [code, code.replaceAll('-', '')]),
    ada.media.token,
    guest.media.token,
    token.secret,
    loginOf('ada'),
    'secret',
    'inconnu',
    'a fine long one',
    'amphi_login',
  ]
  for (const secret of secrets) expect([secret, log().includes(secret)]).toEqual([secret, false])
})

test('a question the database does not answer is told without what it was asked with', async () => {
  const { house, log } = await aLoggedHouse('warn')
  const room = await anOpenRoom(house)
  await house.db.execute(sql`alter table rooms rename to rooms_elsewhere`)

  const made = await house.ask('ada', createRoom, { body: { name: 'nom-secret\n    at deux lignes-secretes' } })
  await house.aGuest().ask(enterDoor, { params: { code: room.code }, body: { name: 'x', tab: randomUUID() } })

  expect(made.status).toBe(500)
  expect(made.refusal).toEqual({ code: 'server.unexpected', details: { requestId: expect.any(String) as string } })
  expect(log()).toContain(String(made.refusal.details['requestId']))
  expect(log()).toContain('Failed query')
  expect(log()).not.toMatch(/secret|lignes/)
  expect(log()).not.toContain(room.code.replaceAll('-', ''))
})

test.each([
  ['/api/v1/doors/q4hz8-ntcv2-ka7m/entries?x=y', '/api/v1/doors/…/entries'],
  ['/q4hz8-ntcv2-ka7m', '/…'],
  ['/Q4HZ8NTCV2KA7M', '/…'],
  ['/m/q4hz8-ntcv2-ka7mq-4hz8n-tcv2k-a7', '/m/…'],
  ['/link/q4hz8ntcv2ka7mq4hz8ntcv2ka7', '/link/…'],
  ['/feeds/kX9_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1.ics', '/feeds/…'],
  ['/answer/kX9_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1?choice=yes', '/answer/…'],
  ['/api/v1/answers/kX9_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1', '/api/v1/answers/…'],
  ['/api/v1/rooms/00000000-0000-4000-8000-0000000000f0', '/api/v1/rooms/00000000-0000-4000-8000-0000000000f0'],
])('the address %s is written %s', (url, written) => {
  expect(quietPath(url)).toBe(written)
})

test('an error is written with its cause, and not with what hangs on it', () => {
  const cause = Object.assign(new Error('refused'), { code: 'EAUTH', password: 'secret' })

  const written = quietError(new Error('not sent', { cause }))

  expect(written).toMatchObject({ message: 'not sent', cause: { message: 'refused', code: 'EAUTH' } })
  expect(JSON.stringify(written)).not.toContain('secret')
  const many = new Error('sweep failed', { cause: new AggregateError(Array(9).fill(cause), '9 went wrong') })
  expect(quietError(many)).toMatchObject({
    cause: { message: '9 went wrong', errors: Array(5).fill({ code: 'EAUTH' }) },
  })
  expect(quietError('thrown')).toMatchObject({ message: 'thrown' })
})
