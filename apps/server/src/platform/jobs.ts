import { sql } from 'drizzle-orm'
import { fromDrizzle } from 'pg-boss'
import type { z } from 'zod'
import type { AnyJob } from '@amphi/contract/grammar'
import type { Tx } from './db.ts'
import type { Queue } from './queue.ts'

type Payload<J extends AnyJob> = z.output<J['payload']>

export const createJobs = (queue: Queue) => {
  const handled = new Set<string>()

  return {
    /** Asked inside the transaction that makes it needed: rolled back, it is never done; committed, it will be. */
    async ask<J extends AnyJob>(tx: Tx, job: J, payload: Payload<J>) {
      await queue.boss.send(job.name, payload as object, { db: fromDrizzle(tx, sql) })
    },

    /** Done at least once: a deed done twice must not matter. */
    async handle<J extends AnyJob>(job: J, deed: (payload: Payload<J>) => Promise<void>) {
      if (handled.has(job.name)) throw new Error(`${job.name} is handled twice.`)
      handled.add(job.name)
      await queue.work(job.name, (data) => deed(job.payload.parse(data) as Payload<J>))
    },

    refuseUnhandled(jobs: readonly AnyJob[]) {
      const missing = jobs.filter(({ name }) => !handled.has(name))
      if (missing.length > 0) throw new Error(`Nobody does ${missing.map(({ name }) => name).join(', ')}.`)
    },
  }
}

export type Jobs = ReturnType<typeof createJobs>
