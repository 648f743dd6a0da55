import { enterDoor, readDoor } from '@amphi/contract/doors'
import type { Mount } from '#platform/http'
import type { DoorsService } from './doors.service.ts'

export const mountDoors = (mount: Mount, doors: DoorsService) => {
  mount(readDoor, (actor, { params }, visit) => doors.read(actor, params.code, visit))
  mount(enterDoor, (actor, { params, body }, visit) => doors.enter(actor, params.code, body, visit))
}
