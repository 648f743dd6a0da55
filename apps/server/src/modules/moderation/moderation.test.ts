import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { postMessage } from '@amphi/contract/chat'
import { enterDoor } from '@amphi/contract/doors'
import type { AnyRoute, Ask } from '@amphi/contract/grammar'
import { shareRoom } from '@amphi/contract/grants'
import * as contract from '@amphi/contract/moderation'
import { changeRoomSettings, readRoomSettings } from '@amphi/contract/room-settings'
import { closeRoom, readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aColleague, anOpenRoom, comeInside, goIn, worldOf } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })
const world = worldOf(house)

type Inside = Awaited<ReturnType<typeof comeInside>>

/** Ada, whose room it is, leads; Bob has an account, Awa and Chloé have none. */
const aClass = async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  const chloe = await comeInside(house, house.aGuest(), room.code, { name: 'Chloé' })
  return { room, ada, bob, awa, chloe }
}

const to = ({ params }: Inside) => ({ params })
const inSession = ({ params }: Inside) => ({ params: { sessionId: params.sessionId } })
const code = async (asked: Promise<{ status: number; refusal?: { code: string } }>) => {
  const { status, refusal } = await asked
  return refusal?.code ?? status
}

const limitAll = (by: Inside, body: Ask<typeof contract.limitSession>['body']) =>
  by.visitor.ask(contract.limitSession, { ...inSession(by), body })
const limitOne = (by: Inside, one: Inside, body: Ask<typeof contract.limitParticipant>['body']) =>
  by.visitor.ask(contract.limitParticipant, { ...to(one), body })
const giveRole = (by: Inside, one: Inside, role: 'moderator' | 'participant') =>
  by.visitor.ask(contract.giveRole, { ...to(one), body: { role } })
const mute = (by: Inside, one: Inside, source: contract.Source = 'microphone') =>
  by.visitor.ask(contract.muteParticipant, { ...to(one), body: { source } })
const ask = (by: Inside, route: typeof contract.removeParticipant, one: Inside) => by.visitor.ask(route, to(one))
const say = ({ visitor, params, participantId }: Inside) =>
  visitor.ask(postMessage, { params, body: { id: randomUUID(), participantId, text: 'Bonjour' } })
const seen = async ({ visitor, params }: Inside) => (await visitor.ask(readSession, { params })).reply
const own = async (it: Inside) => {
  const found = (await seen(it)).participants.find(({ id }) => id === it.participantId)
  if (!found) throw new Error('They are not in their own list.')
  return found
}

/** How many wait for what somebody else writes. */
const waitingForLocks = async () => {
  const { rows } = await house.db.execute(
    sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length
}

const publish = (it: Inside, ...sources: contract.Source[]) =>
  sources.forEach((source) => world.publish(it.sessionId, it.participantId, source))
const sends = (it: Inside) => world.sends(it.sessionId, it.participantId)
const isIn = (it: Inside) => world.present(it.sessionId)?.includes(it.participantId)

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

test('chat that is forbidden is refused by the server, but for those who lead and those excepted', async () => {
  const { ada, awa, chloe } = await aClass()

  await limitAll(ada, { chat: false })
  await limitOne(ada, chloe, { chat: true })

  expect(await code(say(awa))).toBe('chat.forbidden')
  expect(await code(say(ada))).not.toBe('chat.forbidden')
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

  expect(await code(limitOne(ada, bob, { microphone: false }))).toBe('participant.moderates')
  expect(await code(limitOne(bob, ada, { chat: false }))).toBe('participant.moderates')
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
  expect(await code(limitAll(awa, { microphone: true }))).toBe('session.moderator_only')
  expect(await goIn(awa.visitor, room.code, { tab })).toMatchObject({ role: 'participant' })
})

test('who came by the link of those who lead may be told not to; whose room it is may not', async () => {
  const { room, ada, bob } = await aClass()
  await giveRole(ada, bob, 'moderator')

  expect(await code(giveRole(bob, ada, 'participant'))).toBe('participant.owner')
  expect(await code(ask(bob, contract.removeParticipant, ada))).toBe('participant.owner')
  expect(await code(ask(bob, contract.banParticipant, ada))).toBe('participant.owner')
  expect((await mute(bob, ada)).status).toBe(204)
  expect(await goIn(house.as('ada'), room.code)).toMatchObject({ role: 'moderator' })
})

test('nobody mutes, removes or bans themselves', async () => {
  const { ada } = await aClass()

  expect(await code(mute(ada, ada))).toBe('participant.yourself')
  expect(await code(giveRole(ada, ada, 'participant'))).toBe('participant.yourself')
  expect(await code(ask(ada, contract.removeParticipant, ada))).toBe('participant.yourself')
  expect(await code(ask(ada, contract.banParticipant, ada))).toBe('participant.yourself')
})

test('someone in the middle is so for everyone, also for who comes later, until nobody is', async () => {
  const { room, ada, awa, bob } = await aClass()
  const put = (participantId: Inside['participantId'] | null) =>
    ada.visitor.ask(contract.spotlight, { ...inSession(ada), body: { participantId } })

  expect((await put(awa.participantId)).status).toBe(204)
  expect((await put(awa.participantId)).status).toBe(204)
  const late = await comeInside(house, house.aGuest(), room.code)

  expect([(await seen(bob)).spotlight, (await seen(late)).spotlight]).toEqual([awa.participantId, awa.participantId])
  expect(await code(put(randomUUID() as never))).toBe('participant.not_found')
  await put(null)
  expect((await seen(bob)).spotlight).toBe(null)
})

test('who is removed is out in every tab, hears no more, may not use an old pass, and may come back', async () => {
  const { room, ada, awa } = await aClass()
  const other = await comeInside(house, awa.visitor, room.code, { name: 'Awa' })
  const page = await aPage(house.app, awa.visitor)
  await page.join(`session:${awa.sessionId}`)

  expect((await ask(ada, contract.removeParticipant, awa)).status).toBe(204)
  expect((await ask(ada, contract.removeParticipant, awa)).status).toBe(204)

  expect([isIn(awa), isIn(other)]).toEqual([false, false])
  await page.hears('refused')
  expect(await code(say(awa))).toBe('participant.not_inside')
  await world.connect(awa.media.token)
  expect(isIn(awa)).toBe(false)
  const back = await comeInside(house, awa.visitor, room.code, { name: 'Awa' })
  expect(isIn(back)).toBe(true)
  expect((await say(back)).status).toBe(200)
})

test('who is banned comes in by no tab and no link until it is lifted', async () => {
  const { room, ada, awa } = await aClass()
  const tab = randomUUID()
  await comeInside(house, awa.visitor, room.code, { name: 'Awa', tab })

  expect((await ask(ada, contract.banParticipant, awa)).status).toBe(204)
  expect((await ask(ada, contract.banParticipant, awa)).status).toBe(204)

  for (const under of [tab, randomUUID()]) {
    const body = { name: 'Une autre', tab: under }
    const { reply } = await awa.visitor.ask(enterDoor, { params: { code: room.code }, body })
    expect(reply).toEqual({ outcome: 'refused', reason: 'banned' })
  }
  await world.connect(awa.media.token)
  expect(isIn(awa)).toBe(false)
  expect((await seen(ada)).banned).toMatchObject([{ name: 'Awa' }])
  const [banned] = (await seen(ada)).banned

  const params = { sessionId: ada.sessionId, participantId: banned?.id ?? '' }
  expect((await ada.visitor.ask(contract.liftBan, { params })).status).toBe(204)
  expect((await ada.visitor.ask(contract.liftBan, { params })).status).toBe(204)
  expect((await seen(ada)).banned).toEqual([])
  expect(isIn(await comeInside(house, awa.visitor, room.code))).toBe(true)
})

test('someone with an account is banned by it, from whichever browser, and from this session alone', async () => {
  const { room, ada, bob } = await aClass()
  await ask(ada, contract.banParticipant, bob)

  const anew = await house.asAnew('bob')
  const body = { name: 'Bob', tab: randomUUID() }
  expect((await anew.ask(enterDoor, { params: { code: room.code }, body })).reply).toMatchObject({
    outcome: 'refused',
  })
  const { room: next } = await aClass()
  expect((await anew.ask(enterDoor, { params: { code: next.code }, body })).reply).toMatchObject({
    outcome: 'admitted',
  })
})

test('a ban is told to those who lead, and to nobody else', async () => {
  const { ada, awa, bob } = await aClass()

  await ask(ada, contract.banParticipant, awa)

  expect((await seen(bob)).banned).toEqual([])
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
  expect(await code(askToSpeak(awa, false, chloe))).toBe('participant.not_you')
  expect(await code(askToSpeak(ada, true, awa))).toBe('participant.not_you')

  expect((await askToSpeak(ada, false, chloe)).reply).toEqual({ asked: false })
  expect(await asking()).toEqual(['Awa'])
  await limitOne(ada, awa, { microphone: true })
  expect(await asking()).toEqual([])
  await limitAll(ada, { microphone: false })
  await askToSpeak(awa, true)
  await limitAll(ada, { microphone: true })
  expect(await asking()).toEqual([])
})

test('two who lead and act at once have one result, and no error', async () => {
  const { ada, bob, awa } = await aClass()
  await giveRole(ada, bob, 'moderator')
  publish(awa, 'microphone', 'camera')

  const answers = await Promise.all([
    limitAll(ada, { microphone: false }),
    limitAll(bob, { camera: false }),
    limitOne(ada, awa, { chat: false }),
    limitOne(bob, awa, { screen: false }),
    mute(ada, awa),
    mute(bob, awa),
    ask(ada, contract.banParticipant, awa),
    ask(bob, contract.banParticipant, awa),
    ask(bob, contract.removeParticipant, awa),
  ])

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204))
  const { allowed, banned } = await seen(ada)
  expect(allowed).toEqual({ microphone: false, camera: false, screen: true, chat: true })
  expect(banned).toHaveLength(1)
  expect(isIn(awa)).toBe(false)
})

test('to whoever is gone nothing is done, without a word', async () => {
  const { ada, awa } = await aClass()
  await world.disconnect(awa.sessionId, awa.participantId)

  expect((await mute(ada, awa)).status).toBe(204)
  expect((await ask(ada, contract.askToUnmute, awa)).status).toBe(204)
  expect((await limitOne(ada, awa, { camera: false })).status).toBe(204)
  expect((await ask(ada, contract.removeParticipant, awa)).status).toBe(204)
})

test('an engine that does not answer silences nobody, and it is said', async () => {
  const { ada, awa } = await aClass()
  world.answer(false)

  const refused = await code(mute(ada, awa))
  world.answer(true)

  expect(refused).toBe('engine.unreachable')
})

const moderators = [
  contract.limitSession,
  contract.limitParticipant,
  contract.muteParticipant,
  contract.muteEveryone,
  contract.askToUnmute,
  contract.spotlight,
  contract.giveRole,
  contract.removeParticipant,
  contract.banParticipant,
  contract.liftBan,
] satisfies AnyRoute[]

test.each(moderators.map((route) => [`${route.method} ${route.path}`, route as AnyRoute] as const))(
  '%s is for those who lead, inside, in this session',
  async (_, route) => {
    const { room, ada, bob, awa, chloe } = await aClass()
    const elsewhere = await aClass()
    const [body] = (route.body.meta()?.examples ?? [undefined]) as object[]
    const asked = { params: chloe.params, ...(body ? { body } : {}) }

    expect(await code(awa.visitor.ask(route, asked))).toBe('session.moderator_only')
    expect(await code(bob.visitor.ask(route, asked))).toBe('session.moderator_only')
    expect(await code(house.aGuest().ask(route, asked))).toBe('login.required')
    expect(await code(house.ask('malik', route, asked))).toBe('session.not_found')
    expect(await code(house.ask('eve', route, asked))).toBe('session.not_found')
    expect(await code(elsewhere.awa.visitor.ask(route, asked))).toBe('session.not_found')
    expect(isIn(chloe)).toBe(true)

    await giveRole(ada, bob, 'moderator')
    await ask(ada, contract.removeParticipant, bob)
    expect(await code(bob.visitor.ask(route, asked))).toBe('participant.not_inside')
    const unknown = { ...asked, params: { ...asked.params, participantId: randomUUID() } }
    if (route.path.includes(':participantId'))
      expect(await code(ada.visitor.ask(route, unknown))).toBe('participant.not_found')
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    expect(await code(ada.visitor.ask(route, asked))).toBe('session.ended')
  },
)

test('whoever leads by a link puts out nobody who runs the room, nor takes their role; one who runs it may', async () => {
  const { room, ada, bob, awa } = await aClass()
  const colleague = await aColleague(house)
  await house.ask('ada', shareRoom, {
    params: { roomId: room.id },
    body: { users: [colleague.id, cast.bob.userId], groups: [], role: 'manager' },
  })
  const grace = await comeInside(house, colleague.visitor, room.code, { name: 'Grace' })
  const leader = await comeInside(house, bob.visitor, room.code, { name: 'Bob' })
  await giveRole(ada, awa, 'moderator')
  const canOf = async (reader: Inside, one: Inside) =>
    (await seen(reader)).participants.find(({ id }) => id === one.participantId)?.can

  for (const put of [contract.removeParticipant, contract.banParticipant])
    expect(await code(ask(awa, put, grace))).toBe('participant.owner')
  expect(await code(giveRole(awa, grace, 'participant'))).toBe('participant.owner')
  expect(await canOf(awa, grace)).toMatchObject({ setRole: false, remove: false, mute: true })
  expect(await canOf(leader, grace)).toMatchObject({ setRole: true, remove: true })
  expect(await code(ask(leader, contract.removeParticipant, ada))).toBe('participant.owner')
  expect(await code(ask(leader, contract.removeParticipant, grace))).toBe(204)
})

test('whoever is made a participant while their page comes back comes back as one', async () => {
  const { room, ada, bob } = await aClass()
  await giveRole(ada, bob, 'moderator')
  const tab = randomUUID()
  const undone = new Error('nobody came by that tab')
  const answers: Promise<unknown>[] = []

  // Held up at their seat: somebody else seems to take it by the same tab.
  const before = house.db.transaction(async (tx) => {
    await tx.execute(sql`insert into participants (tenant_id, id, session_id, tab, name, role, created_at)
      select tenant_id, gen_random_uuid(), session_id, ${tab}, name, role, created_at
      from participants where id = ${ada.participantId}`)
    answers.push(goIn(bob.visitor, room.code, { name: 'Bob', tab }))
    await expect.poll(waitingForLocks).toBe(1)
    let isGiven = false
    answers.push(giveRole(ada, bob, 'participant').then(() => (isGiven = true)))
    // Either it is done by now, or it waits for them to be seated.
    await expect.poll(async () => isGiven || (await waitingForLocks()) === 2).toBe(true)
    throw undone
  })
  await expect(before).rejects.toBe(undone)
  await Promise.all(answers)

  const { participants } = await seen(ada)
  expect(participants.filter(({ name }) => name === 'Bob').map(({ role }) => role)).toEqual([
    'participant',
    'participant',
  ])
  expect((await seen({ ...bob })).can.moderate).toBe(false)
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
    await expect.poll(waitingForLocks).toBe(1)
    answers.push(ada.visitor.ask(contract.setSessionPassword, { ...inSession(ada), body: { password: 'orangers' } }))
    await expect.poll(waitingForLocks).toBe(2)
    throw undone
  })
  await expect(before).rejects.toBe(undone)
  await Promise.all(answers)

  const { reply } = await house.ask('ada', readRoomSettings, { params })
  expect(reply).toMatchObject({ visibility: 'invited', password: 'orangers' })
})
