import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

interface Needs {
  db: Db
  report: (error: unknown) => void
}

/** What is looked after again and again, by one process at a time, however many there are. */
export const createSweeps = ({ db, report }: Needs) => {
  const timers: NodeJS.Timeout[] = []
  const running = new Set<Promise<void>>()

  const alone = (name: string, deed: () => Promise<void>) =>
    db.transaction(async (tx) => {
      const { rows } = await tx.execute(sql`select pg_try_advisory_xact_lock(hashtext(${`sweep ${name}`})) as mine`)
      if (rows[0]?.mine === true) await deed()
    })

  return {
    /** A sweep that is still at it when its time comes again is not started twice. */
    every(seconds: number, name: string, deed: () => Promise<void>) {
      let busy = false
      const run = () => {
        if (busy) return
        busy = true
        const swept = alone(name, deed)
          .catch((error: unknown) => report(new Error(`sweep ${name} failed`, { cause: error })))
          .finally(() => {
            busy = false
            running.delete(swept)
          })
        running.add(swept)
      }
      timers.push(setInterval(run, seconds * 1000))
      return run
    },

    async close() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
    },
  }
}

export type Sweeps = ReturnType<typeof createSweeps>
