import { randomUUID } from 'node:crypto'
import { type Entry, enterDoor } from '@amphi/contract/doors'
import { decideLobby, readLobby, readLobbyRequest } from '@amphi/contract/lobby'
import { changeRoomSettings, type RoomSettings } from '@amphi/contract/room-settings'
import type { aClock } from './clock.ts'
import type { TestHouse } from './house.ts'
import { anOpenRoom, comeInside, knock } from './story.ts'
import type { Visitor } from './visitor.ts'

export const requestOf = (entry: Entry) => {
  if (entry.outcome !== 'lobby') throw new Error(`Not in the lobby: ${entry.outcome}`)
  return entry.request
}

/** Rooms with a lobby, those who wait in it, and Ada, who lets them in. */
export const lobbiesOf = (house: TestHouse, clock: ReturnType<typeof aClock>) => {
  const set = (room: { id: string }, settings: Partial<RoomSettings>) =>
    house.ask('ada', changeRoomSettings, { params: { roomId: room.id }, body: settings })

  /** Open, with Ada inside, who leads. */
  const aRoomWithLobby = async (lobby: RoomSettings['lobby'] = 'everyone', more: Partial<RoomSettings> = {}) => {
    const room = await anOpenRoom(house)
    await set(room, { lobby, ...more })
    const ada = await comeInside(house, house.as('ada'), room.code, { name: 'Ada' })
    return { ...room, ada, params: { sessionId: room.sessionId } }
  }

  /** A second after whoever came before. */
  const wait = async (room: { code: string }, name = 'Awa', visitor: Visitor = house.aGuest()) => {
    clock.pass(1)
    const tab = randomUUID()
    const request = requestOf(await knock(visitor, room.code, { name, tab }))
    const read = async () => (await visitor.ask(readLobbyRequest, { params: { requestId: request.id } })).reply
    return { visitor, name, tab, request, read, id: request.id }
  }

  type Waiting = Awaited<ReturnType<typeof wait>>
  type Room = Awaited<ReturnType<typeof aRoomWithLobby>>

  const lobbyOf = async ({ ada, params }: Pick<Room, 'ada' | 'params'>) =>
    (await ada.visitor.ask(readLobby, { params })).reply

  return {
    set,
    aRoomWithLobby,
    wait,
    lobbyOf,

    again: (room: { code: string }, { visitor, name, tab }: Pick<Waiting, 'visitor' | 'name' | 'tab'>, more = {}) =>
      visitor.ask(enterDoor, { params: { code: room.code }, body: { name, tab, ...more } }),

    decide: (
      { ada, params }: Room,
      decision: 'admit' | 'refuse' | 'let_in_after_all',
      requests: Waiting['id'][] | 'all',
      by: Visitor = ada.visitor,
    ) => by.ask(decideLobby, { params, body: { decision, requests } }),

    namesIn: async (room: Pick<Room, 'ada' | 'params'>) => (await lobbyOf(room)).waiting.map(({ name }) => name),
  }
}

export type RoomWithLobby = Awaited<ReturnType<ReturnType<typeof lobbiesOf>['aRoomWithLobby']>>
