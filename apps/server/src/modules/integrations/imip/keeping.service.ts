import { randomUUID } from 'node:crypto'
import { hearLetter, IncomingLetterId } from '@amphi/contract/incoming-letters'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Jobs } from '#platform/jobs'
import type { Keys } from '#platform/secrets'
import type { AddresseesService } from './addressees.service.ts'
import type { Carried } from './author.ts'
import { incomingLettersIn } from './incoming-letters.repository.ts'

interface Needs {
  db: Db
  jobs: Jobs
  clock: Clock
  keys: Keys
  addressees: AddresseesService
}

/** A letter as it was brought. */
export interface Brought extends Carried {
  /** Where it comes from: the same one, brought again, is known by it. */
  origin: string
  recipients: readonly string[]
  bytes: Buffer
}

/** Letters are kept before anybody is told that they are taken, and heard afterwards: nothing is lost between. */
export const createKeepingService = ({ db, jobs, clock, keys, addressees }: Needs) => ({
  /** For each of those it is for whom we know. */
  async keep({ origin, recipients, bytes, ...carried }: Brought) {
    const known = await Promise.all(
      [...new Set(recipients.map((it) => it.toLowerCase()))].map(async (recipient) =>
        (await addressees.tenantsOf(recipient)).map((tenantId) => ({ tenantId, recipient })),
      ),
    )
    const sealedLetter = keys.seal(bytes.toString('latin1'))
    const rows = known.flat().map((it) => ({
      ...it,
      ...carried,
      id: IncomingLetterId.parse(randomUUID()),
      origin,
      sealedLetter,
      state: 'waiting' as const,
      why: null,
      print: null,
      receivedAt: clock.now(),
    }))
    await db.transaction(async (tx) => {
      // Each by itself: all at once would be the letter as often as there are people, in one piece.
      for (const row of rows)
        for (const { tenantId, id } of await incomingLettersIn(tx).insert([row]))
          await jobs.ask(tx, hearLetter, { tenantId, letterId: id })
    })
  },
})
