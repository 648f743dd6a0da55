import type { Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import type { Rooms } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { Ground } from '#platform/ground'
import { guardDoors } from './doors.realtime.ts'
import { mountDoors } from './doors.routes.ts'
import { createDoorsService } from './doors.service.ts'

interface Below {
  people: PeopleService
  rooms: Rooms
  engines: Engines
  sessions: Sessions
}

/** Entering: what stands behind a link, who gets in, and what they must do first. */
export const openDoors = ({ clock, limits, http, sockets }: Ground, { people, rooms, engines, sessions }: Below) => {
  const { runs, seats, limits: terms } = sessions
  const doors = createDoorsService({ clock, limits, rooms, people, engines, runs, seats, terms })
  mountDoors(http.mount, doors)
  guardDoors(sockets, rooms)
  return doors
}
