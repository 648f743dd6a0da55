import { randomUUID } from 'node:crypto'
import { type Message, MessageId, messagePosted } from '@amphi/contract/chat'
import type { ParticipantId, SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { SessionRow, Sessions } from '#modules/sessions'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import type { Limits } from '#platform/limits'
import { networkOf } from '#platform/network'
import { chatIn, type MessageRow } from './chat.repository.ts'
import { perNetworkOfGuests, perSession } from './crowd.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  limits: Limits
  seats: Sessions['seats']
  /** What moderators forbade. */
  terms: Sessions['limits']
}

interface Said {
  id: MessageId
  participantId: ParticipantId
  text: string
}

export const createChatService = ({ db, bus, clock, limits, seats, terms }: Needs) => {
  const refuseFlood = ({ kind }: Visitor, sessionId: SessionId, { address }: Visit) => {
    const here = `chat ${sessionId}`
    const wait =
      (kind === 'guest' ? limits.count(`${here} ${networkOf(address)}`, perNetworkOfGuests) : undefined) ??
      limits.count(here, perSession)
    if (wait !== undefined) throw new Failure('chat.crowded', { retryAfter: wait })
  }

  /** The next of the session's, which nobody else adds to until the transaction ends. */
  const add = async (
    tx: Tx,
    { tenantId, roomId, id: sessionId }: SessionRow,
    said: Pick<MessageRow, 'id' | 'participantId' | 'name' | 'role' | 'text'>,
  ) => {
    const chat = chatIn(tx)
    const sequence = await chat.next(tenantId, sessionId)
    const message = await chat.insert({ ...said, tenantId, sessionId, sequence, sentAt: clock.now() })
    await bus.announce(tx, messagePosted, { tenantId, roomId, sessionId, messageId: said.id })
    return message
  }

  return {
    async list(actor: Visitor, sessionId: SessionId, after: number): Promise<Message[]> {
      await seats.inside(actor, sessionId)
      return chatIn(db).list(actor.tenantId, sessionId, after)
    },

    /** Kept once under its id, however often a page that was cut off says it again. */
    async post(
      actor: Visitor,
      sessionId: SessionId,
      { id, participantId, text }: Said,
      visit: Visit,
    ): Promise<Message> {
      const { tenantId } = actor
      const { session, participant } = await seats.actingAs(actor, sessionId, participantId)
      if (!(await terms.of(session, participant)).chat) throw new Failure('chat.forbidden', { sessionId })
      refuseFlood(actor, sessionId, visit)
      return db.transaction(async (tx) => {
        const chat = chatIn(tx)
        // Held before it is looked for: whoever says the same thing at once waits, and then finds it said.
        await chat.hold(tenantId, sessionId)
        const said = await chat.find(tenantId, sessionId, id)
        // Another's message under the same id is not what was said here: taken for it, this one would be lost.
        if (said && said.participantId !== participantId) throw new Failure('participant.not_you', { participantId })
        if (said) return said
        const { name, role } = participant
        return add(tx, session, { id, participantId, name, role, text })
      })
    },

    /** By a platform from outside: nobody inside said it, and no limit of theirs holds for it. */
    async say(tx: Tx, session: SessionRow, { name, text }: Pick<MessageRow, 'name' | 'text'>) {
      await chatIn(tx).hold(session.tenantId, session.id)
      return add(tx, session, { id: MessageId.parse(randomUUID()), participantId: null, name, role: null, text })
    },

    find: (tenantId: TenantId, sessionId: SessionId, id: MessageId) => chatIn(db).find(tenantId, sessionId, id),
  }
}

export type ChatService = ReturnType<typeof createChatService>
