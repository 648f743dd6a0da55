import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { enterDoor } from '@amphi/contract/doors'
import { signIn, signOut } from '@amphi/contract/logins'
import { makeLink } from '@amphi/contract/room-links'
import type { AnyRoute } from '@amphi/contract/grammar'
import { shareRoom } from '@amphi/contract/grants'
import * as contract from '@amphi/contract/moderation'
import { closeRoom, lowerHands } from '@amphi/contract/sessions'
import { cast, password } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aColleague, comeInside, goIn } from '@amphi/testkit/story'
import { classesOf, codeOf, type Inside } from '@amphi/testkit/classes'
import { waitingForLocks } from '@amphi/testkit/locks'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })
const { world, seen, aClass, limitAll, limitOne, giveRole, mute, ask, say, publish, isIn } = classesOf(house)

test('nobody mutes, removes or bans themselves', async () => {
  const { ada } = await aClass()

  expect(await codeOf(mute(ada, ada))).toBe('participant.yourself')
  expect(await codeOf(giveRole(ada, ada, 'participant'))).toBe('participant.yourself')
  expect(await codeOf(ask(ada, contract.removeParticipant, ada))).toBe('participant.yourself')
  expect(await codeOf(ask(ada, contract.banParticipant, ada))).toBe('participant.yourself')
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
  expect(await codeOf(say(awa))).toBe('participant.not_inside')
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

test('who is banned comes back neither signed out in the same browser, nor as a guest with an account, nor by their own link', async () => {
  const { room, ada, awa } = await aClass()
  const { email } = await aColleague(house)
  const grace = await comeInside(house, (await aColleague(house)).visitor, room.code)
  const enter = async (visitor: Visitor, code = room.code) =>
    (await visitor.ask(enterDoor, { params: { code }, body: { name: 'Une autre', tab: randomUUID() } })).reply.outcome
  const body = { kind: 'personal', name: 'Jeanne' } as const
  const { reply: link } = await house.ask('ada', makeLink, { params: { roomId: room.id }, body })
  const jeanne = await comeInside(house, house.aGuest(), link.code)

  for (const one of [grace, awa, jeanne]) expect((await ask(ada, contract.banParticipant, one)).status).toBe(204)

  await grace.visitor.ask(signOut, {})
  expect(await enter(grace.visitor)).toBe('refused')
  await awa.visitor.ask(signIn, { body: { email, password } })
  expect(await enter(awa.visitor)).toBe('refused')
  expect(await enter(house.aGuest(), link.code)).toBe('refused')
  // Of one computer and two accounts, the other one is somebody else.
  await grace.visitor.ask(signIn, { body: { email, password } })
  expect(await enter(grace.visitor)).toBe('admitted')
  await grace.visitor.ask(signOut, {})

  for (const { id } of (await seen(ada)).banned)
    await ada.visitor.ask(contract.liftBan, { params: { sessionId: ada.sessionId, participantId: id } })
  expect(await enter(grace.visitor)).toBe('admitted')
  expect(await enter(house.aGuest(), link.code)).toBe('admitted')
})

test('a ban is told to those who lead, and to nobody else', async () => {
  const { ada, awa, bob } = await aClass()

  await ask(ada, contract.banParticipant, awa)

  expect((await seen(bob)).banned).toEqual([])
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

const moderators = [
  lowerHands,
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

    expect(await codeOf(awa.visitor.ask(route, asked))).toBe('session.moderator_only')
    expect(await codeOf(bob.visitor.ask(route, asked))).toBe('session.moderator_only')
    expect(await codeOf(house.aGuest().ask(route, asked))).toBe('login.required')
    expect(await codeOf(house.ask('malik', route, asked))).toBe('session.not_found')
    expect(await codeOf(house.ask('eve', route, asked))).toBe('session.not_found')
    expect(await codeOf(elsewhere.awa.visitor.ask(route, asked))).toBe('session.not_found')
    expect(isIn(chloe)).toBe(true)

    await giveRole(ada, bob, 'moderator')
    await ask(ada, contract.removeParticipant, bob)
    expect(await codeOf(bob.visitor.ask(route, asked))).toBe('participant.not_inside')
    const unknown = { ...asked, params: { ...asked.params, participantId: randomUUID() } }
    if (route.path.includes(':participantId'))
      expect(await codeOf(ada.visitor.ask(route, unknown))).toBe('participant.not_found')
    await house.ask('ada', closeRoom, { params: { roomId: room.id } })
    expect(await codeOf(ada.visitor.ask(route, asked))).toBe('session.ended')
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
    expect(await codeOf(ask(awa, put, grace))).toBe('participant.owner')
  expect(await codeOf(giveRole(awa, grace, 'participant'))).toBe('participant.owner')
  expect(await canOf(awa, grace)).toMatchObject({ setRole: false, remove: false, mute: true })
  expect(await canOf(leader, grace)).toMatchObject({ setRole: true, remove: true })
  expect(await codeOf(ask(leader, contract.removeParticipant, ada))).toBe('participant.owner')
  expect(await codeOf(ask(leader, contract.removeParticipant, grace))).toBe(204)
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
    await expect.poll(() => waitingForLocks(house)).toBe(1)
    let isGiven = false
    answers.push(giveRole(ada, bob, 'participant').then(() => (isGiven = true)))
    // Either it is done by now, or it waits for them to be seated.
    await expect.poll(async () => isGiven || (await waitingForLocks(house)) === 2).toBe(true)
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
