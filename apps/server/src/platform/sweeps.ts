import type { Db } from './db.ts'
import { hold, holdIfFree } from './hold.ts'

interface Needs {
  db: Db
  report: (error: unknown) => void
  /** Whether this process looks after anything of its own accord. */
  works: boolean
}

/** May say in how many milliseconds it is needed again, where that is before its next turn. */
type Deed = () => Promise<number | undefined | void>

/** And be taken at its word no sooner than this, in milliseconds. */
const soonest = 200

/** What is looked after again and again, by one process at a time, however many there are. */
export const createSweeps = ({ db, report, works }: Needs) => {
  const timers: NodeJS.Timeout[] = []
  const deeds = new Map<string, Deed>()
  const running = new Set<Promise<void>>()
  const sooners = new Set<NodeJS.Timeout | undefined>()
  let isClosed = false

  const alone = (name: string, deed: Deed) =>
    db.transaction(async (tx) => ((await holdIfFree(tx, `sweep ${name}`)) ? deed() : undefined))

  return {
    /**
     * A sweep that is still at it when its time comes again is not started twice. `everywhere`: each process looks after
     * what only it can see.
     */
    every(seconds: number, name: string, deed: Deed, { everywhere = false } = {}) {
      if (deeds.has(name)) throw new Error(`Two sweeps are called ${name}.`)
      deeds.set(name, deed)
      let busy = false
      let sooner: NodeJS.Timeout | undefined
      const comeSooner = (milliseconds: number) => {
        clearTimeout(sooner)
        sooners.delete(sooner)
        if (!works || isClosed || milliseconds >= seconds * 1000) return
        sooner = setTimeout(run, Math.max(milliseconds, soonest))
        sooners.add(sooner)
      }
      const run = () => {
        if (busy) return
        busy = true
        const swept = (everywhere ? deed() : alone(name, deed))
          .then((milliseconds) => comeSooner(milliseconds ?? Infinity))
          .catch((error: unknown) => report(new Error(`sweep ${name} failed`, { cause: error })))
          .finally(() => {
            busy = false
            running.delete(swept)
          })
        running.add(swept)
      }
      if (works) timers.push(setInterval(run, seconds * 1000))
      return run
    },

    /** At once, whoever else is at it, and to its end: for tests, and for whoever stands at the machine. */
    async now(name: string) {
      const deed = deeds.get(name)
      if (!deed) throw new Error(`No sweep is called ${name}.`)
      await deed()
    },

    /** No process takes its turn meanwhile; one that is at it is waited for. */
    async hold(name: string, meanwhile: () => Promise<void>) {
      if (!deeds.has(name)) throw new Error(`No sweep is called ${name}.`)
      await db.transaction(async (tx) => {
        await hold(tx, `sweep ${name}`)
        await meanwhile()
      })
    },

    async close() {
      isClosed = true
      for (const timer of timers) clearInterval(timer)
      for (const timer of sooners) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

export type Sweeps = ReturnType<typeof createSweeps>
