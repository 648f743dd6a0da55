import { apiTokenCreated, apiTokensRevoked } from '@amphi/contract/api-tokens'
import type { AnyFact } from '@amphi/contract/grammar'
import { readJournal } from '@amphi/contract/journal'
import { letterOpened } from '@amphi/contract/letters'
import { personChanged, personInvited, personRemoved } from '@amphi/contract/people'
import { roomRemoved } from '@amphi/contract/rooms'
import { sessionEnded, sessionOpened } from '@amphi/contract/sessions'
import { tenantChanged } from '@amphi/contract/tenants'
import type { Ground } from '#platform/ground'
import { journalIn } from './journal.repository.ts'
import { createJournalService } from './journal.service.ts'
import type { Below } from './things.ts'

/** What an administrator may be asked about later: who did it, and when. */
const kept: readonly AnyFact[] = [
  tenantChanged,
  letterOpened,
  personInvited,
  personChanged,
  personRemoved,
  apiTokenCreated,
  apiTokensRevoked,
  roomRemoved,
  sessionOpened,
  sessionEnded,
]

/** How long what was done can be looked up, in milliseconds: a year. */
const keptFor = 366 * 24 * 3600 * 1000

/** Listens to everyone; nobody knows it. */
export const openJournal = async ({ db, bus, clock, http, sweeps }: Ground, below: Below) => {
  const journal = journalIn(db)
  const service = createJournalService({ db, below })
  for (const fact of kept) {
    await bus.on(fact, 'journal', (ids, factId) =>
      journal.insert({ tenantId: ids.tenantId, factId, fact: fact.name, ids, writtenAt: clock.now() }),
    )
  }

  sweeps.every(3600, 'journal', () => journal.removeOld(new Date(clock.now().getTime() - keptFor)))

  http.mount(readJournal, (actor, { query }) => service.read(actor, query.before))
}
