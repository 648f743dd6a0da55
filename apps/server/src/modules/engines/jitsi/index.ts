import { openJitsi, reportJitsi } from '@amphi/contract/jitsi'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { settleEach } from '#platform/settle-each'
import type { HearEngine } from '../engine.ts'
import type { NodeRow } from '../nodes.repository.ts'
import { forgetMeetings } from './meetings.repository.ts'
import { createReservationAddresses, mountReservations } from './reservations.routes.ts'
import { createReservationsService } from './reservations.service.ts'
import { createVisitsService } from './visits.service.ts'

interface Needs {
  ground: Ground
  tenants: Pick<TenantsService, 'list'>
  hear: HearEngine
  /** Every server there is. */
  all: () => Promise<NodeRow[]>
}

/** For so long it is kept what was on Jitsi servers, once it is over; and longer than any session lasts. */
const day = 24 * 3600 * 1000
const week = 7 * day

/** What Jitsi needs besides a driver: pages of ours that tell, and servers of theirs that ask. */
export const openJitsiPages = async ({ ground, tenants, hear, all }: Needs) => {
  const { db, clock, keys, http, publicUrl, sweeps } = ground
  const addresses = createReservationAddresses({ keys, publicUrl })
  const visits = createVisitsService({ db, clock, keys, hear })
  const reservations = createReservationsService({ db, clock, keys })
  const nodeOf = async (id: NodeRow['id']) => (await all()).find((node) => node.id === id && node.engine === 'jitsi')

  http.mount(openJitsi, (_actor, { body }) => visits.open(body.pass))
  http.mount(reportJitsi, (_actor, { body }) => visits.report(body))
  await mountReservations({ app: http.app, addresses, reservations, nodeOf })
  sweeps.every(3600, 'jitsi meetings', async () => {
    const now = clock.now().getTime()
    const before = { ended: new Date(now - day), opened: new Date(now - week) }
    await settleEach(await tenants.list(), ({ id }) => forgetMeetings(db, id, before))
  })

  return {
    /** Where a server of Jitsi asks us. */
    reservationsOf: (node: NodeRow) => (node.engine === 'jitsi' ? addresses.of(node) : null),
    nodeOf,
  }
}
