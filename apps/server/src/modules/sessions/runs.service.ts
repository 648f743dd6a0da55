import { randomUUID } from 'node:crypto'
import type { NodeId } from '@amphi/contract/nodes'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import {
  type EndReason,
  type Ends,
  sessionEnded,
  sessionExtended,
  SessionId,
  sessionOpened,
} from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Engines } from '#modules/engines'
import { type RoomRow, type Rooms, settingsOf } from '#modules/rooms'
import type { Tenant, TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { createGate } from '#platform/gate'
import { hold } from '#platform/hold'
import { createTurns } from '#platform/turns'
import { lengthOf, longestOf } from './lengths.ts'
import { hourAfter } from './night.ts'
import { dueEnd, type Life, nextEnd } from './session.ts'
import type { HostingService } from './hosting.service.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { participantsIn } from './participants.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  rooms: Rooms
  engines: Engines
  hosting: HostingService
}

/** Who starts a session; `on`: the server they were shown, if any. */
interface Starter {
  name: string
  userId: UserId | null
  on?: NodeId | undefined
}

/**
 * A server that is slow to take a session keeps a connection to the database meanwhile: others need them as well. Half of
 * the places at most are one institution's, whose servers may be slow when another's are not.
 */
const openedAtOnce = { inside: 8, waiting: 1000 }
const openedAtOnceOfOne = { inside: 4, waiting: 200 }

/** Starting and ending sessions: what the engine carries and what our rows say change together. */
export const createRunsService = ({ db, bus, clock, tenants, rooms, engines, hosting }: Needs) => {
  const refused = () => new Failure('engine.full')
  const gate = createGate(openedAtOnce, refused)
  const gates = new Map<TenantId, ReturnType<typeof createGate>>()
  const opening = <T>(tenantId: TenantId, deed: () => Promise<T>): Promise<T> => {
    const theirs = gates.get(tenantId) ?? createGate(openedAtOnceOfOne, refused)
    gates.set(tenantId, theirs)
    return theirs(() => gate(deed))
  }
  const turns = createTurns()

  /** Of two who open their rooms at once, the second counts the first. */
  const refuseTooMany = async (tx: Tx, { id, sessionsAtOnce }: Tenant) => {
    if (sessionsAtOnce === null) return
    await hold(tx, `sessions at once ${id}`)
    if ((await sessionsIn(tx).countRunningOf(id)) >= sessionsAtOnce) throw new Failure('session.too_many_open')
  }

  /** Undefined when the room was deleted meanwhile. What its settings say then holds until it ends. */
  const start = async (tx: Tx, room: RoomRow, { name, userId, on }: Starter) => {
    const { tenantId, id: roomId } = room
    // Held: of two who open a room at once, the second finds the first one's session.
    const held = await rooms.hold(tx, tenantId, roomId)
    if (!held) return undefined
    if (held.archivedAt) throw new Failure('room.archived', { roomId })
    const running = await sessionsIn(tx).running(tenantId, roomId)
    if (running) return running
    const tenant = await tenants.get(tenantId)
    await refuseTooMany(tx, tenant)
    const behaviour = settingsOf(held)
    const startedAt = clock.now()
    const unplaced = {
      tenantId,
      id: SessionId.parse(randomUUID()),
      roomId,
      startedAt,
      startedBy: name,
      startedByUserId: userId,
      lastsUntil: new Date(startedAt.getTime() + lengthOf(tenant, behaviour)),
      engineSilentSince: null,
      endedAt: null,
      endReason: null,
      endedBy: null,
      allowed: behaviour.atStart,
      camerasFor: behaviour.camerasFor,
      lobby: behaviour.lobby,
      lobbyOfRoom: behaviour.lobby,
      endsUnled: behaviour.endsUnled,
      spotlightId: null,
    }
    const session: SessionRow = await hosting.open(tx, unplaced, held, on)
    await sessionsIn(tx).insert(session)
    await rooms.use(tx, held)
    await bus.announce(tx, sessionOpened, { tenantId, roomId, sessionId: session.id, at: startedAt.toISOString() })
    return session
  }

  const markEnded = async (tx: Tx, { tenantId, id, roomId }: SessionRow, reason: EndReason, by: string | null) => {
    const now = clock.now()
    if (!(await sessionsIn(tx).end(tenantId, id, { endedAt: now, endReason: reason, endedBy: by }))) return
    await staysIn(tx).leaveAll(tenantId, id, now)
    const raised = await participantsIn(tx).listRaised(tenantId, id)
    if (raised.length > 0)
      await participantsIn(tx).setHands(
        tenantId,
        raised.map((it) => it.id),
        null,
      )
    await bus.announce(tx, sessionEnded, { tenantId, roomId, sessionId: id, reason })
  }

  /** At somebody’s word. Written once the engine has let everybody go: until then it is open, and says so. */
  const end = async (session: SessionRow, reason: EndReason, by: string | null = null) => {
    await (await engines.carrying(session)).end(session.id)
    await db.transaction((tx) => markEnded(tx, session, reason, by))
  }

  /** All that decides when a session ends by itself. */
  const lifeOf = async (within: Db, session: SessionRow): Promise<Life> => {
    const { tenantId, id, startedAt, lastsUntil } = session
    const { nightlyStop, timeZone } = await tenants.get(tenantId)
    const night = { after: startedAt, until: lastsUntil }
    const nightAt = nightlyStop === null ? undefined : hourAfter(nightlyStop, timeZone, night)
    const isReplaceable = session.engineSilentSince !== null && (await engines.isReplaceable(within, tenantId, session))
    return { ...session, nightAt, isReplaceable, ...(await staysIn(within).presence(tenantId, id)) }
  }

  /**
   * Looked at and written in one, so that whoever comes back is there before it, and it goes on, or after it, and it is
   * over. The engine is told again and again, should it not hear (`presence.service.ts`).
   */
  const endIfDue = async (session: SessionRow) => {
    const { tenantId, id } = session
    const isEnded = await db.transaction(async (tx) => {
      const held = await sessionsIn(tx).hold(tenantId, id, 'update')
      if (!held || held.endedAt) return false
      const reason = dueEnd(await lifeOf(tx, held), clock.now())
      if (reason) await markEnded(tx, held, reason, null)
      return reason !== undefined
    })
    if (isEnded) await (await engines.carrying(session)).end(id)
    return isEnded
  }

  const nextEndOf = async (session: SessionRow) => nextEnd(await lifeOf(db, session))

  return {
    /** Of all who come to a room at once one opens it, and the others wait for that one alone. */
    start: (room: RoomRow, by: Starter) =>
      turns.take(room.id, async () => {
        const running = await sessionsIn(db).running(room.tenantId, room.id)
        return running ?? opening(room.tenantId, () => db.transaction((tx) => start(tx, room, by)))
      }),

    /** In one with what `before` does, which gives the room. */
    startAfter: <Made extends { room: RoomRow }>(tenantId: TenantId, before: (tx: Tx) => Promise<Made>, by: Starter) =>
      opening(tenantId, () =>
        db.transaction(async (tx) => {
          const made = await before(tx)
          await start(tx, made.room, by)
          return made
        }),
      ),
    end,
    endIfDue,
    nextEndOf,

    /** The same for a page, whose clock may be wrong. */
    async endsOf(session: SessionRow): Promise<Ends> {
      const { at, why } = await nextEndOf(session)
      const left = Math.max(0, Math.round((at.getTime() - clock.now().getTime()) / 1000))
      return { at: at.toISOString(), left, why }
    },

    /** Until when it may last at the most. */
    longest: async ({ tenantId, startedAt }: SessionRow) =>
      new Date(startedAt.getTime() + longestOf(await tenants.get(tenantId))),

    /** Never shorter than it was to be. */
    async extend(session: SessionRow, until: Date) {
      const { tenantId, id: sessionId, roomId } = session
      return db.transaction(async (tx) => {
        const held = await sessionsIn(tx).hold(tenantId, sessionId, 'update')
        if (!held || held.endedAt) return undefined
        if (until <= held.lastsUntil) return held
        await sessionsIn(tx).setLastsUntil(tenantId, sessionId, until)
        await bus.announce(tx, sessionExtended, { tenantId, roomId, sessionId })
        return { ...held, lastsUntil: until }
      })
    },

    running: (tenantId: TenantId, roomId: RoomId) => sessionsIn(db).running(tenantId, roomId),

    /** The same, with how many are inside besides the one of this tab. */
    runningWithOthers: (tenantId: TenantId, roomId: RoomId, tab: string) =>
      sessionsIn(db).runningWithOthers(tenantId, roomId, tab),

    /** When the last one ended, if it was after that moment. */
    endedSince: (tenantId: TenantId, roomId: RoomId, since: Date) => sessionsIn(db).endedSince(tenantId, roomId, since),

    /** Whether one was ended since then that would not have ended just because nobody was there. */
    wasClosedSince: async (tenantId: TenantId, roomId: RoomId, since: Date) =>
      (await sessionsIn(db).endedSince(tenantId, roomId, since, ['empty', 'server_lost'])) !== undefined,
  }
}

export type RunsService = ReturnType<typeof createRunsService>
