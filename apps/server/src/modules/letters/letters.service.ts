import { randomUUID } from 'node:crypto'
import { letterCarried, LetterId, letterOpened, sendLetter } from '@amphi/contract/letters'
import { postSilent } from '@amphi/contract/post'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Jobs } from '#platform/jobs'
import type { Keys } from '#platform/secrets'
import { headOf, lettersIn } from './letters.repository.ts'
import type { letters } from './letters.table.ts'
import type { Mail, Post, RefusedAddress } from './post.ts'

type Letter = typeof letters.$inferSelect
type Written = Pick<Letter, 'to' | 'copies' | 'replyTo' | 'subject'> & Pick<Mail, 'text' | 'html' | 'calendar'>

interface ToMany {
  addresses: readonly string[]
  subject: string
  text: string
  /** Whoever wrote it, who is answered. */
  replyTo: string
  calendar?: Mail['calendar']
}

interface Needs {
  db: Db
  bus: Bus
  jobs: Jobs
  clock: Clock
  keys: Keys
  /** Undefined where no mail server is set: letters are kept, and an administrator reads them here. */
  post: Post | undefined
  /** Whether this process carries letters: without, it leaves them to a server, which knows whether there is a post. */
  works: boolean
}

/** A letter in so many hidden copies at most: more, and mail servers take it for what nobody asked for. */
const batch = 50

/** How long an address that is put off is asked for again, in milliseconds: a day. Then it is refused. */
const putOffFor = 24 * 3600 * 1000

/** Of nodemailer: the server was not reached, or did not go on. */
const silent = new Set(['ECONNECTION', 'ECONNREFUSED', 'EDNS', 'ESOCKET', 'ETIMEDOUT', 'ENOTFOUND'])

/** What the mail server said, in its words; that it is silent is no matter of addresses and ports. */
const problemOf = (error: unknown) => {
  const { code, response, message } = error as { code?: unknown; response?: unknown; message?: unknown }
  if (typeof response === 'string') return response.slice(0, 300)
  return typeof code === 'string' && silent.has(code) ? postSilent : String(message).slice(0, 300)
}

export const createLettersService = ({ db, bus, jobs, clock, keys, post, works }: Needs) => {
  const isCarried = post !== undefined || !works

  const insert = async (
    tx: Tx,
    tenantId: TenantId,
    { to, copies, replyTo, subject, text, html, calendar }: Written,
  ) => {
    const id = LetterId.parse(randomUUID())
    await lettersIn(tx).insert({
      tenantId,
      id,
      to,
      copies,
      replyTo,
      subject,
      sealedText: keys.seal(text),
      sealedHtml: html === undefined ? null : keys.seal(html),
      sealedCalendar: calendar ? keys.seal(calendar.text) : null,
      calendarMethod: calendar?.method ?? null,
      state: isCarried ? 'queued' : 'kept',
      problem: null,
      writtenAt: clock.now(),
    })
    if (isCarried) await jobs.ask(tx, sendLetter, { tenantId, letterId: id })
    return id
  }

  const calendarOf = ({ calendarMethod: method, sealedCalendar }: Letter): Mail['calendar'] =>
    method && sealedCalendar ? { method, text: keys.unseal(sealedCalendar) } : undefined

  /** Throws while some addresses are put off, so that these are asked for again; those that have it never are. */
  const carryCopies = async (by: Post, letter: Letter) => {
    const { tenantId, id, subject, replyTo } = letter
    const waiting = (await lettersIn(db).copies(tenantId, [id])).filter(({ state }) => state === 'waiting')
    const hidden = waiting.map(({ address }) => address)
    if (hidden.length === 0) return
    const text = keys.unseal(letter.sealedText)
    const calendar = calendarOf(letter)
    const isLast = clock.now().getTime() - letter.writtenAt.getTime() > putOffFor
    const answered = await by
      .carry({ to: '', hidden, subject, text, ...(replyTo ? { replyTo } : {}), ...(calendar ? { calendar } : {}) })
      .catch((error: unknown) => hidden.map((address) => ({ address, problem: problemOf(error), forGood: false })))
    const refused = answered.map((it) => ({ ...it, forGood: it.forGood || isLast }))
    await settle(letter, hidden, refused)
    const putOff = refused.find(({ forGood }) => !forGood)
    if (putOff) throw new Error(`Of the letter ${id}, some addresses are put off.`)
  }

  const settle = async (letter: Letter, asked: readonly string[], refused: readonly RefusedAddress[]) => {
    const { tenantId, id } = letter
    const without = new Set(refused.map(({ address }) => address))
    await db.transaction(async (tx) => {
      const letters = lettersIn(tx)
      const taken = asked.filter((address) => !without.has(address))
      await letters.markCopies(letter, taken, { state: 'sent', problem: null })
      for (const { address, problem, forGood } of refused) {
        await letters.markCopies(letter, [address], { state: forGood ? 'refused' : 'waiting', problem })
      }
      const copies = await letters.copies(tenantId, [id])
      const putOff = copies.find(({ state }) => state === 'waiting')
      const isSent = putOff === undefined && copies.some(({ state }) => state === 'sent')
      await letters.mark(tenantId, id, isSent ? 'sent' : 'failed', isSent ? null : (refused[0]?.problem ?? null))
      await bus.announce(tx, letterCarried, { tenantId, letterId: id })
    })
  }

  return {
    /** Whether letters leave, or wait here. */
    mailServer: post !== undefined,

    /** Written with what it tells of, in one transaction; carried afterwards. */
    write: (tx: Tx, tenantId: TenantId, { replyTo, ...mail }: Omit<Mail, 'hidden'>) =>
      insert(tx, tenantId, { ...mail, copies: 0, replyTo: replyTo ?? null }),

    /** Which of them the mail server has taken. */
    sent: (tenantId: TenantId, ids: readonly LetterId[]) => lettersIn(db).sent(tenantId, ids),

    /**
     * To many, of whom none learns of another: in letters of fifty hidden copies, each carried for itself. Answers which
     * letter is for which address.
     */
    async writeToMany(tx: Tx, tenantId: TenantId, { addresses, subject, text, replyTo, calendar }: ToMany) {
      const letterFor = new Map<string, LetterId>()
      const all = [...new Set(addresses)]
      for (let from = 0; from < all.length; from += batch) {
        const hidden = all.slice(from, from + batch)
        const [to = ''] = hidden
        const mail = { to, copies: hidden.length, replyTo, subject, text, ...(calendar ? { calendar } : {}) }
        const letterId = await insert(tx, tenantId, mail)
        const waiting = { tenantId, letterId, state: 'waiting', problem: null } as const
        await lettersIn(tx).insertCopies(hidden.map((address) => ({ ...waiting, address })))
        for (const address of hidden) letterFor.set(address, letterId)
      }
      return letterFor
    },

    /** What became of each copy of these letters, of those that are kept still. */
    copies: (tenantId: TenantId, ids: readonly LetterId[]) => lettersIn(db).copies(tenantId, ids),

    /** Throws when the mail server refuses, so that it is tried again; what it said is shown meanwhile. */
    async carry(tenantId: TenantId, letterId: LetterId) {
      const letters = lettersIn(db)
      const letter = await letters.find(tenantId, letterId)
      if (!letter || letter.state === 'sent') return
      if (!post) return letters.mark(tenantId, letterId, 'kept', null)
      if (letter.copies > 0) return carryCopies(post, letter)
      const text = keys.unseal(letter.sealedText)
      try {
        const { to, subject, replyTo, sealedHtml } = letter
        const calendar = calendarOf(letter)
        const html = sealedHtml === null ? {} : { html: keys.unseal(sealedHtml) }
        await post.carry({
          to,
          subject,
          text,
          ...html,
          ...(replyTo ? { replyTo } : {}),
          ...(calendar ? { calendar } : {}),
        })
      } catch (error) {
        await letters.mark(tenantId, letterId, 'failed', problemOf(error))
        throw error
      }
      await letters.mark(tenantId, letterId, 'sent', null)
    },

    /** What became of each, of those that are kept still. */
    states: (tenantId: TenantId, ids: readonly LetterId[]) => lettersIn(db).states(tenantId, ids),

    /** To whom each was written, of those that are kept still; of hidden copies, to the first and so many more. */
    async among(tenantId: TenantId, ids: readonly LetterId[]) {
      const found = await lettersIn(db).among(tenantId, ids)
      return found.map(({ id, to, copies }) => ({ id, to: copies > 1 ? `${to} (+${copies - 1})` : to }))
    },

    async list(actor: PersonActor) {
      refuseMembers(actor)
      const rows = await lettersIn(db).list(actor.tenantId)
      return { letters: rows.map(headOf), mailServer: post !== undefined }
    },

    /** A letter may hold a link that lets its reader in: who opens one is written in the journal. */
    async open(actor: PersonActor, letterId: LetterId) {
      refuseMembers(actor)
      return db.transaction(async (tx) => {
        const letter = await lettersIn(tx).find(actor.tenantId, letterId)
        if (!letter) throw new Failure('letter.not_found', { letterId })
        await bus.announce(tx, letterOpened, { tenantId: actor.tenantId, letterId, by: actor.userId })
        return { ...headOf(letter), text: keys.unseal(letter.sealedText) }
      })
    },
  }
}

export type LettersService = ReturnType<typeof createLettersService>

const refuseMembers = ({ role }: PersonActor) => {
  if (role !== 'administrator') throw new Failure('letter.administrator_only')
}
