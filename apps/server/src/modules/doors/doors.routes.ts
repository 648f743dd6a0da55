import { enterDoor, readDoor } from '@amphi/contract/doors'
import type { Mount } from '#platform/http'
import type { DoorService } from './door.service.ts'
import type { Entering } from './entering.service.ts'

export const mountDoors = (mount: Mount, door: DoorService, entering: Entering) => {
  mount(readDoor, (actor, { params }, visit) => door.read(actor, params.code, visit))
  mount(enterDoor, (actor, { params, body }, visit) => entering.enter(actor, params.code, body, visit))
}
