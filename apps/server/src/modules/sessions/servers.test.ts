import { describe, expect, test } from 'vitest'
import { enterDoor } from '@amphi/contract/doors'
import * as nodes from '@amphi/contract/nodes'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { proposeServer, startMeeting } from '@amphi/contract/meetings'
import { readRoom } from '@amphi/contract/rooms'
import { closeRoom, listSessions, openRoom, readSession } from '@amphi/contract/sessions'
import { changeTenant } from '@amphi/contract/tenants'
import { aBigBlueButton } from '@amphi/testkit/big-blue-button'
import { aClock } from '@amphi/testkit/clock'
import { aDatabase, runSql } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { aMeeting, anOpenRoom, aRoom, comeInside, goIn, knock, worldOf } from '@amphi/testkit/story'

const env = { AMPHI_PRIVATE_ADDRESSES: '127.0.0.0/8' }

/** A house, and a server of BigBlueButton that carries its sessions before its own does. */
const withServer = async () => {
  const clock = aClock()
  const databaseUrl = await aDatabase()
  const house = await aHouse({ limitScale: 1000, clock, env, databaseUrl })
  const theirs = await aBigBlueButton()
  const body = { engine: 'bigbluebutton', address: theirs.address, secret: theirs.secret } as const
  const { reply } = await house.ask('malik', nodes.addNode, { body: { ...body, weight: 100, seats: 10_000 } })
  const params = { nodeId: reply.id }
  const own = (await house.ask('malik', nodes.listNodes, {})).reply.nodes.find(({ ours }) => ours)
  const setOwn = (state: nodes.NodeState) =>
    house.ask('malik', nodes.setNodeState, { params: { nodeId: own?.id ?? '' }, body: { state } })
  await setOwn('cordoned')
  const setState = (state: nodes.NodeState) => house.ask('malik', nodes.setNodeState, { params, body: { state } })
  const fall = async () => {
    theirs.answers('fault')
    for (let i = 0; i < 3; i += 1) {
      clock.pass(20)
      await house.sweeps.now('nodes')
      // It says aloud that it could not look after those of a server that does not answer.
      await house.sweeps.now('presence').catch(() => undefined)
    }
  }
  return { house, theirs, clock, params, setState, setOwn, fall, databaseUrl }
}

const sent = async (...given: Parameters<typeof knock>) => {
  const entry = await knock(...given)
  if (entry.outcome !== 'sent') throw new Error(`Not sent: ${entry.outcome}`)
  return entry
}

describe('a session on a server of BigBlueButton', () => {
  test('ENT-07 CH-18 is opened there, under a key of its own, and whoever is let in is sent there', async () => {
    const { house, theirs } = await withServer()
    const room = await anOpenRoom(house)

    const ada = await sent(house.as('ada'), room.code, { name: 'Ada' })
    const guest = await sent(house.aGuest(), room.code, { name: 'Awa' })

    expect(theirs.meetings()).toEqual([room.sessionId])
    const [asModerator, asViewer] = [ada, guest].map(({ address }) => new URL(address).searchParams)
    expect([asModerator?.get('role'), asViewer?.get('role')]).toEqual(['MODERATOR', 'VIEWER'])
    expect([ada.role, guest.role, ada.opens]).toEqual(['moderator', 'participant', 'tab'])
    expect(asViewer?.get('fullName')).toBe('Awa')
  })

  test('POD-24 tells who is inside, when they come, leave, and come back', async () => {
    const { house, theirs, clock } = await withServer()
    const room = await anOpenRoom(house)
    const entry = await sent(house.as('ada'), room.code, { name: 'Ada' })
    const people = async () => (await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply.session?.people
    const look = async () => {
      clock.pass(10)
      await house.sweeps.now('presence')
    }

    const seen = []
    await theirs.walkIn(entry.address)
    await look()
    seen.push(await people())
    theirs.leave(room.sessionId, entry.participantId)
    await look()
    seen.push(await people())
    await theirs.walkIn(entry.address)
    await look()
    seen.push(await people())

    expect(seen).toEqual([1, 0, 1])
  })

  test('that takes its time to open many rooms at once keeps nobody from anything else', async () => {
    const { house, theirs } = await withServer()
    const rooms = await Promise.all(Array.from({ length: 30 }, () => aRoom(house)))
    theirs.answers('silent')
    let opened = 0
    const openings = rooms.map(async ({ id }) => {
      const { status } = await house.ask('ada', openRoom, { params: { roomId: id } })
      opened += 1
      return status
    })

    await expect.poll(() => theirs.waiting()).toBeGreaterThan(0)
    const seen = await Promise.all(rooms.map(({ id }) => house.ask('ada', readRoom, { params: { roomId: id } })))

    expect([opened, new Set(seen.map(({ status }) => status))]).toEqual([0, new Set([200])])
    theirs.answers('well')
    expect(new Set(await Promise.all(openings))).toEqual(new Set([200]))
  })

  test('SC-01 SC-S2 who starts a meeting is shown where, another on asking again, and has it there', async () => {
    const { house, theirs, setOwn, params } = await withServer()
    const propose = async (otherThan?: nodes.NodeId) =>
      (await house.aGuest().ask(proposeServer, { query: otherThan ? { otherThan } : {} })).reply
    expect(await propose()).toBe(null)
    await setOwn('enabled')

    const first = await propose()
    const second = await propose(first?.id)
    const third = await propose(second?.id)

    expect([first?.level, third?.id]).toEqual(['little', first?.id])
    expect(second?.id).not.toBe(first?.id)
    await house.aGuest().ask(startMeeting, { body: { server: params.nodeId } })
    expect(theirs.meetings()).toHaveLength(1)
    for (let i = 0; i < 3; i += 1)
      await house.aGuest().ask(startMeeting, { body: { server: first?.id === params.nodeId ? second?.id : first?.id } })
    expect(theirs.meetings()).toHaveLength(1)
  })

  test('SC-S1 where the server that was shown is full or gone by now, the meeting is held on another', async () => {
    const { house, theirs, setOwn, setState, params } = await withServer()
    await setOwn('enabled')
    await setState('cordoned')

    const { status } = await house.aGuest().ask(startMeeting, { body: { server: params.nodeId } })

    expect([status, theirs.meetings()]).toEqual([200, []])
  })

  test('whom many come to at once is opened by one of them, and other rooms wait for none of it', async () => {
    const { house, theirs } = await withServer()
    const [crowded, other] = [await aRoom(house), await aRoom(house, 'bob')]
    theirs.answers('silent')
    const crowd = Array.from({ length: 30 }, () => house.ask('ada', openRoom, { params: { roomId: crowded.id } }))
    await expect.poll(() => theirs.waiting()).toBe(1)

    const opening = house.ask('bob', openRoom, { params: { roomId: other.id } })

    await expect.poll(() => theirs.waiting()).toBe(2)
    theirs.answers('well')
    expect(new Set((await Promise.all([...crowd, opening])).map(({ status }) => status))).toEqual(new Set([200]))
    expect(theirs.meetings()).toHaveLength(2)
  })

  test('what its engine cannot is not offered, and refused', async () => {
    const { house, theirs, clock } = await withServer()
    const room = await anOpenRoom(house)
    const ada = await sent(house.as('ada'), room.code, { name: 'Ada' })
    const awa = await sent(house.aGuest(), room.code, { name: 'Awa' })
    for (const { address } of [ada, awa]) await theirs.walkIn(address)
    clock.pass(10)
    await house.sweeps.now('presence')

    const { reply } = await house.ask('ada', readSession, { params: { sessionId: room.sessionId } })

    const seen = reply.participants.find(({ id }) => id === awa.participantId)
    expect(seen?.can).toMatchObject({ mute: false, limit: false, remove: false })
  })

  test('ENT-10 ends when a moderator ends it in BigBlueButton’s own pages, as its signed call says', async () => {
    const { house, theirs } = await withServer()
    const room = await anOpenRoom(house)
    const callback = new URL(
      theirs.asked.findLast(({ call }) => call === 'create')?.params.get('meta_endCallbackUrl') ?? '',
    )
    const call = (path: string) => house.app.inject({ url: path, headers: { host: 'university.test' } })

    const forged = await call(`${callback.pathname}?key=${room.sessionId}&signature=nonsense`)
    const before = (await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply.session
    const heard = await call(`${callback.pathname}${callback.search}&recordingmarks=false&meetingID=x`)
    const again = await call(`${callback.pathname}${callback.search}`)

    expect([forged.statusCode, before?.sessionId]).toEqual([401, room.sessionId])
    expect([heard.statusCode, again.statusCode]).toEqual([204, 204])
    expect((await house.ask('ada', readRoom, { params: { roomId: room.id } })).reply.session).toBe(null)
  })

  test('POD-S4 has its lobby in its own pages: who must be let in waits there', async () => {
    const { house } = await withServer()
    const room = await anOpenRoom(house)
    await house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: { lobby: 'guests' } })
    const isGuest = async (visitor: ReturnType<typeof house.as>) =>
      new URL((await sent(visitor, room.code, { name: 'Awa' })).address).searchParams.get('guest')

    expect(await isGuest(house.aGuest())).toBe('true')
    expect(await isGuest(house.as('bob'))).toBe('false')
    expect(await isGuest(house.as('ada'))).toBe('false')
  })

  test('POD-24 is ended there when the room is closed', async () => {
    const { house, theirs } = await withServer()
    const room = await anOpenRoom(house)

    await house.ask('ada', closeRoom, { params: { roomId: room.id } })

    expect(theirs.meetings()).toEqual([])
  })

  test.each([
    ['inside', null, 'inside'],
    ['each', null, 'either'],
    ['room', 'inside', 'inside'],
    ['room', null, 'tab'],
    ['tab', 'inside', 'tab'],
  ] as const)('CH-18 opens as the institution (%s) and the room (%s) say: %s', async (ofAll, ofRoom, opens) => {
    const { house } = await withServer()
    await house.ask('malik', changeTenant, { body: { enginePages: ofAll } })
    const { id: roomId, code } = await aRoom(house)
    await house.ask('ada', changeRoomSettings, { params: { roomId }, body: { enginePages: ofRoom } })

    expect((await sent(house.as('ada'), code)).opens).toBe(opens)
  })
})

describe('a new session', () => {
  test('SC-08 goes elsewhere once its server is cordoned, and what runs stays where it is', async () => {
    const { house, theirs, setState, setOwn } = await withServer()
    const running = await anOpenRoom(house)

    await setOwn('enabled')
    await setState('cordoned')

    const next = await anOpenRoom(house)
    expect(worldOf(house).meetings()).toEqual([next.sessionId])
    expect(theirs.meetings()).toEqual([running.sessionId])
    expect((await knock(house.as('ada'), running.code)).outcome).toBe('sent')
    expect((await knock(house.as('ada'), next.code)).outcome).toBe('admitted')
  })

  test('goes to the next server at once, where the first does not answer, before anyone noticed', async () => {
    const { house, theirs, setOwn } = await withServer()
    await setOwn('enabled')
    theirs.answers('fault')

    const room = await anOpenRoom(house)

    expect(worldOf(house).meetings()).toEqual([room.sessionId])
  })

  test('goes where its room says, if the institution lets rooms say so', async () => {
    const { house, theirs, params, setState, setOwn } = await withServer()
    const { reply: all } = await house.ask('malik', nodes.listNodes, {})
    const own = all.nodes.find(({ ours }) => ours)
    if (!own) throw new Error('No server of the house')
    const aRoomOn = async (carrier: object) => {
      const room = await aRoom(house)
      const body = { carrier: carrier as never }
      await house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body })
      await house.ask('ada', openRoom, { params: { roomId: room.id } })
      return (await knock(house.as('ada'), room.code)).outcome
    }

    const notAsked = await aRoomOn({ by: 'node', nodeId: own.id })
    await setOwn('enabled')
    await house.ask('malik', changeTenant, { body: { engineChoice: true } })
    const outcomes = [
      await aRoomOn({ by: 'node', nodeId: own.id }),
      await aRoomOn({ by: 'engine', engine: 'fake' }),
      await aRoomOn({ by: 'node', nodeId: params.nodeId }),
    ]
    await setState('disabled')
    const gone = await aRoomOn({ by: 'node', nodeId: params.nodeId })

    expect(notAsked).toBe('sent')
    expect(outcomes).toEqual(['admitted', 'admitted', 'sent'])
    expect(gone).toBe('admitted')
    expect(theirs.meetings()).toHaveLength(2)
  })

  test('keeps where it went, and why', async () => {
    const { house, params, databaseUrl } = await withServer()
    const { sessionId } = await anOpenRoom(house)

    const kept = `select 1 from sessions where id = '${sessionId}' and node_id = '${params.nodeId}'
      and choice @> '{"why": "only", "among": 1, "passedOver": {"cordoned": 1}}'`
    const asking = runSql(databaseUrl, `do $$ begin if not exists (${kept}) then raise 'not kept'; end if; end $$`)

    await expect(asking).resolves.toBeUndefined()
  })

  test('SC-S6 is refused in so many words where every server is full', async () => {
    const house = await aHouse({ env: { AMPHI_MEDIA_SEATS: '2' } })
    const { code } = await aMeeting(house)
    await comeInside(house, house.aGuest(), code)
    await comeInside(house, house.aGuest(), code)
    const room = await aRoom(house)

    const refused = await house.ask('ada', openRoom, { params: { roomId: room.id } })
    const atDoor = await house.ask('ada', enterDoor, {
      params: { code: room.code },
      body: { name: 'Ada', tab: room.id },
    })

    expect([refused.status, refused.refusal.code]).toEqual([503, 'engine.full'])
    expect([atDoor.status, atDoor.refusal.code]).toEqual([503, 'engine.full'])
    expect((await knock(house.aGuest(), code)).outcome).toBe('admitted')
  })
})

describe('a server that is lost', () => {
  test('CH-13 CH-S6 ends its sessions with that reason, and the same link opens the room elsewhere', async () => {
    const { house, theirs, clock, setOwn, fall } = await withServer()
    const room = await anOpenRoom(house)
    await setOwn('enabled')
    await theirs.walkIn((await sent(house.as('ada'), room.code)).address)
    await house.sweeps.now('presence')

    await fall()
    const meanwhile = await house.ask('ada', enterDoor, {
      params: { code: room.code },
      body: { name: 'Ada', tab: room.id },
    })
    clock.pass(120)
    await house.sweeps.now('presence')
    const { reply: history } = await house.ask('ada', listSessions, { query: {}, params: { roomId: room.id } })
    const again = await goIn(house.as('ada'), room.code)

    expect(meanwhile.refusal.code).toBe('engine.unreachable')
    expect(history[0]?.endReason).toBe('server_lost')
    expect(worldOf(house).meetings()).toEqual([again.sessionId])
  })

  test('can be left by closing the room, at once', async () => {
    const { house, setOwn, fall } = await withServer()
    const room = await anOpenRoom(house)
    await setOwn('enabled')
    await fall()

    const closed = await house.ask('ada', closeRoom, { params: { roomId: room.id } })

    expect(closed.status).toBe(200)
    expect((await knock(house.as('ada'), room.code)).outcome).toBe('admitted')
  })

  test('that answers again lets go of what was given up on it', async () => {
    const { house, theirs, clock, setOwn, fall } = await withServer()
    const room = await anOpenRoom(house)
    await setOwn('enabled')
    await fall()
    clock.pass(120)
    await house.sweeps.now('presence')
    clock.pass(600)

    theirs.answers('well')
    await house.sweeps.now('nodes')

    await expect.poll(() => theirs.meetings()).toEqual([])
    expect(room.sessionId).toBeTruthy()
  })

  test('but answers again in time goes on with what it carries', async () => {
    const { house, theirs, clock, fall } = await withServer()
    const room = await anOpenRoom(house)
    await fall()

    theirs.answers('well')
    clock.pass(20)
    await house.sweeps.now('nodes')
    await house.sweeps.now('presence')

    expect((await sent(house.as('ada'), room.code)).sessionId).toBe(room.sessionId)
  })
})

describe('what runs on a server', () => {
  test('is told to its administrators, and of other institutions nothing but how many and until when', async () => {
    const { house, params } = await withServer()
    await house.ask('malik', nodes.changeNode, { params, body: { serves: 'everyone' } })
    const own = await anOpenRoom(house)
    await anOpenRoom(house, 'eve')

    const { reply } = await house.ask('malik', nodes.listNodeSessions, { params })

    expect(reply).toHaveLength(2)
    expect(reply.find(({ foreign }) => !foreign)).toMatchObject({
      room: own.name,
      startedBy: 'Ada Lovelace',
      people: 0,
    })
    expect(reply.find(({ foreign }) => foreign)).toMatchObject({ room: null, startedBy: null })
  })

  test('keeps it on the list; ended, with that reason, it can be taken off', async () => {
    const { house, theirs, params } = await withServer()
    const rooms = [await anOpenRoom(house), await anOpenRoom(house)]

    const busy = await house.ask('malik', nodes.removeNode, { params })
    const emptied = await house.ask('malik', nodes.emptyNode, { params })
    const removed = await house.ask('malik', nodes.removeNode, { params })

    expect([busy.status, busy.refusal.code]).toEqual([409, 'node.busy'])
    expect([emptied.reply, removed.status]).toEqual([{ ended: 2, failed: 0 }, 204])
    expect(theirs.meetings()).toEqual([])
    for (const { id: roomId } of rooms) {
      const { reply } = await house.ask('ada', listSessions, { query: {}, params: { roomId } })
      expect(reply.map(({ endReason }) => endReason)).toEqual(['server_stopped'])
    }
    expect((await house.ask('malik', nodes.listNodes, {})).reply.nodes.map(({ ours }) => ours)).toEqual([true])
  })

  test('and does not end there is counted, and stays', async () => {
    const { house, theirs, params } = await withServer()
    await anOpenRoom(house)
    await anOpenRoom(house)
    theirs.answers('fault')

    const { status, reply } = await house.ask('malik', nodes.emptyNode, { params })

    expect([status, reply]).toEqual([200, { ended: 0, failed: 2 }])
    expect((await house.ask('malik', nodes.listNodeSessions, { params })).reply).toHaveLength(2)
  })
})
