import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { postMessage } from '@amphi/contract/chat'
import { leaveSession } from '@amphi/contract/sessions'
import { aPlugin } from '@amphi/testkit/bbb-plugin'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { comeInside } from '@amphi/testkit/story'

interface Letter {
  method: string
  url: string
  body: string
}

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock, env: { AMPHI_PRIVATE_ADDRESSES: '127.0.0.0/8' } })
const closed = await aHouse({ limitScale: 1000 })

/** The other platform, and what it answers. */
const heard: Letter[] = []
let status = 200
const lms = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (text: string) => (body += text))
  request.on('end', () => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', body })
    response.writeHead(status).end()
  })
})
await new Promise<void>((listening) => lms.listen(0, '127.0.0.1', listening))
afterAll(() => lms.close())
const address = `http://127.0.0.1:${(lms.address() as AddressInfo).port}`

beforeEach(async () => {
  await house.sweeps.now('bbb deliveries')
  heard.length = 0
  status = 200
})

const eventsHeard = () =>
  heard.flatMap(({ body }) => {
    const event = new URLSearchParams(body).get('event')
    return event === null
      ? []
      : (
          JSON.parse(event) as {
            data: { id: string; attributes: { meeting: object; user?: object; 'chat-message'?: object } }
          }[]
        ).map((it) => it.data)
  })
const tell = async (sweeps = house.sweeps) => sweeps.now('bbb deliveries')
const failed = (key: string) => expect.objectContaining({ returncode: 'FAILED', messageKey: key }) as unknown

describe('a hook', () => {
  test('is made once, listed and removed', async () => {
    const moodle = await aPlugin(house)
    const callbackURL = 'https://lms.test/hook?a=1&b=2'

    const one = await moodle.call('hooks/create', { callbackURL, meetingID: 'c1', eventID: 'user-joined,' })
    const two = await moodle.call('hooks/create', { callbackURL, meetingID: 'c1' })

    const hookID = one.response.hookID as string
    expect([one.response.messageKey, two.response.messageKey, two.response.hookID]).toEqual([
      undefined,
      'duplicateWarning',
      hookID,
    ])
    const { text, response } = await moodle.call('hooks/list')
    expect(text).toContain(`<callbackURL><![CDATA[${callbackURL}]]></callbackURL>`)
    expect(response.hooks.hook).toMatchObject([
      { hookID, callbackURL, meetingID: 'c1', eventID: 'user-joined', permanentHook: 'false' },
    ])
    expect((await moodle.call('hooks/list', { meetingID: 'another' })).response.hooks).toBe('')
    expect((await moodle.call('hooks/ping')).response.returncode).toBe('SUCCESS')
    const other = await aPlugin(house, 'Pod')
    expect((await other.call('hooks/destroy', { hookID })).response).toEqual(failed('destroyMissingHook'))
    expect((await moodle.call('hooks/destroy', { hookID })).response.removed).toBe('true')
    expect((await moodle.call('hooks/list')).response.hooks).toBe('')
  })

  test.each([
    ['create', {}, 'missingParamCallbackURL'],
    ['create', { callbackURL: 'javascript:alert(1)' }, 'createHookError'],
    ['create', { callbackURL: 'http://user:pass@lms.test/' }, 'createHookError'],
    ['destroy', {}, 'missingParamHookID'],
    ['destroy', { hookID: '99999999999' }, 'destroyMissingHook'],
    ['destroy', { hookID: 'x' }, 'destroyMissingHook'],
  ])('%s of %o is %s', async (call, fields, key) => {
    const moodle = await aPlugin(house)

    expect((await moodle.call(`hooks/${call}`, fields as Record<string, string>)).response).toEqual(failed(key))
  })

  test('is told of a whole meeting, signed, each thing once and in its order', async () => {
    const moodle = await aPlugin(house)
    await moodle.call('hooks/create', { callbackURL: `${address}/hook?x=1` })
    const { meetingID, response } = await moodle.create({ meta_course: 'c' })
    clock.pass(1)
    const code = await moodle.ticket({ meetingID, userID: 'u7', fullName: 'Léa' })
    const { visitor, params } = await comeInside(house, house.aGuest(), code)
    const told = (id: string) => expect.poll(async () => (await tell(), eventsHeard().map((it) => it.id))).toContain(id)
    await told('user-joined')
    clock.pass(1)
    await visitor.ask(leaveSession, { params })
    await told('user-left')
    clock.pass(1)
    await moodle.call('end', { meetingID })
    await told('meeting-ended')

    const events = eventsHeard()
    expect(events.map(({ id }) => id)).toEqual(['meeting-created', 'user-joined', 'user-left', 'meeting-ended'])
    const meeting = { 'external-meeting-id': meetingID, 'internal-meeting-id': response.internalMeetingID as string }
    for (const { attributes } of events) expect(attributes.meeting).toMatchObject(meeting)
    expect(events[0]?.attributes.meeting).toMatchObject({ name: 'Cours', metadata: { course: 'c' } })
    expect(events[1]?.attributes.user).toMatchObject({ 'external-user-id': 'u7', name: 'Léa', role: 'VIEWER' })
    for (const { url, body } of heard) {
      const right = createHash('sha1').update(`${address}/hook?x=1${body}${moodle.secret}`).digest('hex')
      expect(url).toBe(`/hook?x=1&checksum=${right}`)
    }
  })

  test('is told of what is said in the chat, by whom, and of what the platform says there itself', async () => {
    const moodle = await aPlugin(house)
    await moodle.call('hooks/create', { callbackURL: `${address}/hook`, eventID: 'chat-group-message-sent' })
    const { meetingID } = await moodle.create()
    const code = await moodle.ticket({ meetingID, fullName: 'Léa', role: 'VIEWER' })
    const { visitor, params, participantId } = await comeInside(house, house.aGuest(), code)
    const id = randomUUID()
    await visitor.ask(postMessage, { params, body: { id, participantId, text: 'Bonjour' } })
    await moodle.call('sendChatMessage', { meetingID, message: 'Bienvenue', userName: 'Moodle' })

    await expect.poll(async () => (await tell(), eventsHeard())).toHaveLength(2)

    const said = eventsHeard().map(({ attributes }) => attributes['chat-message'])
    expect(said).toMatchObject([
      { id, message: 'Bonjour', sender: { 'internal-user-id': `w_${participantId}`, name: 'Léa' } },
      { message: 'Bienvenue', sender: { name: 'Moodle' } },
    ])
  })

  test('hears only what it asked for', async () => {
    const moodle = await aPlugin(house)
    await moodle.call('hooks/create', { callbackURL: `${address}/hook`, eventID: 'meeting-ended', meetingID: 'mine' })
    await moodle.create({ meetingID: 'mine' })
    await moodle.create({ meetingID: 'other' })
    await moodle.call('end', { meetingID: 'other' })
    await moodle.call('end', { meetingID: 'mine' })

    await tell()

    expect(eventsHeard().map(({ id }) => id)).toEqual(['meeting-ended'])
  })

  test('that does not hear is told again, later and later, and given up at last', async () => {
    const moodle = await aPlugin(house)
    await moodle.call('hooks/create', { callbackURL: `${address}/hook` })
    await moodle.create()
    status = 500

    await tell()
    await tell()
    expect(heard).toHaveLength(1)
    for (let tries = 0; tries < 20; tries += 1) {
      clock.pass(61)
      await tell()
    }

    expect(heard).toHaveLength(12)
    expect((await moodle.call('hooks/list')).response.hooks).toBe('')
  })
})

describe('the end of a meeting', () => {
  test('is called, as BigBlueButton calls it', async () => {
    const moodle = await aPlugin(house)
    const { meetingID } = await moodle.create({
      meetingID: 'c 1',
      meta_endCallbackUrl: `${address}/end?x=1`,
      meetingEndedURL: `${address}/ended`,
    })

    await moodle.call('end', { meetingID })
    await tell()
    await tell()

    expect(heard.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual([
      'GET /end?x=1&recordingmarks=false&meetingID=c+1',
      'GET /ended',
    ])
  })

  test('calls no private address that nobody opened', async () => {
    const moodle = await aPlugin(closed)
    const { meetingID } = await moodle.create({ meta_endCallbackUrl: `${address}/end` })
    await moodle.call('hooks/create', { callbackURL: `http://localhost:${new URL(address).port}/hook` })

    await moodle.call('end', { meetingID })
    await tell(closed.sweeps)

    expect(heard).toEqual([])
  })
})
