import { nodeEmptied, type NodeId, type NodeSession } from '@amphi/contract/nodes'
import type { Engines } from '#modules/engines'
import type { Rooms } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { RunsService } from './runs.service.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  rooms: Rooms
  engines: Engines
  runs: Pick<RunsService, 'end'>
}

/** For so long a server that was lost may still have what ran on it, in milliseconds: a day. */
const remembers = 24 * 3600 * 1000

/** What runs on one conference server, whichever institution it is of. */
export const createServersService = ({ db, bus, clock, tenants, rooms, engines, runs }: Needs) => {
  const runningOn = async (within: Db, nodeId: NodeId) => {
    const found: SessionRow[] = []
    for (const { id } of await tenants.list()) found.push(...(await sessionsIn(within).listRunningOn(id, nodeId)))
    return found.toSorted((a, b) => a.lastsUntil.getTime() - b.lastsUntil.getTime())
  }

  return {
    async list(actor: PersonActor, nodeId: NodeId): Promise<NodeSession[]> {
      await engines.nodes.mine(actor, nodeId)
      const { tenantId } = actor
      const running = await runningOn(db, nodeId)
      const own = running.filter((session) => session.tenantId === tenantId)
      const held = await rooms.among(
        tenantId,
        own.map(({ roomId }) => roomId),
      )
      const names = new Map(held.map(({ id, name }) => [id, name]))
      const people = await staysIn(db).countInside(running.map(({ id }) => id))
      return running.map((session) => {
        const foreign = session.tenantId !== tenantId
        return {
          sessionId: session.id,
          foreign,
          room: foreign ? null : (names.get(session.roomId) ?? null),
          startedBy: foreign ? null : session.startedBy,
          people: people.get(session.id) ?? 0,
          until: session.lastsUntil.toISOString(),
        }
      })
    },

    /** Given nothing more first, so that nothing new comes while it is emptied. What its engine does not end, stays. */
    async empty(actor: PersonActor, nodeId: NodeId) {
      const { tenantId, userId: by } = actor
      const { name, state } = await engines.nodes.mine(actor, nodeId)
      if (state === 'enabled') await engines.nodes.setState(actor, nodeId, 'cordoned')
      const running = await runningOn(db, nodeId)
      const isWhole = running.map((session) =>
        // Whose it is not, is not told by whom.
        runs.end(session, 'server_stopped', session.tenantId === tenantId ? actor.name : null),
      )
      const settled = await Promise.allSettled(isWhole)
      const problems = settled.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []))
      const ended = settled.length - problems.length
      await db.transaction((tx) => bus.announce(tx, nodeEmptied, { tenantId, nodeId, name, by, sessions: ended }))
      const fault = problems.find((it) => !(it instanceof Failure))
      if (fault) throw fault
      return { ended, failed: problems.length }
    },

    async remove(actor: PersonActor, nodeId: NodeId) {
      const node = await engines.nodes.mine(actor, nodeId)
      await db.transaction(async (tx) => {
        // Held, so that no session is given to it meanwhile without being seen here.
        await engines.nodes.hold(tx, node)
        const running = await runningOn(tx, nodeId)
        if (running.length > 0) throw new Failure('node.busy', { sessions: running.length })
        await engines.nodes.remove(tx, actor, node)
      })
    },

    /** It answers again: what was given up on it is over there as well. */
    async endLost(nodeId: NodeId) {
      const since = new Date(clock.now().getTime() - remembers)
      for (const { id: tenantId } of await tenants.list()) {
        for (const session of await sessionsIn(db).listLostOn(tenantId, nodeId, since))
          await (await engines.carrying(session)).end(session.id)
      }
    },
  }
}

export type ServersService = ReturnType<typeof createServersService>
