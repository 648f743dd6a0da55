import type { UserId } from '@amphi/contract/people'
import { participantJoined, participantLeft, handsChanged, SessionId, ParticipantId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import { type Bearer, type Connection, type EngineEvent, type Engines, mediaSources } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import type { Rooms } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { settleEach } from '#platform/settle-each'
import { grace } from './grace.ts'
import { allowedFor } from './limits.ts'
import { differ, type LimitsService, maySend } from './limits.service.ts'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import type { HostingService } from './hosting.service.ts'
import type { RunsService } from './runs.service.ts'
import { withStays } from './unnamed.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { type StayRow, staysIn } from './stays.repository.ts'
import { holderOf, termsIn, type TermsRow } from './terms.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  people: Pick<PeopleService, 'shutOut'>
  rooms: Rooms
  engines: Engines
  hosting: HostingService
  runs: RunsService
  limits: Pick<LimitsService, 'enforce' | 'enforceAmong' | 'maySend'>
}

/** Longer than an event takes to reach us: what is younger, the event may still tell, in milliseconds. */
const settling = 5_000

/** For so long after a session ended the engine is told again, should it have missed it, in milliseconds. */
const endedAgain = 120_000

/** So many sessions are looked into at once: engines take their time, and others need the database as well. */
const lookedInto = 6

type Stay = Pick<StayRow, 'connection' | 'joinedAt'>

/** They said so by a click, or were put out, and have not been let in again since. */
const hasLeft = ({ awaitedUntil }: ParticipantRow) => awaitedUntil === null

/** Who is inside: as engines tell it, and as they answer when asked, for what they tell may be lost. */
export const createPresenceService = (needs: Needs) => {
  const { db, bus, clock, tenants, people, rooms, engines, hosting, runs, limits } = needs

  const idsOf = ({ tenantId, roomId, id }: SessionRow, participantId: ParticipantId) => ({
    tenantId,
    roomId,
    sessionId: id,
    participantId,
  })

  /** Into a session that has ended meanwhile, or by a pass of before they left, they came and went. */
  const stayOf = (session: SessionRow, participant: ParticipantRow, { connection, joinedAt }: Stay): StayRow => {
    const { tenantId, id: sessionId, endedAt } = session
    const over = endedAt ?? (hasLeft(participant) ? joinedAt : null)
    const leftAt = over && new Date(Math.max(over.getTime(), joinedAt.getTime()))
    return { tenantId, sessionId, participantId: participant.id, connection, joinedAt, leftAt }
  }

  /** Those that are news. */
  const join = async (tx: Tx, session: SessionRow, came: readonly StayRow[]) => {
    const news = await staysIn(tx).join(came)
    for (const { participantId, leftAt, joinedAt } of news) {
      if (leftAt) continue
      await bus.announce(tx, participantJoined, { ...idsOf(session, participantId), at: joinedAt.toISOString() })
    }
    return news
  }

  const leave = async (
    tx: Tx,
    session: SessionRow,
    gone: readonly Omit<StayRow, 'leftAt' | 'joinedAt'>[],
    at: Date,
  ) => {
    const left = await staysIn(tx).leave(gone, at)
    if (left.length === 0) return
    // Whoever leaves by a click says so to us first: these were cut off.
    await participantsIn(tx).setAwaited(session.tenantId, left, new Date(at.getTime() + grace))
    for (const participantId of left) await bus.announce(tx, participantLeft, idsOf(session, participantId))
  }

  const sessionOf = async (key: string) => {
    const { data: id } = SessionId.safeParse(key)
    return id && sessionsIn(db).findAnywhere(id)
  }

  /** Whoever is banned has left, also where they were let in at that very moment. */
  const asDecided = <Seat extends ParticipantRow>(seat: Seat, decided: TermsRow | undefined): Seat =>
    decided?.bannedAt ? { ...seat, awaitedUntil: null } : seat

  const known = async (tx: Db, { tenantId, id }: SessionRow, identity: string) => {
    const { data: participantId } = ParticipantId.safeParse(identity)
    const seat = participantId && (await participantsIn(tx).find(tenantId, id, participantId))
    if (!seat) return undefined
    const decided = await termsIn(tx).find(tenantId, id, holderOf(seat))
    return { ...asDecided(seat, decided), exceptions: decided?.exceptions ?? {} }
  }

  /** Of those whom an engine sees and we know. */
  const staysOf = async (tx: Tx, session: SessionRow, inside: readonly Connection[]) => {
    const { tenantId, id } = session
    const ids = inside.flatMap(({ identity }) => ParticipantId.safeParse(identity).data ?? [])
    const seats = new Map<string, ParticipantRow>(
      (await participantsIn(tx).listThose(tenantId, id, ids)).map((seat) => [seat.id, seat]),
    )
    const decided = await termsIn(tx).list(tenantId, id)
    // Each once: an engine that names no connections may list the same person twice.
    const connections = new Map(inside.map((it) => [it.connection, it])).values()
    return [...connections].flatMap((connection) => {
      const seat = seats.get(connection.identity)
      return seat ? [stayOf(session, asDecided(seat, decided.get(holderOf(seat))), connection)] : []
    })
  }

  /** The engine's answer is the truth of now: stays it does not know are over, those we missed begin. */
  const reconcile = async (listed: SessionRow) => {
    const { tenantId, id: sessionId, roomId, engineSilentSince } = listed
    const engine = await engines.carrying(listed)
    const present = await engine.present(sessionId)
    // It was started anew, and forgot: the session goes on, and its people come back by themselves.
    if (!present) await engine.open(await hosting.specOf(engine, listed, await rooms.find(tenantId, roomId)))
    if (engineSilentSince) await sessionsIn(db).setHeard(tenantId, sessionId)
    const now = clock.now()
    const before = new Date(now.getTime() - settling)
    const session = await db.transaction(async (tx) => {
      const held = await sessionsIn(tx).hold(tenantId, sessionId, 'share')
      // Ended since it was listed: the engine has let them go, or will be told to again.
      if (!held || held.endedAt) return undefined
      const open = await staysIn(tx).listOpen(tenantId, sessionId)
      const inside = engine.capabilities.events ? (present ?? []) : withStays(present ?? [], open, now)
      const there = new Set(inside.map(({ connection }) => connection))
      const gone = open.filter(({ connection, joinedAt }) => !there.has(connection) && joinedAt < before)
      await leave(tx, held, gone, now)
      await join(tx, held, await staysOf(tx, held, inside))
      await lowerForgotten(tx, held, now)
      return held
    })
    if (!session) {
      // It ended while it was opened again: so it is over there as well.
      if (!present) await engine.end(sessionId)
      return
    }
    await putOut(session, new Set((present ?? []).map(({ identity }) => identity)))
    await limits.enforceAmong(session, present ?? [])
  }

  /** Nobody knows who is inside: that waits until the engine answers again, or is given up. */
  const noteSilence = async ({ tenantId, id }: SessionRow) => sessionsIn(db).setSilent(tenantId, id, clock.now())

  const lookInto = async (session: SessionRow) => {
    if (!(await engines.isHere(session))) return noteSilence(session)
    try {
      await reconcile(session)
    } catch (error) {
      if (error instanceof Failure && error.code === 'engine.unreachable') await noteSilence(session)
      throw error
    }
  }

  /** Ends it, where that is due; when it will be, otherwise. */
  const endInTime = async (session: SessionRow) => {
    const { at } = await runs.nextEndOf(session)
    const left = at.getTime() - clock.now().getTime()
    if (left <= 0) await runs.endIfDue(session)
    return left
  }

  /**
   * Who is shut out of the institution, who is banned, and who of those that the engine sees has left. Their token may
   * still be good, so they are looked for again and again.
   */
  const putOut = async (session: SessionRow, connected: ReadonlySet<string> = new Set()) => {
    const { tenantId, id } = session
    const engine = await engines.carrying(session)
    const open = (await staysIn(db).listOpen(tenantId, id)).map(({ participantId }) => participantId)
    const seen = [...connected].flatMap((identity) => ParticipantId.safeParse(identity).data ?? [])
    const seats = await participantsIn(db).listThose(tenantId, id, [...new Set([...open, ...seen])])
    const out = await people.shutOut(
      tenantId,
      seats.flatMap(({ userId }) => userId ?? []),
    )
    const decided = await termsIn(db).list(tenantId, id)
    const isOut = (seat: ParticipantRow) =>
      hasLeft(asDecided(seat, decided.get(holderOf(seat)))) || (seat.userId !== null && out.has(seat.userId))
    await settleEach(seats.filter(isOut), (seat) => engine.remove(id, seat.id))
  }

  /** The hands of those who are no longer inside, nor awaited. */
  const lowerForgotten = async (tx: Tx, session: SessionRow, now: Date) => {
    const { tenantId, id } = session
    const raised = await participantsIn(tx).listRaised(tenantId, id)
    if (raised.length === 0) return
    const connected = new Set((await staysIn(tx).listOpen(tenantId, id)).map(({ participantId }) => participantId))
    const lost = raised.filter((it) => !connected.has(it.id) && !(it.awaitedUntil && it.awaitedUntil > now))
    if (lost.length === 0) return
    await participantsIn(tx).setHands(
      tenantId,
      lost.map((it) => it.id),
      null,
    )
    for (const it of lost) await bus.announce(tx, handsChanged, { ...idsOf(session, it.id), raised: false })
  }

  const letGo = async (session: SessionRow) => (await engines.carrying(session)).end(session.id)

  /** What is to be done for the sessions of an institution; in how many milliseconds each ends is told to `ends`. */
  const dutiesTo = async (tenantId: TenantId, ends: number[]) => {
    const since = new Date(clock.now().getTime() - endedAgain)
    const running = await sessionsIn(db).listRunning(tenantId)
    const ended = await sessionsIn(db).listEndedSince(tenantId, since)
    const end = async (session: SessionRow) => {
      const left = await endInTime(session)
      if (left > 0) ends.push(left)
    }
    return [
      // What goes wrong with one must not keep it from its end.
      ...running.map((session) => () => settleEach([lookInto, end], (deed) => deed(session))),
      ...ended.map((session) => () => letGo(session)),
    ]
  }

  return {
    /** What an engine tells. It may be late, twice, or in the wrong order. */
    async hear(event: EngineEvent) {
      const session = await sessionOf(event.key)
      if (!session) return
      const { tenantId, id: sessionId } = session
      // Ended by us it is ended already; gone by itself, it is opened again by whoever asks the engine next.
      if (event.kind === 'ended') return
      if (event.kind === 'closed') {
        if (!session.endedAt) await runs.end(session, 'closed_by_user')
        return
      }
      const { connection, at } = event
      const corrected = await db.transaction(async (tx) => {
        const held = await sessionsIn(tx).hold(tenantId, sessionId, 'share')
        const participant = held && (await known(tx, held, event.identity))
        if (!participant) return undefined
        if (event.kind === 'left') {
          await leave(tx, held, [{ tenantId, sessionId, connection, participantId: participant.id }], at)
          return undefined
        }
        const news = await join(tx, held, [stayOf(held, participant, { connection, joinedAt: at })])
        if (news.length === 0) return undefined
        const may = maySend(allowedFor(participant.role, held.allowed, participant.exceptions))
        return { id: participant.id, out: hasLeft(participant), limited: event.may && differ(event.may, may) }
      })
      if (corrected?.out) await (await engines.carrying(session)).remove(sessionId, corrected.id)
      // By a pass of before they were limited.
      else if (corrected?.limited) await limits.enforce(session)
    },

    /**
     * Whether a pass still says what is so: its engine knows only what was so when it was given. Not of who has left, is
     * banned or shut out, nor where it allows more than its holder may now; whoever is refused asks at the door again.
     */
    async mayConnect({ key, identity, may }: Bearer): Promise<boolean> {
      const session = await sessionOf(key)
      const seat = session && !session.endedAt ? await known(db, session, identity) : undefined
      if (!session || !seat || hasLeft(seat)) return false
      if (seat.userId && (await people.shutOut(session.tenantId, [seat.userId])).has(seat.userId)) return false
      const allowed = limits.maySend(session, seat.role, seat.exceptions)
      return mediaSources.every((source) => !may[source] || allowed[source])
    },

    /** Someone is disabled or deleted: the sessions they are in let them go. */
    async forbid(tenantId: TenantId, userId: UserId) {
      const out = await people.shutOut(tenantId, [userId])
      if (out.size === 0) return
      for (const session of await sessionsIn(db).listRunningWith(tenantId, userId)) await putOut(session)
    },

    /**
     * Corrects what lost events left wrong, opens again what engines forgot, ends what should have ended. In so many
     * milliseconds the next session ends, unless something happens before.
     */
    async sweep(): Promise<number | undefined> {
      const ends: number[] = []
      const duties: (() => Promise<unknown>)[] = []
      for (const tenant of await tenants.list()) duties.push(...(await dutiesTo(tenant.id, ends)))
      await settleEach(duties, (duty) => duty(), lookedInto)
      return ends.length > 0 ? Math.min(...ends) : undefined
    },

    reconcile,
  }
}
