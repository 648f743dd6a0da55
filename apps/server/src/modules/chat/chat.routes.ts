import { listMessages, postMessage } from '@amphi/contract/chat'
import type { Mount } from '#platform/http'
import type { ChatService } from './chat.service.ts'

export const mountChat = (mount: Mount, chat: ChatService) => {
  mount(listMessages, (actor, { params, query }) => chat.list(actor, params.sessionId, query.after))
  mount(postMessage, (actor, { params, body }, visit) => chat.post(actor, params.sessionId, body, visit))
}
