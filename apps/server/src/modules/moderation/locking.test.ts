import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { enterDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { giveRole, readSessionPassword, setSessionPassword } from '@amphi/contract/moderation'
import { makeLink } from '@amphi/contract/room-links'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { listRooms } from '@amphi/contract/rooms'
import { closeRoom, leaveSession, openRoom, readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aColleague, aGroup, aMeeting, anOpenRoom, comeInside } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })

const knock = async (visitor: Visitor, code: string, password?: string) => {
  const body = { name: 'Awa', tab: randomUUID(), ...(password === undefined ? {} : { password }) }
  return (await visitor.ask(enterDoor, { params: { code }, body })).reply
}
const lock = (visitor: Visitor, sessionId: string, password: string | null) =>
  visitor.ask(setSessionPassword, { params: { sessionId }, body: { password } })

test('SC-05 SC-S4 who leads a meeting of the moment asks the next ones for a password; those inside stay, and see it', async () => {
  const meeting = await aMeeting(house)
  const lead = await comeInside(house, house.aGuest(), meeting.moderatorCode, { name: 'Camille' })
  const awa = await comeInside(house, house.aGuest(), meeting.code, { name: 'Awa' })
  const { sessionId } = lead
  const page = await aPage(house.app, awa.visitor)
  await page.join(`session:${sessionId}`)

  expect((await lock(lead.visitor, sessionId, ' orangers ')).reply).toEqual({ password: 'orangers' })

  await page.hearsFact('session.changed')
  const params = { sessionId }
  expect((await awa.visitor.ask(readSession, { params })).reply).toMatchObject({ locked: true, can: { lock: false } })
  expect((await lead.visitor.ask(readSession, { params })).reply.can.lock).toBe(true)
  expect(await knock(house.aGuest(), meeting.code)).toEqual({ outcome: 'password', wrong: false })
  expect(await knock(house.aGuest(), meeting.code, 'orangers')).toMatchObject({ outcome: 'admitted' })
  expect((await lead.visitor.ask(readSessionPassword, { params })).reply).toEqual({ password: 'orangers' })

  await lock(lead.visitor, sessionId, null)
  expect(await knock(house.aGuest(), meeting.code)).toMatchObject({ outcome: 'admitted' })
})

test('in somebody’s room it is changed by those who manage it, from inside; the direct link is over with the former one', async () => {
  const room = await anOpenRoom(house)
  const roomId = room.id
  await house.ask('ada', changeRoomSettings, { params: { roomId }, body: { password: 'orangers' } })
  const { reply: direct } = await house.ask('ada', makeLink, { params: { roomId }, body: { kind: 'direct' } })
  await house.ask('ada', shareRoom, { params: { roomId }, body: { users: [cast.bob.userId], role: 'moderator' } })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })

  const { status, refusal } = await lock(bob.visitor, ada.sessionId, null)
  expect([status, refusal.code]).toEqual([403, 'session.lock_forbidden'])

  expect((await lock(ada.visitor, ada.sessionId, 'citronniers')).status).toBe(200)
  const over = await house.aGuest().ask(enterDoor, {
    params: { code: direct.code },
    body: { name: 'Awa', tab: randomUUID() },
  })
  expect(over.refusal.code).toBe('door.link_revoked')
})

test('who is not inside neither reads nor sets it, nor anyone with too short a word', async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })

  expect((await lock(ada.visitor, ada.sessionId, 'abc')).status).toBe(400)
  expect((await lock(house.as('malik'), ada.sessionId, 'orangers')).status).toBe(404)
  expect((await lock(house.as('eve'), ada.sessionId, 'orangers')).status).toBe(404)
})

/** What each reads, and whether they may change it, as the page shows it and as the server answers. */
const reads = async ({ visitor, sessionId }: Awaited<ReturnType<typeof comeInside>>) => {
  const params = { sessionId }
  const { can } = (await visitor.ask(readSession, { params })).reply
  const { status, reply, refusal } = await visitor.ask(readSessionPassword, { params })
  const changes = (await lock(visitor, sessionId, 'orangers')).status
  expect([can.readPassword, can.lock]).toEqual([status === 200, changes === 200])
  return [status === 200 ? reply.password : refusal.code, changes]
}

test('SC-S4 whoever leads reads the password of the room, those who manage it change it, and participants do neither', async () => {
  const room = await anOpenRoom(house)
  const roomId = room.id
  const params = { roomId }
  const [manager, member, attendee] = [await aColleague(house), await aColleague(house), await aColleague(house)]
  const group = await aGroup(house, [member.id])
  await house.ask('ada', changeRoomSettings, { params, body: { password: 'orangers' } })
  const { reply: link } = await house.ask('ada', makeLink, { params, body: { kind: 'moderators' } })
  await house.ask('ada', shareRoom, { params, body: { users: [manager.id], role: 'manager' } })
  await house.ask('ada', shareRoom, { params, body: { users: [cast.bob.userId], role: 'moderator' } })
  await house.ask('ada', shareRoom, { params, body: { groups: [group.id], role: 'moderator' } })
  const come = (visitor: Visitor, code = room.code) => comeInside(house, visitor, code, { password: 'orangers' })
  const participant = await come(attendee.visitor)
  const made = await come(house.aGuest())

  expect(await reads(await come(house.as('ada')))).toEqual(['orangers', 200])
  expect(await reads(await come(manager.visitor))).toEqual(['orangers', 200])
  expect(await reads(await come(house.as('bob')))).toEqual(['orangers', 403])
  expect(await reads(await come(member.visitor))).toEqual(['orangers', 403])
  const byLink = await come(house.aGuest(), link.code)
  expect(await reads(byLink)).toEqual(['orangers', 403])
  expect(await reads(participant)).toEqual(['session.moderator_only', 403])
  expect(await reads(made)).toEqual(['session.moderator_only', 403])
  await byLink.visitor.ask(giveRole, { params: made.params, body: { role: 'moderator' } })
  expect(await reads(made)).toEqual(['orangers', 403])
})

test('POD-02 the password of a personal room is told and changed by its owner alone', async () => {
  const { visitor } = await aColleague(house)
  const room = (await visitor.ask(listRooms, {})).reply.find(({ kind }) => kind === 'personal')
  if (!room) throw new Error('There is no personal room.')
  const params = { roomId: room.id }
  await visitor.ask(changeRoomSettings, { params, body: { password: 'orangers' } })
  await visitor.ask(shareRoom, { params, body: { users: [cast.bob.userId], role: 'manager' } })
  await visitor.ask(openRoom, { params })
  const owner = await comeInside(house, visitor, room.code)
  const bob = await comeInside(house, house.as('bob'), room.code)

  expect(await reads(bob)).toEqual(['session.password_owners', 403])
  expect(await reads(owner)).toEqual(['orangers', 200])
})

test('whoever has left, or was there to the end, reads it no more', async () => {
  const room = await anOpenRoom(house)
  const ada = await comeInside(house, house.as('ada'), room.code)
  const bob = await comeInside(house, house.as('bob'), room.code)
  const read = ({ visitor, sessionId }: typeof ada) => visitor.ask(readSessionPassword, { params: { sessionId } })
  await bob.visitor.ask(leaveSession, { params: bob.params })
  expect((await read(bob)).refusal.code).toBe('participant.not_inside')

  await house.ask('ada', closeRoom, { params: { roomId: room.id } })

  expect((await read(ada)).refusal.code).toBe('session.ended')
})
