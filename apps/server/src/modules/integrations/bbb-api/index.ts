import { messagePosted } from '@amphi/contract/chat'
import { participantJoined, participantLeft, sessionEnded, sessionOpened } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { ChatService } from '#modules/chat'
import type { Rooms } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { serveApi } from './api.routes.ts'
import { createApiService } from './api.service.ts'
import { createCallsService } from './calls.service.ts'
import { createCheckingService } from './checking.service.ts'
import { mountClients } from './clients.routes.ts'
import { createClientsService } from './clients.service.ts'
import { createDeliveriesService } from './deliveries.service.ts'
import { createHappenings } from './happenings.ts'
import { createHooksService } from './hooks.service.ts'
import { createJoiningService } from './joining.service.ts'
import { createMeetingsService } from './meetings.service.ts'
import { createNoticesService } from './notices.service.ts'

interface Below {
  tenants: TenantsService
  rooms: Rooms
  sessions: Sessions
  chat: ChatService
}

export interface Settings {
  /** Of the client that the settings of the server make; undefined where they make none. */
  bbbSecret: string | undefined
}

/** Speaks BigBlueButton’s API to the plugins of other platforms: what they call a meeting is a room here. */
export const openBbbApi = async (
  ground: Ground,
  { tenants, rooms, sessions, chat }: Below,
  { bbbSecret }: Settings,
) => {
  const { db, bus, clock, keys, outgoing, http, sweeps, log } = ground
  const clients = createClientsService({ db, bus, clock, keys, tenants })
  const calls = createCallsService({ db, clock })
  const addressOf = (tenantId: TenantId) => tenants.addressOf(tenantId)
  const hooks = createHooksService({ db, clock })
  const deliveries = createDeliveriesService({ db, clock, outgoing, clients, addressOf })
  const meetings = createMeetingsService({ db, clock, tenants, rooms, sessions, tell: hooks })
  const joining = createJoiningService({ db, rooms, seats: sessions.seats, meetings })
  const notices = createNoticesService({ db, chat, runs: sessions.runs, limits: sessions.limits })
  const api = createApiService({ clients, calls, meetings, joining, notices, hooks, addressOf })
  const happenings = createHappenings({ db, hooks, chat, seats: sessions.seats })
  const checking = createCheckingService({ clients, tenants, api })

  mountClients(http.mount, { clients, calls, checking, meetings })
  await serveApi({ app: http.app, api, tenantOf: (host) => tenants.ofHost(host) })

  await bus.on(sessionEnded, 'bbb-meetings', ({ tenantId, roomId }) => meetings.sessionEnded(tenantId, roomId))
  await bus.on(sessionOpened, 'bbb-notices', (ids) => notices.sessionOpened(ids))
  const report = (error: unknown) => log.error({ err: error }, 'not told to hooks')
  bus.overhear(participantJoined, (ids) => void happenings.joined(ids).catch(report))
  bus.overhear(participantLeft, (ids) => void happenings.left(ids).catch(report))
  bus.overhear(messagePosted, (ids) => void happenings.said(ids).catch(report))
  sweeps.every(2, 'bbb deliveries', () => deliveries.sweep(), { everywhere: true })
  sweeps.every(3600, 'bbb told', () => deliveries.forgetOld())
  sweeps.every(15, 'bbb meetings', () => meetings.sweep())
  sweeps.every(1, 'bbb calls', () => calls.write(), { everywhere: true })
  sweeps.every(3600, 'bbb log', () => calls.forgetOld())
  sweeps.every(3600, 'bbb attendance', () => meetings.forgetOld())

  const [first] = await tenants.list()
  if (bbbSecret !== undefined && first) await clients.settle(first.id, bbbSecret)
  return { clients }
}
