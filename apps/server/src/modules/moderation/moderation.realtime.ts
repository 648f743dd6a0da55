import {
  banLifted,
  lobbySwitched,
  participantBanned,
  participantChanged,
  participantMuted,
  participantRemoved,
  roleGiven,
  sessionChanged,
  unmuteAsked,
} from '@amphi/contract/moderation'
import type { Ids } from '@amphi/contract/grammar'
import { type Sessions, sessionTopic } from '#modules/sessions'
import type { Bus } from '#platform/bus'
import type { Sockets } from '#platform/sockets'

interface Needs {
  bus: Bus
  sockets: Sockets
  seats: Sessions['seats']
  report: (error: unknown) => void
}

/** To all who are inside: what someone may do, and whether they are there, is seen by all of them. */
export const relayModeration = ({ bus, sockets, seats, report }: Needs) => {
  for (const fact of [sessionChanged, lobbySwitched, participantChanged, participantMuted, unmuteAsked]) {
    bus.overhear(fact, (ids: Ids<typeof sessionChanged>) =>
      sockets.send(sessionTopic(ids.tenantId, ids.sessionId), fact, ids as never),
    )
  }
  // Whose accounts these are, and who did it, is for the journal.
  const tellChanged = ({ tenantId, roomId, sessionId, participantId }: Ids<typeof participantChanged>) =>
    sockets.send(sessionTopic(tenantId, sessionId), participantChanged, { tenantId, roomId, sessionId, participantId })
  for (const fact of [roleGiven, participantRemoved, participantBanned, banLifted]) bus.overhear(fact, tellChanged)

  for (const fact of [participantRemoved, participantBanned]) {
    bus.overhear(fact, ({ tenantId, sessionId, participantId }) => {
      const topic = sessionTopic(tenantId, sessionId)
      if (!sockets.isHeard(topic)) return
      seats
        .holderOf(tenantId, sessionId, participantId)
        .then((isTheirs) => sockets.review(topic, isTheirs))
        .catch(report)
    })
  }
}
