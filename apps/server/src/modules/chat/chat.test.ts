import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listMessages, postMessage } from '@amphi/contract/chat'
import { closeRoom } from '@amphi/contract/sessions'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, comeInside } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })

type Inside = Awaited<ReturnType<typeof comeInside>>

const say = ({ visitor, params, participantId }: Inside, text: string, id: string = randomUUID()) =>
  visitor.ask(postMessage, { params, body: { id, participantId, text } })

const read = async ({ visitor, params }: Inside, after = 0) =>
  (await visitor.ask(listMessages, { params, query: { after } })).reply

const aConversation = async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  return { room, ada, awa }
}

test('what is said is kept in the order it was said, under the name of who said it', async () => {
  const { ada, awa } = await aConversation()

  await say(ada, 'Bonjour')
  await say(awa, 'Bonjour Ada')

  expect(await read(awa)).toMatchObject([
    { sequence: 1, name: 'Ada', role: 'moderator', text: 'Bonjour', participantId: ada.participantId },
    { sequence: 2, name: 'Awa', role: 'participant', text: 'Bonjour Ada', participantId: awa.participantId },
  ])
})

test('many who speak at once leave no hole and no number twice', async () => {
  const { ada, awa } = await aConversation()
  const all = Array.from({ length: 60 }, (_, i) => say(i % 2 ? ada : awa, `Message ${i}`))

  const answers = await Promise.all(all)

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const numbers = answers.map(({ reply }) => reply.sequence).toSorted((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  expect((await read(ada)).map(({ sequence }) => sequence)).toEqual(numbers)
})

test('a message sent again after a cut is said once, also when both arrive together', async () => {
  const { ada } = await aConversation()
  const id = randomUUID()

  const together = await Promise.all([say(ada, 'Une fois', id), say(ada, 'Une fois', id), say(ada, 'Une fois', id)])
  const later = await say(ada, 'Une fois', id)

  expect(new Set([...together, later].map(({ reply }) => reply.sequence)).size).toBe(1)
  expect(await read(ada)).toHaveLength(1)
})

test('nobody speaks as another', async () => {
  const { ada, awa } = await aConversation()
  const stranger = (await aConversation()).awa

  const asAda = await say({ ...awa, participantId: ada.participantId }, 'Je suis Ada')
  const asNobody = await say({ ...awa, participantId: randomUUID() as never }, 'Je ne suis personne')
  const fromElsewhere = await say({ ...stranger, params: ada.params }, 'Je passe')

  expect([asAda.status, asAda.refusal.code]).toEqual([403, 'participant.not_you'])
  expect([asNobody.status, asNobody.refusal.code]).toEqual([404, 'participant.not_found'])
  expect([fromElsewhere.status, fromElsewhere.refusal.code]).toEqual([404, 'session.not_found'])
  expect(await read(ada)).toEqual([])
})

test('after the end nothing more is said, and those who were there can still read', async () => {
  const { room, ada, awa } = await aConversation()
  await say(ada, 'Au revoir')
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })

  const { status, refusal } = await say(awa, 'Attendez')

  expect([status, refusal.code]).toEqual([410, 'session.ended'])
  expect(await read(awa)).toMatchObject([{ text: 'Au revoir' }])
})

test('who comes late sees all that was said, and asks only for what is new', async () => {
  const { room, ada } = await aConversation()
  for (const text of ['Un', 'Deux', 'Trois']) await say(ada, text)

  const late = await comeInside(house, house.aGuest(), room.code)

  expect((await read(late)).map(({ text }) => text)).toEqual(['Un', 'Deux', 'Trois'])
  expect((await read(late, 2)).map(({ text }) => text)).toEqual(['Trois'])
  expect(await read(late, 3)).toEqual([])
})

test('a message is text of at most 4000 characters, kept as it is, but for what would turn the page round', async () => {
  const { ada } = await aConversation()
  const markup = '<img src=x onerror=alert(1)> & "é" 👋🏽 gnihsihp\nsur deux lignes'

  expect((await say(ada, 'x'.repeat(4000))).status).toBe(200)
  expect((await say(ada, 'x'.repeat(4001))).status).toBe(400)
  expect((await say(ada, '   ')).status).toBe(400)
  expect((await say(ada, markup)).reply.text).toBe(markup)
  expect((await say(ada, 'voir \u202Egnihsihp')).reply.text).toBe('voir gnihsihp')
})

test('what no database keeps is refused as any other garbage', async () => {
  const { ada } = await aConversation()

  const { status, refusal } = await say(ada, 'un\u0000zéro')

  expect([status, refusal.code]).toEqual([400, 'request.invalid'])
})

test('one conversation is not another’s', async () => {
  const [one, two] = [await aConversation(), await aConversation()]
  await say(one.ada, 'Ici')

  const { status } = await two.awa.visitor.ask(listMessages, { params: one.ada.params, query: {} })

  expect(status).toBe(404)
  expect(await read(two.ada)).toEqual([])
})

test('five hundred messages come at once, and the rest is asked for', async () => {
  const { ada } = await aConversation()
  for (let i = 0; i < 26; i += 1) await Promise.all(Array.from({ length: 20 }, (_, j) => say(ada, `${i}.${j}`)))

  const first = await read(ada)
  const rest = await read(ada, first.at(-1)?.sequence)

  expect([first.length, rest.length]).toEqual([500, 20])
})

test('who says too much at once is told to wait', async () => {
  const strict = await aHouse()
  const room = await anOpenRoom(strict)
  const ada = await comeInside(strict, strict.as('ada'), room.code)

  const answers = []
  for (let i = 0; i < 31; i += 1) answers.push(await say(ada, `Encore ${i}`))

  expect(answers.at(-1)).toMatchObject({ status: 429, refusal: { code: 'request.too_often' } })
})

test('an id that someone else has used is refused: the message is not lost in theirs', async () => {
  const { ada, awa } = await aConversation()
  const id = randomUUID()
  await say(ada, 'De moi', id)

  const { status } = await say(awa, 'De moi aussi', id)

  expect(status).toBe(403)
  expect((await read(awa)).map(({ text }) => text)).toEqual(['De moi'])
})
