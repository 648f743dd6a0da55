import { randomUUID } from 'node:crypto'
import type { RoomId } from '@amphi/contract/rooms'
import { ParticipantId, type ParticipantRole, type SessionId } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Engines } from '#modules/engines'
import { type RoomRow, type Rooms, settingsOf } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Actor, Visitor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { countConnections, type Db, type Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { createTurns } from '#platform/turns'
import { grace } from './grace.ts'
import { type ParticipantRow, participantsIn } from './participants.repository.ts'
import { seatingIn, type Turns } from './seating.repository.ts'
import { areFew, isFarFromFull, seatsOf, seatsThere } from './seating.ts'
import { sessionAbilities } from './sessions.policy.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'
import { staysIn } from './stays.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: Pick<TenantsService, 'get'>
  rooms: Pick<Rooms, 'find'>
  engines: Pick<Engines, 'able'>
}

export interface Gathering {
  session: SessionRow
  /** Who is connected, in the order they came. */
  people: ParticipantRow[]
  /** Whether anybody was. */
  everJoined: boolean
}

/** Where no seat is left. */
export type Full = 'room' | 'institution'

interface Counted {
  of: Full
  held: number
  most: number
}

/** Who takes a seat: a tab of theirs, the name they go by, and the role they are given. */
interface Arrival {
  name: string
  tab: string
  role: ParticipantRole
  /** Of the room: what moderators decide of others does not hold for them. */
  isOwner: boolean
  /** Their own link, where they came by one. */
  cameBy: ParticipantRow['cameBy']
  browserId: ParticipantRow['browserId']
}

/** For so long it is remembered how many connections there are, in milliseconds. */
const memory = 10_000

/** So many seats are kept at once for one person who is not connected: for a telephone, and pages loaded again. */
const mostKept = 4

/** Whose a seat is. */
const ownerOf = (actor: Visitor): Pick<ParticipantRow, 'userId' | 'guestId'> =>
  actor.kind === 'person' ? { userId: actor.userId, guestId: null } : { userId: null, guestId: actor.guestId }

/**
 * Who has a seat in a session, and whether they are inside. Whoever has none cannot tell that the session exists;
 * whoever left has one, and neither hears nor says anything from it.
 */
export const createSeatsService = ({ db, clock, tenants, rooms, engines }: Needs) => {
  /** How many may be inside: as the room and the institution have it at this moment. */
  const most = async (session: SessionRow, known?: Pick<RoomRow, 'settings' | 'forced'>) => {
    const room = known ?? (await rooms.find(session.tenantId, session.roomId))
    if (!room) return 0
    return seatsThere(seatsOf(await tenants.get(session.tenantId), settingsOf(room)), engines.able(session))
  }

  const leftOf = (most: number, held: number) => {
    const seats = { most, left: Math.max(0, most - held) }
    return { ...seats, few: areFew(seats) }
  }

  /** In all sessions of the institution; undefined where it counts none. */
  const leftEverywhere = async (tenantId: TenantId) => {
    const { peopleAtOnce } = await tenants.get(tenantId)
    if (peopleAtOnce === null) return undefined
    return leftOf(peopleAtOnce, await seatingIn(db).countEverywhere(tenantId, clock.now()))
  }

  /** The session, and the seats of whoever asks, as they are now, or were when it ended. */
  const seated = async (actor: Visitor, sessionId: SessionId, within: Db = db) => {
    const session = await sessionsIn(within).find(actor.tenantId, sessionId)
    if (!session) throw new Failure('session.not_found', { sessionId })
    const { endedAt } = session
    const mine = await participantsIn(within).seatsOf(actor.tenantId, sessionId, ownerOf(actor), {
      now: clock.now(),
      endedAt,
    })
    if (mine.length === 0) throw new Failure('session.not_found', { sessionId })
    return { session, mine }
  }

  /** The same, of someone who is inside, or was to the end; and what they may do. */
  const inside = async (actor: Visitor, sessionId: SessionId, within: Db = db) => {
    const { session, mine } = await seated(actor, sessionId, within)
    const here = mine.filter((seat) => seat.inside)
    if (here.length === 0) throw new Failure('participant.not_inside', { sessionId })
    return { session, mine: here, can: sessionAbilities(here.map(({ role }) => role)) }
  }

  /** The same of a session that runs, and which nobody else changes until the transaction ends. */
  const insideHeld = async (tx: Tx, actor: Visitor, sessionId: SessionId) => {
    await sessionsIn(tx).hold(actor.tenantId, sessionId, 'update')
    const found = await inside(actor, sessionId, tx)
    if (found.session.endedAt) throw new Failure('session.ended', { sessionId })
    return found
  }

  /** The session and one seat of it, which must be one's own; whether or not one is inside. */
  const seatedAs = async (actor: Visitor, sessionId: SessionId, participantId: ParticipantId) => {
    const { session, mine } = await seated(actor, sessionId)
    const participant = mine.find(({ id }) => id === participantId)
    if (participant) return { session, participant }
    const other = await participantsIn(db).find(actor.tenantId, sessionId, participantId)
    throw new Failure(other ? 'participant.not_you' : 'participant.not_found', { participantId })
  }

  /**
   * A tab is a page's own word: one that is another's already proves nothing, and gets a seat of its own. So does a guest
   * who goes by another name: the tab of a shared computer was passed on, and who was there before was there.
   */
  const seat = async (within: Db, row: ParticipantRow, isOwner: boolean) => {
    const seats = participantsIn(within)
    const seated = await seats.seat(row, isOwner)
    if (seated) return seated
    if (await seats.passOn(row)) return (await seats.seat(row, isOwner)) ?? row
    return (await seats.seat({ ...row, tab: randomUUID() }, isOwner)) ?? row
  }

  /**
   * What is counted before a participant gets a seat: nothing for whoever comes back to one that was kept for them.
   */
  const countsFor = async (tx: Tx, row: ParticipantRow, how: Turns): Promise<Counted[] | 'over'> => {
    const { tenantId, sessionId } = row
    const seats = seatingIn(tx)
    await seats.hold(`${tenantId} ${sessionId}`, how)
    const held = await seats.holdAndCount(row, clock.now())
    if (!held || held.session.endedAt) return 'over'
    const { session, room, all, mine, kept } = held
    if (mine) return []
    if (kept >= mostKept) await seats.keepNewest(row, mostKept - 1)
    const { peopleAtOnce } = await tenants.get(tenantId)
    const inRoom: Counted = { of: 'room', held: all, most: await most(session, room) }
    if (peopleAtOnce === null) return [inRoom]
    await seats.hold(tenantId, how)
    const everywhere = await seats.countEverywhere(tenantId, clock.now())
    return [inRoom, { of: 'institution', held: everywhere, most: peopleAtOnce }]
  }

  /** Whoever leads comes in however full it is: nothing is counted, and nobody held up. */
  const takeToLead = (row: ParticipantRow, isOwner: boolean) =>
    db.transaction(async (tx) => {
      const session = await sessionsIn(tx).hold(row.tenantId, row.sessionId, 'share')
      return !session || session.endedAt ? 'over' : seat(tx, row, isOwner)
    })

  const turns = createTurns()

  /** To the database, of all servers, as it was a moment ago. */
  let known: { connections: Promise<number>; at: number } | undefined
  const connectionsNow = () => {
    const now = performance.now()
    if (!known || now - known.at > memory) {
      const connections = countConnections(db)
      // What failed is not remembered: the next who comes asks again.
      connections.catch(() => {
        known = undefined
      })
      known = { connections, at: now }
    }
    return known.connections
  }

  /** Side by side with the others; undefined where too few seats are left for that. */
  const takeAmongMany = (row: ParticipantRow, connections: number) =>
    db.transaction(async (tx) => {
      const counts = await countsFor(tx, row, 'together')
      if (counts === 'over') return counts
      return counts.every(({ held, most }) => isFarFromFull(held, most, connections)) ? seat(tx, row, false) : undefined
    })

  /** One after the other, so that each counts those before. */
  const takeInTurn = (row: ParticipantRow) =>
    db.transaction(async (tx) => {
      const counts = await countsFor(tx, row, 'in_turn')
      if (counts === 'over') return counts
      return counts.find(({ held, most }) => held >= most)?.of ?? seat(tx, row, false)
    })

  return {
    inside,
    seatedAs,

    insideHeld,

    /** The same, for whoever leads it; and their seat. */
    async leading(tx: Tx, actor: Visitor, sessionId: SessionId) {
      await sessionsIn(tx).hold(actor.tenantId, sessionId, 'update')
      const { session, mine, can } = await inside(actor, sessionId, tx)
      const me = mine.find(({ role }) => role === 'moderator')
      if (!can.moderate || !me) throw new Failure('session.moderator_only', { sessionId })
      if (session.endedAt) throw new Failure('session.ended', { sessionId })
      return { session, me }
    },

    /** One seat of a session, whoever has it, and whether they are here or gone. */
    async one({ tenantId, id }: SessionRow, participantId: ParticipantId, within: Db = db) {
      const participant = await participantsIn(within).find(tenantId, id, participantId)
      if (!participant) throw new Failure('participant.not_found', { participantId })
      return participant
    },

    /** Of all who ever came. */
    all: ({ tenantId, id }: SessionRow, within: Db = db) => participantsIn(within).list(tenantId, id),

    /** All tabs of whoever has that one. */
    allOf: ({ tenantId, id }: SessionRow, seat: ParticipantRow, within: Db = db) =>
      participantsIn(within).listOf(tenantId, id, seat),

    /**
     * The same tab of the same person comes back to its seat, under the name of today, and in the role moderators
     * gave them meanwhile. Or what is full: of those who come at once as many take a seat as there are, and the rest
     * have none. Over when the session has ended: whoever would end it finds them in it, or they find it so.
     */
    async take(
      session: SessionRow,
      actor: Visitor,
      { name, tab, role, isOwner, cameBy, browserId }: Arrival,
    ): Promise<ParticipantRow | Full | 'over'> {
      const { tenantId, id: sessionId } = session
      const row: ParticipantRow = {
        tenantId,
        id: ParticipantId.parse(randomUUID()),
        sessionId,
        ...ownerOf(actor),
        browserId,
        tab,
        cameBy,
        name,
        role,
        ledUntil: null,
        handRaisedAt: null,
        awaitedUntil: new Date(clock.now().getTime() + grace),
        speechAskedAt: null,
        createdAt: clock.now(),
      }
      if (role === 'moderator') return takeToLead(row, isOwner)
      // By what the database holds them up for: who waits for it there would keep a connection from the others.
      const { peopleAtOnce } = await tenants.get(tenantId)
      const place = peopleAtOnce === null ? sessionId : tenantId
      // Where some come in turn there are few seats left: whoever tried it beside them would hold them up, and ask in vain.
      const seated = turns.taken(place) ? undefined : await takeAmongMany(row, await connectionsNow())
      return seated ?? turns.take(place, () => takeInTurn(row))
    },

    most,

    /** How many may be inside, how many more may come, and whether these are few: of the room, or of the institution. */
    async left(session: SessionRow, room?: RoomRow) {
      const held = await seatingIn(db).count(session.tenantId, session.id, clock.now())
      const inRoom = leftOf(await most(session, room), held)
      const everywhere = await leftEverywhere(session.tenantId)
      if (everywhere && everywhere.left < inRoom.left) return { ...everywhere, of: 'institution' as const }
      return { ...inRoom, of: 'room' as const }
    },

    leftEverywhere,

    /** Whether they have been let in before under that name, or any, by whichever tab. */
    hasSeat: ({ tenantId, id }: SessionRow, actor: Visitor, name?: string) =>
      participantsIn(db).hasSeat(tenantId, id, { ...ownerOf(actor), name }),

    /** By this very tab. */
    async isInside({ tenantId, id, endedAt }: SessionRow, actor: Visitor, tab: string) {
      const mine = await participantsIn(db).seatsOf(tenantId, id, ownerOf(actor), { now: clock.now(), endedAt })
      return mine.some((it) => it.tab === tab && it.inside)
    },

    /** What runs in these rooms, and who is connected there. */
    async gathered(tenantId: TenantId, roomIds: readonly RoomId[]): Promise<ReadonlyMap<RoomId, Gathering>> {
      if (roomIds.length === 0) return new Map()
      const running = await sessionsIn(db).runningIn(tenantId, roomIds)
      const seats = await participantsIn(db).everInside(
        tenantId,
        running.map(({ id }) => id),
      )
      const bySession = Map.groupBy(seats, ({ sessionId }) => sessionId)
      return new Map(
        running.map((session) => {
          const ever = bySession.get(session.id) ?? []
          return [
            session.roomId,
            { session, people: ever.filter(({ connected }) => connected), everJoined: ever.length > 0 },
          ]
        }),
      )
    },

    /** Of one seat: the connection by which they are, or were, inside. */
    async lastStay(tenantId: TenantId, sessionId: SessionId, participantId: ParticipantId) {
      const participant = await participantsIn(db).find(tenantId, sessionId, participantId)
      const stay = participant && (await staysIn(db).newest(tenantId, sessionId, participantId))
      return stay && { participant, connection: stay.connection }
    },

    /** Who is connected, in the order they came. */
    connected: ({ tenantId, id }: SessionRow) => participantsIn(db).connected(tenantId, id),

    /** The same, for an act that only someone inside may do, in a session that runs. */
    async actingAs(actor: Visitor, sessionId: SessionId, participantId: ParticipantId) {
      const { session, participant } = await seatedAs(actor, sessionId, participantId)
      if (session.endedAt) throw new Failure('session.ended', { sessionId })
      if (!participant.inside) throw new Failure('participant.not_inside', { participantId })
      return { session, participant }
    },

    /** Until when someone may listen: undefined while they are connected. */
    async listening(actor: Visitor, sessionId: SessionId): Promise<{ until: Date | undefined }> {
      const { mine } = await inside(actor, sessionId)
      const open = new Set((await staysIn(db).listOpen(actor.tenantId, sessionId)).map((it) => it.participantId))
      if (mine.some(({ id }) => open.has(id))) return { until: undefined }
      const terms = mine.map(({ awaitedUntil }) => awaitedUntil?.getTime() ?? 0)
      return { until: new Date(Math.max(clock.now().getTime(), ...terms)) }
    },

    /** Tells of each actor whether a seat is theirs. */
    async holderOf(tenantId: TenantId, sessionId: SessionId, participantId: ParticipantId) {
      const seat = await participantsIn(db).find(tenantId, sessionId, participantId)
      return (actor: Actor) => {
        if (!seat || actor.kind === 'nobody') return false
        const { userId, guestId } = ownerOf(actor)
        return actor.tenantId === tenantId && userId === seat.userId && guestId === seat.guestId
      }
    },
  }
}

export type SeatsService = ReturnType<typeof createSeatsService>
