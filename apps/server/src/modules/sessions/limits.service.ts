import type { GuestId } from '@amphi/contract/people'
import type { LinkId } from '@amphi/contract/room-links'
import {
  type Allowed,
  type CameraViewers,
  type Lobbies,
  ParticipantId,
  type ParticipantRole,
} from '@amphi/contract/sessions'
import type { Connection, Engine, Engines, MaySend } from '#modules/engines'
import { type RoomRow, settingsOf } from '#modules/rooms'
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { createTurns } from '#platform/turns'
import { allowedFor, changed, excepted, lapsed, type Limits, withoutCamera } from './limits.ts'
import { lobbyOf } from './lobby.ts'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { holderOf, termsIn } from './terms.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  engines: Engines
}

type Owned = Pick<ParticipantRow, 'userId' | 'guestId'>

/** Whoever comes to a running session, before it is known what was decided about them. */
interface Comer {
  role: ParticipantRole
  /** Of the room: what moderators decide of others does not hold for them. */
  isOwner: boolean
  /** The guest they are in this browser once signed out. */
  browserId: GuestId | null
  /** The link that is theirs alone, where they came by one. */
  linkId: LinkId | null
}

/**
 * Who has an account is told by it, and by the guest they were; who has none by their browser, also when it was banned
 * with an account, for there is no telling who else sits before it.
 */
const knownBy = (actor: Actor, browserId: GuestId | null, linkId: LinkId | null) => {
  const links = linkId ? [linkId] : []
  if (actor.kind === 'person') return { holders: [actor.userId, ...(browserId ? [browserId] : [])], marks: links }
  if (actor.kind === 'guest') return { holders: [actor.guestId], marks: [actor.guestId, ...links] }
  return { holders: [], marks: links }
}

type Seat = Owned & Pick<ParticipantRow, 'role'>
/** What someone sends, or may. */
type Sending = Pick<Connection, 'identity' | 'may'>

export const maySend = ({ microphone, camera, screen }: Allowed): MaySend => ({ microphone, camera, screen })

export const differ = (one: MaySend, other: MaySend) =>
  one.microphone !== other.microphone || one.camera !== other.camera || one.screen !== other.screen

/**
 * What moderators decided, for all and for each. Our rows say it; the engine is brought into line with them, after each
 * change, when someone joins, and again and again, for it may not have heard.
 */
export const createLimitsService = ({ db, clock, engines }: Needs) => {
  const canHide = (session: Pick<SessionRow, 'engine'>) => engines.able(session).camerasForSome

  const allowedIn = (session: SessionRow, role: ParticipantRole, exceptions: Partial<Allowed>): Allowed => {
    const allowed = allowedFor(role, session.allowed, exceptions)
    return session.camerasFor === 'everyone' || canHide(session) ? allowed : withoutCamera(role, allowed)
  }

  /** Asks once for all of them. */
  const all = async (within: Db, { tenantId, id }: SessionRow) => {
    const session = await sessionsIn(within).find(tenantId, id)
    const decided = await termsIn(within).list(tenantId, id)
    return (seat: Seat): Allowed =>
      session ? allowedIn(session, seat.role, decided.get(holderOf(seat))?.exceptions ?? {}) : noSession
  }

  /** Of those an engine sees, each with what they may send, where it is not what it says. */
  const outOfLine = async (session: SessionRow, present: readonly Sending[]) => {
    const ids = present.flatMap(({ identity }) => ParticipantId.safeParse(identity).data ?? [])
    const seats = await participantsIn(db).listThose(session.tenantId, session.id, ids)
    const allowed = await all(db, session)
    const may = new Map<string, MaySend>(seats.map((seat) => [seat.id, maySend(allowed(seat))]))
    return present.flatMap((connection) => {
      const its = may.get(connection.identity)
      return its && differ(its, connection.may) ? [{ identity: connection.identity, may: its }] : []
    })
  }

  /** Those that it took; the others are told again by the next look (`presence.service.ts`). */
  const permit = async (engine: Engine, { id }: SessionRow, wanted: readonly Sending[]) => {
    const settled = await Promise.allSettled(wanted.map(({ identity, may }) => engine.permit(id, identity, may)))
    for (const it of settled) if (it.status === 'rejected' && !(it.reason instanceof Failure)) throw it.reason
    return wanted.filter((_, at) => settled[at]?.status === 'fulfilled')
  }

  /**
   * Of two changes, the engine must not be left with the earlier one: what it took is held against our rows once more,
   * for another server may have told it of a later change meanwhile. Nothing is locked: an engine may take its time.
   */
  const align = async (session: SessionRow) => {
    const engine = await engines.carrying(session)
    if (!engine.capabilities.permit) return
    let wrong = await outOfLine(session, (await engine.present(session.id)) ?? [])
    while (wrong.length > 0) wrong = await outOfLine(session, await permit(engine, session, wrong))
  }

  const turns = createTurns()
  const enforce = (session: SessionRow) => turns.take(session.id, () => align(session))

  return {
    /** On which terms someone comes in: their role, whether they may, and what they may do inside. */
    async onEntering(session: SessionRow | undefined, actor: Actor, { role, isOwner, browserId, linkId }: Comer) {
      if (!session || isOwner) return { role, isBanned: false, removedAt: null, exceptions: {} }
      const { holders, marks } = knownBy(actor, browserId, linkId)
      const all = await termsIn(db).matching(session.tenantId, session.id, { holders, marks })
      const decided = all.find((it) => it.holder === holders[0])
      return {
        role: decided?.role ?? role,
        isBanned: all.some(({ bannedAt }) => bannedAt !== null),
        removedAt: decided?.removedAt ?? null,
        exceptions: decided?.exceptions ?? {},
      }
    },

    /** What the engine is to let them send. */
    maySend: (session: SessionRow, role: ParticipantRole, exceptions: Partial<Allowed>) =>
      maySend(allowedIn(session, role, exceptions)),

    async of(session: SessionRow, seat: Seat, within: Db = db): Promise<Allowed> {
      return (await all(within, session))(seat)
    },

    all: (session: SessionRow) => all(db, session),

    /** The engine and our rows say the same from now on, unless it cannot be reached: then a moment later. */
    async enforce(session: SessionRow) {
      try {
        await enforce(session)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
      }
    },

    /** The same, where the engine has just said what those present may send. */
    async enforceAmong(session: SessionRow, present: readonly Connection[]) {
      if ((await outOfLine(session, present)).length > 0) await enforce(session)
    },

    async limitAll(tx: Tx, { tenantId, id, allowed }: SessionRow, limits: Limits) {
      await sessionsIn(tx).set(tenantId, id, { allowed: changed(allowed, limits) })
      for (const it of lapsed(limits)) await termsIn(tx).withdraw(tenantId, id, it)
    },

    canHide,

    showCameras: (tx: Tx, { tenantId, id }: SessionRow, camerasFor: CameraViewers) =>
      sessionsIn(tx).set(tenantId, id, { camerasFor }),

    /** Where an engine has pages of its own, those who lead are there, and let people in there. */
    hasLobbyElsewhere: (session: Pick<SessionRow, 'engine'>) => engines.able(session).pages,

    switchLobby: (tx: Tx, { tenantId, id }: SessionRow, room: RoomRow, lobby: Lobbies) =>
      sessionsIn(tx).set(tenantId, id, { lobby, lobbyOfRoom: settingsOf(room).lobby }),

    /** As it is now; nobody decides anything of it until the transaction ends. */
    hold: (tx: Tx, { tenantId, id }: SessionRow) => sessionsIn(tx).hold(tenantId, id, 'update'),

    /** What its room has since is the session’s own from now on; whom moderators must let in. */
    async followLobby(tx: Tx, session: SessionRow, room: RoomRow): Promise<Lobbies> {
      const { tenantId, id, lobbyOfRoom } = session
      const ofRoom = settingsOf(room).lobby
      if (lobbyOfRoom !== ofRoom) await sessionsIn(tx).set(tenantId, id, { lobby: ofRoom, lobbyOfRoom: ofRoom })
      return lobbyOf(session, room)
    },

    async limitOne(tx: Tx, { tenantId, id, allowed }: SessionRow, seat: Owned, limits: Limits) {
      const before = (await termsIn(tx).find(tenantId, id, holderOf(seat)))?.exceptions ?? {}
      await termsIn(tx).put(tenantId, id, holderOf(seat), { exceptions: excepted(allowed, before, limits) })
    },

    /** Whether a moderator said so inside. */
    async wasGivenLead({ tenantId, id }: SessionRow, seat: Owned, within: Db = db) {
      return (await termsIn(within).find(tenantId, id, holderOf(seat)))?.role === 'moderator'
    },

    /** What they are without anybody’s decision; the next time they come it is found out anew. */
    fallBack: (tx: Tx, { tenantId, id }: SessionRow, seat: Owned, role: ParticipantRole) =>
      participantsIn(tx).setRole(tenantId, id, seat, role, clock.now()),

    async giveRole(tx: Tx, { tenantId, id }: SessionRow, seat: Owned, role: ParticipantRole) {
      await termsIn(tx).put(tenantId, id, holderOf(seat), { role })
      await participantsIn(tx).setRole(tenantId, id, seat, role, clock.now())
    },

    async ban(tx: Tx, { tenantId, id }: SessionRow, seat: Owned) {
      const now = clock.now()
      const theirs = await participantsIn(tx).marksOf(tenantId, id, seat)
      const bannedAs = [...new Set(theirs.flatMap(({ guestId, browserId, cameBy }) => [guestId, browserId, cameBy]))]
      await termsIn(tx).put(tenantId, id, holderOf(seat), {
        bannedAt: now,
        bannedAs: bannedAs.filter((mark) => mark !== null),
        removedAt: now,
      })
    },

    async liftBan(tx: Tx, { tenantId, id }: SessionRow, seat: Owned) {
      await termsIn(tx).put(tenantId, id, holderOf(seat), { bannedAt: null, bannedAs: [] })
    },

    async putOut(tx: Tx, { tenantId, id }: SessionRow, seat: Owned) {
      await termsIn(tx).put(tenantId, id, holderOf(seat), { removedAt: clock.now() })
    },

    async isBanned(tx: Tx, { tenantId, id }: SessionRow, seat: Owned) {
      return Boolean((await termsIn(tx).find(tenantId, id, holderOf(seat)))?.bannedAt)
    },

    spotlight: (tx: Tx, { tenantId, id }: SessionRow, spotlightId: ParticipantId | null) =>
      sessionsIn(tx).set(tenantId, id, { spotlightId }),

    askToSpeak: (tx: Tx, { tenantId }: SessionRow, ids: ParticipantId[], speechAskedAt: Date | null) =>
      participantsIn(tx).setSpeechAsked(tenantId, ids, speechAskedAt),
  }
}

export type LimitsService = ReturnType<typeof createLimitsService>

/** It was deleted this very moment. */
const noSession: Allowed = { microphone: false, camera: false, screen: false, chat: false }
