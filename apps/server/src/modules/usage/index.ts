import { roomCreated } from '@amphi/contract/rooms'
import { participantJoined, sessionOpened } from '@amphi/contract/sessions'
import { readUsage, visitMade } from '@amphi/contract/usage'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { createUsageService } from './usage.service.ts'

/** Counts what happens, and knows of nobody: for the figures an institution is asked for. */
export const openUsage = async (
  { db, bus, clock, keys, http, sweeps }: Ground,
  { tenants }: { tenants: TenantsService },
) => {
  const usage = createUsageService({ db, clock, keys, tenants })
  await bus.on(visitMade, 'usage', ({ tenantId, visitor, at }) => usage.count(tenantId, 'visits', visitor, at))
  await bus.on(roomCreated, 'usage', async ({ tenantId, roomId, kind, at }) => {
    // A personal one comes by itself: nobody made it.
    if (kind !== 'personal') await usage.count(tenantId, 'rooms', roomId, at)
  })
  await bus.on(sessionOpened, 'usage', ({ tenantId, sessionId, at }) =>
    usage.count(tenantId, 'sessions', sessionId, at),
  )
  await bus.on(participantJoined, 'usage', ({ tenantId, participantId, at }) =>
    usage.count(tenantId, 'entries', participantId, at),
  )
  http.mount(readUsage, (actor, { query }) => usage.read(actor, query))
  sweeps.every(3600, 'usage', () => usage.forgetOld())
}
