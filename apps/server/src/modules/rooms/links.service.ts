import type { UserId } from '@amphi/contract/people'
import {
  type LinkId,
  type LinkKind,
  linkMade,
  linkRevoked,
  mostPersonalLinks,
  type RoomLink,
} from '@amphi/contract/room-links'
import { roomChanged, type RoomId, roomLed } from '@amphi/contract/rooms'
import type { ParticipantRole } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor, Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Keys } from '#platform/secrets'
import { newLink } from './link.ts'
import { type LinkRow, linksIn } from './links.repository.ts'
import { leads, shownCode } from './room.ts'
import { type RoomRow, roomsIn } from './rooms.repository.ts'
import type { RoomsService } from './rooms.service.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  keys: Keys
  rooms: Pick<RoomsService, 'seenBy'>
}

type Given =
  | { kind: 'moderators' | 'direct'; expiresAt: string | null }
  | { kind: 'personal'; name: string; role: ParticipantRole; expiresAt: string | null }

type Ticket = { name: string; role: ParticipantRole; forGuest: boolean }

/** For so long after its end a link is told to be over; then it is one that nobody knows. In milliseconds: 90 days. */
const rememberedFor = 90 * 24 * 3600 * 1000

/** The same of tickets: a day. */
const ticketRemembered = 24 * 3600 * 1000

/** So long someone may take from being sent here to being here, in milliseconds: a slow machine, and a slow network. */
const ticketLife = 5 * 60_000

/** For so long they can come back by it then, when their page is loaded again: a day. */
const ticketHeld = 24 * 3600 * 1000

/** The links of a room that act as passwords: handed out, renewed, revoked by those who configure it. */
export const createLinksService = ({ db, bus, clock, keys, rooms }: Needs) => {
  const mine = async (actor: PersonActor, roomId: RoomId, within: Db = db) => {
    const { room, can } = await rooms.seenBy(actor, roomId, within)
    if (!can.configure) throw new Failure('room.not_yours', { roomId })
    return room
  }

  const seen = ({ id, kind, sealedCode, name, role, expiresAt, lastUsedAt, createdAt }: LinkRow): RoomLink[] =>
    sealedCode === null || kind === 'ticket'
      ? []
      : [
          {
            id,
            kind,
            code: shownCode(keys.unseal(sealedCode)),
            name,
            role,
            expiresAt: expiresAt?.toISOString() ?? null,
            lastUsedAt: lastUsedAt?.toISOString() ?? null,
            createdAt: createdAt.toISOString(),
          },
        ]

  const listed = async (tenantId: TenantId, roomId: RoomId, within: Db = db) =>
    (await linksIn(within).listValid(tenantId, roomId, clock.now())).flatMap(seen)

  const revoke = async (
    tx: Tx,
    { tenantId, roomId, by }: { tenantId: TenantId; roomId: RoomId; by: UserId | null },
    which: { kind: LinkKind } | { id: LinkId },
  ) => {
    const gone = await linksIn(tx).revoke(tenantId, roomId, which, clock.now())
    for (const { kind } of gone) {
      if (kind !== 'ticket') await bus.announce(tx, linkRevoked, { tenantId, roomId, by, kind })
    }
    return gone.length
  }

  /** For one person who is sent here this very moment, under the name and the role it says. */
  const makeTicket = async (tx: Tx, { tenantId, id: roomId }: Pick<RoomRow, 'tenantId' | 'id'>, given: Ticket) => {
    const now = clock.now()
    const expiresAt = new Date(now.getTime() + ticketLife)
    const { row, code } = newLink(keys, { tenantId, roomId, kind: 'ticket', ...given, expiresAt }, now)
    await linksIn(tx).insert(row)
    return { id: row.id, code: shownCode(code) }
  }

  return {
    async list(actor: PersonActor, roomId: RoomId) {
      await mine(actor, roomId)
      return listed(actor.tenantId, roomId)
    },

    make: (actor: PersonActor, roomId: RoomId, given: Given) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: by } = actor
        await roomsIn(tx).hold(tenantId, roomId)
        const room = await mine(actor, roomId, tx)
        const { kind } = given
        let revoked = 0
        const expiresAt = given.expiresAt === null ? null : new Date(given.expiresAt)
        if (expiresAt && expiresAt <= clock.now()) throw new Failure('link.over_already')
        if (kind === 'direct' && room.sealedPassword === null) throw new Failure('link.needs_password')
        if (kind === 'personal') {
          const all = await linksIn(tx).listValid(tenantId, roomId, clock.now())
          const most = mostPersonalLinks
          if (all.filter((it) => it.kind === 'personal').length >= most)
            throw new Failure('link.limit_reached', { most })
        } else revoked = await revoke(tx, { tenantId, roomId, by }, { kind })
        const who =
          given.kind === 'personal'
            ? { name: given.name, role: given.role }
            : { name: null, role: kind === 'moderators' ? ('moderator' as const) : ('participant' as const) }
        const { row } = newLink(keys, { tenantId, roomId, kind, ...who, expiresAt }, clock.now())
        await linksIn(tx).insert(row)
        await bus.announce(tx, linkMade, { tenantId, roomId, by, kind })
        // Whoever stands behind the former one hears that it is over.
        if (revoked > 0) await bus.announce(tx, roomChanged, { tenantId, roomId })
        const [made] = seen(row)
        if (!made) throw new Error('A new link has no code.')
        return made
      }),

    /** For whoever has a room made for them without an account, to lead it by. */
    async makeForOutsider(tx: Tx, { tenantId, id: roomId }: Pick<RoomRow, 'tenantId' | 'id'>, name: string) {
      const given = { kind: 'personal' as const, name, role: 'moderator' as const, expiresAt: null }
      const { row, code } = newLink(keys, { tenantId, roomId, ...given }, clock.now())
      await linksIn(tx).insert(row)
      await bus.announce(tx, linkMade, { tenantId, roomId, by: null, kind: 'personal' })
      return shownCode(code)
    },

    revoke: (actor: PersonActor, roomId: RoomId, linkId: LinkId) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: by } = actor
        await mine(actor, roomId, tx)
        const gone = await revoke(tx, { tenantId, roomId, by }, { id: linkId })
        if (gone === 0) throw new Failure('link.not_found', { linkId })
        // Whoever stands behind it waiting hears that it is over.
        await bus.announce(tx, roomChanged, { tenantId, roomId })
        return listed(tenantId, roomId, tx)
      }),

    /** It was for those who were to be spared the password that is no more. */
    revokeDirect: (tx: Tx, of: { tenantId: TenantId; roomId: RoomId; by: UserId | null }) =>
      revoke(tx, of, { kind: 'direct' }),

    /** Whether whoever came by it leads by that alone; taken back or renewed since, it is still what they came by. */
    async leads(tenantId: TenantId, id: LinkId) {
      return (await linksIn(db).find(tenantId, id))?.role === 'moderator'
    },

    used: (tenantId: TenantId, id: LinkId) => linksIn(db).setUsed(tenantId, id, clock.now()),

    makeTicket,

    /**
     * The code of a link by which someone leads: the room’s own, or for an administrator one for this once. Whose room
     * it is reads of it in the journal, with all others.
     */
    lead: (actor: PersonActor, roomId: RoomId) =>
      db.transaction(async (tx) => {
        const { room, standing, can } = await rooms.seenBy(actor, roomId, tx)
        if (!can.lead) throw new Failure('room.not_yours', { roomId })
        if (leads(standing)) return { code: shownCode(room.code) }
        const { tenantId, userId: by, name } = actor
        const { code } = await makeTicket(tx, room, { name, role: 'moderator', forGuest: false })
        await bus.announce(tx, roomLed, { tenantId, roomId, by })
        return { code }
      }),

    /** Whether a ticket is theirs: they came with it first. */
    claim: async ({ id, holder: before }: Pick<LinkRow, 'id' | 'holder'>, { tenantId, ...visitor }: Visitor) => {
      const holder = visitor.kind === 'person' ? visitor.userId : visitor.guestId
      const now = clock.now()
      const until = new Date(now.getTime() + ticketHeld)
      return before === null ? linksIn(db).claim(tenantId, id, holder, { now, until }) : before === holder
    },

    /** What they were for is over. */
    revokeTickets: (tx: Tx, { tenantId, id: roomId }: Pick<RoomRow, 'tenantId' | 'id'>) =>
      linksIn(tx).revoke(tenantId, roomId, { kind: 'ticket' }, clock.now()),

    forgetOver: () => {
      const before = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds)
      return linksIn(db).removeOver(before(rememberedFor), before(ticketRemembered))
    },
  }
}

export type LinksService = ReturnType<typeof createLinksService>
