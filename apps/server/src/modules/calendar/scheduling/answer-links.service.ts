import { randomUUID } from 'node:crypto'
import type { LetterId } from '@amphi/contract/letters'
import type { TenantId } from '@amphi/contract/tenants'
import type { TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { fingerprint, type Keys } from '#platform/secrets'
import { type AnswerLinkOf, answerLinksIn, type AnswerLinkRow } from './answer-links.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  keys: Keys
  tenants: TenantsService
}

/** The links of letters by which one answers without an account. */
export const createAnswerLinksService = ({ db, clock, keys, tenants }: Needs) => {
  /** 256 bits, the same each time: a later letter leads to the same page, and no secret lies in the database. */
  const secretOf = ({ tenantId, id }: Pick<AnswerLinkRow, 'tenantId' | 'id'>) =>
    keys.sign('answers to invitations', `${tenantId} ${id}`)

  return {
    /** Theirs, for every letter about that event. */
    async linkFor(tx: Tx, of: AnswerLinkOf, address: string) {
      const id = randomUUID()
      const secretPrint = fingerprint(secretOf({ ...of, id }))
      await answerLinksIn(tx).insert({ ...of, id, address, secretPrint, letterId: null, writtenAt: clock.now() })
      const row = await answerLinksIn(tx).findFor(of, address)
      if (!row) throw new Error('A link that was written is not there.')
      return { row, url: `${await tenants.addressOf(of.tenantId)}/answer/${secretOf(row)}` }
    },

    written: (tx: Tx, row: AnswerLinkRow, letterId: LetterId) => answerLinksIn(tx).written(row, letterId, clock.now()),

    find: (tenantId: TenantId, secret: string, within: Db = db) =>
      answerLinksIn(within).find(tenantId, fingerprint(secret)),

    /** The last letter to each who was written to about an event. */
    async lettersOf(of: AnswerLinkOf): Promise<Map<string, LetterId>> {
      const rows = await answerLinksIn(db).list(of)
      return new Map(rows.flatMap(({ address, letterId }) => (letterId ? [[address, letterId] as const] : [])))
    },

    forgetOld: (before: Date) => answerLinksIn(db).removeOld(before),
  }
}

export type AnswerLinksService = ReturnType<typeof createAnswerLinksService>
