import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { listMessages, postMessage } from '@amphi/contract/chat'
import { closeRoom, endSession, leaveSession, raiseHand, readSession } from '@amphi/contract/sessions'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom, comeInside, goIn, worldOf } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const world = worldOf(house)

interface Someone {
  visitor: Visitor
  params: { sessionId: string; participantId: string }
}

const say = ({ visitor, params }: Someone, text = 'Bonjour') =>
  visitor.ask(postMessage, { params, body: { id: randomUUID(), participantId: params.participantId, text } })

/** What someone may do in a session, by the status of each answer. */
const doorsOf = async (someone: Someone) => {
  const { visitor, params } = someone
  const answers = {
    write: await say(someone),
    read: await visitor.ask(listMessages, { params, query: {} }),
    look: await visitor.ask(readSession, { params }),
    raise: await visitor.ask(raiseHand, { params, body: { raised: true } }),
  }
  return Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]))
}
const all = (status: number) => ({ write: status, read: status, look: status, raise: status })

const aTalk = async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa', tab: randomUUID() })
  return { room, ada, awa, channel: `session:${room.sessionId}` }
}

const awaitedFor = async ({ visitor, params }: Someone, name: string) => {
  const { reply } = await visitor.ask(readSession, { params })
  return reply.participants.find((it) => it.name === name)?.awaited
}

test('whoever has left neither reads, hears, writes nor raises a hand', async () => {
  const { ada, awa, channel } = await aTalk()
  const page = await aPage(house.app, awa.visitor)
  await page.join(channel)
  expect(await doorsOf(awa)).toEqual(all(200))

  await awa.visitor.ask(leaveSession, { params: awa.params })
  await page.hears('refused')
  const before = page.heard.length
  await say(ada, 'Entre nous')
  await house.ask('ada', readSession, { params: ada.params })
  await page.catchUp()

  expect(await doorsOf(awa)).toEqual(all(403))
  expect((await say(awa)).refusal.code).toBe('participant.not_inside')
  expect(page.heard.slice(before).filter(({ say }) => say === 'fact')).toEqual([])
  expect(await (await aPage(house.app, awa.visitor)).join(channel)).toBe(false)
  expect(await awaitedFor(ada, 'Awa')).toBe(null)
})

test('a seat that nobody comes to is told of for a minute, and whoever asks for ever more of them has few', async () => {
  const { room, ada } = await aTalk()
  const pupil = house.aGuest()
  const told = async () => {
    const { reply } = await ada.visitor.ask(readSession, { params: ada.params })
    return reply.participants.map(({ name }) => name)
  }
  const ask = async () => {
    for (let i = 0; i < 20; i += 1) await goIn(pupil, room.code, { name: `Zoé ${i}` })
  }
  await ask()
  expect((await told()).filter((name) => name.startsWith('Zoé')).length).toBeLessThanOrEqual(4)

  clock.pass(61)
  expect((await told()).toSorted()).toEqual(['Ada', 'Awa'])

  await ask()
  const { rows } = await house.db.execute(sql`select id from participants where session_id = ${room.sessionId}`)
  expect(rows.length).toBeLessThanOrEqual(2 + 4 + 4)
  const zoe = await comeInside(house, pupil, room.code, { name: 'Zoé' })
  expect(await told()).toEqual(expect.arrayContaining(['Ada', 'Awa', 'Zoé']))
  expect(world.present(room.sessionId)).toContain(zoe.participantId)
})

test('whoever has left does not come back by the pass they were given before', async () => {
  const { room, ada, awa } = await aTalk()
  await awa.visitor.ask(leaveSession, { params: awa.params })

  await world.connect(awa.media.token)

  expect(world.present(room.sessionId)).toEqual([ada.participantId])
  expect(await doorsOf(awa)).toEqual(all(403))
  const { reply } = await ada.visitor.ask(readSession, { params: ada.params })
  expect(reply.participants.filter(({ present }) => present).map(({ name }) => name)).toEqual(['Ada'])
})

test('whoever came back by an old pass while the engine’s word was lost is found, and let go', async () => {
  const { room, ada, awa } = await aTalk()
  await awa.visitor.ask(leaveSession, { params: awa.params })
  world.tell(false)
  await world.connect(awa.media.token)
  world.tell(true)

  await house.sweeps.now('presence')

  expect(world.present(room.sessionId)).toEqual([ada.participantId])
  expect(await doorsOf(awa)).toEqual(all(403))
})

test('a late word about someone who has left does not make them awaited', async () => {
  const { awa } = await aTalk()
  await awa.visitor.ask(leaveSession, { params: awa.params })

  const connection = 'told of only by its end'
  await world.claim({ kind: 'left', key: awa.sessionId, identity: awa.participantId, connection, at: clock.now() })

  expect(await doorsOf(awa)).toEqual(all(403))
})

test('whoever comes back hears and writes again', async () => {
  const { room, awa, channel } = await aTalk()
  await awa.visitor.ask(leaveSession, { params: awa.params })

  const back = await comeInside(house, awa.visitor, room.code, { name: 'Awa' })

  expect(await doorsOf({ visitor: awa.visitor, params: back.params })).toEqual(all(200))
  expect(await (await aPage(house.app, awa.visitor)).join(channel)).toBe(true)
})

test('one of two tabs that leaves takes nothing from the other', async () => {
  const { room, awa, channel } = await aTalk()
  const other = await comeInside(house, awa.visitor, room.code, { name: 'Awa', tab: randomUUID() })
  const page = await aPage(house.app, awa.visitor)
  await page.join(channel)
  const before = page.heard.length

  await awa.visitor.ask(leaveSession, { params: awa.params })
  // Asked about anew, and let in again: what was said meanwhile the page fetches.
  await page.hears('joined', (it) => page.heard.indexOf(it) >= before)
  await say(other, 'Encore là')

  expect((await page.hearsFact('message.posted')).message).toMatchObject({ text: 'Encore là' })
  expect((await say(awa)).refusal.code).toBe('participant.not_inside')
})

test('whoever is cut off is awaited for a minute, and may still hear and write; after that no more', async () => {
  const { ada, awa, channel } = await aTalk()
  const page = await aPage(house.app, awa.visitor)
  await page.join(channel)

  await world.disconnect(awa.sessionId, awa.participantId)
  await page.hearsFact('participant.left')
  expect(await awaitedFor(ada, 'Awa')).toBe(60)
  clock.pass(59)
  expect(await doorsOf(awa)).toEqual(all(200))

  clock.pass(2)
  expect(await awaitedFor(ada, 'Awa')).toBe(null)
  expect(await doorsOf(awa)).toEqual(all(403))
  await say(ada, 'Entre nous')
  await page.hears('refused')
  expect(page.heard.filter((it) => it.say === 'fact' && it.message?.text === 'Entre nous')).toEqual([])
})

test('whoever was let in and never connects is seen to be awaited, and hears no more after a minute', async () => {
  const { room, ada, channel } = await aTalk()
  const visitor = house.aGuest()
  const entry = await goIn(visitor, room.code, { name: 'Personne' })
  const params = { sessionId: entry.sessionId, participantId: entry.participantId }
  const page = await aPage(house.app, visitor)
  expect(await page.join(channel)).toBe(true)
  expect(await awaitedFor(ada, 'Personne')).toBe(60)

  clock.pass(61)
  await say(ada, 'Entre nous')

  await page.hears('refused')
  expect(await doorsOf({ visitor, params })).toEqual(all(403))
})

test('a session that has ended is read by those who were there to its end, and by nobody who had left', async () => {
  const { room, ada, awa } = await aTalk()
  const chloe = await comeInside(house, house.aGuest(), room.code, { name: 'Chloé' })
  await awa.visitor.ask(leaveSession, { params: awa.params })
  await say(ada, 'La fin')
  clock.pass(1)
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  clock.pass(3600)

  const read = ({ visitor, params }: Someone) => visitor.ask(listMessages, { params, query: {} })
  expect((await read(chloe)).reply.map(({ text }) => text)).toEqual(['La fin'])
  expect((await read(awa)).status).toBe(403)
  expect((await say(chloe)).refusal.code).toBe('session.ended')
})

test('a moderator who has left ends nothing from outside', async () => {
  const { ada } = await aTalk()
  await ada.visitor.ask(leaveSession, { params: ada.params })

  expect((await ada.visitor.ask(endSession, { params: ada.params })).refusal.code).toBe('participant.not_inside')
})
