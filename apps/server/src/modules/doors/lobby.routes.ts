import * as contract from '@amphi/contract/lobby'
import type { Mount } from '#platform/http'
import type { LobbyDesk } from './lobby-desk.service.ts'
import type { LobbyService } from './lobby.service.ts'

export const mountLobby = (mount: Mount, lobby: LobbyService, desk: LobbyDesk) => {
  mount(contract.readLobbyRequest, (actor, { params }) => lobby.read(actor, params.requestId))
  mount(contract.leaveLobby, (actor, { params }) => lobby.leave(actor, params.requestId))
  mount(contract.readLobby, (actor, { params }) => desk.read(actor, params.sessionId))
  mount(contract.decideLobby, (actor, { params, body }) => desk.decide(actor, params.sessionId, body))
  mount(contract.tellLobby, (actor, { params, body }) => desk.tell(actor, params.sessionId, body.text))
}
