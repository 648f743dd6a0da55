import * as contract from '@amphi/contract/moderation'
import type { Mount } from '#platform/http'
import type { LimitingService } from './limiting.service.ts'
import type { LockingService } from './locking.service.ts'
import type { RemovalService } from './removal.service.ts'
import type { SpeakingService } from './speaking.service.ts'

interface Services {
  limiting: LimitingService
  speaking: SpeakingService
  removal: RemovalService
  locking: LockingService
}

export const mountModeration = (mount: Mount, { limiting, speaking, removal, locking }: Services) => {
  mount(contract.limitSession, (actor, { params, body }) => limiting.limitAll(actor, params.sessionId, body))
  mount(contract.showCameras, (actor, { params, body }) =>
    limiting.showCameras(actor, params.sessionId, body.camerasFor),
  )
  mount(contract.switchLobby, (actor, { params, body }) => limiting.switchLobby(actor, params.sessionId, body.lobby))
  mount(contract.limitParticipant, (actor, { params, body }) =>
    limiting.limitOne(actor, params.sessionId, params.participantId, body),
  )
  mount(contract.giveRole, (actor, { params, body }) =>
    limiting.giveRole(actor, params.sessionId, params.participantId, body.role),
  )
  mount(contract.spotlight, (actor, { params, body }) =>
    limiting.spotlight(actor, params.sessionId, body.participantId),
  )

  mount(contract.readSessionPassword, (actor, { params }) => locking.read(actor, params.sessionId))
  mount(contract.setSessionPassword, (actor, { params, body }) => locking.set(actor, params.sessionId, body.password))

  mount(contract.muteParticipant, (actor, { params, body }) =>
    speaking.mute(actor, params.sessionId, params.participantId, body.source),
  )
  mount(contract.muteEveryone, (actor, { params, body }) => speaking.muteAll(actor, params.sessionId, body))
  mount(contract.askToUnmute, (actor, { params }) =>
    speaking.askToUnmute(actor, params.sessionId, params.participantId),
  )
  mount(contract.askToSpeak, (actor, { params, body }) =>
    speaking.askToSpeak(actor, params.sessionId, params.participantId, body.asked),
  )

  mount(contract.removeParticipant, (actor, { params }) =>
    removal.remove(actor, params.sessionId, params.participantId),
  )
  mount(contract.banParticipant, (actor, { params }) => removal.ban(actor, params.sessionId, params.participantId))
  mount(contract.liftBan, (actor, { params }) => removal.lift(actor, params.sessionId, params.participantId))
}
