import { randomUUID } from 'node:crypto'
import { readOccupancy, startConnectionTest } from '@amphi/contract/engines'
import { NodeId, engineNames } from '@amphi/contract/nodes'
import type { TenantsService } from '#modules/tenants'
import { Failure } from '#platform/failure'
import type { Ground } from '#platform/ground'
import { createAbsentEngine } from './absent/absent.driver.ts'
import { mountEndings } from './bigbluebutton/endings.ts'
import { createDrivers } from './drivers.ts'
import { createEar, createEnginesService } from './engines.service.ts'
import { createFakeEngine } from './fake/fake.driver.ts'
import { rememberNodes } from './known-nodes.ts'
import { openJitsiPages } from './jitsi/index.ts'
import { serverAt } from './jitsi/names.ts'
import { createLiveKitEngine, type LiveKitSettings } from './livekit/livekit.driver.ts'
import { bearerOf } from './livekit/livekit.wire.ts'
import { mountLiveKitHook } from './livekit/livekit.hook.ts'
import { relayNodes } from './nodes.realtime.ts'
import { type NodeRow, nodesIn } from './nodes.repository.ts'
import { mountNodes } from './nodes.routes.ts'
import { createNodesService } from './nodes.service.ts'
import { createPollsService } from './polls.service.ts'

export type { Bearer, Connection, Engine, EngineEvent, Manner, MaySend } from './engine.ts'
export { mediaSources } from './engine.ts'
export type { LiveKitSettings } from './livekit/livekit.driver.ts'
export {
  type Candidate,
  type Carried,
  carriedOf,
  type Choice,
  loadOf,
  place,
  seen as freshFor,
  yetToCome,
} from './placement.ts'

export interface EngineChoice {
  /** Undefined where a test or a demonstration needs no media; at rest where it is there, but does not run now. */
  livekit: LiveKitSettings | 'at rest' | undefined
  seats: number
  turn: boolean
  /**
   * Whether it is this process that runs the house's own engine. One beside it only reads which that is, and where it
   * needs no media plays its part.
   */
  runs: boolean
}

/** Seconds between two looks at which server is to be asked. */
const looks = 3

export const openEngines = async (
  ground: Ground,
  tenants: TenantsService,
  { livekit, seats, turn, runs }: EngineChoice,
) => {
  const { db, bus, clock, keys, outgoing, http, sockets, sweeps, publicUrl } = ground
  const { hear, listen } = createEar()
  const unreachable = () => new Failure('engine.unreachable')
  const absent = (name: string) => createAbsentEngine({ name, unreachable })
  const [keeper] = await tenants.list()
  const found = keeper && !runs ? await nodesIn(db).ours(keeper.id) : undefined
  const part = runs ? 'fake' : (found?.engine ?? 'livekit')
  const fake = livekit ? undefined : createFakeEngine({ name: part, hear, unreachable, clock })
  const own = livekit === 'at rest' ? absent('livekit') : livekit ? createLiveKitEngine(livekit) : fake
  if (!own) throw new Error('There is no engine.')
  if (livekit && livekit !== 'at rest') mountLiveKitHook({ app: http.app, hear, ...livekit })
  mountEndings({ app: http.app, hear, now: () => clock.now(), keys, publicUrl })

  const seatsOf = (node: Pick<NodeRow, 'seats'>) => node.seats ?? seats
  const remembered = rememberNodes({ db, bus, clock, tenants })
  const jitsi = await openJitsiPages({ ground, tenants, hear, all: () => remembered.all() })
  const { reservationsOf } = jitsi
  const drivers = createDrivers({ db, keys, outgoing, clock, hear, publicUrl, own, absent })
  const polls = createPollsService({ db, bus, clock, tenants, drivers, seatsOf })
  const nodes = createNodesService({ db, bus, clock, keys, tenants, drivers, polls, seatsOf, reservationsOf })
  const { serving } = nodes
  const engines = createEnginesService({
    own,
    absent,
    drivers,
    serving,
    all: () => remembered.all(),
    seatsOf,
    clock,
    bearerOf: (token) => (livekit && livekit !== 'at rest' ? bearerOf(token, livekit.apiSecret) : undefined),
    turn,
  })

  const name = engineNames.find((it) => it === own.name)
  if (!found && keeper && name) {
    const now = clock.now()
    const row = { id: NodeId.parse(randomUUID()), name: 'Amphi', engine: name, ours: true, serves: 'everyone' } as const
    await nodesIn(db).removeOursBut(keeper.id, name)
    await nodesIn(db).insertOurs({ ...row, tenantId: keeper.id, pollAt: now, createdAt: now })
    remembered.forget()
  }

  http.mount(readOccupancy, (actor) => engines.occupancy(actor.tenantId))
  http.mount(startConnectionTest, () => engines.tryOut())
  mountNodes(http.mount, nodes)
  relayNodes({ bus, sockets })
  sweeps.every(looks, 'nodes', () => polls.sweep())
  sweeps.every(3600, 'node samples', () => polls.forgetOld())

  return {
    ...engines,
    nodes,
    listen,
    world: fake?.world,

    /** What the page of ours around a server’s own may load and frame; undefined where there is no such server. */
    async framedBy(nodeId: string) {
      const { data: id } = NodeId.safeParse(nodeId)
      const node = id && (await jitsi.nodeOf(id))
      if (!node?.address) return undefined
      const { script, origin } = serverAt(node.address)
      return { script, origin }
    },
  }
}

export type Engines = Awaited<ReturnType<typeof openEngines>>
