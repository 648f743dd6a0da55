import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { enterDoor, readDoor } from '@amphi/contract/doors'
import { decideLobby } from '@amphi/contract/lobby'
import { banParticipant } from '@amphi/contract/moderation'
import { readSession } from '@amphi/contract/sessions'
import { aPlugin } from '@amphi/testkit/bbb-plugin'
import { aHouse } from '@amphi/testkit/house'
import { aClock } from '@amphi/testkit/clock'
import { comeInside, goIn, knock } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock })
const moodle = await aPlugin(house)

const failed = (key: string) => expect.objectContaining({ returncode: 'FAILED', messageKey: key }) as unknown
const info = async (meetingID: string) => (await moodle.call('getMeetingInfo', { meetingID })).response
const running = async (meetingID: string) => (await moodle.call('isMeetingRunning', { meetingID })).response.running

const door = (visitor: Visitor, code: string) => visitor.ask(readDoor, { params: { code } })
const enter = (visitor: Visitor, code: string) =>
  visitor.ask(enterDoor, { params: { code }, body: { name: 'Someone', tab: randomUUID() } })

describe('joining', () => {
  test('leads to the call, under the name and in the role the platform says, and the platform is told of it', async () => {
    const { meetingID } = await moodle.create()
    const fields = { meetingID, userID: '007', fullName: 'Léa <Dubois>', 'userdata-bbb_view': 'x', role: 'viewer' }

    const lea = await comeInside(house, house.aGuest(), await moodle.ticket(fields), { name: 'Another' })
    clock.pass(1)
    const ada = await comeInside(
      house,
      house.aGuest(),
      await moodle.ticket({ meetingID, fullName: 'Ada', role: 'MODERATOR' }),
    )

    expect([lea.role, ada.role]).toEqual(['participant', 'moderator'])
    const { reply } = await ada.visitor.ask(readSession, { params: { sessionId: ada.sessionId } })
    expect(reply.participants.map(({ name }) => name).toSorted()).toEqual(['Ada', 'Léa <Dubois>'])
    expect(await running(meetingID)).toBe('true')
    const told = await info(meetingID)
    expect(told).toMatchObject({ running: 'true', hasUserJoined: 'true', participantCount: '2', moderatorCount: '1' })
    expect(Number(told.startTime)).toBeGreaterThan(0)
    expect(told.attendees.attendee).toMatchObject([
      {
        userID: '007',
        fullName: expect.stringContaining('Léa') as string,
        role: 'VIEWER',
        customdata: { bbb_view: 'x' },
        clientType: 'HTML5',
      },
      { userID: expect.stringMatching(/^w_/) as string, fullName: 'Ada', role: 'MODERATOR' },
    ])
  })

  test('goes by a password where no role is said', async () => {
    const { meetingID } = await moodle.create()
    const join = { meetingID, fullName: 'Léa', redirect: 'false' }

    const doors = await Promise.all(
      ['mp', 'ap'].map(async (password) => {
        const { response } = await moodle.call('join', { ...join, password })
        const code = String(response.url).split('/').at(-1) ?? ''
        return (await door(house.aGuest(), code)).reply.role
      }),
    )

    expect(doors).toEqual(['moderator', 'participant'])
    expect((await moodle.call('join', { ...join, password: 'no' })).response).toEqual(failed('invalidPassword'))
  })

  test('without a redirect says where', async () => {
    const { meetingID, response: created } = await moodle.create()

    const { status, response } = await moodle.call('join', {
      meetingID,
      fullName: 'Léa',
      role: 'VIEWER',
      password: '',
      redirect: 'false',
      userID: 'u1',
    })

    expect([status, response]).toMatchObject([
      200,
      {
        returncode: 'SUCCESS',
        messageKey: 'successfullyJoined',
        meeting_id: created.internalMeetingID,
        user_id: 'u1',
        guestStatus: 'ALLOW',
        url: expect.stringMatching(/^http:\/\/university\.test\/p\/[a-z0-9-]+$/) as string,
      },
    ])
  })

  test('may be done again by the same address, and each time it is another ticket', async () => {
    const { meetingID } = await moodle.create()
    const url = moodle.addressOf('join', { meetingID, fullName: 'Léa', role: 'VIEWER' })

    const one = await moodle.send(url)
    const two = await moodle.send(url)

    expect([one.status, two.status, one.location === two.location]).toEqual([302, 302, false])
  })

  test.each([
    ['to nothing', { meetingID: 'nowhere' }, 'invalidMeetingIdentifier'],
    ['to a meeting made at another moment', { createTime: '1' }, 'mismatchCreateTimeParam'],
    ['without a name', { fullName: '' }, 'missingParamFullName'],
    ['as a guest where none may', { guest: 'true' }, 'guestDeniedAccess'],
  ])('%s is refused', async (_what, fields, key) => {
    const { meetingID } = await moodle.create({ guestPolicy: 'ALWAYS_DENY' })
    const asked = { meetingID, fullName: 'Léa', role: 'VIEWER', ...fields }

    expect((await moodle.call('join', { ...asked, redirect: 'false' })).response).toEqual(failed(key))
    const { status, location } = await moodle.call('join', { ...asked, errorRedirectUrl: 'https://lms.test/e?x=1' })
    expect(status).toBe(302)
    const [at, errors] = String(location).split('&errors=')
    expect([at, (JSON.parse(decodeURIComponent(errors ?? '')) as { key: string }[])[0]?.key]).toEqual([
      'https://lms.test/e?x=1',
      key,
    ])
  })

  test('neither in a role nor by a password is told by XML, always', async () => {
    const { meetingID } = await moodle.create()

    const { status, response } = await moodle.call('join', {
      meetingID,
      fullName: 'Léa',
      errorRedirectUrl: 'https://lms.test/',
    })

    expect([status, response]).toEqual([200, failed('paramError')])
  })

  test('under a wrong checksum sends nobody anywhere', async () => {
    const { status, location, response } = await moodle.send(
      '/bigbluebutton/api/join?meetingID=x1&fullName=E&role=VIEWER&errorRedirectUrl=https%3A%2F%2Fevil.test&checksum=0',
    )

    expect([status, location, response]).toEqual([200, undefined, failed('checksumError')])
  })

  test('one more than there may be is refused, and whoever is inside may come again', async () => {
    const { meetingID } = await moodle.create({ maxParticipants: '1' })
    const join = { meetingID, fullName: 'Léa', role: 'VIEWER' }
    await comeInside(house, house.aGuest(), await moodle.ticket({ ...join, userID: 'lea' }))

    const other = await moodle.call('join', { ...join, userID: 'bob', redirect: 'false' })
    const again = await moodle.call('join', { ...join, userID: 'lea', redirect: 'false' })

    expect([other.response, again.response.returncode]).toEqual([failed('maxParticipantsReached'), 'SUCCESS'])
  })
})

describe('a ticket', () => {
  test('is good for whoever came with it first, also when their page is loaded again', async () => {
    const { meetingID } = await moodle.create()
    const code = await moodle.ticket({ meetingID })
    const lea = house.aGuest()

    expect((await door(lea, code)).status).toBe(200)
    const stranger = house.aGuest()
    expect((await door(stranger, code)).refusal.code).toBe('door.link_used')
    expect((await enter(stranger, code)).refusal.code).toBe('door.link_used')
    await goIn(lea, code)
    clock.pass(3600)
    await goIn(lea, code)
    expect((await door(lea, code)).status).toBe(200)
  })

  test('that nobody came with is soon good for nobody', async () => {
    const { meetingID } = await moodle.create({ meetingExpireIfNoUserJoinedInMinutes: '60' })
    const code = await moodle.ticket({ meetingID })

    clock.pass(5 * 60 + 1)

    expect((await door(house.aGuest(), code)).refusal.code).toBe('door.link_expired')
  })

  test('opens nothing once the meeting is over', async () => {
    const { meetingID } = await moodle.create()
    const lea = house.aGuest()
    const code = await moodle.ticket({ meetingID, role: 'MODERATOR' })
    await comeInside(house, lea, code)

    await moodle.call('end', { meetingID })

    expect((await enter(lea, code)).refusal.code).toBe('door.link_revoked')
  })

  test('is the only way in: the room’s own link is for nobody', async () => {
    const { meetingID } = await moodle.create()
    const lea = house.aGuest()
    const { sessionId } = await comeInside(house, lea, await moodle.ticket({ meetingID, role: 'MODERATOR' }))
    const { reply } = await lea.ask(readSession, { params: { sessionId } })

    expect(await knock(house.aGuest(), reply.room.code)).toMatchObject({ outcome: 'sign_in' })
    expect(await knock(await house.asAnew('bob'), reply.room.code)).toMatchObject({
      outcome: 'refused',
      reason: 'not_invited',
    })
  })

  test('is not one for another institution', async () => {
    const { meetingID } = await moodle.create()
    const code = await moodle.ticket({ meetingID })

    expect((await door(await house.asAnew('eve'), code)).status).toBe(404)
  })

  test('lets nobody in whom moderators banned', async () => {
    const { meetingID } = await moodle.create()
    const ada = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID, role: 'MODERATOR' }))
    const bob = house.aGuest()
    const { participantId } = await comeInside(house, bob, await moodle.ticket({ meetingID }))
    await ada.visitor.ask(banParticipant, { params: { sessionId: ada.sessionId, participantId } })

    expect(await knock(bob, await moodle.ticket({ meetingID }))).toMatchObject({ outcome: 'refused', reason: 'banned' })
  })
})

describe('settings of a meeting', () => {
  test.each([
    ['as many as it says', '200', 200],
    ['no more than a room may ask for', '900', 500],
    ['as many as is usual here where it sets no limit', '0', 150],
  ])('CH-08 it holds %s', async (_, maxParticipants, most) => {
    const { meetingID } = await moodle.create({ maxParticipants })
    const teacher = house.aGuest()
    const code = await moodle.ticket({ meetingID, role: 'MODERATOR' })

    const { sessionId } = await comeInside(house, teacher, code)

    expect((await teacher.ask(readSession, { params: { sessionId } })).reply.seats).toMatchObject({
      most,
      left: most - 1,
    })
  })

  test('are those of its room', async () => {
    const { meetingID } = await moodle.create({
      welcome: 'Bienvenue à <b>%%CONFNAME%%</b>',
      logoutURL: 'https://lms.test/course/7',
      muteOnStart: 'true',
      webcamsOnlyForModerator: 'true',
      lockSettingsDisableCam: 'true',
      lockSettingsHideUserList: 'true',
      maxParticipants: '12',
      duration: '45',
    })
    const lea = house.aGuest()
    const code = await moodle.ticket({ meetingID })

    expect((await door(lea, code)).reply).toMatchObject({
      welcome: 'Bienvenue à Cours',
      startMuted: true,
      can: { open: true },
    })
    const { sessionId } = await comeInside(house, lea, code)
    const { reply } = await lea.ask(readSession, { params: { sessionId } })
    expect(reply).toMatchObject({
      leaveTo: 'https://lms.test/course/7',
      listed: false,
      allowed: { camera: false, microphone: true },
    })
    expect(reply.ends?.why).toBe('max_duration')
    expect(reply.ends?.left).toBe(45 * 60)
  })

  test('a guest waits in the lobby where a moderator is to be asked, and those the platform knows do not', async () => {
    const { meetingID } = await moodle.create({ guestPolicy: 'ASK_MODERATOR' })
    const ada = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID, role: 'MODERATOR' }))
    await goIn(house.aGuest(), await moodle.ticket({ meetingID }))
    const guest = house.aGuest()
    const code = await moodle.ticket({ meetingID, guest: 'true', fullName: 'Inconnue' })

    const asked = await knock(guest, code)

    if (asked.outcome !== 'lobby') throw new Error(`Not in the lobby: ${asked.outcome}`)
    const { response } = await moodle.call('join', {
      meetingID,
      guest: 'true',
      fullName: 'Autre',
      role: 'VIEWER',
      redirect: 'false',
    })
    expect(response).toMatchObject({ messageKey: 'guestWait', guestStatus: 'WAIT' })
    const params = { sessionId: ada.sessionId }
    await ada.visitor.ask(decideLobby, { params, body: { decision: 'admit', requests: [asked.request.id] } })
    await goIn(guest, code)
  })

  test('it goes on without a moderator, unless it is not to', async () => {
    const [goesOn, ends] = await Promise.all([moodle.create(), moodle.create({ endWhenNoModerator: 'true' })])
    clock.pass(1)
    const left = await Promise.all(
      [goesOn, ends].map(async ({ meetingID }) => {
        const ada = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID, role: 'MODERATOR' }))
        await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID }))
        return ada
      }),
    )
    for (const { sessionId, participantId } of left) await house.world?.disconnect(sessionId, participantId)

    clock.pass(300)
    await house.sweeps.now('presence')

    expect(await running(goesOn.meetingID)).toBe('true')
    await expect.poll(() => info(ends.meetingID)).toEqual(failed('notFound'))
  })
})
