import type { GuestId } from '@amphi/contract/people'
import type { Allowed } from '@amphi/contract/sessions'
import type { PeopleService } from '#modules/people'
import { isOver, leads, type Opening, type RoomRow, type Rooms, settingsOf, type Via } from '#modules/rooms'
import { lobbyOf, type SessionRow, type Sessions } from '#modules/sessions'
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import { type Asked, mustWait } from './entry.ts'
import type { LobbyService } from './lobby.service.ts'

interface Needs {
  clock: Clock
  rooms: Rooms
  people: PeopleService
  lobby: LobbyService
  runs: Sessions['runs']
  seats: Sessions['seats']
  /** What moderators decided about whoever comes. */
  terms: Sessions['limits']
}

/** Someone, by a link, before the room behind it. */
export interface Arrival {
  actor: Actor
  room: RoomRow
  via: Via
  visit: Visit
}

/** What is known of whoever comes by a link, before they say anything. */
export interface Comer extends Pick<Asked, 'role' | 'isBanned' | 'hasAccount' | 'invited'> {
  /** What they may or may not do inside, whatever holds for the others. */
  exceptions: Partial<Allowed>
  isOwner: boolean
  /** The guest whom someone with an account is in this browser, where that is known already. */
  browserId: GuestId | null
  /** When moderators put them out of the session that runs, if they did. */
  removedAt: Date | null
  sparedPassword: boolean
  /** The one they go by, where their link says so. */
  name: string | null
}

/** Whom a moderator must let in: as the session that runs has it, or will have it when it begins. */
export const lobbyFor = (room: RoomRow, session: SessionRow | undefined) =>
  session ? lobbyOf(session, room) : settingsOf(room).lobby

/** Who comes by a link, and to what. */
export const createArrivals = ({ clock, rooms, people, lobby, runs, seats, terms }: Needs) => {
  /** A ticket is for whoever comes with it first: known by it from now on. */
  const claim = async (actor: Actor, via: Via, visit: Visit): Promise<Actor> => {
    if (via.kind !== 'ticket') return actor
    const visitor = await people.guests.know(actor, visit)
    if (!(await rooms.links.claim(via, visitor))) throw new Failure('door.link_used')
    return visitor
  }

  return {
    async by(actor: Actor, code: string, visit: Visit): Promise<Arrival> {
      const found = await rooms.byLink(actor.tenantId, code)
      if (!found) throw new Failure('door.not_found')
      return { ...found, visit, actor: await claim(actor, found.via, visit) }
    },

    /** What was a meeting of one time leads nowhere after its day, but to whoever is in it still. */
    async comer({ actor, room, via, visit }: Arrival, session: SessionRow | undefined): Promise<Comer> {
      if (!session && isOver(room, clock.now())) throw new Failure('door.link_expired')
      const { standing, named } = await rooms.standing(actor, room)
      const isTicket = via.kind === 'ticket'
      const isPersonal = via.kind === 'personal' || isTicket
      const mayLead = leads(standing) || (via.kind !== 'guests' && via.role === 'moderator')
      const role = mayLead ? 'moderator' : 'participant'
      const isOwner = standing === 'owner'
      const browserId = session && actor.kind === 'person' ? await people.guests.inBrowser(actor.tenantId, visit) : null
      return {
        ...(await terms.onEntering(session, actor, { role, isOwner, browserId, linkId: isPersonal ? via.id : null })),
        isOwner,
        browserId,
        // Who sends them here knows them, unless it says that it does not.
        hasAccount: actor.kind === 'person' || (isTicket && !via.forGuest),
        invited: named || isPersonal ? 'by_name' : standing === 'none' ? 'no' : 'by_group',
        sparedPassword: isPersonal || via.kind === 'direct',
        name: via.kind === 'guests' ? null : via.name,
      }
    },

    /**
     * Whether a moderator let them into this session before, or they were inside, under the name they come by; asked only
     * where it matters.
     */
    async wasAdmitted(
      { actor, room }: Arrival,
      session: SessionRow | undefined,
      { removedAt, hasAccount }: Comer,
      name?: string,
    ) {
      const matters = mustWait(lobbyFor(room, session), hasAccount)
      if (!matters || !session || actor.kind === 'nobody') return false
      // Who has an account is told by it, whatever they call themselves; a guest is let in by the name alone.
      const by = actor.kind === 'guest' ? name : undefined
      if (await lobby.wasAdmitted(session, actor, { removedAt, name: by })) return true
      return removedAt === null && seats.hasSeat(session, actor, by)
    },

    /** What was planned; and once somebody has closed it in that time, or those who lead have left, it opens no more by itself. */
    async planned({ tenantId, id }: RoomRow): Promise<Opening | undefined> {
      const opening = await rooms.openings.upcoming({ tenantId, id })
      if (opening?.openers !== 'everyone' || opening.opensAt > clock.now()) return opening
      const isClosed = await runs.wasClosedSince(tenantId, id, opening.opensAt)
      return isClosed ? { ...opening, openers: 'moderators' } : opening
    },
  }
}

export type Arrivals = ReturnType<typeof createArrivals>
