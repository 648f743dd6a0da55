import * as contract from '@amphi/contract/nodes'
import type { Mount } from '#platform/http'
import type { NodesService } from './nodes.service.ts'

/** What runs on a server, ending it, and taking the server off the list are for the floor that knows sessions. */
export const mountNodes = (mount: Mount, nodes: NodesService) => {
  mount(contract.listNodes, (actor) => nodes.list(actor))
  mount(contract.addNode, (actor, { body }) => nodes.add(actor, body))
  mount(contract.changeNode, (actor, { params, body }) => nodes.change(actor, params.nodeId, body))
  mount(contract.setNodeState, (actor, { params, body }) => nodes.setState(actor, params.nodeId, body.state))
  mount(contract.testAddress, (actor, { body }) => nodes.tryAddress(actor, body))
  mount(contract.listCarriers, (actor) => nodes.carriers(actor))
  mount(contract.testNode, (actor, { params }) => nodes.test(actor, params.nodeId))
}
