import { randomUUID } from 'node:crypto'
import { lobbyMinutes, type LobbyRequest, LobbyRequestId } from '@amphi/contract/lobby'
import type { RoomId } from '@amphi/contract/rooms'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { type Rooms, settingsOf } from '#modules/rooms'
import { lobbyOf, type SessionRow, type Sessions } from '#modules/sessions'
import type { Actor, Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Limits } from '#platform/limits'
import { announceLobby } from './lobby-facts.ts'
import { mustWait } from './entry.ts'
import { type LobbyRow, lobbyIn, type Who } from './lobby.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  limits: Limits
  rooms: Rooms
  runs: Sessions['runs']
  terms: Sessions['limits']
}

/** Who asks: under this name, and again although they were told that they are refused. */
interface Asking {
  name: string
  askAgain?: boolean | undefined
}

const life = lobbyMinutes * 60_000

/** For so long after the last sign of their page someone still waits, in milliseconds. */
const patience = 45_000

/** Whoever is refused, or went away, may ask again, and moderators must not be worn down by it. */
const knocks = { refused: { count: 3, seconds: 300 }, left: { count: 10, seconds: 300 } }

export const whoIs = (actor: Visitor): Who =>
  actor.kind === 'person' ? { who: actor.userId, guest: false } : { who: actor.guestId, guest: true }

const isTheirs = (row: LobbyRow, actor: Actor) => actor.kind !== 'nobody' && row.who === whoIs(actor).who

/** Those who wait inside a running session's lobby: they are known, and have neither a seat nor a pass to the engine. */
export const createLobbyService = ({ db, bus, clock, limits, rooms, runs, terms }: Needs) => {
  const seen = async (row: LobbyRow): Promise<LobbyRequest> => {
    const { tenantId, id, sessionId, state, name, askedAt, roomId } = row
    const lobby = lobbyIn(db)
    const isWaiting = state === 'waiting'
    const room = isWaiting ? await rooms.find(tenantId, roomId) : undefined
    const showsPlace = room !== undefined && settingsOf(room).lobbyPlace
    return {
      id,
      sessionId,
      state,
      name,
      askedAt: askedAt.toISOString(),
      expiresAt: new Date(askedAt.getTime() + life).toISOString(),
      place: showsPlace ? await lobby.place(row) : null,
      message: isWaiting ? await lobby.message(tenantId, sessionId) : null,
    }
  }

  const mine = async (actor: Visitor, id: LobbyRequestId) => {
    const row = await lobbyIn(db).find(actor.tenantId, id)
    if (!row || !isTheirs(row, actor)) throw new Failure('lobby.not_found', { requestId: id })
    return row
  }

  const refuseWorrying = ({ id }: SessionRow, { who }: Who, after: keyof typeof knocks) => {
    const wait = limits.count(`lobby ${id} ${who} ${after}`, knocks[after])
    if (wait !== undefined) throw new Failure('lobby.knocks', { retryAfter: wait })
  }

  /** Whoever is refused stays so until they were told, and ask again; all others go to the end of the queue. */
  const takeUp = async (tx: Tx, session: SessionRow, who: Who, { name, askAgain = false }: Asking) => {
    const { tenantId, id: sessionId } = session
    const now = clock.now()
    const standing = await lobbyIn(tx).hold(tenantId, sessionId, who)
    if (!standing) throw new Error(`The request of ${who.who} is gone.`)
    // Under another name as well: two tabs would otherwise take the place from one another without end.
    if (standing.state === 'waiting') return lobbyIn(tx).seen(tenantId, [standing.id], now)
    if (standing.state === 'refused' && !askAgain) return
    refuseWorrying(session, who, standing.state === 'refused' ? 'refused' : 'left')
    // Under another name it is another request: whoever is let in by an old list was seen under the first.
    const isOther = who.guest && standing.name !== name
    const id = isOther ? LobbyRequestId.parse(randomUUID()) : standing.id
    await lobbyIn(tx).askAgain({ tenantId, id: standing.id, name }, id, now)
    await announceLobby(bus, tx, id === standing.id ? [standing] : [standing, { ...standing, id }])
  }

  /** Those who need not wait any more, since the room or its session has changed, are let in. */
  const openUp = async (tenantId: TenantId, roomId: RoomId) => {
    const session = await runs.running(tenantId, roomId)
    if (!session) return
    await db.transaction(async (tx) => {
      // Held before its room is read: what is said meanwhile inside is not written over.
      const held = await terms.hold(tx, session)
      const room = await rooms.find(tenantId, roomId, tx)
      if (!held || !room) return
      const lobby = await terms.followLobby(tx, held, room)
      if (lobby === 'everyone') return
      const admitted = { state: 'admitted' as const, decidedAt: clock.now() }
      const which = lobby === 'off' ? lobbyIn(tx).decideAll : lobbyIn(tx).decideAccounts
      await announceLobby(bus, tx, await which(tenantId, session.id, ['waiting'], admitted))
    })
  }

  /** The session is over, and so is waiting for it. */
  const endAll = async (tenantId: TenantId, sessionId: SessionId) => {
    await db.transaction(async (tx) => {
      const over = { state: 'expired' as const, decidedAt: clock.now() }
      await announceLobby(bus, tx, await lobbyIn(tx).decideAll(tenantId, sessionId, ['waiting'], over))
    })
  }

  return {
    openUp,

    /** Whether they were let into this session once, as whoever they say they are, and since they were put out of it. */
    async wasAdmitted(
      { tenantId, id }: SessionRow,
      actor: Visitor,
      { removedAt, name }: { removedAt: Date | null; name: string | undefined },
    ) {
      const request = await lobbyIn(db).findOf(tenantId, id, whoIs(actor))
      if (request?.state !== 'admitted' || (name !== undefined && request.name !== name)) return false
      return removedAt === null || (request.decidedAt !== null && request.decidedAt > removedAt)
    },

    /** To be let in: one request a person, which a second tab of theirs joins. */
    async ask(session: SessionRow, actor: Visitor, asking: Asking): Promise<LobbyRequest> {
      const { tenantId, id: sessionId, roomId } = session
      const who = whoIs(actor)
      const now = clock.now()
      const row: LobbyRow = {
        tenantId,
        id: LobbyRequestId.parse(randomUUID()),
        sessionId,
        roomId,
        ...who,
        name: asking.name,
        state: 'waiting',
        askedAt: now,
        seenAt: now,
        decidedAt: null,
        decidedBy: null,
      }
      await db.transaction(async (tx) => {
        if (await lobbyIn(tx).insert(row)) await announceLobby(bus, tx, [row])
        else await takeUp(tx, session, who, asking)
      })
      // The room may have been thrown open while this was written down, too early for `openUp` to see it then.
      const room = await rooms.find(tenantId, roomId)
      const running = await runs.running(tenantId, roomId)
      if (room && running && !mustWait(lobbyOf(running, room), !who.guest)) await openUp(tenantId, roomId)
      // Or the session may have ended, too early for `endAll` to see it.
      if (running?.id !== sessionId) await endAll(tenantId, sessionId)
      const standing = await lobbyIn(db).findOf(tenantId, sessionId, who)
      return seen(standing ?? row)
    },

    /** Whoever came in by another way waits no more. */
    async settle({ tenantId, id }: SessionRow, actor: Visitor) {
      await db.transaction(async (tx) => {
        const admitted = { state: 'admitted' as const, decidedAt: clock.now() }
        await announceLobby(bus, tx, await lobbyIn(tx).decideOf(tenantId, id, whoIs(actor), ['waiting'], admitted))
      })
    },

    async read(actor: Visitor, id: LobbyRequestId): Promise<LobbyRequest> {
      const row = await mine(actor, id)
      if (row.state === 'waiting') await lobbyIn(db).seen(actor.tenantId, [id], clock.now())
      return seen(row)
    },

    async leave(actor: Visitor, id: LobbyRequestId) {
      const { tenantId, sessionId } = await mine(actor, id)
      await db.transaction(async (tx) => {
        const left = { state: 'left' as const, decidedAt: clock.now() }
        await announceLobby(bus, tx, await lobbyIn(tx).decideSome(tenantId, sessionId, [id], ['waiting'], left))
      })
    },

    isTheirs: async (actor: Actor, id: LobbyRequestId) => {
      const row = await lobbyIn(db).find(actor.tenantId, id)
      return row !== undefined && isTheirs(row, actor)
    },

    /** Their page is still on the line. */
    seen: (tenantId: TenantId, ids: readonly LobbyRequestId[]) => lobbyIn(db).seen(tenantId, ids, clock.now()),

    countWaiting: (tenantId: TenantId, sessions: readonly SessionId[]) => lobbyIn(db).countWaiting(tenantId, sessions),

    endAll,

    async sweep() {
      const now = clock.now()
      const before = (milliseconds: number) => new Date(now.getTime() - milliseconds)
      await db.transaction(async (tx) => {
        const bounds = { askedBefore: before(life), seenBefore: before(patience) }
        await announceLobby(bus, tx, await lobbyIn(tx).endStale(now, bounds))
      })
    },
  }
}

export type LobbyService = ReturnType<typeof createLobbyService>
