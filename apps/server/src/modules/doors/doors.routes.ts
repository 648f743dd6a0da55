import { enterDoor, readDoor } from '@amphi/contract/doors'
import type { Mount } from '#platform/http'
import type { DoorsService } from './doors.service.ts'

export const mountDoors = (mount: Mount, doors: DoorsService) => {
  mount(readDoor, (actor, { params }) => doors.read(actor, params.code))
  mount(enterDoor, (actor, { params, body }, visit) => doors.enter(actor, params.code, body, visit))
}
