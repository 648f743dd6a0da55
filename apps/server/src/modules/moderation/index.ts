import { roomHandedOver, roomShared } from '@amphi/contract/grants'
import type { Engines } from '#modules/engines'
import type { Rooms } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { Ground } from '#platform/ground'
import { createLeadersService } from './leaders.service.ts'
import { createLimitingService } from './limiting.service.ts'
import { createLockingService } from './locking.service.ts'
import { relayModeration } from './moderation.realtime.ts'
import { mountModeration } from './moderation.routes.ts'
import { createRemovalService } from './removal.service.ts'
import { createSpeakingService } from './speaking.service.ts'
import { createWithdrawing } from './withdrawing.service.ts'

interface Below {
  rooms: Rooms
  engines: Engines
  sessions: Sessions
}

/** What those who lead a session do to it and to those inside, while it runs. */
export const openModeration = async (
  { db, bus, clock, http, sockets, log }: Ground,
  { rooms, engines, sessions }: Below,
) => {
  const { runs, seats, limits, leaving, inside } = sessions
  const leaders = createLeadersService({ seats, rooms, engines })
  const limiting = createLimitingService({ db, bus, rooms, seats, limits, leaders })
  const speaking = createSpeakingService({ db, bus, clock, engines, seats, limits, leaders })
  const removal = createRemovalService({ db, bus, seats, limits, leaving, leaders })
  const locking = createLockingService({ db, bus, rooms, inside })
  const withdrawing = createWithdrawing({ db, bus, rooms, runs, seats, limits })
  mountModeration(http.mount, { limiting, speaking, removal, locking })
  await bus.on(roomShared, 'moderation', async ({ tenantId, roomId, by, role }) => {
    if (role === null || role === 'participant') await withdrawing.follow(tenantId, roomId, by)
  })
  await bus.on(roomHandedOver, 'moderation', ({ tenantId, roomId, by }) => withdrawing.follow(tenantId, roomId, by))
  const report = (error: unknown) => log.error({ err: error }, 'moderation not relayed')
  relayModeration({ bus, sockets, seats, report })
}
