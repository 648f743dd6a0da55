import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { readDoor } from '@amphi/contract/doors'
import { shareRoom } from '@amphi/contract/grants'
import { startMeeting } from '@amphi/contract/meetings'
import { setSessionPassword, showCameras } from '@amphi/contract/moderation'
import * as contract from '@amphi/contract/presets'
import { changeRoomSettings, readRoomSettings, type RoomSettingsChange } from '@amphi/contract/room-settings'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { closeRoom, openRoom, readSession } from '@amphi/contract/sessions'
import { changeTenant } from '@amphi/contract/tenants'
import { cast, type Name } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aPage } from '@amphi/testkit/page'
import { aColleague, anOpenRoom, aRoom, comeInside, knock } from '@amphi/testkit/story'

const house = await aHouse({ clock: aClock(), limitScale: 1000 })

type Told = Parameters<typeof house.ask<typeof contract.createPreset>>[2]['body']

const define = (told: Partial<Told>, by: Name = 'malik') =>
  house.ask(by, contract.createPreset, {
    body: { name: `Modèle ${randomUUID().slice(0, 8)}`, settings: {}, forced: [], ...told },
  })
const aPreset = async (told: Partial<Told> = {}) => (await define(told)).reply
const redefine = (preset: contract.Preset, told: Partial<Told>, by: Name = 'malik') => {
  const { name, settings, forced } = { ...preset, ...told }
  return house.ask(by, contract.changePreset, { params: { presetId: preset.id }, body: { name, settings, forced } })
}
const remove = ({ id }: contract.Preset, by: Name = 'malik') =>
  house.ask(by, contract.removePreset, { params: { presetId: id } })
const rule = (preset: contract.Preset | null, required = false, by: Name = 'malik') =>
  house.ask(by, contract.rulePresets, { body: { default: preset?.id ?? null, required } })
const list = async (by: Name = 'malik') => (await house.ask(by, contract.listPresets, {})).reply
const create = (presetId?: string | null) => house.ask('ada', createRoom, { body: { name: 'Atelier', presetId } })
const aRoomOf = async ({ id }: contract.Preset) => (await create(id)).reply
const set = (
  room: { id: string },
  body: Omit<RoomSettingsChange, 'presetId'> & { presetId?: string | null | undefined },
) => house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body })
const settings = async (room: { id: string }) =>
  (await house.ask('ada', readRoomSettings, { params: { roomId: room.id } })).reply
const open = (room: { id: string }) => house.ask('ada', openRoom, { params: { roomId: room.id } })
const close = (room: { id: string }) => house.ask('ada', closeRoom, { params: { roomId: room.id } })

// One institution for all of them: each leaves it as it was.
afterEach(async () => {
  await rule(null)
  for (const preset of (await list()).presets) await remove(preset)
})

test('a new room has what its preset proposes and forces, and its owner changes what is proposed', async () => {
  const preset = await aPreset({
    name: 'Cours',
    settings: { lobby: 'guests', startMuted: true, mostInside: 40 },
    forced: ['lobby'],
  })
  const room = await aRoomOf(preset)

  expect(await settings(room)).toMatchObject({
    lobby: 'guests',
    startMuted: true,
    mostInside: 40,
    preset: { id: preset.id, name: 'Cours' },
    forced: ['lobby'],
  })
  expect((await set(room, { startMuted: false, mostInside: 30 })).reply).toMatchObject({
    lobby: 'guests',
    startMuted: false,
    mostInside: 30,
  })
})

test.each<[string, RoomSettingsChange, object]>([
  ['the waiting room', { lobby: 'off' }, { lobby: 'everyone' }],
  ['who may come', { visibility: 'anyone' }, { visibility: 'invited' }],
  ['the welcome', { welcome: null }, { welcome: 'Bienvenue.' }],
  ['where to go on', { leaveTo: 'https://elsewhere.test/' }, { leaveTo: 'https://university.test/' }],
  ['the names', { listed: true }, { listed: false }],
  ['how many', { mostInside: 100 }, { mostInside: 10 }],
  ['how many, to leave it to the institution', { mostInside: null }, { mostInside: 10 }],
  ['how long', { sessionLength: 60 }, { sessionLength: 30 }],
  ['the tongue', { language: 'fr' }, { language: 'en' }],
  ['the cameras', { camerasFor: 'everyone' }, { camerasFor: 'moderators' }],
  [
    'what participants may do',
    { atStart: { microphone: true, camera: true, screen: true, chat: true } },
    { atStart: { microphone: true, camera: true, screen: true, chat: false } },
  ],
])('%s, where it is forced, is refused to be otherwise, and nothing is changed', async (_, change, forced) => {
  const names = Object.keys(forced) as contract.Preset['forced']
  const room = await aRoomOf(await aPreset({ settings: forced, forced: names }))
  const before = await settings(room)

  const answer = await set(room, { lobbyPlace: false, password: 'orangers', ...change })

  expect(answer.refusal).toMatchObject({ code: 'preset.forced', details: { settings: names } })
  expect(answer.status).toBe(403)
  expect(await settings(room)).toEqual(before)
  expect(before).toMatchObject(forced)
})

test('who says what is forced anyway is not refused', async () => {
  const atStart = { microphone: false, camera: true, screen: true, chat: true }
  const room = await aRoomOf(await aPreset({ settings: { atStart, lobby: 'everyone' }, forced: ['atStart', 'lobby'] }))

  expect((await set(room, { atStart, lobby: 'everyone', startMuted: true })).status).toBe(200)
})

test('neither a manager nor an administrator gets round what is forced', async () => {
  const room = await aRoomOf(await aPreset({ settings: { lobby: 'everyone' }, forced: ['lobby'] }))
  const params = { roomId: room.id }
  await house.ask('ada', shareRoom, { params, body: { users: [cast.bob.userId], role: 'manager' } })

  for (const who of ['bob', 'malik'] as const) {
    const answer = await house.ask(who, changeRoomSettings, { params, body: { lobby: 'off' } })
    expect(answer.refusal.code).toBe('preset.forced')
  }
})

test('what is forced later holds at once in rooms of the preset, at their doors and for those who wait', async () => {
  const preset = await aPreset({ settings: { lobby: 'everyone' } })
  const room = await aRoomOf(preset)
  const other = await aRoom(house)
  await open(room)
  await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const waiting = house.aGuest()
  expect(await knock(waiting, room.code)).toMatchObject({ outcome: 'lobby' })
  const page = await aPage(house.app, waiting)
  await page.join(`door:${room.code}`)

  await redefine(preset, { settings: { lobby: 'off', visibility: 'anyone' }, forced: ['lobby'] })

  await page.hearsFact('room.changed')
  expect((await waiting.ask(readDoor, { params: { code: room.code } })).reply.needs.lobby).toBe(false)
  expect(await settings(room)).toMatchObject({ lobby: 'off', forced: ['lobby'] })
  expect((await set(room, { lobby: 'guests' })).refusal.code).toBe('preset.forced')
  expect((await settings(other)).forced).toEqual([])
  expect((await house.ask('ada', listRooms, {})).reply.find(({ id }) => id === room.id)?.guarded.lobby).toBe(false)
})

test('ENT-16 what a session takes from its room is forced from the next session on, and the rest at once', async () => {
  const preset = await aPreset()
  const room = await aRoomOf(preset)
  await open(room)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const atStart = { microphone: false, camera: true, screen: true, chat: true }
  const read = async () => (await ada.visitor.ask(readSession, { params: { sessionId: ada.sessionId } })).reply

  await redefine(preset, {
    settings: { atStart, mostInside: 5, camerasFor: 'moderators', welcome: 'Bonjour.' },
    forced: ['atStart', 'mostInside', 'camerasFor', 'welcome'],
  })

  expect(await read()).toMatchObject({ camerasFor: 'everyone', seats: { most: 5 }, welcome: 'Bonjour.' })
  expect((await read()).allowed.microphone).toBe(true)
  await close(room)
  await open(room)
  const again = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const { reply } = await again.visitor.ask(readSession, { params: { sessionId: again.sessionId } })
  expect(reply).toMatchObject({ camerasFor: 'moderators', seats: { most: 5 }, allowed: atStart })
})

test('who leads a session does not show cameras that the institution keeps for moderators', async () => {
  const room = await aRoomOf(await aPreset({ settings: { camerasFor: 'moderators' }, forced: ['camerasFor'] }))
  await open(room)
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
  const params = { sessionId: ada.sessionId }

  const answer = await ada.visitor.ask(showCameras, { params, body: { camerasFor: 'everyone' } })

  expect(answer.refusal.code).toBe('preset.forced')
  expect((await ada.visitor.ask(readSession, { params })).reply).toMatchObject({
    camerasFor: 'moderators',
    camerasFixed: 'institution',
  })
})

test('what is proposed later is for rooms to come', async () => {
  const preset = await aPreset({ settings: { startMuted: true } })
  const room = await aRoomOf(preset)

  await redefine(preset, { settings: { startMuted: false, listed: false } })

  expect(await settings(room)).toMatchObject({ startMuted: true, listed: true })
  expect(await settings(await aRoomOf(preset))).toMatchObject({ startMuted: false, listed: false })
})

test('what is forced no more stays as it is, and is the owner’s to change', async () => {
  const preset = await aPreset({ settings: { lobby: 'everyone' }, forced: ['lobby'] })
  const room = await aRoomOf(preset)

  await redefine(preset, { settings: {}, forced: [] })

  expect(await settings(room)).toMatchObject({ lobby: 'everyone', forced: [] })
  expect((await set(room, { lobby: 'off' })).reply.lobby).toBe('off')
})

test('a deleted preset leaves its rooms with the values they had, unlocked', async () => {
  const preset = await aPreset({ settings: { lobby: 'everyone', startMuted: true }, forced: ['lobby'] })
  const room = await aRoomOf(preset)
  await set(room, { welcome: 'Bonjour.' })

  expect((await remove(preset)).status).toBe(204)

  expect(await settings(room)).toMatchObject({
    lobby: 'everyone',
    startMuted: true,
    welcome: 'Bonjour.',
    preset: null,
    forced: [],
  })
  expect((await set(room, { lobby: 'off' })).status).toBe(200)
  expect((await remove(preset)).refusal.code).toBe('preset.not_found')
})

test('a room becomes one of another preset: what held stays, what is proposed is taken over, and then what is said', async () => {
  const lesson = await aPreset({ settings: { lobby: 'everyone', startMuted: true }, forced: ['lobby'] })
  const council = await aPreset({ settings: { visibility: 'invited', listed: false }, forced: ['visibility'] })
  const room = await aRoomOf(lesson)

  const { reply } = await set(room, { presetId: council.id, lobby: 'guests', startMuted: false })

  expect(reply).toMatchObject({
    preset: { id: council.id },
    forced: ['visibility'],
    visibility: 'invited',
    listed: false,
    lobby: 'guests',
    startMuted: false,
  })
  expect((await set(room, { presetId: lesson.id, lobby: 'off' })).refusal.code).toBe('preset.forced')
  expect((await settings(room)).preset?.id).toBe(council.id)
  expect((await set(room, { presetId: null, visibility: 'anyone' })).reply).toMatchObject({
    preset: null,
    forced: [],
    visibility: 'anyone',
  })
})

test('the preset a room has already is not taken over again', async () => {
  const preset = await aPreset({ settings: { startMuted: true } })
  const room = await aRoomOf(preset)
  await set(room, { startMuted: false })

  expect((await set(room, { presetId: preset.id })).reply.startMuted).toBe(false)
})

test('new rooms are of the default preset, unless another is chosen, or none', async () => {
  const usual = await aPreset({ settings: { startMuted: true } })
  const other = await aPreset()
  await rule(usual)
  const of = async (presetId?: string | null) => (await settings((await create(presetId)).reply)).preset?.id

  expect([await of(), await of(other.id), await of(null)]).toEqual([usual.id, other.id, undefined])
  expect((await list()).presets.find(({ id }) => id === usual.id)).toMatchObject({ isDefault: true, rooms: 1 })
  const { visitor } = await aColleague(house)
  const [own] = (await visitor.ask(listRooms, {})).reply
  expect((await visitor.ask(readRoomSettings, { params: { roomId: own?.id ?? '' } })).reply.preset?.id).toBe(usual.id)
})

test('where every room must be of a preset, none is without, whichever way it comes to be', async () => {
  const room = await aRoom(house)
  await set(room, { lobby: 'off', startMuted: true })
  const usual = await aPreset({ settings: { lobby: 'guests', startMuted: false }, forced: ['lobby'] })

  expect((await rule(usual, true)).reply).toMatchObject({ required: true })

  // Those of none are of it now: what it forces holds, what their owners said stays.
  expect(await settings(room)).toMatchObject({ lobby: 'guests', startMuted: true, preset: { id: usual.id } })
  expect((await create(null)).refusal.code).toBe('preset.required')
  expect((await set(room, { presetId: null })).refusal.code).toBe('preset.required')
  expect((await remove(usual)).refusal.code).toBe('preset.default_needed')
  expect((await rule(null, true)).refusal.code).toBe('preset.default_needed')
  const moment = (await house.as('ada').ask(startMeeting, { body: {} })).reply
  expect(await knock(house.aGuest(), moment.code)).toMatchObject({ outcome: 'lobby' })
})

test('where every room must be of a preset, those of a deleted one are of the default', async () => {
  const usual = await aPreset({ settings: { startMuted: true, listed: false }, forced: ['listed'] })
  await rule(usual, true)
  const other = await aPreset({ settings: { lobby: 'everyone' }, forced: ['lobby'] })
  const room = await aRoomOf(other)

  await remove(other)

  expect(await settings(room)).toMatchObject({
    preset: { id: usual.id },
    forced: ['listed'],
    lobby: 'everyone',
    startMuted: false,
    listed: false,
  })
})

test('administrators define presets, and nobody else', async () => {
  const preset = await aPreset()
  for (const who of ['ada', 'bob'] as const) {
    const answers = [
      await define({}, who),
      await redefine(preset, { name: 'Autre' }, who),
      await remove(preset, who),
      await rule(preset, true, who),
    ]
    expect(answers.map(({ refusal }) => refusal.code)).toEqual(Array(4).fill('tenant.administrator_only'))
  }
  expect(await list('ada')).toMatchObject({ presets: [{ id: preset.id, rooms: null }], can: { define: false } })
  expect(await list()).toMatchObject({ presets: [{ id: preset.id, rooms: 0 }], can: { define: true } })
  expect((await house.aGuest().ask(contract.listPresets, {})).status).toBe(401)
})

test('elsewhere a preset does not exist, and no room is of it', async () => {
  const preset = await aPreset()
  const { reply: room } = await house.ask('eve', createRoom, { body: { name: 'Ailleurs' } })

  expect((await list('eve')).presets).toEqual([])
  const answers = [
    await redefine(preset, { name: 'Autre' }, 'eve'),
    await remove(preset, 'eve'),
    await rule(preset, false, 'eve'),
    await house.ask('eve', createRoom, { body: { name: 'Ailleurs', presetId: preset.id } }),
    await house.ask('eve', changeRoomSettings, { params: { roomId: room.id }, body: { presetId: preset.id } }),
  ]
  expect(answers.map(({ refusal }) => refusal.code)).toEqual(Array(5).fill('preset.not_found'))
})

test.each<[string, object, number, string]>([
  ['no name', { name: ' ' }, 400, 'request.invalid'],
  ['a name of one letter', { name: 'A' }, 400, 'request.invalid'],
  ['an endless name', { name: 'a'.repeat(61) }, 400, 'request.invalid'],
  ['what is forced without being said', { forced: ['lobby'] }, 400, 'request.invalid'],
  ['a setting that is none', { forced: ['colour'] }, 400, 'request.invalid'],
  ['a password for all', { settings: { password: 'orangers' }, forced: ['password'] }, 400, 'request.invalid'],
  ['a script to go on to', { settings: { leaveTo: 'javascript:alert(1)' } }, 400, 'request.invalid'],
  ['more people than the institution allows', { settings: { mostInside: 501 } }, 409, 'room.too_many_seats'],
])('a preset with %s is refused', async (_, told, status, code) => {
  const preset = await aPreset({ name: 'Cours' })

  for (const answer of [await define(told as Partial<Told>), await redefine(preset, told as Partial<Told>)]) {
    expect([answer.status, answer.refusal.code]).toEqual([status, code])
  }
  expect((await list()).presets).toMatchObject([{ name: 'Cours', settings: {} }])
})

test('two presets do not have one name, and a session is not forced to last longer than the institution has it', async () => {
  const preset = await aPreset({ name: 'Cours' })
  await house.ask('malik', changeTenant, { body: { longestSession: 180 } })

  expect((await define({ name: 'COURS' })).refusal.code).toBe('preset.name_taken')
  expect((await redefine(preset, { name: 'cours' })).reply.name).toBe('cours')
  expect((await define({ settings: { sessionLength: 240 } })).refusal.code).toBe('room.too_long')
  await house.ask('malik', changeTenant, { body: { longestSession: 300 } })
})

test('an institution has 50 presets at the most', async () => {
  for (let made = 0; made < contract.mostPresets; made += 1) await aPreset()

  expect((await define({})).refusal).toMatchObject({ code: 'preset.limit_reached', details: { most: 50 } })
})

test('of rooms made while a preset is defined anew, none keeps what it forced before', async () => {
  const preset = await aPreset({ settings: { lobby: 'guests' }, forced: ['lobby'] })

  const [rooms] = await Promise.all([
    Promise.all(Array.from({ length: 12 }, () => aRoomOf(preset))),
    redefine(preset, { settings: { lobby: 'everyone' }, forced: ['lobby'] }),
  ])

  const lobbies = await Promise.all(rooms.map(async (room) => (await settings(room)).lobby))
  expect(new Set(lobbies)).toEqual(new Set(['everyone']))
})

test('a password set from inside leaves what is forced as it is', async () => {
  const room = await anOpenRoom(house)
  const preset = await aPreset({ settings: { lobby: 'everyone' }, forced: ['lobby'] })
  await set(room, { presetId: preset.id })
  const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })

  const asked = { params: { sessionId: ada.sessionId }, body: { password: 'orangers' } }
  expect((await ada.visitor.ask(setSessionPassword, asked)).status).toBe(200)

  expect(await settings(room)).toMatchObject({
    password: 'orangers',
    lobby: 'everyone',
    forced: ['lobby'],
    preset: { id: preset.id },
  })
})
