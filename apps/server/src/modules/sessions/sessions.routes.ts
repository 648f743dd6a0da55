import { proposeServer, startMeeting } from '@amphi/contract/meetings'
import { emptyNode, listNodeSessions, removeNode } from '@amphi/contract/nodes'
import {
  archiveRoom,
  createRoom,
  keepRoom,
  listAllRooms,
  listRooms,
  readRoom,
  removeRoom,
  renameRoom,
  restoreRoom,
} from '@amphi/contract/rooms'
import * as contract from '@amphi/contract/sessions'
import type { Mount } from '#platform/http'
import type { HandsService } from './hands.service.ts'
import type { HistoryService } from './history.service.ts'
import type { HoldersService } from './holders.service.ts'
import type { InsideService } from './inside.service.ts'
import type { LeavingService } from './leaving.service.ts'
import type { MeetingsService } from './meetings.service.ts'
import type { RoomsWithSessionsService } from './rooms-with-sessions.service.ts'
import type { ServersService } from './servers.service.ts'

interface Services {
  hands: HandsService
  history: HistoryService
  holders: HoldersService
  inside: InsideService
  leaving: LeavingService
  meetings: MeetingsService
  rooms: RoomsWithSessionsService
  servers: ServersService
}

export const mountSessions = (mount: Mount, services: Services) => {
  const { hands, history, holders, inside, leaving, meetings, rooms, servers } = services

  mount(listRooms, (actor) => rooms.list(actor))
  mount(listAllRooms, (actor, { query }) => rooms.look(actor, query))
  mount(createRoom, (actor, { body }) => rooms.create(actor, body))
  mount(readRoom, (actor, { params }) => rooms.read(actor, params.roomId))
  mount(renameRoom, (actor, { params, body }) => rooms.rename(actor, params.roomId, body.name))
  mount(removeRoom, (actor, { params }) => rooms.remove(actor, params.roomId))
  mount(archiveRoom, (actor, { params }) => rooms.archive(actor, params.roomId))
  mount(restoreRoom, (actor, { params }) => rooms.restore(actor, params.roomId))
  mount(keepRoom, (actor, { params }) => rooms.keep(actor, params.roomId))
  mount(contract.openRoom, (actor, { params }) => rooms.open(actor, params.roomId))
  mount(contract.listHolders, (actor, { params }) => holders.tell(actor, params.roomId))
  mount(contract.closeRoom, (actor, { params }) => rooms.close(actor, params.roomId))
  mount(contract.listSessions, (actor, { params, query }) => history.list(actor, params.roomId, query.before))
  mount(contract.readSessionRecord, (actor, { params }) => history.read(actor, params.roomId, params.sessionId))
  mount(contract.readRoomAttendance, (actor, { params, query }) =>
    history.attendanceOfAll(actor, params.roomId, query.before),
  )
  mount(contract.readAttendance, (actor, { params }) => history.attendance(actor, params.roomId, params.sessionId))
  mount(proposeServer, (actor, { query }) => meetings.propose(actor, query.otherThan))
  mount(startMeeting, (actor, { body }, visit) => meetings.start(actor, body, visit))

  mount(listNodeSessions, (actor, { params }) => servers.list(actor, params.nodeId))
  mount(emptyNode, (actor, { params }) => servers.empty(actor, params.nodeId))
  mount(removeNode, (actor, { params }) => servers.remove(actor, params.nodeId))

  mount(contract.readSession, (actor, { params }) => inside.read(actor, params.sessionId))
  mount(contract.endSession, (actor, { params }) => inside.end(actor, params.sessionId))
  mount(contract.extendSession, (actor, { params, body }) => inside.extend(actor, params.sessionId, body.until))
  mount(contract.raiseHand, (actor, { params, body }) =>
    hands.raise(actor, params.sessionId, params.participantId, body.raised),
  )
  mount(contract.lowerHands, (actor, { params }) => hands.lowerAll(actor, params.sessionId))
  mount(contract.leaveSession, (actor, { params }) => leaving.leave(actor, params.sessionId, params.participantId))
}
