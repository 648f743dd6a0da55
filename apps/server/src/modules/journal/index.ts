import type { AnyFact } from '@amphi/contract/grammar'
import { journalFacts, readJournal } from '@amphi/contract/journal'
import type { Ground } from '#platform/ground'
import { journalIn } from './journal.repository.ts'
import { createJournalService } from './journal.service.ts'
import type { Below } from './things.ts'

/** How long what was done can be looked up, in milliseconds: a year. */
const keptFor = 366 * 24 * 3600 * 1000

/** Listens to everyone; nobody knows it. */
export const openJournal = async ({ db, bus, clock, http, sweeps }: Ground, below: Below) => {
  const journal = journalIn(db)
  const service = createJournalService({ db, below })
  const kept: readonly AnyFact[] = journalFacts
  for (const fact of kept) {
    await bus.on(fact, 'journal', (ids, factId) =>
      journal.insert({ tenantId: ids.tenantId, factId, fact: fact.name, ids, writtenAt: clock.now() }),
    )
  }

  sweeps.every(3600, 'journal', () => journal.removeOld(new Date(clock.now().getTime() - keptFor)))

  http.mount(readJournal, (actor, { query }) => service.read(actor, query.before))
}
