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
import type { Drivers } from './drivers.ts'
import { curveOf, seenNode, sumsOf, testOf } from './node.ts'
import { isFit, type NodeAccess } from './node-access.ts'
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
  /** Where a server asks us whether a meeting may be, if it does. */
  reservationsOf: (node: NodeRow) => string | null
}

type AddedEngine = (typeof addedEngines)[number]

/** By what somebody would have us speak to a server. */
type AccessSaid = Pick<Said, 'address'> & Changes<Omit<NodeAccess, 'address'>>

interface Said extends NodeAccess {
  name: string
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
export const createNodesService = ({
  db,
  bus,
  clock,
  keys,
  tenants,
  drivers,
  polls,
  seatsOf,
  reservationsOf,
}: Needs) => {
  const mine = async (actor: PersonActor, nodeId: NodeId, within: Db = db) => {
    refuseMembers(actor)
    const node = await nodesIn(within).find(actor.tenantId, nodeId)
    if (!node) throw new Failure('node.not_found', { nodeId })
    return node
  }

  const mayServeOthers = async (tenantId: TenantId) => keepsHouse(tenantId, await tenants.list())

  const samplesOf = (tenantId: TenantId) =>
    nodesIn(db).samples(tenantId, new Date(clock.now().getTime() - hours * 3600 * 1000))

  const seenWith = (node: NodeRow, curve: number[]) =>
    seenNode(node, {
      seats: seatsOf(node),
      curve,
      can: drivers.of(node).capabilities,
      reservations: reservationsOf(node),
    })

  const seen = async (node: NodeRow): Promise<Node> => {
    const curve = curveOf(await samplesOf(node.tenantId), node.id)
    return seenWith(node, curve)
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

  const columnsOf = ({ secret, ...said }: Changes<Omit<Said, 'secret'> & NodeAccess>): Partial<NodeRow> => ({
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(secret === undefined ? {} : { sealedSecret: secret && keys.seal(secret) }),
  })

  const accessOf = ({ address, secret = null, appId = null, keyId = null }: AccessSaid): NodeAccess => ({
    address,
    secret,
    appId,
    keyId,
  })

  const refuseUnfit = (engine: NodeRow['engine'], access: NodeAccess) => {
    if (!isFit(engine, access)) throw new Failure('node.access_unfit')
  }

  /** Without tokens nothing of them is kept. */
  const accessAfter = (
    before: NodeRow,
    { address = before.address ?? '', secret, appId = before.appId, keyId = before.keyId }: Changes<NodeAccess>,
  ): NodeAccess => {
    if (before.engine === 'jitsi' && appId === null) return { address, secret: null, appId, keyId: null }
    const kept = before.sealedSecret === null ? null : keys.unseal(before.sealedSecret)
    return { address, secret: secret ?? kept, appId, keyId }
  }

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
        nodes: all.map((node) => seenWith(node, curveOf(samples, node.id))),
        shared: (await serving(tenantId)).filter((node) => node.tenantId !== tenantId).length,
        today: sumsOf(samples),
        can: { serveOthers: await mayServeOthers(tenantId) },
      }
    },

    async add(actor: PersonActor, { engine, ...given }: Changes<Said> & AccessSaid & { engine: AddedEngine }) {
      refuseMembers(actor)
      refuseUnfit(engine, accessOf(given))
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
      const { address, secret, appId, keyId } = changes
      const isElsewhere = [address, secret, appId, keyId].some((it) => it !== undefined)
      if (before.ours && isElsewhere) throw new Failure('node.of_the_house', { nodeId })
      await refuseOthers(actor, changes.serves)
      const access = isElsewhere ? accessAfter(before, changes) : undefined
      if (access) refuseUnfit(before.engine, access)
      await asTaken(address, () =>
        db.transaction(async (tx) => {
          const what = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name]))
          if (what.length === 0) return
          await nodesIn(tx).set(actor.tenantId, nodeId, {
            ...columnsOf({ ...changes, ...access }),
            ...(isElsewhere ? anew : {}),
          })
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

    async tryAddress(actor: PersonActor, { engine, ...said }: AccessSaid & { engine: AddedEngine }): Promise<NodeTest> {
      refuseMembers(actor)
      const access = accessOf(said)
      refuseUnfit(engine, access)
      return testOf(await drivers.tryOut(engine, access))
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
