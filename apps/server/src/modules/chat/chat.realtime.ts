import { messagePosted } from '@amphi/contract/chat'
import { sessionTopic } from '#modules/sessions'
import type { Bus } from '#platform/bus'
import type { Sockets } from '#platform/sockets'
import type { ChatService } from './chat.service.ts'

/** A message travels whole: were it only announced, everyone in a lecture would ask for it at once. */
export const relayChat = (bus: Bus, sockets: Sockets, chat: ChatService, report: (error: unknown) => void) => {
  bus.overhear(messagePosted, (ids) => {
    const topic = sessionTopic(ids.tenantId, ids.sessionId)
    if (!sockets.isHeard(topic)) return
    chat
      .find(ids.tenantId, ids.sessionId, ids.messageId)
      .then((message) => message && sockets.send(topic, messagePosted, ids, { message }))
      .catch(report)
  })
}
