import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as contract from '@amphi/contract/moderation'
import { changeRoomSettings, readRoomSettings } from '@amphi/contract/room-settings'
import { aHouse } from '@amphi/testkit/house'
import { comeInside, goIn } from '@amphi/testkit/story'
import { classesOf, codeOf, inSession } from '@amphi/testkit/classes'
import { waitingForLocks } from '@amphi/testkit/locks'

const house = await aHouse({ limitScale: 1000 })
const { world, seen, aClass, limitAll, limitOne, giveRole, mute, ask, say, own, publish, sends } = classesOf(house)

test('what is forbidden to all is taken down at once, and stays forbidden to whoever comes or comes back', async () => {
  const { room, ada, bob, awa } = await aClass()
  for (const it of [ada, bob, awa]) publish(it, 'microphone', 'camera', 'screen')

  expect((await limitAll(ada, { microphone: false, screen: false })).status).toBe(204)

  expect(sends(awa)).toEqual(['camera'])
  expect(sends(bob)).toEqual(['camera'])
  expect(sends(ada)).toEqual(['microphone', 'camera', 'screen'])
  publish(awa, 'screen')
  expect(sends(awa)).toEqual(['camera'])
  const late = await comeInside(house, house.aGuest(), room.code)
  publish(late, 'microphone', 'camera', 'screen')
  expect(sends(late)).toEqual(['camera'])
  expect((await own(late)).allowed).toEqual({ microphone: false, camera: true, screen: false, chat: true })

  await limitAll(ada, { screen: true })
  publish(awa, 'microphone', 'screen')
  expect(sends(awa)).toEqual(['camera', 'screen'])
})

test('a pass of before the limit says what it said, and is corrected as soon as it is used', async () => {
  const { room, ada } = await aClass()
  const guest = house.aGuest()
  const entry = await goIn(guest, room.code)
  await limitAll(ada, { camera: false })

  await world.connect(entry.media.token)

  world.publish(entry.sessionId, entry.participantId, 'camera')
  expect(world.sends(entry.sessionId, entry.participantId)).toEqual([])
})

test('an engine that did not answer when something was forbidden is told again', async () => {
  const { ada, awa } = await aClass()
  publish(awa, 'camera')
  world.answer(false)
  expect((await limitAll(ada, { camera: false })).status).toBe(204)
  world.answer(true)
  expect(sends(awa)).toEqual(['camera'])

  await house.sweeps.now('presence')

  expect(sends(awa)).toEqual([])
})

test('of several who are forbidden something, one whom the engine does not take keeps no other from it', async () => {
  const { ada, bob, awa, chloe } = await aClass()
  for (const it of [bob, awa, chloe]) publish(it, 'camera')
  world.refuse(awa.participantId, true)

  expect((await limitAll(ada, { camera: false })).status).toBe(204)

  expect([bob, awa, chloe].map(sends)).toEqual([[], ['camera'], []])
  world.refuse(awa.participantId, false)
  await house.sweeps.now('presence')
  expect(sends(awa)).toEqual([])
})

test('while an engine thinks about what is forbidden, nothing is held in the database, and the last word holds', async () => {
  const { room, ada, awa } = await aClass()
  const release = world.stall(room.sessionId)
  const idling = async () => {
    const { rows } = await house.db.execute(
      sql`select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
    )
    return rows.length
  }
  const isForbidden = async () => (await own(awa)).allowed.camera === false

  const first = limitAll(ada, { camera: false })
  await expect.poll(isForbidden).toBe(true)
  await expect.poll(idling).toBe(0)
  const second = limitAll(ada, { camera: true })
  await expect.poll(isForbidden).toBe(false)
  release()

  expect([(await first).status, (await second).status]).toEqual([204, 204])
  publish(awa, 'camera')
  expect(sends(awa)).toEqual(['camera'])
})

test('chat that is forbidden is refused by the server, but for those who lead and those excepted', async () => {
  const { ada, awa, chloe } = await aClass()

  await limitAll(ada, { chat: false })
  await limitOne(ada, chloe, { chat: true })

  expect(await codeOf(say(awa))).toBe('chat.forbidden')
  expect(await codeOf(say(ada))).not.toBe('chat.forbidden')
  expect((await say(chloe)).status).toBe(200)
  await limitAll(ada, { chat: true })
  expect((await say(awa)).status).toBe(200)
})

test('one is kept from it while the others go on, in each of their tabs and after a reload', async () => {
  const { room, ada, awa, chloe } = await aClass()
  for (const it of [awa, chloe]) publish(it, 'microphone')

  await limitOne(ada, awa, { microphone: false })

  expect([sends(awa), sends(chloe)]).toEqual([[], ['microphone']])
  const again = await comeInside(house, awa.visitor, room.code, { name: 'Awa' })
  publish(again, 'microphone')
  expect(sends(again)).toEqual([])
  await limitOne(ada, awa, { microphone: true })
  for (const it of [awa, again]) publish(it, 'microphone')
  expect([sends(awa), sends(again)]).toEqual([['microphone'], ['microphone']])
})

test('one may what the others may not, until it is forbidden to all anew', async () => {
  const { ada, awa, chloe } = await aClass()
  await limitAll(ada, { microphone: false })
  await limitOne(ada, awa, { microphone: true })
  for (const it of [awa, chloe]) publish(it, 'microphone')
  expect([sends(awa), sends(chloe)]).toEqual([['microphone'], []])

  await limitAll(ada, { microphone: false })

  expect(sends(awa)).toEqual([])
})

test('who leads is never limited, whoever tries', async () => {
  const { ada, bob } = await aClass()
  await giveRole(ada, bob, 'moderator')

  expect(await codeOf(limitOne(ada, bob, { microphone: false }))).toBe('participant.moderates')
  expect(await codeOf(limitOne(bob, ada, { chat: false }))).toBe('participant.moderates')
  await limitAll(bob, { microphone: false, camera: false, screen: false, chat: false })
  expect((await own(bob)).allowed).toEqual({ microphone: true, camera: true, screen: true, chat: true })
})

test('made moderator, one may all of it at once, over a reload too; taken back, as much as the others', async () => {
  const { room, ada, awa } = await aClass()
  await limitAll(ada, { microphone: false })
  const tab = randomUUID()
  const other = await comeInside(house, awa.visitor, room.code, { name: 'Awa', tab })

  expect((await giveRole(ada, awa, 'moderator')).status).toBe(204)

  publish(awa, 'microphone')
  expect(sends(awa)).toEqual(['microphone'])
  expect((await seen(awa)).can).toMatchObject({ moderate: true })
  expect(await goIn(awa.visitor, room.code, { tab })).toMatchObject({ role: 'moderator' })
  publish(other, 'microphone')
  expect(sends(other)).toEqual(['microphone'])

  await giveRole(ada, awa, 'participant')
  expect([sends(awa), sends(other)]).toEqual([[], []])
  expect(await codeOf(limitAll(awa, { microphone: true }))).toBe('session.moderator_only')
  expect(await goIn(awa.visitor, room.code, { tab })).toMatchObject({ role: 'participant' })
})

test('a password set from inside does not undo what else was changed at that moment', async () => {
  const { room, ada } = await aClass()
  const params = { roomId: room.id }
  const undone = new Error('not changed after all')
  const answers: Promise<unknown>[] = []

  // Held up where the room is read to be changed: the other change is written first.
  const before = house.db.transaction(async (tx) => {
    await tx.execute(sql`select id from rooms where id = ${room.id} for update`)
    const change = house.ask('ada', changeRoomSettings, { params, body: { visibility: 'invited' } })
    answers.push(change)
    await expect.poll(() => waitingForLocks(house)).toBe(1)
    answers.push(ada.visitor.ask(contract.setSessionPassword, { ...inSession(ada), body: { password: 'orangers' } }))
    await expect.poll(() => waitingForLocks(house)).toBe(2)
    throw undone
  })
  await expect(before).rejects.toBe(undone)
  await Promise.all(answers)

  const { reply } = await house.ask('ada', readRoomSettings, { params })
  expect(reply).toMatchObject({ visibility: 'invited', password: 'orangers' })
})

test('who came by the link of those who lead may be told not to; whose room it is may not', async () => {
  const { room, ada, bob } = await aClass()
  await giveRole(ada, bob, 'moderator')

  expect(await codeOf(giveRole(bob, ada, 'participant'))).toBe('participant.owner')
  expect(await codeOf(ask(bob, contract.removeParticipant, ada))).toBe('participant.owner')
  expect(await codeOf(ask(bob, contract.banParticipant, ada))).toBe('participant.owner')
  expect((await mute(bob, ada)).status).toBe(204)
  expect(await goIn(house.as('ada'), room.code)).toMatchObject({ role: 'moderator' })
})
