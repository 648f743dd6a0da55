import { nodeFell, nodeRecovered, nodesPolled } from '@amphi/contract/nodes'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { settleEach } from '#platform/settle-each'
import type { Drivers } from './drivers.ts'
import { healthAfter, nextIn } from './health.ts'
import { type NodeRow, nodesIn } from './nodes.repository.ts'
import { isTrial } from './trial.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: Pick<TenantsService, 'list'>
  drivers: Drivers
  seatsOf: (node: NodeRow) => number
}

/** For how long it is kept how many were on a server, in milliseconds: two days. */
const keptFor = 2 * 24 * 3600 * 1000

type Found = Pick<NodeRow, 'health' | 'failures' | 'trouble' | 'delay'> &
  Partial<Pick<NodeRow, 'version' | 'answeredAt' | 'people' | 'meetings' | 'strangers'>>

/** Asks each server how it is and what it carries: one process of ours at a time, each server at its own moments. */
export const createPollsService = ({ db, bus, clock, tenants, drivers, seatsOf }: Needs) => {
  /** The driver gives up by itself after seconds. */
  const ask = async (node: NodeRow): Promise<Found> => {
    const engine = drivers.of(node)
    const before = performance.now()
    try {
      const all = (await engine.load()).filter(({ key }) => !isTrial(key))
      const delay = Math.round(performance.now() - before)
      const isNew = node.version === null && !node.ours && !engine.versionless
      const peopleIn = (meetings: typeof all) => meetings.reduce((sum, { people }) => sum + people, 0)
      return {
        ...healthAfter(node, delay),
        trouble: null,
        delay,
        answeredAt: clock.now(),
        people: peopleIn(all),
        meetings: all.filter(({ people }) => people > 0).length,
        strangers: peopleIn(all.filter(({ foreign }) => foreign)),
        ...(isNew ? { version: (await engine.test()).version } : {}),
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const { trouble } = await engine.test()
      return { ...healthAfter(node, undefined), trouble: trouble ?? 'no_answer', delay: null }
    }
  }

  const keep = (node: NodeRow, found: Found) =>
    db.transaction(async (tx) => {
      const { tenantId, id, name } = node
      const now = clock.now()
      const pollAt = new Date(now.getTime() + nextIn(Math.random()))
      const held = await nodesIn(tx).hold(tenantId, id)
      // Removed meanwhile, or said anew: what was found is of another.
      if (held?.address !== node.address || held.sealedSecret !== node.sealedSecret) return
      await nodesIn(tx).set(tenantId, id, { ...found, pollAt })
      if (found.people !== undefined)
        await nodesIn(tx).sample(tenantId, id, { at: now, people: found.people, taken: found.people / seatsOf(node) })
      const isDown = found.health === 'down'
      if (isDown !== (held.health === 'down'))
        await bus.announce(tx, isDown ? nodeFell : nodeRecovered, { tenantId, nodeId: id, name })
    })

  const poll = async (node: NodeRow) => keep(node, await ask(node))

  return {
    /** Asks this one now. */
    poll,

    /** Asks those whose moment has come, all at once. */
    async sweep() {
      const now = clock.now()
      const problems: unknown[] = []
      for (const { id: tenantId } of await tenants.list()) {
        const all = await nodesIn(db).list(tenantId)
        const due = all.filter(({ state, pollAt }) => state !== 'disabled' && pollAt <= now)
        await Promise.all(due.map((node) => poll(node).catch((error: unknown) => problems.push(error))))
        if (due.length > 0) await db.transaction((tx) => bus.announce(tx, nodesPolled, { tenantId }))
      }
      if (problems.length > 0) throw new AggregateError(problems, `${problems.length} servers not asked`)
    },

    async forgetOld() {
      const before = new Date(clock.now().getTime() - keptFor)
      await settleEach(await tenants.list(), ({ id }) => nodesIn(db).removeSamplesBefore(id, before))
    },
  }
}

export type PollsService = ReturnType<typeof createPollsService>
