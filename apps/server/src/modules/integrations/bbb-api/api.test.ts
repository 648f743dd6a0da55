import { describe, expect, test } from 'vitest'
import { changeBbbClient } from '@amphi/contract/bbb-clients'
import { endSession } from '@amphi/contract/sessions'
import { aPlugin } from '@amphi/testkit/bbb-plugin'
import { aHouse } from '@amphi/testkit/house'
import { aClock } from '@amphi/testkit/clock'
import { comeInside } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock })
const moodle = await aPlugin(house)
const pod = await aPlugin(house, 'Pod')

const failed = (key: string) =>
  expect.objectContaining({
    returncode: 'FAILED',
    messageKey: key,
    message: expect.stringMatching(/./) as string,
  }) as unknown

describe('the index', () => {
  test.each(['', '/', '/api', '/api/', '/api?checksum=', '/api/?&checksum=0123', '/api/?checksum=wrong'])(
    'answers at %s',
    async (path) => {
      const { status, type, text } = await moodle.send(`/bigbluebutton${path}`)

      expect([status, type]).toEqual([200, 'text/xml;charset=utf-8'])
      expect(text).toMatch(/^<response><returncode>SUCCESS<\/returncode><version>2\.0<\/version>/)
    },
  )
})

describe('a call', () => {
  test.each([
    ['without a checksum', '/bigbluebutton/api/getMeetings', 'checksumError'],
    ['with a wrong one', '/bigbluebutton/api/getMeetings?checksum=0123', 'checksumError'],
    ['nobody knows', '/bigbluebutton/api/dance?checksum=0', 'unsupportedRequest'],
    ['called as what objects are made of', '/bigbluebutton/api/constructor?checksum=0', 'unsupportedRequest'],
    ['at an address said twice', '/bigbluebutton/api/bigbluebutton/api/create?checksum=0', 'unsupportedRequest'],
    ['beside the API', '/bigbluebutton/client/index.html', 'unsupportedRequest'],
  ])('%s is refused, with 200 as BigBlueButton does', async (_what, url, key) => {
    const { status, type, response } = await moodle.send(url)

    expect([status, type, response]).toEqual([200, 'text/xml;charset=utf-8', failed(key)])
  })

  test('says what every answer of ours says', async () => {
    const { headers } = await moodle.call('getMeetings')

    expect(headers).toMatchObject({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' })
  })

  test.each(['sha1', 'sha256', 'sha384', 'sha512'])(
    'may be signed with %s, unless the client is not to',
    async (algorithm) => {
      const own = await aPlugin(house, algorithm)

      expect((await own.call('getMeetings', {}, algorithm)).response.returncode).toBe('SUCCESS')
      const malik = await house.asAnew('malik')
      const others = (['sha1', 'sha256', 'sha384', 'sha512'] as const).filter((it) => it !== algorithm)
      await malik.ask(changeBbbClient, { params: { bbbClientId: own.id }, body: { algorithms: others } })
      expect((await own.call('getMeetings', {}, algorithm)).response).toEqual(failed('checksumError'))
    },
  )

  test('of a form counts as one of an address', async () => {
    const payload = 'meetingID=by-form&name=Cours'
    const rebuilt = 'meetingID=by-form&name=Cours'
    const type = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }

    const one = await moodle.send('/bigbluebutton/api/create', {
      method: 'POST',
      payload: `${payload}&checksum=${moodle.sign('create', rebuilt)}`,
      headers: type,
    })
    const two = await moodle.send(`/bigbluebutton/api/create?checksum=${moodle.sign('create', '')}`, {
      method: 'POST',
      payload,
      headers: type,
    })

    expect([one.response.returncode, two.response.messageKey]).toEqual(['SUCCESS', 'duplicateWarning'])
  })

  test.each([
    ['JSON', 'application/json', '{}', 'unsupportedContentType'],
    ['nothing it names', '', 'hello', 'unsupportedContentType'],
    ['broken XML', 'application/xml', '<modules><module>', 'malformedXml'],
    ['a bomb', 'text/xml', '<!DOCTYPE a [<!ENTITY b "b">]><modules>&b;</modules>', 'malformedXml'],
    ['far too much', 'application/xml', 'x'.repeat(17 * 1024 * 1024), 'sizeError'],
  ])('with a body of %s is refused, and nothing is made', async (_what, type, payload, key) => {
    const query = 'name=Cours&meetingID=with-a-bad-body'
    const url = `/bigbluebutton/api/create?${query}&checksum=${moodle.sign('create', query)}`

    const { status, response } = await moodle.send(url, {
      method: 'POST',
      payload,
      headers: type ? { 'content-type': type } : {},
    })

    expect([status, response]).toEqual([200, failed(key)])
    expect((await moodle.call('getMeetingInfo', { meetingID: 'with-a-bad-body' })).response).toEqual(failed('notFound'))
  })

  test('with documents in its body makes a meeting all the same', async () => {
    const query = 'name=Cours&meetingID=with-slides'
    const { response } = await moodle.send(
      `/bigbluebutton/api/create?${query}&checksum=${moodle.sign('create', query)}`,
      {
        method: 'POST',
        payload:
          '<?xml version="1.0"?><modules><module name="presentation"><document url="https://lms.test/a.pdf" filename="a.pdf"/></module></modules>',
        headers: { 'content-type': 'application/xml' },
      },
    )

    expect(response.returncode).toBe('SUCCESS')
  })
})

describe('a meeting', () => {
  test('is made, and told as it was said', async () => {
    const { response, meetingID } = await moodle.create({
      meetingID: '0123',
      'meta_bbb-Context': 'Chimie & physique',
      voiceBridge: '70066',
      duration: '45',
      maxParticipants: '-1',
    })

    expect(response).toMatchObject({
      returncode: 'SUCCESS',
      meetingID,
      attendeePW: 'ap',
      moderatorPW: 'mp',
      voiceBridge: '70066',
      duration: '45',
      hasUserJoined: 'false',
      hasBeenForciblyEnded: 'false',
      messageKey: '',
      message: '',
    })
    const { response: info } = await moodle.call('getMeetingInfo', { meetingID })
    expect(info).toMatchObject({
      returncode: 'SUCCESS',
      meetingName: 'Cours',
      meetingID,
      internalMeetingID: response.internalMeetingID,
      createTime: response.createTime,
      running: 'false',
      startTime: '0',
      endTime: '0',
      participantCount: '0',
      maxUsers: '0',
      attendees: '',
      metadata: { 'bbb-context': 'Chimie & physique' },
    })
  })

  test('made again is the same, unless its passwords are others', async () => {
    const { meetingID, response } = await moodle.create()

    const again = await moodle.create({ meetingID })
    const bare = await moodle.call('create', { name: 'Autre', meetingID })
    const other = await moodle.create({ meetingID, moderatorPW: 'another' })

    for (const it of [again, bare])
      expect(it.response).toMatchObject({
        returncode: 'SUCCESS',
        messageKey: 'duplicateWarning',
        createTime: response.createTime,
        internalMeetingID: response.internalMeetingID,
        moderatorPW: 'mp',
      })
    expect(other.response).toEqual(failed('idNotUnique'))
  })

  test('asked for fifty times at once is one', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => moodle.create({ meetingID: 'by-fifty' })))

    expect(new Set(all.map(({ response }) => response.internalMeetingID)).size).toBe(1)
    expect(all.filter(({ response }) => response.messageKey === '')).toHaveLength(1)
  })

  test('gets passwords and a bridge that no client takes for another number', async () => {
    const { response } = await moodle.call('create', { name: 'Cours', meetingID: 'without-passwords' })

    expect(response.moderatorPW).toMatch(/^[a-df-z]{16}$/)
    expect(response.voiceBridge).toMatch(/^[1-9]\d{8}$/)
  })

  test('is nobody’s but its client’s', async () => {
    const { meetingID } = await moodle.create()
    const secret = { meetingID }

    expect((await pod.call('getMeetingInfo', secret)).response).toEqual(failed('notFound'))
    expect((await pod.call('end', secret)).response).toEqual(failed('notFound'))
    expect((await pod.call('isMeetingRunning', secret)).response.running).toBe('false')
    expect(
      (await pod.call('join', { ...secret, fullName: 'Eve', role: 'MODERATOR', redirect: 'false' })).response,
    ).toEqual(failed('invalidMeetingIdentifier'))
    expect((await pod.call('getMeetings')).text).not.toContain(meetingID)
    const { response } = await pod.create({ meetingID, moderatorPW: 'another' })
    expect(response.messageKey).toBe('')
  })

  test('with a bridge that another has is refused', async () => {
    await moodle.create({ voiceBridge: '12345' })

    expect((await moodle.create({ voiceBridge: '12345' })).response).toEqual(failed('nonUniqueVoiceBridge'))
    expect((await pod.create({ voiceBridge: '12345' })).response.returncode).toBe('SUCCESS')
  })

  test('that nobody joins is over after a while', async () => {
    const { meetingID } = await moodle.create()
    const { meetingID: longer } = await moodle.create({ meetingExpireIfNoUserJoinedInMinutes: '60' })

    clock.pass(5 * 60 + 1)
    await house.sweeps.now('bbb meetings')

    expect((await moodle.call('getMeetingInfo', { meetingID })).response).toEqual(failed('notFound'))
    expect((await moodle.call('getMeetingInfo', { meetingID: longer })).response.returncode).toBe('SUCCESS')
  })

  test('is one too many where the client may have no more', async () => {
    const own = await aPlugin(house, 'Petit')
    const malik = await house.asAnew('malik')
    await malik.ask(changeBbbClient, { params: { bbbClientId: own.id }, body: { mostMeetings: 1 } })
    const { meetingID } = await own.create()

    expect((await own.create()).response).toEqual(failed('maxConcurrent'))
    await own.call('end', { meetingID })
    expect((await own.create()).response.returncode).toBe('SUCCESS')
  })
})

describe('the end', () => {
  test('by the client: at once, for good, and the id is free again', async () => {
    const { meetingID, response: first } = await moodle.create()
    const inside = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID }))

    const { response } = await moodle.call('end', { meetingID, password: 'mp' })

    expect(response).toMatchObject({ returncode: 'SUCCESS', messageKey: 'sentEndMeetingRequest' })
    expect(house.world?.meetings()).not.toContain(inside.sessionId)
    expect((await moodle.call('getMeetingInfo', { meetingID })).response).toEqual(failed('notFound'))
    expect((await moodle.call('end', { meetingID })).response).toEqual(failed('notFound'))
    const join = { meetingID, fullName: 'Léa', role: 'VIEWER', redirect: 'false' }
    expect((await moodle.call('join', join)).response).toEqual(failed('meetingForciblyEnded'))
    clock.pass(1)
    const { response: second } = await moodle.create({ meetingID })
    expect(second.messageKey).toBe('')
    expect(second.internalMeetingID).not.toBe(first.internalMeetingID)
    expect((await moodle.call('getMeetingInfo', { meetingID })).response).toMatchObject({
      participantCount: '0',
      hasUserJoined: 'false',
    })
  })

  test('is refused under a wrong password', async () => {
    const { meetingID } = await moodle.create()

    expect((await moodle.call('end', { meetingID, password: 'ap' })).response).toEqual(failed('invalidPassword'))
  })

  test('by someone inside ends the meeting too', async () => {
    const { meetingID } = await moodle.create()
    clock.pass(1)
    const ada = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID, role: 'MODERATOR' }))

    await ada.visitor.ask(endSession, { params: { sessionId: ada.sessionId } })

    await expect
      .poll(async () => (await moodle.call('getMeetingInfo', { meetingID })).response)
      .toEqual(failed('notFound'))
  })

  test('that the engine did not hear is told again', async () => {
    const { meetingID } = await moodle.create()
    const { sessionId } = await comeInside(house, house.aGuest(), await moodle.ticket({ meetingID }))
    house.world?.answer(false)

    const { response } = await moodle.call('end', { meetingID })
    house.world?.answer(true)

    expect(response.messageKey).toBe('sentEndMeetingRequest')
    expect(house.world?.present(sessionId)).toHaveLength(1)
    await house.sweeps.now('bbb meetings')
    expect(house.world?.present(sessionId)).toBe(undefined)
  })
})

describe('lists', () => {
  test('are there, also empty', async () => {
    const own = await aPlugin(house, 'Vide')

    expect((await own.call('getMeetings')).text).toBe(
      '<response><returncode>SUCCESS</returncode><meetings></meetings><messageKey>noMeetings</messageKey><message>no meetings were found on this server</message></response>',
    )
    expect((await own.call('getSessions')).response).toMatchObject({ sessions: '', messageKey: 'noSessions' })
    expect((await own.call('getRecordings')).response).toMatchObject({ recordings: '', messageKey: 'noRecordings' })
  })

  test('hold every meeting, however many pages they are', async () => {
    const own = await aPlugin(house, 'Grand')
    for (let first = 0; first < 410; first += 41)
      await Promise.all(Array.from({ length: 41 }, (_, at) => own.create({ meetingID: `m-${first + at}` })))

    const { response } = await own.call('getMeetings')

    expect(new Set(response.meetings.meeting.map(({ meetingID }: { meetingID: string }) => meetingID)).size).toBe(410)
  })
})

describe('recordings', () => {
  test.each([
    ['publishRecordings', {}, 'missingParamRecordID'],
    ['publishRecordings', { recordID: 'x' }, 'missingParamPublish'],
    ['publishRecordings', { recordID: 'x', publish: 'true' }, 'notFound'],
    ['deleteRecordings', { recordID: 'x,' }, 'notFound'],
    ['deleteRecordings', { recordID: ',' }, 'missingParamRecordID'],
    ['updateRecordings', { recordID: 'x', meta_name: 'y' }, 'notFound'],
    ['getRecordingTextTracks', { recordID: 'x' }, 'noRecordings'],
    ['getRecordingTextTracks', {}, 'missingParamRecordID'],
  ])('%s of %o is %s, for there are none', async (call, fields, key) => {
    const { status, response } = await moodle.call(call, fields as Record<string, string>)

    expect([status, response]).toEqual([200, failed(key)])
  })
})
