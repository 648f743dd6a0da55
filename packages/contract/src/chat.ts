import { z } from 'zod'
import { fact, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { ofSession, ParticipantId, participantRoles, SessionId } from './sessions.ts'
import { paragraphs } from './text.ts'
import { textLengths } from './limits.ts'

export const MessageId = z.uuid().brand<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>

export const MessageText = paragraphs(textLengths.message)

export const Message = z.object({
  id: MessageId,
  /** 1, 2, 3… in one session, without a hole: whoever misses a number asks for what came after the one before. */
  sequence: z.int(),
  /** Null where nobody inside said it, but the platform that the meeting is of. */
  participantId: ParticipantId.nullable(),
  name: z.string(),
  role: z.enum(participantRoles).nullable(),
  /** Plain text. Addresses in it become links on the page; nothing else is ever made of it. */
  text: z.string(),
  sentAt: Moment,
})
export type Message = z.infer<typeof Message>

export const chatFailures = failures({ 'chat.crowded': 429, 'chat.forbidden': 403 })

const sessionParams = z.object({ sessionId: SessionId })

export const listMessages = route({
  method: 'GET',
  path: '/sessions/:sessionId/messages',
  summary: 'The messages of a session after a given one, in order, 500 at most',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  query: z.object({ after: z.coerce.number().int().min(0).max(2_147_483_647).default(0) }),
  reply: z.array(Message),
  failures: ['session.not_found', 'participant.not_inside'],
})

export const postMessage = route({
  method: 'POST',
  path: '/sessions/:sessionId/messages',
  summary: 'Say something to everyone in the session; said twice under one id, it is kept once',
  access: 'visitor',
  scope: 'meetings',
  params: sessionParams,
  body: z
    .object({
      /** Made by the browser, so that a message sent again after a cut is not said twice. */
      id: MessageId,
      participantId: ParticipantId,
      text: MessageText,
    })
    .meta({
      examples: [
        {
          id: '00000000-0000-4000-8000-0000000000e0',
          participantId: '00000000-0000-4000-8000-0000000000f1',
          text: 'Bonjour à tous',
        },
      ],
    }),
  reply: Message,
  failures: [
    'session.not_found',
    'session.ended',
    'participant.not_found',
    'participant.not_you',
    'participant.not_inside',
    'chat.crowded',
    'chat.forbidden',
  ],
  limit: { count: 30, seconds: 30 },
})

export const chatRoutes = { listMessages, postMessage }

export const messagePosted = fact('message.posted', ofSession.extend({ messageId: MessageId }))
