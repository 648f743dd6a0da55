import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as contract from '@amphi/contract/moderation'
import { aHouse } from '@amphi/testkit/house'
import { waitingForLocks } from '@amphi/testkit/locks'
import { aPage } from '@amphi/testkit/page'
import { comeInside } from '@amphi/testkit/story'
import { classesOf, codeOf, inSession, type Inside, to } from '@amphi/testkit/classes'

const house = await aHouse({ limitScale: 1000 })
const { world, seen, aClass, limitAll, limitOne, giveRole, mute, publish, sends } = classesOf(house)

test('a microphone that is muted goes silent, and its owner may open it again', async () => {
  const { ada, awa, bob } = await aClass()
  publish(awa, 'microphone', 'camera')
  publish(bob, 'microphone')

  expect((await mute(ada, awa)).status).toBe(204)

  expect(sends(awa)).toEqual(['camera'])
  expect(sends(bob)).toEqual(['microphone'])
  publish(awa, 'microphone')
  expect(sends(awa)).toEqual(['camera', 'microphone'])
})

test('a camera and a shared screen are stopped in the same way', async () => {
  const { ada, awa } = await aClass()
  publish(awa, 'microphone', 'camera', 'screen')

  await mute(ada, awa, 'camera')
  await mute(ada, awa, 'screen')

  expect(sends(awa)).toEqual(['microphone'])
})

test('all are muted but oneself, those who lead, and those one names', async () => {
  const { ada, bob, awa, chloe } = await aClass()
  await giveRole(ada, bob, 'moderator')
  for (const it of [ada, bob, awa, chloe]) publish(it, 'microphone')
  const muteAll = (except: string[], moderators: boolean) =>
    ada.visitor.ask(contract.muteEveryone, { ...inSession(ada), body: { except: except as never, moderators } })

  expect((await muteAll([chloe.participantId], false)).reply).toEqual({ muted: 1 })
  expect([ada, bob, awa, chloe].map((it) => sends(it).length)).toEqual([1, 1, 0, 1])

  expect((await muteAll([], true)).reply).toEqual({ muted: 2 })
  expect([ada, bob, awa, chloe].map((it) => sends(it).length)).toEqual([1, 0, 0, 0])
  expect((await muteAll([], true)).reply).toEqual({ muted: 0 })
})

test('whoever is muted, and whoever is asked to speak, is told by whom; nobody opens another’s microphone', async () => {
  const { ada, awa } = await aClass()
  publish(awa, 'microphone')
  const page = await aPage(house.app, awa.visitor)
  await page.join(`session:${awa.sessionId}`)

  await mute(ada, awa)
  await ada.visitor.ask(contract.askToUnmute, to(awa))

  const ids = { participantId: awa.participantId, moderatorId: ada.participantId }
  expect((await page.hearsFact('participant.muted')).ids).toMatchObject({ ...ids, source: 'microphone' })
  expect((await page.hearsFact('unmute.asked')).ids).toMatchObject(ids)
  expect(sends(awa)).toEqual([])
})

test('who may not speak asks to; allowed, or set aside, the question is gone', async () => {
  const { ada, awa, chloe } = await aClass()
  const askToSpeak = (by: Inside, asked: boolean, one = by) =>
    by.visitor.ask(contract.askToSpeak, { ...to(one), body: { asked } })
  const asking = async () => (await seen(ada)).participants.filter((it) => it.asksToSpeak).map(({ name }) => name)
  expect((await askToSpeak(awa, true)).reply).toEqual({ asked: false })
  await limitAll(ada, { microphone: false })

  expect((await askToSpeak(awa, true)).reply).toEqual({ asked: true })
  await askToSpeak(awa, true)
  await askToSpeak(chloe, true)
  expect(await asking()).toEqual(['Awa', 'Chloé'])
  expect(await codeOf(askToSpeak(awa, false, chloe))).toBe('participant.not_you')
  expect(await codeOf(askToSpeak(ada, true, awa))).toBe('participant.not_you')

  expect((await askToSpeak(ada, false, chloe)).reply).toEqual({ asked: false })
  expect(await asking()).toEqual(['Awa'])
  await limitOne(ada, awa, { microphone: true })
  expect(await asking()).toEqual([])
  await limitAll(ada, { microphone: false })
  await askToSpeak(awa, true)
  await limitAll(ada, { microphone: true })
  expect(await asking()).toEqual([])
})

test('who asks to speak at the moment in which all may has nothing to ask any more', async () => {
  const { room, ada, awa } = await aClass()
  await limitAll(ada, { microphone: false })
  const params = awa.params
  const answers: Promise<{ reply: { asked: boolean } }>[] = []

  await house.db.transaction(async (tx) => {
    await tx.execute(sql`update sessions set allowed = allowed || '{"microphone": true}' where id = ${room.sessionId}`)
    answers.push(awa.visitor.ask(contract.askToSpeak, { params, body: { asked: true } }))
    await expect.poll(() => waitingForLocks(house)).toBe(1)
  })

  expect((await answers[0])?.reply).toEqual({ asked: false })
})

test('an engine that does not answer silences nobody, and it is said', async () => {
  const { ada, awa } = await aClass()
  world.answer(false)

  const refused = await codeOf(mute(ada, awa))
  world.answer(true)

  expect(refused).toBe('engine.unreachable')
})

test('someone in the middle is so for everyone, also for who comes later, until nobody is', async () => {
  const { room, ada, awa, bob } = await aClass()
  const put = (participantId: Inside['participantId'] | null) =>
    ada.visitor.ask(contract.spotlight, { ...inSession(ada), body: { participantId } })

  expect((await put(awa.participantId)).status).toBe(204)
  expect((await put(awa.participantId)).status).toBe(204)
  const late = await comeInside(house, house.aGuest(), room.code)

  expect([(await seen(bob)).spotlight, (await seen(late)).spotlight]).toEqual([awa.participantId, awa.participantId])
  expect(await codeOf(put(randomUUID() as never))).toBe('participant.not_found')
  await put(null)
  expect((await seen(bob)).spotlight).toBe(null)
})
