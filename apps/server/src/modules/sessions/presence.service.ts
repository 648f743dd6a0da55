import type { UserId } from '@amphi/contract/people'
import { participantJoined, participantLeft, handsChanged, SessionId, ParticipantId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { EngineEvent, Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { grace } from './grace.ts'
import { participantsIn } from './participants.repository.ts'
import { type RunsService, seatsOfEngine } from './runs.service.ts'
import { dueEnd } from './session.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { type StayRow, staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  people: Pick<PeopleService, 'shutOut'>
  engines: Engines
  runs: RunsService
}

/** Longer than an event takes to reach us: what is younger, the event may still tell, in milliseconds. */
const settling = 5_000

/** For so long after a session ended the engine is told again, should it have missed it, in milliseconds. */
const endedAgain = 120_000

/** Who is inside: as engines tell it, and as they answer when asked, for what they tell may be lost. */
export const createPresenceService = ({ db, bus, clock, tenants, people, engines, runs }: Needs) => {
  const idsOf = ({ tenantId, roomId, id }: SessionRow, participantId: ParticipantId) => ({
    tenantId,
    roomId,
    sessionId: id,
    participantId,
  })

  /** Into a session that has ended meanwhile, they came and went. */
  const join = async (tx: Tx, session: SessionRow, row: Omit<StayRow, 'leftAt'>) => {
    const { endedAt } = session
    const leftAt = endedAt && new Date(Math.max(endedAt.getTime(), row.joinedAt.getTime()))
    const isNews = await staysIn(tx).join({ ...row, leftAt })
    if (isNews && !endedAt) await bus.announce(tx, participantJoined, idsOf(session, row.participantId))
  }

  const leave = async (tx: Tx, session: SessionRow, row: Omit<StayRow, 'leftAt' | 'joinedAt'>, at: Date) => {
    if (!(await staysIn(tx).leave(row, at))) return
    // Whoever leaves by a click says so to us first: this one was cut off.
    await participantsIn(tx).setAwaited(session.tenantId, row.participantId, new Date(at.getTime() + grace))
    await bus.announce(tx, participantLeft, idsOf(session, row.participantId))
  }

  const sessionOf = async (key: string) => {
    const { data: id } = SessionId.safeParse(key)
    if (!id) return undefined
    for (const tenant of await tenants.list()) {
      const session = await sessionsIn(db).find(tenant.id, id)
      if (session) return session
    }
    return undefined
  }

  const known = async (tx: Db, { tenantId, id }: SessionRow, identity: string) => {
    const { data: participantId } = ParticipantId.safeParse(identity)
    return participantId && (await participantsIn(tx).find(tenantId, id, participantId))
  }

  /** The engine's answer is the truth of now: stays it does not know are over, those we missed begin. */
  const reconcile = async ({ tenantId, id: sessionId, engine: name }: SessionRow) => {
    const engine = engines.named(name)
    const present = await engine.present(sessionId)
    // It was started anew, and forgot: the session goes on, and its people come back by themselves.
    if (!present) await engine.open({ key: sessionId, seats: seatsOfEngine })
    const now = clock.now()
    const before = new Date(now.getTime() - settling)
    const session = await db.transaction(async (tx) => {
      const held = await sessionsIn(tx).hold(tenantId, sessionId, 'share')
      // Ended since it was listed: the engine has let them go, or will be told to again.
      if (!held || held.endedAt) return undefined
      const open = await staysIn(tx).listOpen(tenantId, sessionId)
      const there = new Set((present ?? []).map(({ connection }) => connection))
      const gone = open.filter(({ connection, joinedAt }) => !there.has(connection) && joinedAt < before)
      for (const { connection, participantId } of gone) {
        await leave(tx, held, { tenantId, sessionId, connection, participantId }, now)
      }
      for (const { identity, connection, joinedAt } of present ?? []) {
        const participant = await known(tx, held, identity)
        if (!participant) continue
        await join(tx, held, { tenantId, sessionId, connection, participantId: participant.id, joinedAt })
      }
      await lowerForgotten(tx, held, now)
      return held
    })
    if (!session) return
    await putOut(session)
    const presence = await staysIn(db).presence(tenantId, sessionId)
    const reason = dueEnd({ ...session, ...presence, moderatorInside: presence.moderators > 0 }, now)
    if (reason) await runs.end(session, reason)
  }

  /** Their token may still be good, so they are looked for again and again. */
  const putOut = async ({ tenantId, id, engine }: SessionRow) => {
    const open = new Set((await staysIn(db).listOpen(tenantId, id)).map(({ participantId }) => participantId))
    const inside = (await participantsIn(db).list(tenantId, id)).filter((it) => open.has(it.id))
    const out = await people.shutOut(
      tenantId,
      inside.flatMap(({ userId }) => userId ?? []),
    )
    for (const { id: participantId, userId } of inside) {
      if (userId && out.has(userId)) await engines.named(engine).remove(id, participantId)
    }
  }

  /** The hands of those who are no longer inside, nor awaited. */
  const lowerForgotten = async (tx: Tx, session: SessionRow, now: Date) => {
    const { tenantId, id } = session
    const connected = new Set((await staysIn(tx).listOpen(tenantId, id)).map(({ participantId }) => participantId))
    const lost = (await participantsIn(tx).list(tenantId, id)).filter(
      (it) => it.handRaisedAt && !connected.has(it.id) && !(it.awaitedUntil && it.awaitedUntil > now),
    )
    if (lost.length === 0) return
    await participantsIn(tx).setHands(
      tenantId,
      lost.map((it) => it.id),
      null,
    )
    for (const it of lost) await bus.announce(tx, handsChanged, { ...idsOf(session, it.id), raised: false })
  }

  const sweep = async (tenantId: TenantId) => {
    const since = new Date(clock.now().getTime() - endedAgain)
    const running = await sessionsIn(db).listRunning(tenantId)
    const ended = await sessionsIn(db).listEndedSince(tenantId, since)
    const problems: unknown[] = []
    const note = (error: unknown) => void problems.push(error)
    // What goes wrong with one session must not leave the others uncorrected.
    for (const session of running) await reconcile(session).catch(note)
    for (const { engine, id } of ended) await engines.named(engine).end(id).catch(note)
    return problems
  }

  return {
    /** What an engine tells. It may be late, twice, or in the wrong order. */
    async hear(event: EngineEvent) {
      const session = await sessionOf(event.key)
      if (!session) return
      const { tenantId, id: sessionId } = session
      // Ended by us it is ended already; gone by itself, it is opened again by whoever asks the engine next.
      if (event.kind === 'ended') return
      await db.transaction(async (tx) => {
        const held = await sessionsIn(tx).hold(tenantId, sessionId, 'share')
        const participant = held && (await known(tx, held, event.identity))
        if (!participant) return
        const row = { tenantId, sessionId, connection: event.connection, participantId: participant.id }
        if (event.kind === 'left') await leave(tx, held, row, event.at)
        else await join(tx, held, { ...row, joinedAt: event.at })
      })
    },

    /** Someone is disabled or deleted: the sessions they are in let them go. */
    async forbid(tenantId: TenantId, userId: UserId) {
      const out = await people.shutOut(tenantId, [userId])
      if (out.size === 0) return
      for (const session of await sessionsIn(db).listRunningWith(tenantId, userId)) await putOut(session)
    },

    /** Corrects what lost events left wrong, opens again what engines forgot, ends what should have ended. */
    async sweep() {
      const problems: unknown[] = []
      for (const tenant of await tenants.list()) problems.push(...(await sweep(tenant.id)))
      if (problems.length > 0) throw new AggregateError(problems, `${problems.length} sessions not looked after`)
    },

    reconcile,
  }
}
