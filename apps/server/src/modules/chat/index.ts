import type { Sessions } from '#modules/sessions'
import type { Ground } from '#platform/ground'
import { relayChat } from './chat.realtime.ts'
import { mountChat } from './chat.routes.ts'
import { createChatService } from './chat.service.ts'

export const openChat = (
  { db, bus, clock, limits, http, sockets, log }: Ground,
  { seats, limits: terms }: Sessions,
) => {
  const chat = createChatService({ db, bus, clock, limits, seats, terms })
  mountChat(http.mount, chat)
  relayChat(bus, sockets, chat, (error) => log.error({ err: error }, 'chat not relayed'))
  return chat
}

export type { ChatService } from './chat.service.ts'
