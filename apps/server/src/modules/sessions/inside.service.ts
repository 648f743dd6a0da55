import type { SessionId, SessionSeen } from '@amphi/contract/sessions'
import type { Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import { type Keepers, roomAbilities, type RoomRow, type Rooms, settingsOf, shownCode } from '#modules/rooms'
import { calledBy, type Visitor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { handOrder } from './hands.ts'
import type { LimitsService } from './limits.service.ts'
import { lobbyAtLeast, lobbyOf } from './lobby.ts'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import type { RunsService } from './runs.service.ts'
import type { SeatsService } from './seats.service.ts'
import { isProtected, participantAbilities } from './sessions.policy.ts'
import type { SessionRow } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'
import { holderOf, termsIn } from './terms.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  rooms: Rooms
  people: PeopleService
  engines: Engines
  runs: RunsService
  seats: SeatsService
  limits: LimitsService
}

/** The session as those inside see it, and its end at the word of one of them. */
export const createInsideService = ({ db, clock, rooms, people, engines, runs, seats, limits }: Needs) => {
  interface Reader {
    /** Of the session, whoever is told of. */
    all: readonly ParticipantRow[]
    mine: readonly ParticipantRow[]
    leads: boolean
    /** Of whom a room is, and who runs it; asked for where it makes a difference. */
    keepers: Keepers
    /** Whether those inside have accounts as a rule: who has none is then told from them. */
    hasAccounts: boolean
  }

  const participantsSeen = async (
    session: SessionRow,
    told: ParticipantRow[],
    { all, mine, leads, keepers, hasAccounts }: Reader,
  ) => {
    const now = clock.now()
    const { tenantId } = session
    const open = await staysIn(db).listOpen(tenantId, session.id)
    const connected = new Set(open.map(({ participantId }) => participantId))
    const userIds = told.flatMap(({ userId }) => userId ?? [])
    const cards = await people.cards(tenantId, userIds)
    const order = handOrder(all)
    const allowed = await limits.all(session)
    const holders = new Set(mine.map(holderOf))
    const able = engines.able(session)
    const accountOf = ({ userId, name }: ParticipantRow) => {
      const called = userId && cards.get(userId)?.name
      return leads && called && called !== name ? called : null
    }
    return told.map((seat) => ({
      id: seat.id,
      name: seat.name,
      role: seat.role,
      pictureUrl: (seat.userId && cards.get(seat.userId)?.pictureUrl) || null,
      guest: hasAccounts && seat.guestId !== null,
      account: accountOf(seat),
      present: connected.has(seat.id),
      awaited: connected.has(seat.id) ? null : secondsUntil(seat.awaitedUntil, now),
      hand: order.get(seat.id) ?? null,
      allowed: allowed(seat),
      asksToSpeak: seat.speechAskedAt !== null,
      can: participantAbilities({
        leads,
        role: seat.role,
        isSelf: holders.has(holderOf(seat)),
        isProtected: isProtected(keepers, seat, mine),
        able,
      }),
    }))
  }

  const configures = async (actor: Visitor, room: RoomRow, tx?: Tx) =>
    roomAbilities((await rooms.standing(actor, room, tx)).standing, room).configure

  /** Someone inside, the session, and its room, which is held where there is a transaction to hold it in. */
  const within = async (actor: Visitor, sessionId: SessionId, tx?: Tx) => {
    const { session, mine, can } = await seats.inside(actor, sessionId, tx)
    const { tenantId, roomId } = session
    const room = tx ? await rooms.hold(tx, tenantId, roomId) : await rooms.find(tenantId, roomId)
    if (!room) throw new Failure('session.not_found', { sessionId })
    const longest = await runs.longest(session)
    // Can end it, can let it last; but in somebody’s room only as one of those who set it up.
    const decides = can.end && (room.ownerId === null || (await configures(actor, room, tx)))
    // A meeting of the moment is whose who lead it, whoever began it.
    const lock = !session.endedAt && (decides || (can.end && room.kind === 'instant'))
    return {
      session,
      room,
      mine,
      longest,
      decides,
      can: {
        ...can,
        extend: decides && !session.endedAt && session.lastsUntil < longest,
        lock,
        // That of somebody's personal room its owner alone tells.
        readPassword: lock || (!session.endedAt && can.moderate && room.kind !== 'personal'),
        switchLobby: !session.endedAt && can.moderate && !limits.hasLobbyElsewhere(session),
      },
    }
  }

  /** Each once, by the last of their seats. */
  const bannedFrom = async ({ tenantId, id }: SessionRow, all: readonly ParticipantRow[]) => {
    const decided = await termsIn(db).list(tenantId, id)
    const banned = all.filter((seat) => decided.get(holderOf(seat))?.bannedAt)
    return [...new Map(banned.map((seat) => [holderOf(seat), { id: seat.id, name: seat.name }])).values()]
  }

  return {
    async read(actor: Visitor, sessionId: SessionId): Promise<SessionSeen> {
      const { session, room, mine, can } = await within(actor, sessionId)
      const { tenantId } = session
      const all = await participantsIn(db).known(tenantId, sessionId, session.endedAt ?? clock.now())
      const { welcome, leaveTo, ...behaviour } = settingsOf(room)
      const listed = can.moderate || behaviour.listed
      const told = listed ? all : all.filter(isAmong(mine))
      const keepers = can.moderate ? await rooms.keepers(room) : new Map()
      const reader = { all, mine, leads: can.moderate, keepers, hasAccounts: room.ownerId !== null }
      return {
        id: sessionId,
        room: { name: room.name, code: shownCode(room.code) },
        startedAt: session.startedAt.toISOString(),
        endedAt: session.endedAt?.toISOString() ?? null,
        endReason: session.endReason,
        ends: session.endedAt ? null : await runs.endsOf(session),
        participants: await participantsSeen(session, told, reader),
        allowed: session.allowed,
        camerasFor: session.camerasFor,
        camerasFixed: room.forced.camerasFor ? 'institution' : limits.canHide(session) ? null : 'engine',
        endsUnled: session.endsUnled,
        welcome,
        leaveTo,
        listed,
        seats: can.moderate ? await seats.left(session, room) : null,
        spotlight: session.spotlightId,
        visibility: behaviour.visibility,
        locked: room.sealedPassword !== null,
        lobby: lobbyOf(session, room),
        lobbyAtLeast: lobbyAtLeast(room),
        banned: can.moderate ? await bannedFrom(session, all) : [],
        can,
      }
    },

    async end(actor: Visitor, sessionId: SessionId) {
      const { session, mine, can } = await seats.inside(actor, sessionId)
      if (!can.end) throw new Failure('session.moderator_only', { sessionId })
      const seat = mine.find(({ role }) => role === 'moderator')
      if (!session.endedAt) await runs.end(session, 'closed_by_user', seat ? calledBy(actor, seat) : null)
    },

    /** The session and its room, for those who may say which password is asked for; held, to be changed. */
    async locking(actor: Visitor, sessionId: SessionId, tx?: Tx) {
      const { session, room, can } = await within(actor, sessionId, tx)
      if (!can.lock) throw new Failure(session.endedAt ? 'session.ended' : 'session.lock_forbidden', { sessionId })
      return { session, room }
    },

    /** Its room, for those who may tell its password to others. */
    async telling(actor: Visitor, sessionId: SessionId) {
      const { session, room, can } = await within(actor, sessionId)
      if (session.endedAt) throw new Failure('session.ended', { sessionId })
      if (!can.moderate) throw new Failure('session.moderator_only', { sessionId })
      if (!can.readPassword) throw new Failure('session.password_owners', { sessionId })
      return room
    },

    /** As long as they wish, and the institution allows. */
    async extend(actor: Visitor, sessionId: SessionId, until: string) {
      const { session, longest, decides } = await within(actor, sessionId)
      if (!decides) throw new Failure('session.extend_forbidden', { sessionId })
      if (session.lastsUntil >= longest) throw new Failure('session.longest_reached', { sessionId })
      const extended = await runs.extend(session, new Date(Math.min(new Date(until).getTime(), longest.getTime())))
      if (!extended) throw new Failure('session.ended', { sessionId })
      return { ends: await runs.endsOf(extended) }
    },
  }
}

/** Of a moment to come; null where it has passed, or there is none. */
const secondsUntil = (at: Date | null, now: Date) =>
  at && at > now ? Math.ceil((at.getTime() - now.getTime()) / 1000) : null

/** One's own seats, and those who lead. */
const isAmong = (mine: readonly ParticipantRow[]) => {
  const own = new Set(mine.map(holderOf))
  return (seat: ParticipantRow) => seat.role === 'moderator' || own.has(holderOf(seat))
}

export type InsideService = ReturnType<typeof createInsideService>
