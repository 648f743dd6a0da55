import { randomUUID } from 'node:crypto'
import type { RoomSeen } from '@amphi/contract/rooms'
import { createRoom } from '@amphi/contract/rooms'
import { type Entry, enterDoor } from '@amphi/contract/doors'
import { startMeeting } from '@amphi/contract/meetings'
import { openRoom } from '@amphi/contract/sessions'
import { changeGroup, createGroup } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import { hosts, type Name, password, tenants } from './cast.ts'
import type { TestHouse } from './house.ts'
import type { Visitor } from './visitor.ts'

type Admitted = Extract<Entry, { outcome: 'admitted' }>

/** Someone more of the university, who can sign in. */
export const aColleague = async (house: TestHouse, name = 'Grace Hopper') => {
  const email = `${randomUUID()}@${hosts.university}`
  const { id } = await house.people.directory.add(tenants.university, { email, name, password, role: 'member' })
  return { id, name, email, visitor: await house.asAnew('ada', id) }
}

/** A group of the university, with these in it. */
export const aGroup = async (house: TestHouse, members: readonly UserId[]) => {
  const { reply: group } = await house.ask('malik', createGroup, { body: { name: `Groupe ${randomUUID()}` } })
  await house.ask('malik', changeGroup, { params: { groupId: group.id }, body: { members: [...members] } })
  return group
}

/** A closed room of Ada's, or another's. */
export const aRoom = async (house: TestHouse, owner: Name = 'ada', name = 'Atelier'): Promise<RoomSeen> => {
  const { status, reply, refusal } = await house.ask(owner, createRoom, { body: { name } })
  if (status !== 200) throw new Error(`No room: ${refusal.code}`)
  return reply
}

export const anOpenRoom = async (house: TestHouse, owner: Name = 'ada') => {
  const { id } = await aRoom(house, owner)
  const { reply: room } = await house.ask(owner, openRoom, { params: { roomId: id } })
  if (!room.session) throw new Error('The room is not open.')
  return { ...room, sessionId: room.session.sessionId }
}

/** Without an account: an open room, and its two links. */
export const aMeeting = async (house: TestHouse) => (await house.aGuest().ask(startMeeting, { body: {} })).reply

interface Said {
  name?: string
  tab?: string
  password?: string
}

export const knock = async (visitor: Visitor, code: string, said: Said = {}) =>
  (await visitor.ask(enterDoor, { params: { code }, body: { name: 'Someone', tab: randomUUID(), ...said } })).reply

/** Behind the door, not yet connected to the engine. */
export const goIn = async (visitor: Visitor, code: string, given: Said = {}) => {
  const entry = await knock(visitor, code, given)
  if (entry.outcome !== 'admitted') throw new Error(`Not let in: ${entry.outcome}`)
  return entry
}

/** Someone in a session, connected: what they may say and do goes through `visitor`. */
export const comeInside = async (
  house: TestHouse,
  visitor: Visitor,
  code: string,
  given: Said = {},
): Promise<Admitted & { visitor: Visitor; params: { sessionId: string; participantId: string } }> => {
  const entry = await goIn(visitor, code, given)
  await worldOf(house).connect(entry.media.token)
  const { sessionId, participantId } = entry
  return { ...entry, visitor, params: { sessionId, participantId } }
}

/** The fake engine's world: what happens there, a test does. */
export const worldOf = ({ world }: Pick<TestHouse, 'world'>) => {
  if (!world) throw new Error('This house has a real engine.')
  return world
}
