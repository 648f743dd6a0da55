import { lobbySwitched } from '@amphi/contract/moderation'
import { roomChanged } from '@amphi/contract/rooms'
import { sessionEnded } from '@amphi/contract/sessions'
import type { Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import type { Rooms } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { createArrivals } from './arrivals.service.ts'
import { guardDoors, relayToDoors } from './doors.realtime.ts'
import { mountDoors } from './doors.routes.ts'
import { createDoorService } from './door.service.ts'
import { createEntering } from './entering.service.ts'
import { createLobbyDesk } from './lobby-desk.service.ts'
import { relayLobby } from './lobby.realtime.ts'
import { mountLobby } from './lobby.routes.ts'
import { createLobbyService } from './lobby.service.ts'
import { createPasses } from './passes.service.ts'

export { mayCome } from './entry.ts'

interface Below {
  tenants: TenantsService
  people: PeopleService
  rooms: Rooms
  engines: Engines
  sessions: Sessions
}

/** Seconds between two looks at who waits no more, and at whose page is still on a line of this process. */
const looks = 10

/** Entering: what stands behind a link, who gets in, what they must do first, and who lets them in. */
export const openDoors = async (ground: Ground, { tenants, people, rooms, engines, sessions }: Below) => {
  const { db, bus, clock, limits, http, sockets, sweeps, log } = ground
  const { runs, seats, limits: terms } = sessions
  const lobby = createLobbyService({ db, bus, clock, limits, rooms, runs, terms })
  const desk = createLobbyDesk({ db, bus, clock, people, seats })
  const arrivals = createArrivals({ clock, rooms, people, lobby, runs, seats, terms })
  const passes = createPasses({ people, engines, tenants, seats, terms })
  const door = createDoorService({ clock, rooms, tenants, arrivals, runs, seats })
  const entering = createEntering({ clock, limits, rooms, people, arrivals, passes, lobby, runs, seats, terms })
  mountDoors(http.mount, door, entering)
  mountLobby(http.mount, lobby, desk)
  guardDoors(sockets, rooms)
  relayToDoors(bus, sockets)
  const report = (error: unknown) => log.error({ err: error }, 'lobby not relayed')
  const relay = relayLobby({ bus, sockets, rooms, seats, lobby, desk, report })

  sessions.rooms.countWaitingBy(lobby.countWaiting)
  for (const fact of [roomChanged, lobbySwitched]) {
    await bus.on(fact, 'lobby', ({ tenantId, roomId }) => lobby.openUp(tenantId, roomId))
  }
  await bus.on(sessionEnded, 'lobby', ({ tenantId, sessionId }) => lobby.endAll(tenantId, sessionId))
  sweeps.every(looks, 'lobby', () => lobby.sweep())
  sweeps.every(looks, 'pages in the lobby', () => relay.keepSeen(), { everywhere: true })
  return { close: () => relay.close() }
}
