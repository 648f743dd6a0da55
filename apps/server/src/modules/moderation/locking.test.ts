import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { enterDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { readSessionPassword, setSessionPassword } from '@amphi/contract/moderation'
import { makeLink } from '@amphi/contract/room-links'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { readSession } from '@amphi/contract/sessions'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aMeeting, anOpenRoom, comeInside } from '@amphi/testkit/story'
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

test('in somebody’s room it is said by those who manage it, from inside; the direct link is over with the former one', async () => {
  const room = await anOpenRoom(house)
  const roomId = room.id
  await house.ask('ada', changeRoomSettings, { params: { roomId }, body: { password: 'orangers' } })
  const { reply: direct } = await house.ask('ada', makeLink, { params: { roomId }, body: { kind: 'direct' } })
  await house.ask('ada', shareRoom, { params: { roomId }, body: { users: [cast.bob.userId], role: 'moderator' } })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const bob = await comeInside(house, house.as('bob'), room.code, { name: 'Bob' })

  const bobs = [
    await lock(bob.visitor, ada.sessionId, null),
    await bob.visitor.ask(readSessionPassword, { params: { sessionId: ada.sessionId } }),
  ]
  expect(bobs.map(({ status, refusal }) => [status, refusal.code])).toEqual(
    bobs.map(() => [403, 'session.lock_forbidden']),
  )

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
