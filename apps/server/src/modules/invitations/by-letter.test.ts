import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { readInvitation, sendInvitation } from '@amphi/contract/invitations'
import { listLetters } from '@amphi/contract/letters'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse, type TestHouse } from '@amphi/testkit/house'
import { aMailServer } from '@amphi/testkit/mail-server'
import { aRoom } from '@amphi/testkit/story'

const aHouseWith = (url: string, more: object = {}) =>
  aHouse({
    limitScale: 1000,
    post: 'of the settings',
    env: { SMTP_URL: url, AMPHI_MAIL_FROM: 'Amphi <a@university.test>' },
    logTo: { write: () => {} },
    ...more,
  })

/** An invitation of Ada’s, and what became of it. */
const invite = async (house: TestHouse, addresses: string[], people: string[] = []) => {
  const { id: roomId, code } = await aRoom(house)
  const { reply } = await house.ask('ada', sendInvitation, {
    params: { roomId },
    body: { id: randomUUID(), addresses, people, subject: 'Cours', text: `http://university.test/${code}` },
  })
  const params = { roomId, invitationId: reply.id }
  const read = async () => (await house.ask('ada', readInvitation, { params })).reply.recipients
  return { read, emails: async () => (await read()).map(({ email }) => email) }
}

const pupils = (count: number) => Array.from({ length: count }, (_, n) => `eleve.${n}@lycee.example`)

test('ENT-S7 120 recipients get three letters in hidden copies, of 50, 50 and 20; none shows another’s address', async () => {
  const { taken, url } = await aMailServer()
  const house = await aHouseWith(url)

  const { emails } = await invite(house, pupils(118), [cast.bob.userId, cast.malik.userId])

  await expect.poll(emails).toEqual(Array.from({ length: 120 }, () => 'sent'))
  expect(taken.map(({ to }) => to.length).toSorted((a, b) => b - a)).toEqual([50, 50, 20])
  expect(new Set(taken.flatMap(({ to }) => to))).toEqual(new Set([...pupils(118), emailOf('bob'), emailOf('malik')]))
  for (const { text } of taken) {
    expect(text).not.toMatch(/eleve|bob@|malik@/)
    expect(text).toMatch(/^To: "?undisclosed-recipients"?:;\r$/m)
    expect(text).toMatch(/^From: Amphi <a@university\.test>\r$/m)
    expect(text).toMatch(new RegExp(`^Reply-To: ${emailOf('ada')}\r$`, 'm'))
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(text).not.toMatch(/^(Bcc|Cc):/im)
  }
})

test('an address that is refused is shown with why, and the others have it, once', async () => {
  const { taken, url } = await aMailServer((address) =>
    address === 'eleve.1@lycee.example' ? { code: 550, why: 'no such pupil' } : undefined,
  )
  const house = await aHouseWith(url)

  const { emails, read } = await invite(house, pupils(3))

  await expect.poll(emails).toEqual(['sent', 'refused', 'sent'])
  expect((await read())[1]).toMatchObject({ address: 'eleve.1@lycee.example', problem: '550 no such pupil' })
  expect(taken.map(({ to }) => to)).toEqual([['eleve.0@lycee.example', 'eleve.2@lycee.example']])
  const { letters } = (await house.ask('malik', listLetters, {})).reply
  expect(letters).toMatchObject([{ to: 'eleve.0@lycee.example', copies: 3, state: 'sent' }])
})

test('a person whose address is refused is shown so; the address is not', async () => {
  const { url } = await aMailServer((address) => ({ code: 550, why: `${address} is unknown` }))
  const house = await aHouseWith(url)

  const { emails, read } = await invite(house, ['x@example.org'], [cast.bob.userId])

  await expect.poll(emails).toEqual(['refused', 'refused'])
  const [bob, other] = await read()
  expect(bob).toMatchObject({ person: { id: cast.bob.userId }, mailbox: true, problem: null })
  expect(other?.problem).toBe('550 x@example.org is unknown')
  expect((await house.ask('malik', listLetters, {})).reply.letters[0]?.state).toBe('failed')
})

test('an address that is put off is asked for again, and nobody else gets the letter twice', async () => {
  let asked = 0
  const { taken, url } = await aMailServer((address) => {
    if (address !== 'eleve.1@lycee.example') return undefined
    asked += 1
    return asked === 1 ? { code: 451, why: 'come back later' } : undefined
  })
  const house = await aHouseWith(url)

  const { emails, read } = await invite(house, pupils(2))

  await expect.poll(async () => (await read())[1]?.problem).toBe('451 come back later')
  await expect.poll(emails).toEqual(['sent', 'sent'])
  expect((await read())[1]?.problem).toBeNull()
  expect(taken.map(({ to }) => to)).toEqual([['eleve.0@lycee.example'], ['eleve.1@lycee.example']])
})

test('while the mail server is away letters wait, and say why; after a day they are refused', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as { port: number }
  closed.close()
  const clock = aClock()
  const house = await aHouseWith(`smtp://127.0.0.1:${port}`, { clock })

  const { read } = await invite(house, ['x@example.org'], [cast.bob.userId])

  await expect.poll(async () => (await read())[1]?.problem).toBe('post.silent')
  expect(await read()).toMatchObject([{ mailbox: true, email: 'waiting' }, { email: 'waiting' }])
  clock.pass(25 * 3600)
  await expect.poll(async () => (await read()).map(({ email }) => email)).toEqual(['refused', 'refused'])
})

test('where no mail server is set, letters are kept here, and that is said', async () => {
  const house = await aHouse({ post: 'of the settings' })

  const { emails } = await invite(house, ['x@example.org'])

  expect(await emails()).toEqual(['kept'])
})
