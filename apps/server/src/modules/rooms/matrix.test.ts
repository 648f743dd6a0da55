import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { routes } from '@amphi/contract/catalogue'
import { type AnyRoute, done } from '@amphi/contract/grammar'
import { shareRoom } from '@amphi/contract/grants'
import { sendInvitation } from '@amphi/contract/invitations'
import { startMeeting } from '@amphi/contract/meetings'
import { makeLink } from '@amphi/contract/room-links'
import { archiveRoom, listRooms, type RoomSeen } from '@amphi/contract/rooms'
import { closeRoom, openRoom } from '@amphi/contract/sessions'
import { aHouse } from '@amphi/testkit/house'
import { aColleague, aGroup, aRoom, goIn } from '@amphi/testkit/story'
import type { Visitor } from '@amphi/testkit/visitor'

const house = await aHouse({ limitScale: 1000 })

/** ✔ is what the contract answers; whoever may not do it reads 403, and to whom the room is not there, 404. */
const standard = `
                      owner  manager  moderator  participant  stranger  guest  elsewhere  administrator
  readRoom            ✔      ✔        ✔          404          404       401    404        ✔
  markRoom            ✔      ✔        ✔          404          404       401    404        ✔
  listGrants          ✔      ✔        ✔          404          404       401    404        ✔
  listSessions        ✔      ✔        ✔          404          404       401    404        ✔
  readSessionRecord   ✔      ✔        ✔          404          404       401    404        ✔
  readAttendance      ✔      ✔        ✔          404          404       401    404        ✔
  readRoomAttendance  ✔      ✔        ✔          404          404       401    404        ✔
  openRoom            ✔      ✔        ✔          404          404       401    404        ✔
  listHolders         ✔      ✔        ✔          404          404       401    404        ✔
  closeRoom           ✔      ✔        ✔          404          404       401    404        ✔
  readRoomSettings    ✔      ✔        403        404          404       401    404        ✔
  changeRoomSettings  ✔      ✔        403        404          404       401    404        ✔
  renameRoom          ✔      ✔        403        404          404       401    404        ✔
  readChosenLink      ✔      ✔        403        404          404       401    404        ✔
  chooseLink          ✔      ✔        403        404          404       401    404        ✔
  listLinks           ✔      ✔        403        404          404       401    404        ✔
  makeLink            ✔      ✔        403        404          404       401    404        ✔
  revokeLink          ✔      ✔        403        404          404       401    404        ✔
  draftInvitation     ✔      ✔        403        404          404       401    404        ✔
  checkInvitation     ✔      ✔        403        404          404       401    404        ✔
  sendInvitation      ✔      ✔        403        404          404       401    404        ✔
  listInvitations     ✔      ✔        403        404          404       401    404        ✔
  readInvitation      ✔      ✔        403        404          404       401    404        ✔
  archiveRoom         ✔      ✔        403        404          404       401    404        ✔
  restoreRoom         ✔      ✔        403        404          404       401    404        ✔
  keepRoom            ✔      ✔        403        404          404       401    404        ✔
  leadRoom            ✔      ✔        ✔          404          404       401    404        ✔
  shareRoom           ✔      ✔        403        404          404       401    404        ✔
  changeGrant         ✔      ✔        403        404          404       401    404        ✔
  withdrawGrant       ✔      ✔        403        404          404       401    404        ✔
  handOverRoom        ✔      403      403        404          404       401    404        ✔
  removeRoom          ✔      403      403        404          404       401    404        ✔
`

/** Someone's own room: what is otherwise. It stays theirs, and as they made it. */
const personal = `
                      owner  manager  moderator  participant  stranger  guest  elsewhere  administrator
  readRoomSettings    ✔      403      403        404          404       401    404        403
  changeRoomSettings  ✔      403      403        404          404       401    404        403
  renameRoom          ✔      403      403        404          404       401    404        403
  readChosenLink      ✔      403      403        404          404       401    404        403
  chooseLink          ✔      403      403        404          404       401    404        403
  listLinks           ✔      403      403        404          404       401    404        403
  makeLink            ✔      403      403        404          404       401    404        403
  revokeLink          ✔      403      403        404          404       401    404        403
  archiveRoom         403    403      403        404          404       401    404        403
  restoreRoom         403    403      403        404          404       401    404        403
  keepRoom            403    403      403        404          404       401    404        403
  draftInvitation     ✔      ✔        403        404          404       401    404        403
  checkInvitation     ✔      ✔        403        404          404       401    404        403
  sendInvitation      ✔      ✔        403        404          404       401    404        403
  listInvitations     ✔      ✔        403        404          404       401    404        403
  readInvitation      ✔      ✔        403        404          404       401    404        403
  shareRoom           ✔      ✔        403        404          404       401    404        403
  changeGrant         ✔      ✔        403        404          404       401    404        403
  withdrawGrant       ✔      ✔        403        404          404       401    404        403
  handOverRoom        403    403      403        404          404       401    404        403
  removeRoom          403    403      403        404          404       401    404        403
`

/** Put away: what it has may be looked at and settled, and nobody is asked in. */
const archived = `
                      owner  manager  moderator  participant  stranger  guest  elsewhere  administrator
  openRoom            409    409      409        404          404       401    404        409
  closeRoom           403    403      403        404          404       401    404        403
  leadRoom            403    403      403        404          404       401    404        403
  listHolders         403    403      403        404          404       401    404        403
  draftInvitation     409    409      403        404          404       401    404        409
  sendInvitation      409    409      403        404          404       401    404        409
`

/** A meeting of one time is forgotten by itself. */
const instant = `
                      owner  manager  moderator  participant  stranger  guest  elsewhere  administrator
  archiveRoom         403    403      403        404          404       401    404        403
  restoreRoom         403    403      403        404          404       401    404        403
  keepRoom            403    403      403        404          404       401    404        403
`

const readTable = (table: string) => {
  const [columns = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return Object.fromEntries(
    rows.map(([name = '', ...cells]) => [name, Object.fromEntries(columns.map((who, at) => [who, cells[at] ?? '']))]),
  )
}

const usual = readTable(standard)
const tables = {
  standard: usual,
  personal: { ...usual, ...readTable(personal) },
  archived: { ...usual, ...readTable(archived) },
  instant: { ...usual, ...readTable(instant) },
}

const known: Record<string, AnyRoute> = routes
const answerOf = (route: AnyRoute, cell = '') => (cell === '✔' ? (route.reply === done ? 204 : 200) : Number(cell))

const manager = await aColleague(house, 'Grace Hopper')
const moderator = await aColleague(house, 'Mary Somerville')
const participant = await aColleague(house, 'Émilie du Châtelet')
const spare = await aColleague(house, 'Sophie Germain')
const group = await aGroup(house, [moderator.id])
const guest = house.aGuest()

const people: Record<string, Visitor> = {
  owner: house.as('ada'),
  manager: manager.visitor,
  moderator: moderator.visitor,
  participant: participant.visitor,
  stranger: house.as('bob'),
  guest,
  elsewhere: house.as('eve'),
  administrator: house.as('malik'),
}

const ownRoom = async () => {
  const [own] = (await house.ask('ada', listRooms, {})).reply
  if (own?.kind !== 'personal') throw new Error('Ada has no room of her own.')
  return own
}

const anInvitation = ({ code }: RoomSeen) => ({
  id: randomUUID(),
  people: [spare.id],
  subject: 'Conseil d’UFR',
  text: `Voici le lien : http://university.test/${code}`,
})

const aMeeting = async (): Promise<RoomSeen> => {
  const { reply } = await house.ask('ada', startMeeting, { body: {} })
  const made = (await house.ask('ada', listRooms, {})).reply.find(({ code }) => code === reply.code)
  if (!made) throw new Error('The meeting is not in the list of whoever started it.')
  return made
}

const aRoomOf = (kind: string) => (kind === 'personal' ? ownRoom() : kind === 'instant' ? aMeeting() : aRoom(house))

/** A room of Ada's with a past, and one of each thing that a path may name. */
const someThings = async (kind: string) => {
  const room = await aRoomOf(kind)
  const params = { roomId: room.id }
  const share = (body: { users?: string[]; groups?: string[]; role: 'manager' | 'moderator' | 'participant' }) =>
    house.ask('ada', shareRoom, { params, body } as never)
  await share({ users: [manager.id], role: 'manager' })
  await share({ groups: [group.id], role: 'moderator' })
  const { reply: grants } = await share({ users: [participant.id, spare.id], role: 'participant' })
  const body = { kind: 'personal', name: 'Jeanne Baret' } as const
  const { reply: link } = await house.ask('ada', makeLink, { params, body })
  const { reply: invitation } = await house.ask('ada', sendInvitation, { params, body: anInvitation(room) })
  await house.ask('ada', openRoom, { params })
  const { sessionId } = await goIn(guest, room.code)
  await house.ask('ada', closeRoom, { params })
  const grantId = grants.find(({ to }) => to.id === spare.id)?.id ?? ''
  return { room, params: { ...params, grantId, linkId: link.id, invitationId: invitation.id, sessionId } }
}
type Things = Awaited<ReturnType<typeof someThings>>

/** What no example can name. */
const bodies: Record<string, (things: Things) => object> = {
  sendInvitation: ({ room }) => anInvitation(room),
  shareRoom: () => ({ users: [spare.id], role: 'moderator' }),
  changeRoomSettings: () => ({ visibility: 'anyone' }),
  handOverRoom: () => ({ owner: spare.id }),
}

/** After these the room is another's, or no more. */
const isLast = (name: string) => name === 'handOverRoom' || name === 'removeRoom'

test('every route to a room has its line, and every line a route', () => {
  const toRooms = Object.keys(known).filter((name) => known[name]?.path.startsWith('/rooms/:roomId'))

  expect(Object.keys(usual).toSorted()).toEqual(toRooms.toSorted())
  for (const table of Object.values(tables)) expect(Object.keys(table)).toHaveLength(toRooms.length)
})

describe.each(Object.entries(tables))('of a %s room', (kind, table) => {
  test.each(Object.entries(people))(
    'ENT-04 POD-07 POD-09 the %s may do what the table says, and no more',
    async (who, it) => {
      const shared = await someThings(kind)
      const expected: Record<string, number> = {}
      const answered: Record<string, number> = {}

      for (const [name, cells] of Object.entries(table)) {
        const route = known[name]
        if (!route) continue
        const things = isLast(name) && kind !== 'personal' ? await someThings(kind) : shared
        const [example] = (route.body.meta()?.examples ?? []) as object[]
        // What was done by the former route may have taken it out again.
        if (kind === 'archived') await house.ask('ada', archiveRoom, { params: things.params })
        const body = bodies[name]?.(things) ?? example
        const { status } = await it.ask(route, { params: things.params, body } as never)
        answered[name] = status
        expected[name] = answerOf(route, cells[who])
      }

      expect(answered).toEqual(expected)
    },
  )
})
