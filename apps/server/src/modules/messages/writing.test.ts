import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createApiToken } from '@amphi/contract/api-tokens'
import { listMemos, readMemo, replyToMemo, writeMemo } from '@amphi/contract/memos'
import { changePerson } from '@amphi/contract/people'
import { changeMe } from '@amphi/contract/profile'
import { cast, emailOf, type Name } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aColleague } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock })

const inbox = async (who: Name) => (await house.ask(who, listMemos, { query: {} })).reply.memos

interface Said {
  id?: string
  to?: string
  subject?: string
  text?: string
}
const write = (who: Name, said: Said = {}) => {
  clock.pass(1)
  const body = {
    id: randomUUID(),
    to: cast.bob.userId,
    subject: 'Votre salle',
    text: 'Pourriez-vous la fermer ?',
    ...said,
  }
  return house.ask(who, writeMemo, { body })
}

test('ENT-11 a person writes to another of the institution, who reads it, and answers', async () => {
  expect((await write('ada')).status).toBe(204)

  const [memo] = await inbox('bob')
  expect(memo).toMatchObject({ from: { id: cast.ada.userId }, subject: 'Votre salle', room: null, isRead: false })
  const params = { memoId: memo?.id ?? '' }
  expect((await house.ask('bob', readMemo, { params })).reply).toMatchObject({
    text: 'Pourriez-vous la fermer ?',
    can: { reply: true },
  })
  clock.pass(1)
  await house.ask('bob', replyToMemo, { params, body: { id: randomUUID(), text: 'C’est fait.' } })
  expect((await inbox('ada'))[0]).toMatchObject({ from: { id: cast.bob.userId }, subject: 'Re: Votre salle' })
})

test('whom one writes to is told by e-mail as well, unless they want none', async () => {
  const letters = async (subject: string) =>
    (await house.db.execute(sql`select "to" from letters where subject = ${subject}`)).rows

  await write('ada', { subject: 'Avec lettre' })
  await house.ask('bob', changeMe, { body: { emailNotices: false } })
  await write('ada', { subject: 'Sans lettre' })

  expect(await letters('Avec lettre')).toEqual([{ to: emailOf('bob') }])
  expect(await letters('Sans lettre')).toEqual([])
  await house.ask('bob', changeMe, { body: { emailNotices: true } })
})

test('nobody writes to another institution, to themselves, to nobody, or to a disabled account', async () => {
  const grace = await aColleague(house)
  await house.ask('malik', changePerson, { params: { userId: grace.id }, body: { disabled: true } })
  const answer = async (who: Name, to: string) => {
    const { status, refusal } = await write(who, { to })
    return [status, refusal.code]
  }

  expect(await answer('eve', cast.bob.userId)).toEqual([404, 'person.not_found'])
  expect(await answer('ada', randomUUID())).toEqual([404, 'person.not_found'])
  expect(await answer('ada', cast.ada.userId)).toEqual([409, 'memo.to_oneself'])
  expect(await answer('ada', grace.id)).toEqual([409, 'memo.nobody_to_read'])
})

test('guests write to nobody, nor does a token that was not made for it', async () => {
  const body = { id: randomUUID(), to: cast.bob.userId, subject: 'Bonjour', text: 'Bonjour' }
  const { reply: token } = await house.ask('ada', createApiToken, {
    body: { name: 'Rooms', days: 30, scopes: ['rooms'] },
  })
  const headers = { authorization: `Bearer ${token.secret}` }

  expect((await house.aGuest().ask(writeMemo, { body })).status).toBe(401)
  expect((await house.aGuest().ask(writeMemo, { body }, headers)).status).toBe(403)
})

test.each([
  ['no subject', { subject: ' ' }],
  ['a subject of 301 letters', { subject: 'a'.repeat(301) }],
  ['no text', { text: '\u202E\u200B' }],
  ['10,001 letters of text', { text: 'x'.repeat(10_001) }],
  ['no id', { id: 'first' }],
])('with %s nothing is sent', async (_, said) => {
  const before = await inbox('bob')

  expect((await write('ada', said)).status).toBe(400)
  expect(await inbox('bob')).toEqual(before)
})

test('what is sent twice under one id lies there once, and takes no other’s place', async () => {
  const id = randomUUID()
  const before = (await inbox('bob')).length

  const answers = [await write('ada', { id }), await write('ada', { id })]

  expect(answers.map(({ status }) => status)).toEqual([204, 204])
  expect(await inbox('bob')).toHaveLength(before + 1)
  expect((await write('ada', { id, subject: 'Autre chose' })).status).toBe(404)
  expect((await write('malik', { id })).status).toBe(404)
})

test('one writes twenty times in ten minutes, and no more', async () => {
  const strict = await aHouse({ clock: aClock() })
  const statuses = []
  for (let i = 0; i < 21; i += 1) {
    const body = { id: randomUUID(), to: cast.bob.userId, subject: 'Votre salle', text: 'Bonjour' }
    statuses.push((await strict.ask('ada', writeMemo, { body })).status)
  }

  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 204), 429])
})
