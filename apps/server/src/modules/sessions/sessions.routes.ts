import { listRooms, readRoom, removeRoom, renameRoom } from '@amphi/contract/rooms'
import * as contract from '@amphi/contract/sessions'
import type { Mount } from '#platform/http'
import type { DoorsService } from './doors.service.ts'
import type { InsideService } from './inside.service.ts'
import type { RoomsWithSessionsService } from './rooms-with-sessions.service.ts'

interface Services {
  doors: DoorsService
  inside: InsideService
  rooms: RoomsWithSessionsService
}

export const mountSessions = (mount: Mount, { doors, inside, rooms }: Services) => {
  mount(listRooms, (actor) => rooms.list(actor))
  mount(readRoom, (actor, { params }) => rooms.read(actor, params.roomId))
  mount(renameRoom, (actor, { params, body }) => rooms.rename(actor, params.roomId, body.name))
  mount(removeRoom, (actor, { params }) => rooms.remove(actor, params.roomId))
  mount(contract.openRoom, (actor, { params }) => rooms.open(actor, params.roomId))
  mount(contract.closeRoom, (actor, { params }) => rooms.close(actor, params.roomId))
  mount(contract.listSessions, (actor, { params }) => rooms.history(actor, params.roomId))
  mount(contract.readAttendance, (actor, { params }) => rooms.attendance(actor, params.roomId, params.sessionId))
  mount(contract.startMeeting, (actor, { body }, visit) => rooms.startMeeting(actor, body, visit))

  mount(contract.readDoor, (actor, { params }) => doors.read(actor, params.code))
  mount(contract.enterDoor, (actor, { params, body }, visit) => doors.enter(actor, params.code, body, visit))

  mount(contract.readSession, (actor, { params }) => inside.read(actor, params.sessionId))
  mount(contract.endSession, (actor, { params }) => inside.end(actor, params.sessionId))
  mount(contract.raiseHand, (actor, { params, body }) =>
    inside.raiseHand(actor, params.sessionId, params.participantId, body.raised),
  )
  mount(contract.leaveSession, (actor, { params }) => inside.leave(actor, params.sessionId, params.participantId))
}
