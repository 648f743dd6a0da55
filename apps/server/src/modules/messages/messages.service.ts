import { type Box, type Memo, memoChanged, type MemoHead, type MemoId, memoSent } from '@amphi/contract/memos'
import type { Changes } from '@amphi/contract/grammar'
import type { PersonCard, UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { Correspondent, PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Keys } from '#platform/secrets'
import { answerTo, startOf } from './memo.ts'
import { memoLetters } from './memo-letters.ts'
import { type MemoRow, memosIn, type Received } from './memos.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  keys: Keys
  tenants: TenantsService
  letters: LettersService
  people: PeopleService
}

/** What a floor above sends in somebody’s name. */
interface Sent {
  id: MemoId
  /** Null: the institution itself. */
  senderId: UserId | null
  subject: string
  text: string
  room: { id: RoomId; code: string } | null
}

type Told = Pick<Sent, 'id' | 'subject' | 'text'>

/** What one person writes to another. */
type Written = Told & { to: UserId }

const pageful = 50

export const createMessagesService = ({ db, bus, clock, keys, tenants, letters, people }: Needs) => {
  const headOf = ({ memo, copy }: Received, cards: Map<UserId, PersonCard>): MemoHead => ({
    id: memo.id,
    from: (memo.senderId && cards.get(memo.senderId)) ?? null,
    ofHouse: memo.senderId === null,
    subject: memo.subject,
    start: startOf(keys.unseal(memo.sealedText)),
    sentAt: memo.sentAt.toISOString(),
    isRead: copy.readAt !== null,
    box: copy.archivedAt ? 'archive' : 'inbox',
    room: memo.roomId && memo.code ? { id: memo.roomId, code: memo.code } : null,
  })

  const received = async (within: Db, { tenantId, userId }: PersonActor, memoId: MemoId) => {
    const found = await memosIn(within).findReceived(tenantId, userId, memoId)
    if (!found) throw new Failure('memo.not_found', { memoId })
    return found
  }

  /** Undefined where nobody is there to read an answer. */
  const senderOf = async (within: Db, { tenantId, senderId }: MemoRow): Promise<Correspondent | undefined> => {
    const [sender] = await people.correspondents.among(tenantId, senderId ? [senderId] : [], within)
    return sender?.isDisabled ? undefined : sender
  }

  const read = async (within: Db, actor: PersonActor, memoId: MemoId): Promise<Memo> => {
    const { tenantId, userId } = actor
    const found = await received(within, actor, memoId)
    const { senderId } = found.memo
    const cards = await people.cards(tenantId, senderId ? [senderId] : [], within)
    const replies = await memosIn(within).replies(tenantId, userId, memoId)
    return {
      ...headOf(found, cards),
      text: keys.unseal(found.memo.sealedText),
      replies: replies.map(({ id, sealedText, sentAt }) => {
        return { id, text: keys.unseal(sealedText), sentAt: sentAt.toISOString() }
      }),
      can: { reply: (await senderOf(within, found.memo)) !== undefined },
    }
  }

  /** Whether it is new: what was sent once under an id is not sent again. */
  const insert = async (tx: Tx, tenantId: TenantId, sent: Sent & { answers: MemoId | null }, to: readonly UserId[]) => {
    const { id, senderId, subject, text, room, answers } = sent
    const [roomId, code] = [room?.id ?? null, room?.code ?? null]
    const row = { tenantId, id, senderId, subject, sealedText: keys.seal(text), roomId, code, answers }
    const isNew = await memosIn(tx).insert({ ...row, sentAt: clock.now() })
    if (!isNew) return false
    await memosIn(tx).deliver(tenantId, id, to)
    await bus.announce(tx, memoSent, { tenantId, memoId: id })
    return true
  }

  const refuseOther = async (
    tx: Tx,
    tenantId: TenantId,
    { id, senderId, answers, subject }: Pick<MemoRow, 'id' | 'senderId' | 'answers' | 'subject'>,
  ) => {
    const there = await memosIn(tx).find(tenantId, id)
    if (there?.senderId !== senderId || there.answers !== answers || there.subject !== subject)
      throw new Failure('memo.not_found', { memoId: id })
  }

  const tellByLetter = async (
    tx: Tx,
    actor: PersonActor,
    to: Correspondent,
    { id, subject, text, answers }: Told & Pick<MemoRow, 'answers'>,
  ) => {
    const { tenantId } = actor
    const { name: tenant, language } = await tenants.get(tenantId)
    const link = `${await tenants.addressOf(tenantId)}/messages/${id}`
    const letter = memoLetters[to.language ?? language]({
      tenant,
      isAnswer: answers !== null,
      name: actor.name,
      text,
      link,
    })
    await letters.write(tx, tenantId, { to: to.email, subject, text: letter })
  }

  return {
    /** Into the mailboxes of all of them at once, with whatever else it belongs to. */
    send: (tx: Tx, tenantId: TenantId, sent: Sent, to: readonly UserId[]) =>
      insert(tx, tenantId, { ...sent, answers: null }, to),

    async list({ tenantId, userId }: PersonActor, { box, after }: { box: Box; after?: MemoId | undefined }) {
      // Also one they have thrown away meanwhile: what stands after it is still what they have not seen.
      const last = after && (await memosIn(db).find(tenantId, after))
      if (after && !last) return { memos: [], more: false }
      const rows = await memosIn(db).list(tenantId, userId, { box, after: last, limit: pageful + 1 })
      const cards = await people.cards(
        tenantId,
        rows.flatMap(({ memo }) => memo.senderId ?? []),
      )
      return {
        memos: rows.slice(0, pageful).map((row) => headOf(row, cards)),
        more: rows.length > pageful,
      }
    },

    unread: async ({ tenantId, userId }: PersonActor) => ({ unread: await memosIn(db).unread(tenantId, userId) }),

    read: (actor: PersonActor, memoId: MemoId) => read(db, actor, memoId),

    change: (actor: PersonActor, memoId: MemoId, { isRead, box }: Changes<{ isRead: boolean; box: Box }>) =>
      db.transaction(async (tx) => {
        const { tenantId, userId } = actor
        const { copy } = await received(tx, actor, memoId)
        await memosIn(tx).mark(copy, {
          ...(isRead === undefined ? {} : { readAt: isRead ? (copy.readAt ?? clock.now()) : null }),
          ...(box === undefined ? {} : { archivedAt: box === 'archive' ? (copy.archivedAt ?? clock.now()) : null }),
        })
        await bus.announce(tx, memoChanged, { tenantId, memoId, userId })
      }),

    remove: (actor: PersonActor, memoId: MemoId) =>
      db.transaction(async (tx) => {
        const { tenantId, userId } = actor
        if (!(await memosIn(tx).drop(tenantId, userId, memoId))) throw new Failure('memo.not_found', { memoId })
        await bus.announce(tx, memoChanged, { tenantId, memoId, userId })
      }),

    /** To whoever sent it, and to nobody else whom it was sent to. */
    reply: (actor: PersonActor, memoId: MemoId, { id, text }: { id: MemoId; text: string }) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: senderId } = actor
        const { memo } = await received(tx, actor, memoId)
        const to = await senderOf(tx, memo)
        if (!to) throw new Failure('memo.nobody_to_answer', { memoId })
        const subject = answerTo(memo.subject)
        const answer = { id, senderId, subject, text, room: null, answers: memoId }
        const isNew = await insert(tx, tenantId, answer, [to.id])
        // Another message under the same id is not this answer: taken for it, this one would be lost.
        if (!isNew) await refuseOther(tx, tenantId, answer)
        else if (to.emailNotices) await tellByLetter(tx, actor, to, answer)
        return read(tx, actor, memoId)
      }),

    /** To somebody of the institution, who has not written before. */
    write: (actor: PersonActor, { to: userId, ...told }: Written) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: senderId } = actor
        const [to] = await people.correspondents.among(tenantId, [userId], tx)
        if (!to) throw new Failure('person.not_found', { userId })
        if (to.id === senderId) throw new Failure('memo.to_oneself')
        if (to.isDisabled) throw new Failure('memo.nobody_to_read', { userId })
        const memo = { ...told, senderId, room: null, answers: null }
        const isNew = await insert(tx, tenantId, memo, [to.id])
        if (!isNew) await refuseOther(tx, tenantId, memo)
        else if (to.emailNotices) await tellByLetter(tx, actor, to, memo)
      }),

    holders: (tenantId: TenantId, memoId: MemoId) => memosIn(db).holders(tenantId, memoId),

    /** What they received goes with them; what they sent stays with those who have it, without their name. */
    emptyMailbox: (tenantId: TenantId, userId: UserId) => memosIn(db).emptyMailbox(tenantId, userId),

    removeOld: (sentBefore: Date) => memosIn(db).removeOld(sentBefore),
  }
}

export type MessagesService = ReturnType<typeof createMessagesService>
