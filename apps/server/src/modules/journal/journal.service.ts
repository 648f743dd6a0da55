import type { JournalEntry } from '@amphi/contract/journal'
import type { PersonActor } from '#platform/actor'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { journalIn } from './journal.repository.ts'
import { type Below, thingsOf } from './things.ts'

interface Needs {
  db: Db
  below: Below
}

export const createJournalService = ({ db, below }: Needs) => ({
  /** What was done before a moment (`2026-11-24T10:02:00.000Z`), or until now: newest first, each with its things. */
  async read(actor: PersonActor, before: string | undefined): Promise<JournalEntry[]> {
    if (actor.role !== 'administrator') throw new Failure('journal.administrator_only')
    const rows = await journalIn(db).list(actor.tenantId, before ? new Date(before) : undefined)
    const facts = rows.map(({ ids }) => ids)
    const things = Object.entries(await thingsOf(below, actor, facts))
    return rows.map(({ factId, fact, ids, writtenAt }) => ({
      id: factId,
      at: writtenAt.toISOString(),
      fact,
      ids,
      things: Object.fromEntries(things.filter(([id]) => Object.values(ids).includes(id))),
    }))
  },
})
