import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { enterDoor } from '@amphi/contract/doors'
import { openJitsi, reportJitsi } from '@amphi/contract/jitsi'
import * as nodes from '@amphi/contract/nodes'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { readRoom } from '@amphi/contract/rooms'
import { closeRoom, readSession } from '@amphi/contract/sessions'
import { banParticipant } from '@amphi/contract/moderation'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aJitsi } from '@amphi/testkit/jitsi'
import { anOpenRoom, knock } from '@amphi/testkit/story'

const env = { AMPHI_PRIVATE_ADDRESSES: '127.0.0.0/8' }

/** A house whose sessions are carried by a server of Jitsi. */
const withJitsi = async () => {
  const clock = aClock()
  const house = await aHouse({ limitScale: 1000, clock, env })
  const theirs = await aJitsi()
  const { reply: node } = await house.ask('malik', nodes.addNode, {
    body: { engine: 'jitsi', address: theirs.address },
  })
  const own = (await house.ask('malik', nodes.listNodes, {})).reply.nodes.find(({ ours }) => ours)
  await house.ask('malik', nodes.setNodeState, { params: { nodeId: own?.id ?? '' }, body: { state: 'cordoned' } })
  return { house, theirs, clock, node }
}
type Place = Awaited<ReturnType<typeof withJitsi>>

/** Somebody goes in by the link of a room, to the page around Jitsi. */
const sent = async (...given: Parameters<typeof knock>) => {
  const entry = await knock(...given)
  if (entry.outcome !== 'sent') throw new Error(`Not sent: ${entry.outcome}`)
  const pass = entry.address.split('#')[1] ?? ''
  const [visitor] = given
  const page = randomUUID()
  return {
    entry,
    opening: async () => (await visitor.ask(openJitsi, { body: { pass } })).reply,
    report: async (what: 'joined' | 'here' | 'left' | 'ended') =>
      (await visitor.ask(reportJitsi, { body: { pass, page, what } })).reply.over,
  }
}

const peopleIn = async ({ house }: Place, roomId: string) =>
  (await house.ask('ada', readRoom, { params: { roomId } })).reply.session?.people

describe('a session on a server of Jitsi', () => {
  test('SC-03 is a page of ours, whose address tells nothing of the room, the session or the person', async () => {
    const place = await withJitsi()
    const room = await anOpenRoom(place.house)

    const { entry, opening } = await sent(place.house.aGuest(), room.code, { name: 'Awa' })

    expect(entry.address).toMatch(new RegExp(`^/jitsi/${place.node.id}#[\\w-]+$`))
    const opened = await opening()
    expect(opened).toMatchObject({
      outcome: 'open',
      meeting: { address: place.theirs.address, person: { name: 'Awa' } },
    })
    expect(JSON.stringify(opened)).not.toContain(room.sessionId)
  })

  test('holds fewer than its room would, where no server is as large', async () => {
    const { house } = await withJitsi()
    const room = await anOpenRoom(house)
    await sent(house.as('ada'), room.code, { name: 'Ada' })

    const { reply } = await house.ask('ada', readSession, { params: { sessionId: room.sessionId } })

    expect(reply.seats?.most).toBe(70)
  })

  test('POD-24 its pages tell who is inside, however many processes of ours hear them, also where one falls silent', async () => {
    const place = await withJitsi()
    const { house, clock } = place
    const room = await anOpenRoom(house)
    const ada = await sent(house.as('ada'), room.code, { name: 'Ada' })
    const awa = await sent(house.aGuest(), room.code, { name: 'Awa' })

    await Promise.all([ada.report('joined'), awa.report('joined'), awa.report('here')])
    expect(await peopleIn(place, room.id)).toBe(2)
    await awa.report('left')
    expect(await peopleIn(place, room.id)).toBe(1)
    await awa.report('here')
    expect(await peopleIn(place, room.id)).toBe(2)
    for (let i = 0; i < 5; i += 1) {
      clock.pass(10)
      await ada.report('here')
      await house.sweeps.now('presence')
    }
    expect(await peopleIn(place, room.id)).toBe(1)
    expect(await awa.report('here')).toBe(null)
    expect(await peopleIn(place, room.id)).toBe(2)
  })

  test('its pages learn that it is over, and who is banned that they are out', async () => {
    const { house, clock } = await withJitsi()
    const room = await anOpenRoom(house)
    const ada = await sent(house.as('ada'), room.code, { name: 'Ada' })
    const awa = await sent(house.aGuest(), room.code, { name: 'Awa' })
    await ada.report('joined')
    await awa.report('joined')
    clock.pass(5)
    const { sessionId } = room
    const { reply: seen } = await house.ask('ada', readSession, { params: { sessionId } })
    const can = seen.participants.find(({ id }) => id === awa.entry.participantId)?.can

    expect(can).toMatchObject({ mute: false, limit: false, remove: true })
    const banned = await house
      .as('ada')
      .ask(banParticipant, { params: { sessionId, participantId: awa.entry.participantId } })
    expect(banned.status).toBeLessThan(300)
    expect(await awa.report('here')).toBe('removed')
    expect(await awa.opening()).toEqual({ outcome: 'over', why: 'removed' })
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    expect(await ada.report('here')).toBe('ended')
  })

  test('ENT-09 ends when whoever leads it ends it in Jitsi', async () => {
    const place = await withJitsi()
    const room = await anOpenRoom(place.house)
    const ada = await sent(place.house.as('ada'), room.code, { name: 'Ada' })
    await ada.report('joined')

    await ada.report('ended')

    expect(await peopleIn(place, room.id)).toBe(undefined)
  })
})

describe('what Prosody asks before it makes a conference', () => {
  const asking = ({ house, node }: Place) => {
    const path = new URL(node.reservations ?? '').pathname
    const headers = { host: 'university.test' }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    return {
      path,
      headers,
      make: (name: string, as: 'form' | 'json' = 'form', at = path) =>
        house.app.inject({
          method: 'POST',
          url: `${at}/conference`,
          headers: as === 'form' ? { ...headers, ...form } : headers,
          payload:
            as === 'form'
              ? new URLSearchParams({ name, start_time: '2026-11-22T10:00:00.000Z', mail_owner: 'a@b.test' }).toString()
              : { name, start_time: '2026-11-22T10:00:00.000Z', mail_owner: 'a@b.test' },
        }),
      of: (method: 'GET' | 'DELETE', name: string) =>
        house.app.inject({ method, url: `${path}/conference/${encodeURIComponent(name)}`, headers }),
    }
  }

  const aMeeting = async (settings: object = {}) => {
    const place = await withJitsi()
    const room = await anOpenRoom(place.house)
    await place.house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: settings })
    const opened = await (await sent(place.house.as('ada'), room.code, { name: 'Ada' })).opening()
    if (opened.outcome !== 'open') throw new Error(opened.outcome)
    return { ...place, room, name: opened.meeting.name, prosody: asking(place), meeting: opened.meeting }
  }

  test.each(['form', 'json'] as const)(
    'SC-05 how long, for how many, with which lobby and password (%s)',
    async (as) => {
      const { name, prosody, meeting } = await aMeeting({ lobby: 'everyone', password: 'ouvre-toi' })

      const made = await prosody.make(name.toUpperCase(), as)

      expect(made.statusCode).toBe(201)
      expect(made.json()).toMatchObject({ id: name, name, mail_owner: 'a@b.test', max_occupants: 80, lobby: true })
      expect(made.json()).toMatchObject({ password: meeting.password })
      expect(made.json<{ duration: number }>().duration).toBe(2 * 3600)
    },
  )

  test('one that is there already is told of, and gone it can be made again', async () => {
    const { name, prosody } = await aMeeting()

    const both = await Promise.all([prosody.make(name), prosody.make(name)])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 409])
    const conflict = both.find(({ statusCode }) => statusCode === 409)
    expect(conflict?.json()).toEqual({ conflict_id: name })
    expect((await prosody.of('GET', name)).json()).toMatchObject({ id: name, duration: 2 * 3600 })
    expect((await prosody.of('DELETE', name)).statusCode).toBe(204)
    expect((await prosody.of('DELETE', name)).statusCode).toBe(204)
    expect((await prosody.make(name)).statusCode).toBe(201)
  })

  test('a name that is no running session of that server is refused in both languages', async () => {
    const { house, name, room, prosody } = await aMeeting()
    const unknown = await prosody.make('some-room-of-theirs')

    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    const ended = await prosody.make(name)

    for (const refused of [unknown, ended]) {
      expect(refused.statusCode).toBe(403)
      expect(refused.json<{ message: string }>().message).toMatch(/Aucune réunion.*No meeting/)
    }
  })

  test('nobody is answered who has not the address of that server, nor with nonsense', async () => {
    const { house, name, prosody } = await aMeeting()
    const other = await aJitsi()
    const { reply: another } = await house.ask('malik', nodes.addNode, {
      body: { engine: 'jitsi', address: other.address },
    })
    const theirs = new URL(another.reservations ?? '').pathname
    const [, , , id, signature] = prosody.path.split('/')

    expect((await prosody.make(name, 'form', theirs)).statusCode).toBe(403)
    for (const path of [
      `/hooks/jitsi/${another.id}/${signature}`,
      `/hooks/jitsi/${id}/nonsense`,
      `/hooks/jitsi/${randomUUID()}/${signature}`,
    ])
      expect((await prosody.make(name, 'form', path)).statusCode).toBe(401)
    expect((await prosody.make('')).statusCode).toBe(400)
    const { headers } = prosody
    const bare = await house.app.inject({ method: 'POST', url: `${prosody.path}/conference`, headers })
    expect(bare.statusCode).toBe(400)
  })

  test('a form is read nowhere else', async () => {
    const { house } = await withJitsi()
    const room = await anOpenRoom(house)

    const answer = await house.app.inject({
      method: 'POST',
      url: `/api/v1${enterDoor.path.replace(':code', room.code)}`,
      headers: { host: 'university.test', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=Awa',
    })

    expect(answer.statusCode).toBe(415)
  })
})
