import { randomUUID } from 'node:crypto'
import { postMessage } from '@amphi/contract/chat'
import { searchDirectory } from '@amphi/contract/directory'
import { shareRoom } from '@amphi/contract/grants'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { createRoom, listRooms, markRoom, type RoomSeen } from '@amphi/contract/rooms'
import { enterDoor, type Entry } from '@amphi/contract/doors'
import { closeRoom, openRoom } from '@amphi/contract/sessions'
import type { Stage } from './stage.ts'
import { type Name, people, type Room, rooms, type Run } from './story.ts'

type Admitted = Extract<Entry, { outcome: 'admitted' }>
type Stay = Run['stays'][number]

const minute = 60

const startOf = ({ daysAgo, at: [hour, minutes] }: Run, now: Date) => {
  const day = new Date(now)
  day.setUTCDate(day.getUTCDate() - daysAgo)
  day.setUTCHours(hour, minutes, 0, 0)
  return day
}

const visitorOf = (stage: Stage, { who }: Stay) => (typeof who === 'string' ? stage.as(who) : stage.aGuest())

const enter = async (stage: Stage, code: string, stay: Stay, tab: string): Promise<Admitted> => {
  const name = typeof stay.who === 'string' ? people[stay.who].name : stay.who.guest
  const visitor = await visitorOf(stage, stay)
  const { status, reply } = await visitor.ask(enterDoor, { params: { code }, body: { name, tab } })
  if (reply.outcome !== 'admitted') throw new Error(`${name} is not let in: ${status} ${JSON.stringify(reply)}`)
  await stage.services.engines.world?.connect(reply.media.token)
  return reply
}

/** A past run, minute by minute: who came and went, and who said what. */
const play = async (stage: Stage, room: RoomSeen, owner: Name, run: Run, now: Date) => {
  const { clock, services } = stage
  const params = { roomId: room.id }
  const inside = new Map<Stay, Admitted>()
  // Whoever comes back after a cut comes back to their seat.
  const tabs = new Map(run.stays.map(({ who }) => [who, randomUUID() as string]))
  clock.pass((startOf(run, now).getTime() - clock.now().getTime()) / 1000)
  await (await stage.as(owner)).ask(openRoom, { params })

  for (let at = 0; at < run.minutes; at += 1) {
    for (const stay of run.stays.filter(({ from }) => from === at))
      inside.set(stay, await enter(stage, room.code, stay, tabs.get(stay.who) ?? ''))
    for (const { who, text } of (run.said ?? []).filter((it) => it.at === at)) {
      const [, seat] = [...inside].find(([stay]) => stay.who === who) ?? []
      if (!seat) throw new Error(`${who} is not inside and cannot say anything.`)
      const body = { id: randomUUID(), participantId: seat.participantId, text }
      await (await stage.as(who)).ask(postMessage, { params: { sessionId: seat.sessionId }, body })
    }
    for (const stay of run.stays.filter(({ to }) => to === at)) {
      const seat = inside.get(stay)
      if (seat) await services.engines.world?.disconnect(seat.sessionId, seat.participantId)
    }
    clock.pass(minute)
  }
  await (await stage.as(owner)).ask(closeRoom, { params })
}

/** To a server beside us, what runs at a past hour has lasted far too long: it must not see it before it has ended. */
const unlooked = ({ services }: Stage, act: () => Promise<void>) => services.ground.sweeps.hold('presence', act)

const roomOf = async (stage: Stage, { owner, name }: Room) => {
  const visitor = await stage.as(owner)
  return (await visitor.ask(listRooms, {})).reply.find((room) => room.name === name)
}

/** As anyone finds them: by typing. */
const found = async (stage: Stage, by: Name, search: string) => {
  const { reply } = await (await stage.as(by)).ask(searchDirectory, { query: { search } })
  const it = reply.find(({ name }) => name === search)
  if (!it) throw new Error(`${search} is not found.`)
  return it
}

/** Its shares, its settings and its stars; after its past, when it was its owner's alone. */
const furnish = async (stage: Stage, { id: roomId }: RoomSeen, { owner, shared, favouriteOf, settings }: Room) => {
  const visitor = await stage.as(owner)
  const params = { roomId }
  for (const { with: whom, as: role } of shared ?? []) {
    const { id, kind } = await found(stage, owner, typeof whom === 'string' ? people[whom].name : whom.group)
    await visitor.ask(shareRoom, { params, body: kind === 'person' ? { users: [id], role } : { groups: [id], role } })
  }
  if (settings) await visitor.ask(changeRoomSettings, { params, body: settings })
  for (const who of favouriteOf ?? []) {
    await (await stage.as(who)).ask(markRoom, { params, body: { favourite: true } })
  }
}

/** Rooms with their past. One that is there already keeps the past it has. */
export const seedRooms = async (stage: Stage, now: Date) => {
  for (const room of rooms) {
    if (await roomOf(stage, room)) continue
    const visitor = await stage.as(room.owner)
    const { reply: made } = await visitor.ask(createRoom, { body: { name: room.name } })
    for (const run of room.runs) await unlooked(stage, () => play(stage, made, room.owner, run, now))
    await furnish(stage, made, room)
  }
}

/** Now, and with the engine that carries the server's sessions. */
export const openRooms = async (stage: Stage) => {
  for (const room of rooms.filter((it) => it.open)) {
    const seen = await roomOf(stage, room)
    const visitor = await stage.as(room.owner)
    if (seen && !seen.session) await visitor.ask(openRoom, { params: { roomId: seen.id } })
  }
}
