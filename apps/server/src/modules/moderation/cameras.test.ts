import { expect, test } from 'vitest'
import { readDoor } from '@amphi/contract/doors'
import { giveRole, showCameras } from '@amphi/contract/moderation'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { type CameraViewers, closeRoom, openRoom, readSession } from '@amphi/contract/sessions'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aRoom, comeInside, knock, worldOf } from '@amphi/testkit/story'

const house = await aHouse({ limitScale: 1000 })
const world = worldOf(house)

type Inside = Awaited<ReturnType<typeof comeInside>>

/** Ada leads in a room of hers, Awa has no account. */
const aSession = async (camerasFor?: CameraViewers) => {
  const room = await aRoom(house)
  const params = { roomId: room.id }
  if (camerasFor) await house.ask('ada', changeRoomSettings, { params, body: { camerasFor } })
  await house.ask('ada', openRoom, { params })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const awa = await comeInside(house, house.aGuest(), room.code, { name: 'Awa' })
  return { room, params, ada, awa }
}

const set = (by: Inside, camerasFor: CameraViewers) =>
  by.visitor.ask(showCameras, { params: { sessionId: by.sessionId }, body: { camerasFor } })
const seen = async ({ visitor, params }: Inside) => (await visitor.ask(readSession, { params })).reply
const films = (it: Inside) => {
  world.publish(it.sessionId, it.participantId, 'camera')
  return world.sends(it.sessionId, it.participantId).includes('camera')
}

test('unless said otherwise, everyone sees everyone', async () => {
  const { room, ada, awa } = await aSession()

  expect(await seen(awa)).toMatchObject({ camerasFor: 'everyone', camerasFixed: null })
  expect([ada.camerasFor, awa.camerasFor]).toEqual(['everyone', 'everyone'])
  expect((await house.aGuest().ask(readDoor, { params: { code: room.code } })).reply.cameraFor).toBe('everyone')
})

test('participants read at the door who will see their camera, and whoever leads is seen by all', async () => {
  const { room, ada, awa } = await aSession('moderators')
  const atDoor = async (visitor = house.aGuest()) =>
    (await visitor.ask(readDoor, { params: { code: room.code } })).reply.cameraFor

  expect([await atDoor(), await atDoor(house.as('ada'))]).toEqual(['moderators', 'everyone'])
  // Known to a page before it sends anything.
  expect([ada.camerasFor, awa.camerasFor]).toEqual(['moderators', 'moderators'])
  expect(films(awa)).toBe(true)
})

test('ENT-16 who sees cameras is the session’s own from its beginning, and the room’s for the next', async () => {
  const { room, params, awa } = await aSession()

  await house.ask('ada', changeRoomSettings, { params, body: { camerasFor: 'moderators' } })

  expect((await seen(awa)).camerasFor).toBe('everyone')
  expect((await house.aGuest().ask(readDoor, { params: { code: room.code } })).reply.cameraFor).toBe('everyone')
  await house.ask('ada', closeRoom, { params })
  expect((await house.aGuest().ask(readDoor, { params: { code: room.code } })).reply.cameraFor).toBe('moderators')
  await house.ask('ada', openRoom, { params })
  expect(await knock(house.aGuest(), room.code)).toMatchObject({ camerasFor: 'moderators' })
})

test('a moderator changes it from inside, and all pages hear of it', async () => {
  const { ada, awa } = await aSession()
  const page = await aPage(house.app, awa.visitor)
  await page.join(`session:${awa.sessionId}`)

  expect((await set(ada, 'moderators')).status).toBe(204)

  await page.hearsFact('session.changed')
  expect((await seen(awa)).camerasFor).toBe('moderators')
  await set(ada, 'everyone')
  expect((await seen(awa)).camerasFor).toBe('everyone')
})

test('who does not lead changes nothing, and a session one is not in does not exist', async () => {
  const { ada, awa } = await aSession('moderators')
  const as = (visitor: Inside['visitor']) => set({ ...ada, visitor }, 'everyone')

  expect((await set(awa, 'everyone')).refusal.code).toBe('session.moderator_only')
  for (const stranger of [house.as('bob'), house.as('malik'), house.as('eve')]) {
    expect((await as(stranger)).refusal.code).toBe('session.not_found')
  }
  expect((await as(house.aGuest())).status).toBe(401)
  expect((await seen(awa)).camerasFor).toBe('moderators')
})

test('where an engine cannot keep a camera from some, participants show none, and nobody promises them otherwise', async () => {
  const { ada, awa } = await aSession()
  expect(films(awa)).toBe(true)
  world.able({ camerasForSome: false })

  expect((await set(ada, 'moderators')).refusal.code).toBe('session.cameras_for_all')
  expect((await seen(ada)).camerasFixed).toBe('engine')

  const next = await aSession('moderators')
  const allowed = async (it: Inside) => (await seen(it)).participants.find(({ id }) => id === it.participantId)?.allowed
  expect([films(next.ada), films(next.awa)]).toEqual([true, false])
  expect(await allowed(next.awa)).toMatchObject({ camera: false, microphone: true })
  await next.ada.visitor.ask(giveRole, { params: next.awa.params, body: { role: 'moderator' } })
  expect(films(next.awa)).toBe(true)
  world.able({ camerasForSome: true })
})
