import { type Db as Executor, type Job, type JobResult, PgBoss } from 'pg-boss'

/**
 * What fails is tried again for about a day, then kept for an operator to see. What was being done when its process
 * died is missed by the heartbeat, and given to another.
 */
const patience = { retryLimit: 40, retryDelay: 1, retryBackoff: true, retryDelayMax: 3600, heartbeatSeconds: 30 }

/**
 * A wake-up is not a count: taking one at a time, a worker would leave the rest of a burst to the next poll. So it
 * takes many, each settled for itself. The poll is for retries, which wake nobody.
 */
const eagerness = {
  batchSize: 50,
  burstWhenBatchFull: true,
  perJobResults: true,
  notifyPollingIntervalSeconds: 5,
} as const

interface Needs {
  url: string
  report: (error: unknown) => void
  /** Whether this process takes anything out of a queue. Others only put in. */
  works: boolean
}

export const openQueue = async ({ url, report, works }: Needs) => {
  // Connections of its own: drawn from the pool of those who announce, it could end up waiting for them.
  const duties = { useListenNotify: works, supervise: works, schedule: works }
  const boss = new PgBoss({ connectionString: url, max: works ? 4 : 1, ...duties })
  boss.on('error', report)
  await boss.start()
  const worked = new Set<string>()

  return {
    boss,
    works,
    /** Does what comes into a queue, one after the other, each tried again until it succeeds. */
    async work(queue: string, deed: (data: unknown, id: string) => Promise<void>) {
      const settle = async ({ id, data }: Job<unknown>): Promise<JobResult> => {
        try {
          await deed(data, id)
          return { id, status: 'completed' }
        } catch (error) {
          report(new Error(`${queue} failed at ${id}`, { cause: error }))
          return { id, status: 'failed', output: String(error) }
        }
      }
      await boss.createQueue(queue, { ...patience, notify: true })
      worked.add(queue)
      if (!works) return
      await boss.work<unknown>(queue, eagerness, async (jobs) => {
        const results: JobResult[] = []
        for (const job of jobs) results.push(await settle(job))
        return results
      })
    },
    /** Puts back, inside a transaction, what waited in queues when a backup was made; what waits now gives way. */
    async refill(within: Executor, waiting: AsyncIterable<WaitingJob>) {
      await within.executeSql('delete from pgboss.job')
      let count = 0
      for await (const { queue, id, data, startAfter } of waiting) {
        // A queue nobody works any more is kept, as it was where the backup was made.
        if (!(await boss.getQueue(queue))) await boss.createQueue(queue, { ...patience, notify: true })
        await boss.insert(queue, [{ id, data, startAfter }], { db: within })
        count += 1
      }
      return count
    },
    /** How each queue stands: what is due and not done, since when (in seconds), and what was given up. */
    async standing(): Promise<Standing[]> {
      const { rows } = (await boss.getDb().executeSql(standingQuery, [])) as { rows: Standing[] }
      const known = new Map(rows.map((row) => [row.queue, row]))
      return [...worked].map((queue) => known.get(queue) ?? { queue, waiting: 0, oldest: 0, failed: 0 })
    },
    close: () => boss.stop(),
  }
}

export interface Standing {
  queue: string
  waiting: number
  oldest: number
  failed: number
}

/** What is tried again later waits as well: it ought to be done by now. */
const standingQuery = `
  select name as queue,
    count(*) filter (where state = 'retry' or state = 'created' and start_after <= now())::int as waiting,
    coalesce(extract(epoch from now() - min(created_on)
      filter (where state = 'retry' or state = 'created' and start_after <= now())), 0)::float8 as oldest,
    count(*) filter (where state = 'failed')::int as failed
  from pgboss.job where state in ('created', 'retry', 'failed') group by name`

/** What is to be done, and under which id: whoever does it twice knows it again. */
export interface WaitingJob {
  queue: string
  id: string
  data: object
  startAfter: string
}

/** What has not been done yet, begun or not: for a backup, in whose snapshot it is read. */
export const waitingJobs = async (within: Pick<Executor, 'executeSql'>): Promise<WaitingJob[]> => {
  const { rows } = await within.executeSql(`
    select name as queue, id, coalesce(data, '{}') as data, start_after as "startAfter"
    from pgboss.job where state < 'completed' order by created_on, id`)
  return rows as WaitingJob[]
}

export type Queue = Awaited<ReturnType<typeof openQueue>>
