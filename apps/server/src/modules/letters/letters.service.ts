import { randomUUID } from 'node:crypto'
import { LetterId, letterOpened, sendLetter } from '@amphi/contract/letters'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Jobs } from '#platform/jobs'
import type { Keys } from '#platform/secrets'
import { headOf, lettersIn } from './letters.repository.ts'
import type { Mail, Post } from './post.ts'

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

export const createLettersService = ({ db, bus, jobs, clock, keys, post, works }: Needs) => ({
  /** Whether letters leave, or wait here. */
  mailServer: post !== undefined,

  /** Written with what it tells of, in one transaction; carried afterwards. */
  async write(tx: Tx, tenantId: TenantId, { to, subject, text }: Mail) {
    const id = LetterId.parse(randomUUID())
    const isCarried = post !== undefined || !works
    await lettersIn(tx).insert({
      tenantId,
      id,
      to,
      subject,
      sealedText: keys.seal(text),
      state: isCarried ? 'queued' : 'kept',
      problem: null,
      writtenAt: clock.now(),
    })
    if (isCarried) await jobs.ask(tx, sendLetter, { tenantId, letterId: id })
  },

  /** Throws when the mail server refuses, so that it is tried again; what it said is shown meanwhile. */
  async carry(tenantId: TenantId, letterId: LetterId) {
    const letters = lettersIn(db)
    const letter = await letters.find(tenantId, letterId)
    if (!letter || letter.state === 'sent') return
    if (!post) return letters.mark(tenantId, letterId, 'kept', null)
    try {
      await post.carry({ to: letter.to, subject: letter.subject, text: keys.unseal(letter.sealedText) })
    } catch (error) {
      await letters.mark(tenantId, letterId, 'failed', error instanceof Error ? error.message : String(error))
      throw error
    }
    await letters.mark(tenantId, letterId, 'sent', null)
  },

  /** To whom each was written, of those that are kept still. */
  among: (tenantId: TenantId, ids: readonly LetterId[]) => lettersIn(db).among(tenantId, ids),

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
})

export type LettersService = ReturnType<typeof createLettersService>

const refuseMembers = ({ role }: PersonActor) => {
  if (role !== 'administrator') throw new Failure('letter.administrator_only')
}
