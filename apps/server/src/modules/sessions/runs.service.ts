import { randomUUID } from 'node:crypto'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import { type EndReason, sessionEnded, SessionId, sessionOpened } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Engines } from '#modules/engines'
import type { RoomRow, Rooms } from '#modules/rooms'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { participantsIn } from './participants.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  rooms: Rooms
  engines: Engines
}

/** How many may be inside one session. */
export const mostInside = 150

/** What the engine is told: a full room still has a chair for those who lead, and who must be able to end it. */
export const seatsOfEngine = mostInside + 10

/** Starting and ending sessions: what the engine carries and what our rows say change together. */
export const createRunsService = ({ db, bus, clock, rooms, engines }: Needs) => {
  /** Undefined when the room was deleted meanwhile. */
  const start = async (tx: Tx, room: RoomRow, by: { name: string; userId: UserId | null }) => {
    const { tenantId, id: roomId } = room
    // Held: of two who open a room at once, the second finds the first one's session.
    if (!(await rooms.hold(tx, tenantId, roomId))) return undefined
    const running = await sessionsIn(tx).running(tenantId, roomId)
    if (running) return running
    const engine = engines.choose()
    const session: SessionRow = {
      tenantId,
      id: SessionId.parse(randomUUID()),
      roomId,
      engine: engine.name,
      startedAt: clock.now(),
      startedBy: by.name,
      startedByUserId: by.userId,
      endedAt: null,
      endReason: null,
    }
    await sessionsIn(tx).insert(session)
    await engine.open({ key: session.id, seats: seatsOfEngine })
    await bus.announce(tx, sessionOpened, { tenantId, roomId, sessionId: session.id })
    return session
  }

  /** Written once the engine has let everybody go: until then it is open, and says so. */
  const markEnded = async (tx: Tx, { tenantId, id, roomId }: SessionRow, reason: EndReason) => {
    const now = clock.now()
    if (!(await sessionsIn(tx).end(tenantId, id, now, reason))) return
    await staysIn(tx).leaveAll(tenantId, id, now)
    const raised = (await participantsIn(tx).list(tenantId, id)).filter(({ handRaisedAt }) => handRaisedAt)
    if (raised.length > 0)
      await participantsIn(tx).setHands(
        tenantId,
        raised.map((it) => it.id),
        null,
      )
    await bus.announce(tx, sessionEnded, { tenantId, roomId, sessionId: id, reason })
  }

  const end = async (session: SessionRow, reason: EndReason) => {
    await engines.named(session.engine).end(session.id)
    await db.transaction((tx) => markEnded(tx, session, reason))
  }

  return {
    start: (room: RoomRow, by: { name: string; userId: UserId | null }) => db.transaction((tx) => start(tx, room, by)),
    startWithin: start,
    end,
    markEnded: (session: SessionRow, reason: EndReason) => db.transaction((tx) => markEnded(tx, session, reason)),

    running: (tenantId: TenantId, roomId: RoomId) => sessionsIn(db).running(tenantId, roomId),

    /** The same, with how many are inside besides the one of this tab. */
    runningWithOthers: (tenantId: TenantId, roomId: RoomId, tab: string) =>
      sessionsIn(db).runningWithOthers(tenantId, roomId, tab),

    /** When the last one ended, if it was after that moment. */
    endedSince: (tenantId: TenantId, roomId: RoomId, since: Date) => sessionsIn(db).endedSince(tenantId, roomId, since),
  }
}

export type RunsService = ReturnType<typeof createRunsService>
