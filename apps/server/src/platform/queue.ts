import { PgBoss, type Job, type JobResult } from 'pg-boss'

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
      if (!works) return
      await boss.work<unknown>(queue, eagerness, async (jobs) => {
        const results: JobResult[] = []
        for (const job of jobs) results.push(await settle(job))
        return results
      })
    },
    close: () => boss.stop(),
  }
}

export type Queue = Awaited<ReturnType<typeof openQueue>>
