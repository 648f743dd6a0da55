import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { listMessages } from '@amphi/contract/chat'
import { aPlugin } from '@amphi/testkit/bbb-plugin'
import { aHouse } from '@amphi/testkit/house'
import { comeInside } from '@amphi/testkit/story'
import { aPage } from '@amphi/testkit/page'

const house = await aHouse({ limitScale: 1000 })
const moodle = await aPlugin(house)

const failed = (key: string) => expect.objectContaining({ returncode: 'FAILED', messageKey: key }) as unknown
const say = (meetingID: string, message: string, more: Record<string, string> = {}) =>
  moodle.call('sendChatMessage', { meetingID, message, ...more })

type Inside = Awaited<ReturnType<typeof comeInside>>
const read = async ({ visitor, params }: Inside) =>
  (await visitor.ask(listMessages, { params, query: { after: 0 } })).reply

test('what a platform says in a meeting stands in the chat of all inside, as nobody’s who is there', async () => {
  const { meetingID } = await moodle.create()
  const lea = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID }))
  const page = await aPage(house.app, lea.visitor)
  await page.join(`session:${lea.sessionId}`)

  const { response } = await say(meetingID, 'Le cours finit dans <b>5</b> minutes', { userName: 'Moodle' })

  expect(response).toEqual({ returncode: 'SUCCESS', messageKey: '', message: '' })
  const message = { name: 'Moodle', text: 'Le cours finit dans <b>5</b> minutes', participantId: null, role: null }
  expect((await page.hearsFact('message.posted')).message).toMatchObject(message)
  expect(await read(lea)).toMatchObject([message])
})

test('what is said before anybody came waits for the first, in its order, and is said once', async () => {
  const { meetingID } = await moodle.create()
  for (const text of ['Un', 'Deux', 'Trois']) await say(meetingID, text)

  const lea = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID }))

  await expect.poll(async () => (await read(lea)).map(({ name, text }) => `${name}: ${text}`)).toHaveLength(3)
  await say(meetingID, 'Quatre')
  expect((await read(lea)).map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'System: Un',
    'System: Deux',
    'System: Trois',
    'System: Quatre',
  ])
})

test('what nobody came to hear is not said in the meeting made anew', async () => {
  const { meetingID } = await moodle.create()
  await say(meetingID, 'Trop tard')
  await moodle.call('end', { meetingID })
  expect((await house.db.execute(sql`select 1 from bbb_notices where text = 'Trop tard'`)).rows).toEqual([])
  await moodle.create({ meetingID })

  const lea = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID }))
  await say(meetingID, 'Bonjour')

  expect((await read(lea)).map(({ text }) => text)).toEqual(['Bonjour'])
})

test('of another’s meeting nothing is said, nor of none', async () => {
  const { meetingID } = await moodle.create()
  const pod = await aPlugin(house, 'Pod')

  expect((await pod.call('sendChatMessage', { meetingID, message: 'Hello' })).response).toEqual(
    failed('meetingNotFound'),
  )
  expect((await say('nothing-of-the-kind', 'Hello')).response).toEqual(failed('meetingNotFound'))
})

test.each([
  ['nothing', { message: '' }, 'missingParamMessage'],
  ['what no eye sees', { message: '\u200B \u2800' }, 'missingParamMessage'],
  ['more than is read', { message: 'x'.repeat(501) }, 'validationError'],
  ['the name of a whole sentence', { message: 'Hello', userName: 'x'.repeat(256) }, 'validationError'],
])('%s is refused', async (_what, fields, key) => {
  const { meetingID } = await moodle.create()

  expect((await moodle.call('sendChatMessage', { meetingID, ...fields })).response).toEqual(failed(key))
})

test('a meeting that nobody comes to holds a hundred, and says that it does', async () => {
  const { meetingID } = await moodle.create()
  for (let i = 0; i < 100; i += 1) await say(meetingID, `${i}`)

  expect((await say(meetingID, 'and one')).response).toEqual(failed('validationError'))
})
