import { participantJoined, participantLeft, handsChanged, SessionId, ParticipantId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { EngineEvent, Engines } from '#modules/engines'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { participantsIn } from './participants.repository.ts'
import { type RunsService, seats } from './runs.service.ts'
import { dueEnd } from './session.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { type StayRow, staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  engines: Engines
  runs: RunsService
}

/** Longer than an event takes to reach us: what is younger, the event may still tell, in milliseconds. */
const settling = 5_000

/** For so long after a session ended the engine is told again, should it have missed it, in milliseconds. */
const endedAgain = 120_000

/** Who is inside: as engines tell it, and as they answer when asked, for what they tell may be lost. */
export const createPresenceService = ({ db, bus, clock, tenants, engines, runs }: Needs) => {
  const idsOf = ({ tenantId, roomId, id }: SessionRow, participantId: ParticipantId) => ({
    tenantId,
    roomId,
    sessionId: id,
    participantId,
  })

  const join = async (tx: Tx, session: SessionRow, row: Omit<StayRow, 'leftAt'>) => {
    if (await staysIn(tx).join(row)) await bus.announce(tx, participantJoined, idsOf(session, row.participantId))
  }

  const leave = async (tx: Tx, session: SessionRow, row: Omit<StayRow, 'leftAt' | 'joinedAt'>, at: Date) => {
    if (!(await staysIn(tx).leave(row, at))) return
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
  const reconcile = async (session: SessionRow) => {
    const engine = engines.named(session.engine)
    const { tenantId, id: sessionId } = session
    const present = await engine.present(sessionId)
    // It was started anew, and forgot: the session goes on, and its people come back by themselves.
    if (!present) await engine.open({ key: sessionId, seats })
    const now = clock.now()
    const before = new Date(now.getTime() - settling)
    await db.transaction(async (tx) => {
      const open = await staysIn(tx).listOpen(tenantId, sessionId)
      const there = new Set((present ?? []).map(({ connection }) => connection))
      const gone = open.filter(({ connection, joinedAt }) => !there.has(connection) && joinedAt < before)
      for (const { connection, participantId } of gone) {
        await leave(tx, session, { tenantId, sessionId, connection, participantId }, now)
      }
      for (const { identity, connection, joinedAt } of present ?? []) {
        const participant = await known(tx, session, identity)
        if (!participant) continue
        await join(tx, session, { tenantId, sessionId, connection, participantId: participant.id, joinedAt })
      }
      await lowerForgotten(tx, session, before)
    })
    const presence = await staysIn(db).presence(tenantId, sessionId)
    const reason = dueEnd({ ...session, ...presence, moderatorInside: presence.moderators > 0 }, now)
    if (reason) await runs.end(session, reason)
  }

  /** The hands of those who have been gone for longer than a cut lasts. */
  const lowerForgotten = async (tx: Tx, session: SessionRow, before: Date) => {
    const { tenantId, id } = session
    const all = await staysIn(tx).list(tenantId, id)
    const raised = (await participantsIn(tx).list(tenantId, id)).filter(({ handRaisedAt }) => handRaisedAt)
    const lost = raised.filter(({ id: participantId }) => {
      const theirs = all.filter((stay) => stay.participantId === participantId)
      const patience = new Date(before.getTime() - 55_000)
      return theirs.length > 0 && theirs.every(({ leftAt }) => leftAt !== null && leftAt < patience)
    })
    if (lost.length === 0) return
    await participantsIn(tx).setHands(
      tenantId,
      lost.map((it) => it.id),
      null,
    )
    for (const it of lost) await bus.announce(tx, handsChanged, { ...idsOf(session, it.id), raised: false })
  }

  const sweep = async (tenantId: TenantId) => {
    for (const session of await sessionsIn(db).listRunning(tenantId)) await reconcile(session)
    const since = new Date(clock.now().getTime() - endedAgain)
    for (const { engine, id } of await sessionsIn(db).listEndedSince(tenantId, since))
      await engines.named(engine).end(id)
  }

  return {
    /** What an engine tells. It may be late, twice, or in the wrong order. */
    async hear(event: EngineEvent) {
      const session = await sessionOf(event.key)
      if (!session) return
      const { tenantId, id: sessionId } = session
      if (event.kind === 'ended') {
        // Ended by us it is ended already; gone by itself, it is opened again by whoever asks the engine next.
        return
      }
      await db.transaction(async (tx) => {
        const participant = await known(tx, session, event.identity)
        if (!participant) return
        const row = { tenantId, sessionId, connection: event.connection, participantId: participant.id }
        if (event.kind === 'left' || session.endedAt) await leave(tx, session, row, event.at)
        else await join(tx, session, { ...row, joinedAt: event.at })
      })
    },

    /** Corrects what lost events left wrong, opens again what engines forgot, ends what should have ended. */
    async sweep() {
      for (const tenant of await tenants.list()) await sweep(tenant.id)
    },

    reconcile,
  }
}
