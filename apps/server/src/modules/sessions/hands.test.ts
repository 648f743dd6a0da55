import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { closeRoom, endSession, leaveSession, lowerHands, raiseHand, readSession } from '@amphi/contract/sessions'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { anOpenRoom, comeInside, goIn, worldOf } from '@amphi/testkit/story'
import { handOrder } from './hands.ts'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const world = worldOf(house)

type Inside = Awaited<ReturnType<typeof comeInside>>

const raise = ({ visitor, params }: Inside, raised = true) => visitor.ask(raiseHand, { params, body: { raised } })

/** Names, in the order in which the hands went up. */
const handsSeenBy = async ({ visitor, params }: Inside) => {
  const { reply } = await visitor.ask(readSession, { params })
  const up = reply.participants.filter(({ hand }) => hand !== null)
  return up.toSorted((a, b) => (a.hand ?? 0) - (b.hand ?? 0)).map(({ name }) => name)
}

const aClass = async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const guest = (name: string) => comeInside(house, house.aGuest(), room.code, { name })
  return { room, ada, awa: await guest('Awa'), bob: await guest('Bob'), chloe: await guest('Chloé') }
}

test('SC-04 hands stand in the order they went up, the same for everyone', async () => {
  const { ada, awa, bob, chloe } = await aClass()

  const places = [(await raise(chloe)).reply.hand, (await raise(awa)).reply.hand, (await raise(bob)).reply.hand]

  expect(places).toEqual([1, 2, 3])
  for (const someone of [ada, awa, bob, chloe]) expect(await handsSeenBy(someone)).toEqual(['Chloé', 'Awa', 'Bob'])
})

test('hands that go up at the same time have an order all the same, and keep it', async () => {
  const { ada, awa, bob, chloe } = await aClass()

  const raised = await Promise.all([raise(awa), raise(bob), raise(chloe)])

  expect(new Set(raised.map(({ reply }) => reply.hand))).toEqual(new Set([1, 2, 3]))
  const order = await handsSeenBy(ada)
  expect(order).toHaveLength(3)
  expect(await handsSeenBy(bob)).toEqual(order)
})

test('a hand raised again keeps its place; lowered and raised it goes to the end', async () => {
  const { ada, awa, bob } = await aClass()
  await raise(awa)
  await raise(bob)

  expect((await raise(awa)).reply.hand).toBe(1)
  expect((await raise(awa, false)).reply.hand).toBe(null)
  expect((await raise(awa)).reply.hand).toBe(2)
  expect(await handsSeenBy(ada)).toEqual(['Bob', 'Awa'])
})

test('a clock that is behind does not put a hand before those that are up', async () => {
  const { ada, awa, bob } = await aClass()
  await raise(awa)
  clock.pass(-30)

  await raise(bob)

  expect(await handsSeenBy(ada)).toEqual(['Awa', 'Bob'])
  clock.pass(30)
})

test('whoever leads lowers another’s hand; nobody raises it for them, and nobody else lowers it', async () => {
  const { ada, awa, bob } = await aClass()
  await raise(awa)
  const adas = (raised: boolean) => ada.visitor.ask(raiseHand, { params: awa.params, body: { raised } })

  const bobs = await bob.visitor.ask(raiseHand, { params: awa.params, body: { raised: false } })
  const lowered = await adas(false)
  const raisedByAda = await adas(true)

  expect([bobs.status, bobs.refusal.code]).toEqual([403, 'participant.not_you'])
  expect([lowered.status, lowered.reply.hand]).toEqual([200, null])
  expect([raisedByAda.status, raisedByAda.refusal.code]).toEqual([403, 'participant.not_you'])
})

test('whoever leads takes down all hands at once, however many; nobody else does', async () => {
  const { room, ada, bob } = await aClass()
  const params = { sessionId: room.sessionId }
  const pupils = await Promise.all(
    Array.from({ length: 40 }, (_, at) => comeInside(house, house.aGuest(), room.code, { name: `Élève ${at}` })),
  )
  for (const pupil of pupils) await raise(pupil)

  const bobs = await bob.visitor.ask(lowerHands, { params })
  const strangers = await house.as('malik').ask(lowerHands, { params })
  expect([bobs.refusal.code, strangers.refusal.code]).toEqual(['session.moderator_only', 'session.not_found'])
  expect(await handsSeenBy(ada)).toHaveLength(40)
  const adas = await ada.visitor.ask(lowerHands, { params })
  const again = await ada.visitor.ask(lowerHands, { params })

  expect([adas.reply.lowered, again.reply.lowered]).toEqual([40, 0])
  expect(await handsSeenBy(bob)).toEqual([])
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })
  expect((await ada.visitor.ask(lowerHands, { params })).refusal.code).toBe('session.ended')
})

test('a hand stays up through a cut and a reload of the page', async () => {
  const { room, ada } = await aClass()
  const [guest, tab] = [house.aGuest(), randomUUID()]
  const before = await comeInside(house, guest, room.code, { name: 'Dina', tab })
  await raise(before)
  await world.disconnect(room.sessionId, before.participantId)
  clock.pass(45)
  await house.sweeps.now('presence')

  const after = await comeInside(house, guest, room.code, { name: 'Dina', tab })
  clock.pass(30)
  await house.sweeps.now('presence')

  expect(after.participantId).toBe(before.participantId)
  expect(await handsSeenBy(ada)).toEqual(['Dina'])
})

test('a hand goes down when its owner is gone for longer than a cut, or says that they leave', async () => {
  const { room, ada, awa, bob } = await aClass()
  await raise(awa)
  await raise(bob)
  await world.disconnect(room.sessionId, awa.participantId)
  clock.pass(70)
  await house.sweeps.now('presence')
  expect(await handsSeenBy(ada)).toEqual(['Bob'])

  await bob.visitor.ask(leaveSession, { params: bob.params })

  expect(await handsSeenBy(ada)).toEqual([])
})

test('in a session that is over no hand is up, and none goes up', async () => {
  const { room, ada, awa } = await aClass()
  await raise(awa)
  await house.ask('ada', closeRoom, { params: { roomId: room.id } })

  const { status, refusal } = await raise(awa)

  expect([status, refusal.code]).toEqual([410, 'session.ended'])
  expect(await handsSeenBy(ada)).toEqual([])
})

test('nobody raises a hand that is not there, or in a session they have no seat in', async () => {
  const { ada, awa } = await aClass()
  const other = await aClass()
  const body = { raised: true }

  const nobodys = await ada.visitor.ask(raiseHand, { params: { ...ada.params, participantId: randomUUID() }, body })
  const elsewhere = await awa.visitor.ask(raiseHand, { params: other.awa.params, body })
  const mixed = await awa.visitor.ask(raiseHand, {
    params: { sessionId: awa.sessionId, participantId: other.awa.participantId },
    body,
  })

  expect([nobodys, elsewhere, mixed].map(({ status }) => status)).toEqual([404, 404, 404])
})

test('SC-04 who leads ends the session for everyone, who does not cannot', async () => {
  const { room, ada, bob } = await aClass()

  const bobs = await bob.visitor.ask(endSession, { params: bob.params })
  const adas = await ada.visitor.ask(endSession, { params: ada.params })
  const again = await ada.visitor.ask(endSession, { params: ada.params })

  expect([bobs.status, bobs.refusal.code]).toEqual([403, 'session.moderator_only'])
  expect([adas.status, again.status]).toEqual([204, 204])
  expect(world.present(room.sessionId)).toBe(undefined)
})

test('what can be done inside is said by the session, from the role', async () => {
  const { ada, bob } = await aClass()

  const seen = async ({ visitor, params }: Inside) => (await visitor.ask(readSession, { params })).reply.can

  expect([await seen(ada), await seen(bob)]).toEqual([
    {
      end: true,
      extend: true,
      lowerHands: true,
      moderate: true,
      lock: true,
      readPassword: true,
      switchLobby: true,
      letIn: true,
    },
    {
      end: false,
      extend: false,
      lowerHands: false,
      moderate: false,
      lock: false,
      readPassword: false,
      switchLobby: false,
      letIn: false,
    },
  ])
})

test('SC-S5 when one hangs up, the others remain', async () => {
  const { room, ada, awa, bob } = await aClass()

  await awa.visitor.ask(leaveSession, { params: awa.params })

  expect(world.present(room.sessionId)).toEqual(expect.arrayContaining([ada.participantId, bob.participantId]))
  const { reply } = await bob.visitor.ask(readSession, { params: bob.params })
  expect(reply.participants.map(({ name, present }) => [name, present])).toContainEqual(['Awa', false])
})

test('a session is read by those with a seat in it, and by nobody else', async () => {
  const { room, bob } = await aClass()
  const stranger = house.aGuest()
  await goIn(stranger, (await anOpenRoom(house)).code)
  const params = { sessionId: room.sessionId }

  const statuses = [
    (await bob.visitor.ask(readSession, { params })).status,
    (await stranger.ask(readSession, { params })).status,
    (await house.as('malik').ask(readSession, { params })).status,
    (await house.as('eve').ask(readSession, { params })).status,
    (await house.aGuest().ask(readSession, { params })).status,
  ]

  expect(statuses).toEqual([200, 404, 404, 404, 401])
})

test('the order of hands is that of time, then of id', () => {
  const hand = (id: string, at: number | null) => ({ id: id as never, handRaisedAt: at === null ? null : new Date(at) })

  const order = handOrder([hand('c', 2), hand('b', 1), hand('a', 2), hand('d', null)])

  expect([...order]).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 3],
  ])
})
