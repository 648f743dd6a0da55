import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { fromDrizzle, type Db as Executor } from 'pg-boss'
import type { z } from 'zod'
import type { AnyFact, Ids } from '@amphi/contract/grammar'
import type { Tx } from './db.ts'
import { openListener } from './listener.ts'
import type { Queue } from './queue.ts'

/** A fact keeps its id however often, and to however many, it is delivered: listeners key what they do by it. */
export type FactId = string & z.core.$brand<'FactId'>

interface Needs {
  url: string
  queue: Queue
  report: (error: unknown) => void
  /** Called whenever facts may have passed those who overhear: at the start, and after a broken connection. */
  missed: () => void
}

const channel = 'facts'

export const openBus = async ({ url, queue, report, missed }: Needs) => {
  const { boss, works } = queue
  const heardSomewhere = new Set<string>()
  const listened = new Set<string>()
  const ears = new Map<string, ((ids: unknown) => void)[]>()
  const hearAll = (text: string) => {
    try {
      const { name, ids } = JSON.parse(text) as { name: string; ids: unknown }
      for (const hear of ears.get(name) ?? []) hear(ids)
    } catch (error) {
      // Thrown from here it would end the process: say, for a fact a newer version tells in other words.
      report(error)
    }
  }
  const listening = works ? await openListener({ url, channel, hear: hearAll, missed, report }) : undefined

  return {
    /** Said inside the transaction that makes it true: rolled back, it was never said; committed, it will be heard. */
    async announce<F extends AnyFact>(tx: Tx, fact: F, ids: Ids<F>) {
      // Most facts are only overheard: without a listener there is no copy to keep.
      if (listened.has(fact.name)) {
        const within = inTurn(fromDrizzle(tx, sql))
        // pg-boss tells in a text that it failed; why is what the database said first.
        await boss.publish(fact.name, ids, { id: randomUUID(), db: within }).catch((error: unknown) => {
          throw within.failed() ?? error
        })
      }
      await tx.execute(sql`select pg_notify(${channel}, ${JSON.stringify({ name: fact.name, ids })})`)
    },

    /**
     * Heard at least once, by one of the processes. The listener's name is that of a queue which outlives us:
     * change it, and what still waits under the old name is heard by nobody.
     */
    async on<F extends AnyFact>(fact: F, listener: string, hear: (ids: Ids<F>, id: FactId) => Promise<void>) {
      const name = `${fact.name}/${listener}`
      heardSomewhere.add(fact.name)
      listened.add(fact.name)
      await queue.work(name, (data, id) => hear(fact.ids.parse(data) as Ids<F>, id as FactId))
      await boss.subscribe(fact.name, name)
    },

    /** Heard at once by every process, and missed by one that was not listening: for sockets, never for deeds. */
    overhear<F extends AnyFact>(fact: F, hear: (ids: Ids<F>) => void) {
      heardSomewhere.add(fact.name)
      ears.set(fact.name, [...(ears.get(fact.name) ?? []), (ids) => hear(fact.ids.parse(ids) as Ids<F>)])
    },

    /** A fact that nobody hears is a fact nobody needed, or a relay forgotten. */
    refuseUnheard(facts: readonly AnyFact[]) {
      const unheard = facts.filter(({ name }) => !heardSomewhere.has(name))
      if (unheard.length > 0) throw new Error(`Nobody hears ${unheard.map(({ name }) => name).join(', ')}.`)
    },

    close: async () => listening?.close(),
  }
}

export type Bus = Awaited<ReturnType<typeof openBus>>

/** The copies for all listeners are sent together, but one transaction speaks one statement at a time. */
const inTurn = (tx: Executor): Executor & { failed: () => unknown } => {
  let last: Promise<unknown> = Promise.resolve()
  let failure: unknown
  return {
    executeSql(text, values) {
      const next = last.then(() => tx.executeSql(text, values))
      next.catch((error: unknown) => (failure ??= error))
      last = next
      return next
    },
    failed: () => failure,
  }
}
