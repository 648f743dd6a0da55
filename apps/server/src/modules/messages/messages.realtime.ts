import { memoChanged, memoSent } from '@amphi/contract/memos'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { Bus } from '#platform/bus'
import type { Sockets } from '#platform/sockets'
import type { MessagesService } from './messages.service.ts'

/** Where someone’s pages hear that their mailbox has changed. */
const mailboxTopic = (tenantId: TenantId, userId: UserId) => `mailbox ${tenantId} ${userId}`

export const relayMessages = (
  bus: Bus,
  sockets: Sockets,
  messages: MessagesService,
  report: (error: unknown) => void,
) => {
  // Whom it is for is asked here: in the fact, a thousand ids would be more than a notification carries.
  bus.overhear(memoSent, (ids) => {
    messages
      .holders(ids.tenantId, ids.memoId)
      .then((people) => people.forEach((userId) => sockets.send(mailboxTopic(ids.tenantId, userId), memoSent, ids)))
      .catch(report)
  })
  bus.overhear(memoChanged, (ids) => sockets.send(mailboxTopic(ids.tenantId, ids.userId), memoChanged, ids))

  sockets.guard('mailbox', async (actor) =>
    actor.kind === 'person' ? { topic: mailboxTopic(actor.tenantId, actor.userId) } : undefined,
  )
}
