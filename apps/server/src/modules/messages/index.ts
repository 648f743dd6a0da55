import { personRemoved } from '@amphi/contract/people'
import type { LettersService } from '#modules/letters'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { relayMessages } from './messages.realtime.ts'
import { mountMessages } from './messages.routes.ts'
import { createMessagesService } from './messages.service.ts'

export type { MessagesService } from './messages.service.ts'

interface Below {
  tenants: TenantsService
  letters: LettersService
  people: PeopleService
}

/** How long a message stays in a mailbox, in milliseconds: a year. */
const keptFor = 366 * 24 * 3600 * 1000

/** The mailbox people have within the house. It knows of rooms no more than which one a message speaks of. */
export const openMessages = async (ground: Ground, below: Below) => {
  const { db, bus, clock, keys, http, sockets, sweeps, log } = ground
  const messages = createMessagesService({ db, bus, clock, keys, ...below })
  mountMessages(http.mount, messages)
  relayMessages(bus, sockets, messages, (error) => log.error({ err: error }, 'messages not relayed'))
  await bus.on(personRemoved, 'messages', ({ tenantId, userId }) => messages.emptyMailbox(tenantId, userId))
  sweeps.every(3600, 'messages', () => messages.removeOld(new Date(clock.now().getTime() - keptFor)))
  return messages
}
