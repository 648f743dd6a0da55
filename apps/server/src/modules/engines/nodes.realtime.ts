import { nodeFacts } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import type { Bus } from '#platform/bus'
import type { Sockets } from '#platform/sockets'

/** Where the page of an institution's servers hears that it is old. */
const nodesTopic = (tenantId: TenantId) => `nodes ${tenantId}`

export const relayNodes = ({ bus, sockets }: { bus: Bus; sockets: Sockets }) => {
  for (const fact of nodeFacts) {
    bus.overhear(fact, (ids: { tenantId: TenantId }) => sockets.send(nodesTopic(ids.tenantId), fact, ids as never))
  }
  sockets.guard('nodes', async (actor) =>
    actor.kind === 'person' && actor.role === 'administrator' ? { topic: nodesTopic(actor.tenantId) } : undefined,
  )
}
