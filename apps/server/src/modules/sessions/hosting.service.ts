import type { NodeId } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import type { Choice, Engine, Engines, Manner } from '#modules/engines'
import { type RoomRow, settingsOf } from '#modules/rooms'
import type { Tenant, TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { seatsOf, seatsWanted } from './seating.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  engines: Engines
}

/** A session that is to be carried by some server. */
type Unplaced = Omit<SessionRow, 'engine' | 'nodeId' | 'choice'>
type Placed = SessionRow & { choice: Choice }

/** Somebody waits at the door meanwhile. */
const mostTries = 3

/** Not this server, then, but perhaps another. */
const isOfOne = (error: unknown) =>
  error instanceof Failure && (error.code === 'engine.unreachable' || error.code === 'engine.full')

/** Where sessions run: on which server, and what that is told of them. */
export const createHostingService = ({ db, clock, tenants, engines }: Needs) => {
  const mannerOf = async (room: RoomRow, { allowed }: Pick<SessionRow, 'allowed'>): Promise<Manner> => {
    const { welcome, leaveTo, startMuted, listed } = settingsOf(room)
    const home = await tenants.addressOf(room.tenantId)
    return { title: room.name, welcome, leaveTo: leaveTo ?? home, startMuted, allowed, listed }
  }

  /** As large as the engine makes any: how many come in is decided at our door, and may change while it runs. */
  const specOf = async (
    { capabilities }: Pick<Engine, 'capabilities'>,
    session: Pick<SessionRow, 'id' | 'allowed'>,
    room: RoomRow | undefined,
  ) => ({
    key: session.id,
    seats: capabilities.largest,
    ...(room ? { manner: await mannerOf(room, session) } : {}),
  })

  /** As its room names it, where the institution lets rooms do so, or says it itself. */
  const namedBy = (room: RoomRow, { engineChoice }: Pick<Tenant, 'engineChoice'>) => {
    const { carrier } = settingsOf(room)
    if (!carrier || !(engineChoice || room.forced.carrier)) return {}
    return carrier.by === 'node' ? { node: carrier.nodeId } : { engine: carrier.engine }
  }

  /** In this order: as its room wants it; on a smaller one than the room is; on another than it names, if that is gone. */
  const waysTo = (wanted: Parameters<Engines['place']>[2]) => {
    const { seats, tried = [] } = wanted
    const elsewhere = { seats, tried }
    const isNamed = wanted.node !== undefined || wanted.engine !== undefined
    // As many come in there as it holds (`seatsThere`): better than nowhere.
    const smaller = { ...wanted, seats: 0 }
    return isNamed ? [wanted, smaller, elsewhere, { ...elsewhere, seats: 0 }] : [wanted, smaller]
  }

  const choose = async (within: Db, tenantId: TenantId, wanted: Parameters<Engines['place']>[2]) => {
    const carried = await sessionsIn(within).carried(clock.now())
    let refused: unknown
    for (const way of waysTo(wanted)) {
      try {
        return await engines.place(within, tenantId, way, carried)
      } catch (error) {
        const isUnfit = error instanceof Failure && error.code === 'engine.unsuitable'
        if (!isUnfit) throw error
        refused ??= error
      }
    }
    throw refused
  }

  /** What was shown a moment ago may be full by now, or gone. */
  const chooseProposed = async (...[within, tenantId, wanted, proposed]: [...Parameters<typeof choose>, NodeId?]) => {
    const { node, engine, tried = [] } = wanted
    if (!proposed || node || engine || tried.length > 0) return choose(within, tenantId, wanted)
    const carried = await sessionsIn(within).carried(clock.now())
    return engines.place(within, tenantId, { ...wanted, node: proposed }, carried).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error
      return choose(within, tenantId, wanted)
    })
  }

  return {
    specOf,

    /** Where a meeting without a room of its own would be now. */
    async propose(tenantId: TenantId, otherThan: NodeId | undefined) {
      const tenant = await tenants.get(tenantId)
      const seats = seatsWanted(seatsOf(tenant, { mostInside: null }))
      return engines.propose(tenantId, { seats }, await sessionsIn(db).carried(clock.now()), otherThan)
    },

    /** On the server that is chosen for it; on the next, where that does not take it. */
    async open(tx: Tx, session: Unplaced, room: RoomRow, proposed?: NodeId): Promise<Placed> {
      const tenant = await tenants.get(session.tenantId)
      const named = namedBy(room, tenant)
      const seats = seatsWanted(seatsOf(tenant, settingsOf(room)))
      const wanted = { ...named, seats }
      const tried: string[] = []
      let refused: unknown
      for (;;) {
        const placed = await chooseProposed(tx, session.tenantId, { ...wanted, tried }, proposed).catch(
          (error: unknown) => {
            throw refused ?? error
          },
        )
        const { nodeId, engine, choice } = placed
        try {
          await engine.open(await specOf(engine, session, room))
          return { ...session, engine: engine.name, nodeId, choice }
        } catch (error) {
          if (!isOfOne(error)) throw error
          refused = error
          tried.push(nodeId)
          if (tried.length === mostTries) throw error
        }
      }
    },
  }
}

export type HostingService = ReturnType<typeof createHostingService>
