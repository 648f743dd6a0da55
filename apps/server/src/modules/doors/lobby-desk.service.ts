import {
  type Lobby,
  type lobbyDecisions,
  lobbyNamed,
  type LobbyOutcome,
  type LobbyPerson,
  type LobbyRequestId,
  type LobbyState,
  lobbyTold,
} from '@amphi/contract/lobby'
import type { PersonCard, UserId } from '@amphi/contract/people'
import type { SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { Sessions } from '#modules/sessions'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { announceLobby } from './lobby-facts.ts'
import { type LobbyRow, lobbyIn } from './lobby.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  people: PeopleService
  seats: Sessions['seats']
}

interface Decision {
  decision: (typeof lobbyDecisions)[number]
  requests: readonly LobbyRequestId[] | 'all'
}

const become = {
  admit: { from: ['waiting'], to: 'admitted' },
  refuse: { from: ['waiting'], to: 'refused' },
  let_in_after_all: { from: ['refused'], to: 'admitted' },
} as const satisfies Record<Decision['decision'], { from: readonly LobbyState[]; to: LobbyState }>

/** Those who lead a session, and decide who is let in. */
export const createLobbyDesk = ({ db, bus, clock, people, seats }: Needs) => {
  const leading = async (actor: Visitor, sessionId: SessionId) => {
    const { session, mine, can } = await seats.inside(actor, sessionId)
    if (!can.letIn) throw new Failure('session.moderator_only', { sessionId })
    const name = mine.find(({ role }) => role === 'moderator')?.name ?? ''
    return { session, name }
  }

  const acting = async (actor: Visitor, sessionId: SessionId) => {
    const { session, name } = await leading(actor, sessionId)
    if (session.endedAt) throw new Failure('session.ended', { sessionId })
    return { session, name }
  }

  const accountOf = (card: PersonCard | undefined, name: string) => ({
    pictureUrl: card?.pictureUrl ?? null,
    account: card && card.name !== name ? card.name : null,
  })

  const named = async (tenantId: TenantId, rows: readonly LobbyRow[]): Promise<LobbyPerson[]> => {
    const accounts = rows.flatMap(({ guest, who }) => (guest ? [] : [who as UserId]))
    const cards = await people.cards(tenantId, accounts)
    return rows.map(({ id, name, who, guest, askedAt, decidedBy }) => ({
      id,
      name,
      ...accountOf(guest ? undefined : cards.get(who as UserId), name),
      guest,
      askedAt: askedAt.toISOString(),
      decidedBy,
    }))
  }

  return {
    async read(actor: Visitor, sessionId: SessionId): Promise<Lobby> {
      await leading(actor, sessionId)
      const { tenantId } = actor
      const lobby = lobbyIn(db)
      const counted = await lobby.countWaiting(tenantId, [sessionId])
      return {
        count: counted.get(sessionId) ?? 0,
        waiting: await named(tenantId, await lobby.listWaiting(tenantId, sessionId, lobbyNamed)),
        refused: await named(tenantId, await lobby.listRefused(tenantId, sessionId, lobbyNamed)),
        message: await lobby.message(tenantId, sessionId),
      }
    },

    /** Those about whom someone else was faster stay as these decided; who decides the same is not even told. */
    async decide(actor: Visitor, sessionId: SessionId, { decision, requests }: Decision): Promise<LobbyOutcome> {
      const { session, name } = await acting(actor, sessionId)
      const { tenantId } = actor
      const { from, to } = become[decision]
      const { left: seatsLeft } = await seats.left(session)
      const decided = { state: to, decidedAt: clock.now(), decidedBy: name }
      return db.transaction(async (tx) => {
        const lobby = lobbyIn(tx)
        const changed =
          requests === 'all'
            ? await lobby.decideAll(tenantId, sessionId, from, decided)
            : await lobby.decideSome(tenantId, sessionId, requests, from, decided)
        await announceLobby(bus, tx, changed)
        const asked = requests === 'all' ? [] : await lobby.among(tenantId, sessionId, requests)
        const otherwise = asked.filter(({ state }) => state !== to)
        return {
          decided: changed.length,
          seatsLeft,
          otherwise: otherwise.map((it) => ({ name: it.name, state: it.state, by: it.decidedBy })),
        }
      })
    },

    async tell(actor: Visitor, sessionId: SessionId, text: string | null) {
      const { session, name } = await acting(actor, sessionId)
      const { tenantId, roomId } = session
      await db.transaction(async (tx) => {
        const lobby = lobbyIn(tx)
        if (text === null) await lobby.removeMessage(tenantId, sessionId)
        else await lobby.writeMessage({ tenantId, sessionId, text, writtenBy: name, writtenAt: clock.now() })
        await bus.announce(tx, lobbyTold, { tenantId, roomId, sessionId })
      })
    },

    /** Until when someone may listen to who comes; undefined who may not. */
    async listening(actor: Visitor, sessionId: SessionId) {
      await leading(actor, sessionId)
      return seats.listening(actor, sessionId)
    },

    async waitingIn(tenantId: TenantId, sessionId: SessionId) {
      return (await lobbyIn(db).listWaiting(tenantId, sessionId, 100_000)).map(({ id }) => id)
    },
  }
}

export type LobbyDesk = ReturnType<typeof createLobbyDesk>
