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
  await bus.on(visitMade, 'usage', ({ tenantId, visitor }) => usage.count(tenantId, 'visits', visitor))
  await bus.on(roomCreated, 'usage', async ({ tenantId, roomId, kind }) => {
    // A personal one comes by itself: nobody made it.
    if (kind !== 'personal') await usage.count(tenantId, 'rooms', roomId)
  })
  await bus.on(sessionOpened, 'usage', ({ tenantId, sessionId }) => usage.count(tenantId, 'sessions', sessionId))
  await bus.on(participantJoined, 'usage', ({ tenantId, participantId }) =>
    usage.count(tenantId, 'entries', participantId),
  )
  http.mount(readUsage, (actor, { query }) => usage.read(actor, query))
  sweeps.every(3600, 'usage', () => usage.forgetOld())
}
