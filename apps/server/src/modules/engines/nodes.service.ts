import { randomUUID } from 'node:crypto'
import type { Changes } from '@amphi/contract/grammar'
import {
  type addedEngines,
  type Node,
  nodeAdded,
  nodeChanged,
  NodeId,
  nodeRemoved,
  type Nodes,
  type NodeState,
  type NodeTest,
} from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import { type Db, isTaken, type Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Keys } from '#platform/secrets'
import type { Access, Drivers } from './drivers.ts'
import { curveOf, seenNode, sumsOf, testOf } from './node.ts'
import { keepsHouse } from './nodes.policy.ts'
import { type NodeRow, nodesIn } from './nodes.repository.ts'
import type { PollsService } from './polls.service.ts'
import { refuseMembers } from './refuse-members.ts'
import { isServed } from './serving.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  keys: Keys
  tenants: Pick<TenantsService, 'list' | 'get'>
  drivers: Drivers
  polls: Pick<PollsService, 'poll'>
  seatsOf: (node: NodeRow) => number
}

type AddedEngine = (typeof addedEngines)[number]

interface Said {
  name: string
  address: string
  secret: string
  weight: number
  tags: string[]
  seats: number
  serves: NodeRow['serves']
  hosts: string[]
}

/** The curves go back so many hours. */
const hours = 12

/** How many people a server is meant to carry of which nobody said it. */
const usualSeats = 200

/** The conference servers, as their administrators look after them. */
export const createNodesService = ({ db, bus, clock, keys, tenants, drivers, polls, seatsOf }: Needs) => {
  const mine = async (actor: PersonActor, nodeId: NodeId, within: Db = db) => {
    refuseMembers(actor)
    const node = await nodesIn(within).find(actor.tenantId, nodeId)
    if (!node) throw new Failure('node.not_found', { nodeId })
    return node
  }

  const mayServeOthers = async (tenantId: TenantId) => keepsHouse(tenantId, await tenants.list())

  const samplesOf = (tenantId: TenantId) =>
    nodesIn(db).samples(tenantId, new Date(clock.now().getTime() - hours * 3600 * 1000))

  const seen = async (node: NodeRow): Promise<Node> => {
    const curve = curveOf(await samplesOf(node.tenantId), node.id)
    return seenNode(node, { seats: seatsOf(node), curve, can: drivers.of(node).capabilities })
  }

  /** The database knows best who was first, also of two at once. */
  const asTaken = async <T>(address: string | undefined, deed: () => Promise<T>) => {
    try {
      return await deed()
    } catch (error) {
      throw isTaken(error) ? new Failure('node.address_taken', { address }) : error
    }
  }

  const refuseOthers = async ({ tenantId }: PersonActor, serves: NodeRow['serves'] | undefined) => {
    if (serves !== undefined && serves !== 'here' && !(await mayServeOthers(tenantId)))
      throw new Failure('node.serves_others_forbidden')
  }

  const tell = (tx: Tx, node: NodeRow, by: PersonActor, what: string[]) =>
    bus.announce(tx, nodeChanged, {
      tenantId: node.tenantId,
      nodeId: node.id,
      name: node.name,
      by: by.userId,
      what,
    })

  /** Asked at once: whoever adds or changes a server looks how it is. */
  const asked = async (actor: PersonActor, nodeId: NodeId) => {
    await polls.poll(await mine(actor, nodeId))
    return seen(await mine(actor, nodeId))
  }

  const columnsOf = ({ secret, ...said }: Changes<Said>): Partial<NodeRow> => ({
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(secret === undefined ? {} : { sealedSecret: keys.seal(secret) }),
  })

  /** What is another server, or another way to it, is to be known anew. */
  const anew = { health: 'unknown', failures: 0, trouble: null, version: null } as const

  /** Those that carry sessions of an institution: its own, and of the house those that serve it. */
  const serving = async (tenantId: TenantId, within: Db = db): Promise<NodeRow[]> => {
    const [keeper] = await tenants.list()
    const tenant = await tenants.get(tenantId)
    const theirs = await nodesIn(within).list(tenantId)
    const shared = keeper && keeper.id !== tenantId ? await nodesIn(within).list(keeper.id) : []
    return [...theirs, ...shared].filter((node) => isServed(node, tenant))
  }

  return {
    async list(actor: PersonActor): Promise<Nodes> {
      refuseMembers(actor)
      const { tenantId } = actor
      const all = await nodesIn(db).list(tenantId)
      const samples = await samplesOf(tenantId)
      return {
        nodes: all.map((node) =>
          seenNode(node, {
            seats: seatsOf(node),
            curve: curveOf(samples, node.id),
            can: drivers.of(node).capabilities,
          }),
        ),
        shared: (await serving(tenantId)).filter((node) => node.tenantId !== tenantId).length,
        today: sumsOf(samples),
        can: { serveOthers: await mayServeOthers(tenantId) },
      }
    },

    async add(actor: PersonActor, { engine, ...given }: Changes<Said> & Access & { engine: AddedEngine }) {
      refuseMembers(actor)
      await refuseOthers(actor, given.serves)
      const { tenantId, userId: by } = actor
      const id = NodeId.parse(randomUUID())
      const now = clock.now()
      const name = given.name ?? new URL(given.address).hostname
      await asTaken(given.address, () =>
        db.transaction(async (tx) => {
          const row = { serves: 'here', seats: usualSeats, ...columnsOf(given) } as const
          await nodesIn(tx).insert({ ...row, tenantId, id, name, engine, ours: false, pollAt: now, createdAt: now })
          await bus.announce(tx, nodeAdded, { tenantId, nodeId: id, name, by })
        }),
      )
      return asked(actor, id)
    },

    async change(actor: PersonActor, nodeId: NodeId, changes: Changes<Said>): Promise<Node> {
      const before = await mine(actor, nodeId)
      const { address, secret } = changes
      const isElsewhere = address !== undefined || secret !== undefined
      if (before.ours && isElsewhere) throw new Failure('node.of_the_house', { nodeId })
      await refuseOthers(actor, changes.serves)
      await asTaken(address, () =>
        db.transaction(async (tx) => {
          const what = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name]))
          if (what.length === 0) return
          await nodesIn(tx).set(actor.tenantId, nodeId, { ...columnsOf(changes), ...(isElsewhere ? anew : {}) })
          await tell(tx, before, actor, what)
        }),
      )
      return isElsewhere ? asked(actor, nodeId) : seen(await mine(actor, nodeId))
    },

    async setState(actor: PersonActor, nodeId: NodeId, state: NodeState): Promise<Node> {
      const before = await mine(actor, nodeId)
      if (before.state !== state)
        await db.transaction(async (tx) => {
          const now = clock.now()
          const since = { state, stateSince: now, stateBy: actor.name }
          const again = before.state === 'disabled' ? { ...anew, pollAt: now } : {}
          await nodesIn(tx).set(actor.tenantId, nodeId, { ...since, ...again })
          await tell(tx, before, actor, [state])
        })
      return before.state === 'disabled' && state !== 'disabled'
        ? asked(actor, nodeId)
        : seen(await mine(actor, nodeId))
    },

    async tryAddress(actor: PersonActor, { engine, ...access }: Access & { engine: AddedEngine }): Promise<NodeTest> {
      refuseMembers(actor)
      return testOf(await drivers.make(engine, access).test())
    },

    async test(actor: PersonActor, nodeId: NodeId): Promise<NodeTest> {
      return testOf(await drivers.of(await mine(actor, nodeId)).test())
    },

    mine,

    /** Once nothing runs on it: the floor above knows. */
    async remove(tx: Tx, actor: PersonActor, { tenantId, id, name, ours }: NodeRow) {
      if (ours) throw new Failure('node.of_the_house', { nodeId: id })
      await nodesIn(tx).remove(tenantId, id)
      await bus.announce(tx, nodeRemoved, { tenantId, nodeId: id, name, by: actor.userId })
    },

    hold: (tx: Tx, { tenantId, id }: Pick<NodeRow, 'tenantId' | 'id'>) => nodesIn(tx).hold(tenantId, id),

    serving,

    /** Those that take sessions now, by engine. */
    async carriers({ tenantId }: PersonActor) {
      const { engineChoice } = await tenants.get(tenantId)
      if (!engineChoice) return []
      const open = (await serving(tenantId)).filter(({ state }) => state === 'enabled')
      return [...Map.groupBy(open, ({ engine }) => engine)].map(([engine, its]) => ({
        engine,
        nodes: its.map(({ id, name }) => ({ id, name })),
      }))
    },
  }
}

export type NodesService = ReturnType<typeof createNodesService>
