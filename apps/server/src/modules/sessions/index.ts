import { nodeRecovered } from '@amphi/contract/nodes'
import { personChanged, personRemoved } from '@amphi/contract/people'
import type { Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import type { Rooms } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { createHandsService } from './hands.service.ts'
import { createHistoryService } from './history.service.ts'
import { createHoldersService } from './holders.service.ts'
import { createHostingService } from './hosting.service.ts'
import { createInsideService } from './inside.service.ts'
import { createLeavingService } from './leaving.service.ts'
import { createLimitsService } from './limits.service.ts'
import { createMeetingsService } from './meetings.service.ts'
import { createPresenceService } from './presence.service.ts'
import { createRoomsWithSessionsService } from './rooms-with-sessions.service.ts'
import { createRunsService } from './runs.service.ts'
import { createSeatsService } from './seats.service.ts'
import { createServersService } from './servers.service.ts'
import { relaySessions } from './sessions.realtime.ts'
import { sessionsIn } from './sessions.repository.ts'
import { mountSessions } from './sessions.routes.ts'
import { staysIn } from './stays.repository.ts'

export type { Gathering } from './seats.service.ts'
export { sessionTopic } from './sessions.realtime.ts'
export { isLooser, lobbyAtLeast, lobbyOf } from './lobby.ts'
export { isProtected, participantAbilities } from './sessions.policy.ts'
export type { ParticipantRow } from './participants.repository.ts'
export type { SessionRow } from './sessions.repository.ts'
export { ofSession } from './sessions.table.ts'

interface Below {
  tenants: TenantsService
  people: PeopleService
  rooms: Rooms
  engines: Engines
}

/** Seconds between two looks at what really runs. */
const looks = 10

export const openSessions = async (ground: Ground, below: Below, meetingsAtOnce: number) => {
  const { db, bus, clock, http, metrics, sockets, sweeps, log } = ground
  const { tenants, people, rooms, engines } = below
  const hosting = createHostingService({ db, clock, tenants, engines })
  const runs = createRunsService({ db, bus, clock, tenants, rooms, engines, hosting })
  const servers = createServersService({ db, bus, clock, tenants, rooms, engines, runs })
  const seats = createSeatsService({ db, clock, tenants, rooms, engines })
  const hands = createHandsService({ db, bus, clock, seats })
  const limits = createLimitsService({ db, clock, engines })
  const inside = createInsideService({ db, clock, rooms, people, engines, runs, seats, limits })
  const leaving = createLeavingService({ db, bus, clock, engines, seats })
  const presence = createPresenceService({ db, bus, clock, tenants, people, rooms, engines, hosting, runs, limits })
  const roomsWithSessions = createRoomsWithSessionsService({ db, clock, tenants, rooms, runs })
  const history = createHistoryService({ db, clock, tenants, rooms, people })
  const holders = createHoldersService({ db, tenants, people, rooms, seats })
  const meetings = createMeetingsService({ db, clock, tenants, rooms, runs, hosting, atOnce: meetingsAtOnce })

  const report = (error: unknown) => log.error({ err: error }, 'sessions not relayed')
  mountSessions(http.mount, { hands, history, holders, inside, leaving, meetings, rooms: roomsWithSessions, servers })
  const relay = relaySessions({ bus, sockets, rooms, runs, seats, report })

  engines.listen((event) => presence.hear(event))
  await bus.on(nodeRecovered, 'sessions', ({ nodeId }) => servers.endLost(nodeId))
  for (const fact of [personChanged, personRemoved]) {
    await bus.on(fact, 'sessions', ({ tenantId, userId }) => presence.forbid(tenantId, userId))
  }
  const look = sweeps.every(looks, 'presence', () => presence.sweep())
  // An engine that was started anew has forgotten who was inside: they are knocking already.
  engines.onRestart(look)
  sweeps.every(3600, 'sessions', () => history.forgetOld())
  sweeps.every(3600, 'instant meetings', () => meetings.forgetOld())

  metrics.tell({
    name: 'amphi_sessions_open',
    help: 'Sessions that run',
    read: () => sessionsIn(db).countRunning(),
  })
  metrics.tell({
    name: 'amphi_participants_present',
    help: 'People inside them',
    read: () => staysIn(db).countPresent(),
  })

  return {
    inside,
    seats,
    runs,
    limits,
    leaving,
    presence,
    rooms: roomsWithSessions,
    look,
    close: () => relay.close(),
  }
}

export type Sessions = Awaited<ReturnType<typeof openSessions>>
