import * as contract from '@amphi/contract/bbb-clients'
import type { Mount } from '#platform/http'
import type { CallsService } from './calls.service.ts'
import type { Checking } from './checking.service.ts'
import type { ClientsService } from './clients.service.ts'
import type { Meetings } from './meetings.service.ts'

interface Services {
  clients: ClientsService
  calls: CallsService
  checking: Checking
  meetings: Meetings
}

export const mountClients = (mount: Mount, { clients, calls, checking, meetings }: Services) => {
  mount(contract.listBbbClients, (actor) => clients.list(actor))
  mount(contract.addBbbClient, (actor, { body }) => clients.add(actor, body))
  mount(contract.changeBbbClient, (actor, { params, body }) => clients.change(actor, params.bbbClientId, body))
  mount(contract.renewBbbSecret, (actor, { params, body }) => clients.renew(actor, params.bbbClientId, body))
  mount(contract.removeBbbClient, async (actor, { params }) => {
    await meetings.endAll(await clients.removable(actor, params.bbbClientId))
    await clients.remove(actor, params.bbbClientId)
  })
  mount(contract.listBbbCalls, async (actor, { params }) => {
    const { tenantId, id } = await clients.mine(actor, params.bbbClientId)
    return calls.list(tenantId, id)
  })
  mount(contract.checkBbbAddress, (actor, { body }) => checking.check(actor, body.address))
}
