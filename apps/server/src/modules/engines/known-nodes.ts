import { nodeFacts } from '@amphi/contract/nodes'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { type NodeRow, nodesIn } from './nodes.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: Pick<TenantsService, 'list'>
}

/** Whoever comes in is let into some server: changes are overheard, so this is only for a missed one. */
const memory = 10_000

/** Every server of every institution, as of a moment ago. */
export const rememberNodes = ({ db, bus, clock, tenants }: Needs) => {
  let last: NodeRow[] | undefined
  let reading: Promise<NodeRow[]> | undefined
  let freshUntil = 0
  let forgotten = 0

  const read = async () => {
    const before = forgotten
    const found: NodeRow[] = []
    for (const { id } of await tenants.list()) found.push(...(await nodesIn(db).list(id)))
    last = found
    // Told anew while it was read: what was found may be of before.
    if (before === forgotten) freshUntil = clock.now().getTime() + memory
    return found
  }

  const forget = () => {
    forgotten += 1
    freshUntil = 0
    reading = undefined
  }
  for (const fact of nodeFacts) bus.overhear(fact, forget)

  return {
    forget,
    async all(): Promise<NodeRow[]> {
      if (last && clock.now().getTime() < freshUntil) return last
      reading ??= read().finally(() => {
        reading = undefined
      })
      const known = last
      // Where the database is busy, what was known a moment ago is better than nothing.
      return known ? reading.catch(() => known) : reading
    },
  }
}
