import { randomInt, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { RoomRow, Rooms } from '#modules/rooms'
import type { Gathering, Sessions } from '#modules/sessions'
import type { TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { monthsBefore } from '#platform/months'
import { randomCode } from '#platform/secrets'
import { settleEach } from '#platform/settle-each'
import type { Attendee, MeetingTold } from './answers.ts'
import type { Client } from './clients.service.ts'
import { internalIdOf, type Wanted } from './create-parameters.ts'
import { type JoinRow, type MeetingRow, meetingsIn, type Place } from './meetings.repository.ts'
import { noticesIn } from './notices.repository.ts'
import { Refusal } from './refusals.ts'
import { roomNameFor, settingsFor } from './room-settings.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  rooms: Rooms
  sessions: Pick<Sessions, 'runs' | 'seats'>
  /** What is told of a meeting, in the transaction that made it true. */
  tell: {
    made(tx: Tx, row: MeetingRow): Promise<void>
    ended(tx: Tx, row: MeetingRow): Promise<void>
  }
}

/** Of a list, so many are read at once. */
const pageful = 200

/** For so long after its end a meeting is known to be over; then it is one that nobody knows. In milliseconds. */
const remembered = 3_600_000

/** For so long the engine is told again that a meeting is over, in milliseconds. */
const endedAgain = 600_000

/** Letters alone, none of them an “e”: what looks like a number comes back from some clients as another. */
const madeUp = () => randomCode(16).replace(/[0-9e]/g, (it) => 'abcdfghjkm'[Number(it) % 10] ?? 'x')

export const attendeeOf = (
  { id, name, role, cameBy }: Gathering['people'][number],
  joins: ReadonlyMap<NonNullable<JoinRow['linkId']>, JoinRow>,
): Attendee => {
  const join = cameBy === null ? undefined : joins.get(cameBy)
  return {
    userId: join?.userId ?? `w_${id}`,
    name: join?.name ?? name,
    role: role === 'moderator' ? 'MODERATOR' : 'VIEWER',
    custom: join?.custom ?? [],
  }
}

export type Meetings = ReturnType<typeof createMeetingsService>

/** Meetings of clients: each is a room, and from a create to its end one row that says what the client said of it. */
export const createMeetingsService = ({ db, clock, tenants, rooms, sessions, tell }: Needs) => {
  const { runs, seats } = sessions

  const toldAs = (row: MeetingRow, gathering: Gathering | undefined, attendees: Attendee[]): MeetingTold => ({
    name: row.name,
    meetingId: row.meetingId,
    internalId: row.internalId,
    createTime: row.createdAt.getTime(),
    voiceBridge: row.voiceBridge,
    dialNumber: row.dialNumber,
    attendeePassword: row.attendeePassword,
    moderatorPassword: row.moderatorPassword,
    duration: row.duration,
    maxUsers: row.maxParticipants,
    metadata: row.metadata,
    hasUserJoined: gathering?.everJoined ?? false,
    isEnded: row.endedAt !== null,
    startTime: gathering?.everJoined ? gathering.session.startedAt.getTime() : 0,
    endTime: row.endedAt?.getTime() ?? 0,
    attendees,
  })

  /** With who is in them. */
  const told = async (tenantId: TenantId, rows: readonly MeetingRow[]): Promise<MeetingTold[]> => {
    const gathered = await seats.gathered(
      tenantId,
      rows.map(({ roomId }) => roomId),
    )
    const links = [...gathered.values()].flatMap(({ people }) => people.flatMap(({ cameBy }) => cameBy ?? []))
    const joins = await meetingsIn(db).joins(tenantId, links)
    return rows.map((row) => {
      const gathering = gathered.get(row.roomId)
      return toldAs(row, gathering, gathering?.people.map((it) => attendeeOf(it, joins)) ?? [])
    })
  }

  const toldOne = async (row: MeetingRow) => {
    const [one] = await told(row.tenantId, [row])
    if (!one) throw new Error('A meeting is told as none.')
    return one
  }

  const refuseOthers = (row: MeetingRow, { attendeePassword, moderatorPassword }: Wanted) => {
    const differs = (given: string | null, known: string) => given !== null && given !== known
    if (differs(attendeePassword, row.attendeePassword) || differs(moderatorPassword, row.moderatorPassword))
      throw new Refusal('idNotUnique')
  }

  /** The room in which all meetings of this id are; a session of the one before is over first. */
  const settleRoom = async (tx: Tx, place: Place, said: Pick<RoomRow, 'name' | 'settings'>) => {
    const { tenantId } = place
    const roomId = await meetingsIn(tx).roomOf(place)
    const known = roomId && (await rooms.hold(tx, tenantId, roomId))
    if (!known) {
      const room = await rooms.createContext(tx, tenantId, said)
      await meetingsIn(tx).giveRoom(place, room.id)
      return room.id
    }
    const isSame = known.name === said.name && isDeepStrictEqual(known.settings, said.settings)
    if (!isSame || known.archivedAt) await rooms.arrange(tx, known, said)
    return known.id
  }

  const refuseTooMany = async (tx: Tx, { tenantId, id, mostMeetings }: Client) => {
    if (mostMeetings !== null && (await meetingsIn(tx).countOpen(tenantId, id)) >= mostMeetings)
      throw new Refusal('maxConcurrent')
  }

  const rowFor = (place: Place, roomId: RoomId, wanted: Wanted): MeetingRow => {
    const createdAt = clock.now()
    return {
      ...place,
      id: randomUUID(),
      internalId: internalIdOf(place.meetingId, createdAt.getTime()),
      roomId,
      name: wanted.name,
      attendeePassword: wanted.attendeePassword ?? madeUp(),
      moderatorPassword: wanted.moderatorPassword ?? madeUp(),
      voiceBridge: wanted.voiceBridge ?? String(randomInt(100_000_000, 1_000_000_000)),
      dialNumber: wanted.dialNumber,
      duration: wanted.duration,
      maxParticipants: wanted.maxParticipants,
      guests: wanted.guests,
      leaveTo: wanted.leaveTo,
      metadata: wanted.metadata,
      endCallbacks: wanted.endCallbacks,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + wanted.expiresIn * 60_000),
      endedAt: null,
    }
  }

  /** Of all who make it at once one does; the others find it. */
  const make = async (client: Client, place: Place, wanted: Wanted) => {
    // Asked before: a transaction that waits for a second connection keeps the first from all who wait for one.
    const { longestSession } = await tenants.get(place.tenantId)
    const said = { name: roomNameFor(wanted), settings: settingsFor(wanted, longestSession) }
    return db.transaction(async (tx): Promise<{ row: MeetingRow; isNew: boolean }> => {
      const meetings = meetingsIn(tx)
      await meetings.holdPlace(place)
      const made = await meetings.findOpen(place)
      if (made) return { row: made, isNew: false }
      await refuseTooMany(tx, client)
      if (wanted.voiceBridge !== null && (await meetings.isBridgeTaken(place, wanted.voiceBridge)))
        throw new Refusal('nonUniqueVoiceBridge')
      const row = rowFor(place, await settleRoom(tx, place, said), wanted)
      await meetings.insert(row)
      await tell.made(tx, row)
      return { row, isNew: true }
    })
  }

  /** A session that outlived its meeting, for its engine did not answer then. */
  const endLeftover = async (place: Place) => {
    const roomId = await meetingsIn(db).roomOf(place)
    const session = roomId && (await runs.running(place.tenantId, roomId))
    if (session) await runs.end(session, 'closed_by_user')
  }

  /** Whether it was not over until now. */
  const close = (row: MeetingRow) =>
    db.transaction(async (tx) => {
      const endedAt = clock.now()
      if (!(await meetingsIn(tx).end(row.tenantId, row.id, endedAt))) return false
      await rooms.links.revokeTickets(tx, { tenantId: row.tenantId, id: row.roomId })
      await noticesIn(tx).take(row.tenantId, row.id)
      await tell.ended(tx, { ...row, endedAt })
      return true
    })

  /** What cannot be reached now is told again (`sweep`). */
  const endSession = async ({ tenantId, roomId }: MeetingRow, by: string | null) => {
    const session = await runs.running(tenantId, roomId)
    if (!session) return
    try {
      await runs.end(session, 'closed_by_user', by)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }

  const placeOf = ({ tenantId, id }: Client, meetingId: string): Place => ({ tenantId, clientId: id, meetingId })

  return {
    close,

    /** As cheap as can be where it is there already: clients ask this before each join. */
    async create(client: Client, wanted: Wanted) {
      const place = placeOf(client, wanted.meetingId)
      const open = await meetingsIn(db).findOpen(place)
      if (!open) await endLeftover(place)
      const { row, isNew } = open ? { row: open, isNew: false } : await make(client, place, wanted)
      if (isNew) return { meeting: toldAs(row, undefined, []), isNew }
      refuseOthers(row, wanted)
      return { meeting: await toldOne(row), isNew }
    },

    findOpen: (client: Client, meetingId: string) => meetingsIn(db).findOpen(placeOf(client, meetingId)),

    /** Whether it was over a moment ago, where it is not known any more. */
    wasEnded: (client: Client, meetingId: string) =>
      meetingsIn(db).endedSince(placeOf(client, meetingId), new Date(clock.now().getTime() - remembered)),

    async info(client: Client, meetingId: string) {
      const row = await meetingsIn(db).findOpen(placeOf(client, meetingId))
      if (!row) throw new Refusal('notFound')
      return toldOne(row)
    },

    async isRunning(client: Client, meetingId: string) {
      const row = await meetingsIn(db).findOpen(placeOf(client, meetingId))
      return row !== undefined && (await toldOne(row)).attendees.length > 0
    },

    /** All of a client’s, a page at a time: nobody holds them all at once. */
    async *list({ tenantId, id }: Client) {
      let last: MeetingRow | undefined
      while (true) {
        const rows = await meetingsIn(db).page(tenantId, id, last, pageful)
        yield await told(tenantId, rows)
        last = rows.at(-1)
        if (rows.length < pageful) return
      }
    },

    async end(client: Client, meetingId: string, password: string) {
      const row = await meetingsIn(db).findOpen(placeOf(client, meetingId))
      if (!row) throw new Refusal('notFound')
      if (password !== '' && password !== row.moderatorPassword) throw new Refusal('invalidPassword')
      await close(row)
      await endSession(row, client.name)
    },

    /** All of a client that is about to be nobody. */
    async endAll({ tenantId, id, name }: Pick<Client, 'tenantId' | 'id' | 'name'>) {
      for (const row of await meetingsIn(db).listOpenOf(tenantId, id)) {
        await close(row)
        await endSession(row, name)
      }
    },

    /** A session is over, however it came about; and with it the meeting it was of. */
    async sessionEnded(tenantId: TenantId, roomId: RoomId) {
      const row = await meetingsIn(db).openIn(tenantId, roomId)
      if (!row || (await runs.running(tenantId, roomId))) return
      // A session of the meeting before this one says nothing of this one.
      if (await runs.endedSince(tenantId, roomId, row.createdAt)) await close(row)
    },

    /** Ends what nobody came to, and what was told to end and did not hear. */
    async sweep() {
      const now = clock.now()
      const expired = await meetingsIn(db).listExpired(now)
      for (const row of expired) {
        if (!(await runs.running(row.tenantId, row.roomId))) await close(row)
      }
      for (const row of await meetingsIn(db).listEndedSince(new Date(now.getTime() - endedAgain))) {
        if (!(await meetingsIn(db).openIn(row.tenantId, row.roomId))) await endSession(row, null)
      }
    },

    /** As long as attendance is kept. */
    async forgetOld() {
      await settleEach(await tenants.list(), ({ id, attendanceKept }) =>
        meetingsIn(db).removeEndedBefore(id, monthsBefore(clock.now(), attendanceKept)),
      )
    },
  }
}
