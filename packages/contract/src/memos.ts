import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { PersonCard, UserId } from './people.ts'
import { Moment } from './requests.ts'
import { RoomId } from './rooms.ts'
import { TenantId } from './tenants.ts'
import { line, paragraphs } from './text.ts'
import { textLengths } from './limits.ts'

export const MemoId = z.uuid().brand<'MemoId'>()
export type MemoId = z.infer<typeof MemoId>

export const MemoSubject = line(textLengths.memoSubject)
export const MemoText = paragraphs(textLengths.memoText)

/** Where one keeps what one has received. */
export const boxes = ['inbox', 'archive'] as const
export type Box = (typeof boxes)[number]

/** What one person wrote to others within the house, as the list of whoever received it shows it. */
export const MemoHead = z.object({
  id: MemoId,
  /** Null where their account is no more, or nobody wrote it. */
  from: PersonCard.nullable(),
  /** Whether the institution itself tells it. */
  ofHouse: z.boolean(),
  subject: z.string(),
  /** How its text begins. */
  start: z.string(),
  sentAt: Moment,
  isRead: z.boolean(),
  box: z.enum(boxes),
  /** The room it invites to: its id, and the code its link ends with. */
  room: z.object({ id: RoomId, code: z.string() }).nullable(),
})
export type MemoHead = z.infer<typeof MemoHead>

export const Memo = MemoHead.extend({
  text: z.string(),
  /** What the reader answered. */
  replies: z.array(z.object({ id: MemoId, text: z.string(), sentAt: Moment })),
  can: z.object({ reply: z.boolean() }),
})
export type Memo = z.infer<typeof Memo>

export const memoFailures = failures({
  'memo.not_found': 404,
  'memo.nobody_to_answer': 409,
  'memo.nobody_to_read': 409,
  'memo.to_oneself': 409,
})

const memoParams = z.object({ memoId: MemoId })

export const listMemos = route({
  method: 'GET',
  path: '/mailbox',
  summary: 'List the messages one has received, newest first, fifty at a time',
  access: 'person',
  scope: 'messages',
  query: z.object({
    box: z.enum(boxes).default('inbox'),
    /** Those after this one in the list. */
    after: MemoId.optional(),
  }),
  reply: z.object({ memos: z.array(MemoHead), more: z.boolean() }),
})

export const countUnread = route({
  method: 'GET',
  path: '/mailbox/unread',
  summary: 'How many messages one has not read',
  access: 'person',
  scope: 'messages',
  reply: z.object({ unread: z.int() }),
})

export const readMemo = route({
  method: 'GET',
  path: '/mailbox/:memoId',
  summary: 'Read a message whole, with what one answered; that it is read, one says oneself',
  access: 'person',
  scope: 'messages',
  params: memoParams,
  reply: Memo,
  failures: ['memo.not_found'],
})

export const changeMemo = route({
  method: 'PATCH',
  path: '/mailbox/:memoId',
  summary: 'Say that one has read a message, or not; archive it, or take it back',
  access: 'person',
  scope: 'messages',
  params: memoParams,
  body: z
    .object({ isRead: z.boolean(), box: z.enum(boxes) })
    .partial()
    .meta({ examples: [{ isRead: true }] }),
  reply: done,
  failures: ['memo.not_found'],
})

export const removeMemo = route({
  method: 'DELETE',
  path: '/mailbox/:memoId',
  summary: 'Take a message out of one’s mailbox for good; others keep theirs',
  access: 'person',
  scope: 'messages',
  params: memoParams,
  reply: done,
  failures: ['memo.not_found'],
})

export const replyToMemo = route({
  method: 'POST',
  path: '/mailbox/:memoId/replies',
  summary: 'Answer whoever sent a message; kept once under its id, however often it is sent',
  access: 'person',
  scope: 'messages',
  params: memoParams,
  body: z
    .object({ id: MemoId, text: MemoText })
    .meta({ examples: [{ id: '7f0c1d3e-8a52-4c0b-9d1e-2f6a5b4c3d2e', text: 'Merci, j’y serai.' }] }),
  reply: Memo,
  failures: ['memo.not_found', 'memo.nobody_to_answer'],
  limit: { count: 30, seconds: 300 },
})

export const writeMemo = route({
  method: 'POST',
  path: '/mailbox',
  summary: 'Write to a person of the institution; kept once under its id, however often it is sent',
  access: 'person',
  scope: 'messages',
  body: z.object({ id: MemoId, to: UserId, subject: MemoSubject, text: MemoText }).meta({
    examples: [
      {
        id: '7f0c1d3e-8a52-4c0b-9d1e-2f6a5b4c3d2f',
        to: '00000000-0000-4000-8000-00000000000b',
        subject: 'Votre salle ouverte',
        text: 'Pourriez-vous la fermer quand elle ne sert plus ?',
      },
    ],
  }),
  reply: done,
  failures: ['memo.not_found', 'memo.nobody_to_read', 'memo.to_oneself', 'person.not_found'],
  limit: { count: 20, seconds: 600 },
})

export const memoRoutes = { listMemos, countUnread, readMemo, changeMemo, removeMemo, replyToMemo, writeMemo }

const ofMemo = z.object({ tenantId: TenantId, memoId: MemoId })

export const memoSent = fact('memo.sent', ofMemo)
/** In one mailbox: read, archived, removed. */
export const memoChanged = fact('memo.changed', ofMemo.extend({ userId: UserId }))
