import type { Door, Entry } from '@amphi/contract/doors'
import { RoomPassword } from '@amphi/contract/room-settings'
import type { Allowed } from '@amphi/contract/sessions'
import type { TenantId } from '@amphi/contract/tenants'
import type { Engines } from '#modules/engines'
import type { PeopleService } from '#modules/people'
import {
  isOver,
  leads,
  type Opening,
  roomAbilities,
  type RoomRow,
  type Rooms,
  settingsOf,
  shownCode,
  type Via,
} from '#modules/rooms'
import type { Full, ParticipantRow, SessionRow, Sessions } from '#modules/sessions'
import type { TenantsService } from '#modules/tenants'
import type { Actor, Visitor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { Failure } from '#platform/failure'
import type { Visit } from '#platform/http'
import type { Limits } from '#platform/limits'
import { fingerprint } from '#platform/secrets'
import { type Asked, decideEntry, mayCome, mustWait, type Password } from './entry.ts'
import { createGuesses } from './guesses.ts'
import type { LobbyService } from './lobby.service.ts'

interface Needs {
  clock: Clock
  limits: Limits
  rooms: Rooms
  people: PeopleService
  engines: Engines
  tenants: TenantsService
  lobby: LobbyService
  runs: Sessions['runs']
  seats: Sessions['seats']
  /** What moderators decided about whoever comes. */
  terms: Sessions['limits']
}

/** What is known of whoever comes by a link, before they say anything. */
interface Comer extends Pick<Asked, 'role' | 'isBanned' | 'hasAccount' | 'invited'> {
  /** What they may or may not do inside, whatever holds for the others. */
  exceptions: Partial<Allowed>
  isOwner: boolean
  /** When moderators put them out of the session that runs, if they did. */
  removedAt: Date | null
  sparedPassword: boolean
  /** The one they go by, where their link says so. */
  name: string | null
}

interface Behind {
  room: RoomRow
  via: Via
}

interface Given {
  name: string
  tab: string
  password?: string | undefined
  askAgain?: boolean | undefined
}

/** For so long after its end a meeting is what a latecomer came for, in milliseconds. */
const lately = 3_600_000

/** Those who are not to be told of. */
const someone = { fr: 'Une personne', en: 'Someone' } as const

const namesOf = (inside: readonly { name: string }[], mayBeNamed: boolean) => ({
  people: inside.length,
  names: mayBeNamed ? inside.slice(0, 3).map(({ name }) => name) : [],
})

/** What stands behind a link, and going in. */
export const createDoorsService = ({
  clock,
  limits,
  rooms,
  people,
  engines,
  tenants,
  lobby,
  runs,
  seats,
  terms,
}: Needs) => {
  const guesses = createGuesses(limits)

  const behind = async (tenantId: TenantId, code: string) => {
    const found = await rooms.byLink(tenantId, code)
    if (!found) throw new Failure('door.not_found')
    return found
  }

  /** What was a meeting of one time leads nowhere after its day, but to whoever is in it still. */
  const refuseOver = (room: RoomRow, session: SessionRow | undefined) => {
    if (!session && isOver(room, clock.now())) throw new Failure('door.link_expired')
  }

  const comer = async (session: SessionRow | undefined, actor: Actor, { room, via }: Behind): Promise<Comer> => {
    const { standing, named } = await rooms.standing(actor, room)
    const isTicket = via.kind === 'ticket'
    const isPersonal = via.kind === 'personal' || isTicket
    const mayLead = leads(standing) || (via.kind !== 'guests' && via.role === 'moderator')
    const role = mayLead ? 'moderator' : 'participant'
    return {
      ...(await terms.onEntering(session, actor, role, standing === 'owner')),
      isOwner: standing === 'owner',
      // Who sends them here knows them, unless it says that it does not.
      hasAccount: actor.kind === 'person' || (isTicket && !via.forGuest),
      invited: named || isPersonal ? 'by_name' : standing === 'none' ? 'no' : 'by_group',
      sparedPassword: isPersonal || via.kind === 'direct',
      name: via.kind === 'guests' ? null : via.name,
    }
  }

  /** By this very tab: whoever is inside stays, whatever was changed at the door since. */
  const isInside = async (session: SessionRow | undefined, actor: Actor, tab: string) =>
    session !== undefined && actor.kind !== 'nobody' && seats.isInside(session, actor, tab)

  const passwordFrom = (room: RoomRow, given: string | undefined): Password => {
    const password = rooms.settings.passwordOf(room)
    if (password === null) return 'none_needed'
    if (given === undefined || given.trim() === '') return 'missing'
    // As it was written down; and of equal length whatever is compared, so that the time it takes tells nothing.
    const { data = '' } = RoomPassword.safeParse(given)
    return fingerprint(data) === fingerprint(password) ? 'right' : 'wrong'
  }

  /**
   * Whether a moderator let them into this session before, or they were inside, under the name they come by; asked only
   * where it matters.
   */
  const wasAdmitted = async (
    room: RoomRow,
    session: SessionRow | undefined,
    actor: Actor,
    { removedAt, hasAccount, name }: Pick<Comer, 'removedAt' | 'hasAccount'> & { name?: string },
  ) => {
    const matters = mustWait(settingsOf(room).lobby, hasAccount)
    if (!matters || !session || actor.kind === 'nobody') return false
    // Who has an account is told by it, whatever they call themselves; a guest is let in by the name alone.
    const by = actor.kind === 'guest' ? name : undefined
    if (await lobby.wasAdmitted(session, actor, { removedAt, name: by })) return true
    return removedAt === null && seats.hasSeat(session, actor, by)
  }

  const mayRestore = async (actor: Actor, room: RoomRow) =>
    roomAbilities((await rooms.standing(actor, room)).standing, room).restore

  const full = (seats: number, of: Full = 'room'): Entry => ({ outcome: 'full', seats, of })

  /** Whom the engine tells to all inside: where participants are told of nobody, it does not know either. */
  const engineName = async (room: RoomRow, { name, role }: Pick<ParticipantRow, 'name' | 'role'>) => {
    if (role === 'moderator' || settingsOf(room).listed) return name
    return someone[(await tenants.get(room.tenantId)).language]
  }

  /** For an engine’s own pages, which know nobody by themselves. */
  const pictureOf = async (actor: Visitor) => {
    if (actor.kind !== 'person') return {}
    const card = (await people.cards(actor.tenantId, [actor.userId])).get(actor.userId)
    return card?.pictureUrl ? { pictureUrl: `${await tenants.addressOf(actor.tenantId)}${card.pictureUrl}` } : {}
  }

  /** Where an engine’s own pages are opened, as the institution says, or leaves to the room. */
  const opensOf = async (room: RoomRow) => {
    const { enginePages } = await tenants.get(room.tenantId)
    if (enginePages === 'each') return 'either'
    return enginePages === 'room' ? (settingsOf(room).enginePages ?? 'tab') : enginePages
  }

  /** Those who lead are in the engine’s own pages, and let people in there. */
  const hasLobbyOfItsOwn = (session: SessionRow | undefined) => session !== undefined && engines.able(session).pages

  /** Over when the session has ended meanwhile. */
  const admit = async (
    room: RoomRow,
    session: SessionRow,
    actor: Visitor,
    { role, isOwner, exceptions, waits }: Comer & { waits: boolean },
    given: Given & Pick<ParticipantRow, 'cameBy'>,
  ): Promise<Entry | 'over'> => {
    const participant = await seats.take(session, actor, { ...given, role, isOwner })
    if (participant === 'over') return 'over'
    if (typeof participant === 'string') return full(session.mostInside, participant)
    const engine = await engines.carrying(session)
    // The role of their seat: moderators may have given them another while they were on their way.
    const { id: participantId, role: seatedAs } = participant
    const pass = await engine.pass(session.id, {
      identity: participantId,
      name: await engineName(room, participant),
      role: seatedAs,
      may: terms.maySend(session, seatedAs, exceptions),
      ...(engine.capabilities.pages ? { waits, ...(await pictureOf(actor)) } : {}),
    })
    const { id: sessionId, camerasFor } = session
    const seat = { sessionId, participantId, role: seatedAs }
    if (pass.by === 'address') return { outcome: 'sent', ...seat, address: pass.address, opens: await opensOf(room) }
    return { outcome: 'admitted', ...seat, camerasFor, media: { url: pass.url, token: pass.token } }
  }

  /** Known from now on, so that they can be let in; and nothing more. */
  const wait = async (session: SessionRow | undefined, actor: Actor, given: Given, visit: Visit): Promise<Entry> => {
    if (!session) return { outcome: 'waiting' }
    const visitor = await people.guests.know(actor, visit)
    return { outcome: 'lobby', request: await lobby.ask(session, visitor, given) }
  }

  /** A ticket is for whoever comes with it first: known by it from now on. */
  const claim = async (actor: Actor, { via }: Behind, visit: Visit): Promise<Actor> => {
    if (via.kind !== 'ticket') return actor
    const visitor = await people.guests.know(actor, visit)
    if (!(await rooms.links.claim(via, visitor))) throw new Failure('door.link_used')
    return visitor
  }

  /** What was planned; and once somebody has closed it in that time, or those who lead have left, it opens no more by itself. */
  const planned = async ({ tenantId, id }: RoomRow): Promise<Opening | undefined> => {
    const opening = await rooms.openings.upcoming({ tenantId, id })
    if (opening?.openers !== 'everyone' || opening.opensAt > clock.now()) return opening
    const isClosed = await runs.wasClosedSince(tenantId, id, opening.opensAt)
    return isClosed ? { ...opening, openers: 'moderators' } : opening
  }

  const openersOf = (opening: Opening | undefined) =>
    opening && opening.opensAt <= clock.now() ? opening.openers : 'moderators'

  const enter = async (whoever: Actor, code: string, given: Given, visit: Visit): Promise<Entry> => {
    const { tenantId } = whoever
    const { room, via } = await behind(tenantId, code)
    const actor = await claim(whoever, { room, via }, visit)
    const running = await runs.runningWithOthers(tenantId, room.id, given.tab)
    refuseOver(room, running?.session)
    const who = await comer(running?.session, actor, { room, via })
    const { role, name } = who
    const inside = running?.others ?? 0
    const most = running?.session.mostInside ?? 0
    // Where all may come in, it makes no difference whether one is inside already.
    const { visibility, lobby: lobbyFor } = settingsOf(room)
    const restricted = visibility !== 'anyone' || room.sealedPassword !== null
    const isInsideNow = restricted && (await isInside(running?.session, actor, given.tab))
    const isSent = via.kind === 'ticket'
    const opening = running || role === 'moderator' || isSent ? undefined : await planned(room)
    const goesBy = name ?? given.name
    const admittedBefore =
      role === 'participant' && (await wasAdmitted(room, running?.session, actor, { ...who, name: goesBy }))
    const lobbyIsTheirs = lobbyFor !== 'off' && hasLobbyOfItsOwn(running?.session)
    // From here to the decision nothing is waited for: of many guesses at one moment each counts those before.
    const mustGuess = role === 'participant' && !isInsideNow && !who.sparedPassword && room.sealedPassword !== null
    const guess = mustGuess && given.password ? guesses.begin(room.id, { actor, address: visit.address }) : undefined
    const password = who.sparedPassword ? 'none_needed' : passwordFrom(room, given.password)
    if (password === 'right') guess?.right()
    const decision = decideEntry({
      ...who,
      isArchived: room.archivedAt !== null,
      isInside: isInsideNow,
      visibility,
      password,
      lobby: lobbyIsTheirs ? 'off' : lobbyFor,
      wasAdmitted: admittedBefore,
      isOpen: running !== undefined,
      openers: isSent ? 'everyone' : openersOf(opening),
      inside,
      seats: most,
    })
    // Known from now on, so that their guesses are counted as theirs, and not as those of all around them.
    if (decision.outcome === 'password' && decision.wrong) await people.guests.know(actor, visit)
    if (decision.outcome === 'full') return full(most)
    if (decision.outcome === 'lobby') return wait(running?.session, actor, { ...given, name: goesBy }, visit)
    if (decision.outcome !== 'open' && decision.outcome !== 'admitted') return decision

    const visitor = await people.guests.know(actor, visit)
    const userId = visitor.kind === 'person' ? visitor.userId : null
    const session = running?.session ?? (await runs.start(room, { name: goesBy, userId }))
    if (!session) throw new Failure('door.not_found')
    const cameBy = via.kind === 'guests' ? null : via.id
    const waits = lobbyIsTheirs && role === 'participant' && mustWait(lobbyFor, who.hasAccount) && !admittedBefore
    const entry = await admit(room, session, visitor, { ...who, waits }, { ...given, name: goesBy, cameBy })
    // It ended before they sat down: decided anew, as whom they are known by now.
    if (entry === 'over') return enter(visitor, code, given, visit)
    const isIn = entry.outcome === 'admitted' || entry.outcome === 'sent'
    if (isIn && via.kind !== 'guests') await rooms.links.used(tenantId, via.id)
    if (isIn && lobbyFor !== 'off') await lobby.settle(session, visitor)
    return entry
  }

  /** For whoever leads it by who they are, and not by a link they hold. */
  const ledHere = async (actor: Actor, room: RoomRow) => leads((await rooms.standing(actor, room)).standing)

  const shownOpening = ({ opensAt, startsAt, endsAt, openers }: Opening) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    opensIn: openers === 'everyone' ? Math.max(0, Math.ceil((opensAt.getTime() - clock.now().getTime()) / 1000)) : null,
  })

  return {
    async read(whoever: Actor, code: string, visit: Visit): Promise<Door> {
      const { room, via } = await behind(whoever.tenantId, code)
      const actor = await claim(whoever, { room, via }, visit)
      const session = await runs.running(room.tenantId, room.id)
      refuseOver(room, session)
      const who = await comer(session, actor, { room, via })
      const since = new Date(clock.now().getTime() - lately)
      const ended = session ? undefined : await runs.endedSince(room.tenantId, room.id, since)
      const opening = session || room.archivedAt ? undefined : await planned(room)
      const awaited = opening ? shownOpening(opening) : null
      const isLeader = who.role === 'moderator'
      const { visibility, lobby: lobbyFor, listed, welcome, startMuted, camerasFor } = settingsOf(room)
      const needs = {
        signIn: !isLeader && !who.hasAccount && !mayCome({ ...who, visibility }),
        password: !isLeader && !who.sparedPassword && room.sealedPassword !== null,
        lobby:
          !isLeader &&
          mustWait(lobbyFor, who.hasAccount) &&
          !(await wasAdmitted(room, session, actor, { removedAt: who.removedAt, hasAccount: who.hasAccount })),
      }
      const lacksNothing = !room.archivedAt && (isLeader || (mayCome({ ...who, visibility }) && !needs.password))
      const mayKnowNames = isLeader || (lacksNothing && !needs.lobby && listed)
      return {
        room: { name: room.name, code: shownCode(room.code), chosen: await rooms.chosen(room) },
        roomId: isLeader && !session && (await ledHere(actor, room)) ? room.id : null,
        role: who.role,
        session: session
          ? {
              id: session.id,
              startedAt: session.startedAt.toISOString(),
              ...namesOf(await seats.connected(session), mayKnowNames),
            }
          : null,
        ended: ended?.toISOString() ?? null,
        planned: awaited,
        needs,
        // Of a meeting that nobody owns, nobody reads who was there.
        attendanceKept:
          room.kind === 'instant' && !room.ownerId ? null : (await tenants.get(room.tenantId)).attendanceKept,
        welcome: lacksNothing ? welcome : null,
        startMuted: startMuted && !isLeader,
        cameraFor: isLeader ? 'everyone' : (session?.camerasFor ?? camerasFor),
        name: who.name,
        banned: who.isBanned,
        archived: room.archivedAt ? { roomId: (await mayRestore(actor, room)) ? room.id : null } : null,
        can: {
          open:
            !room.archivedAt &&
            (isLeader ||
              ((via.kind === 'ticket' || awaited?.opensIn === 0) && mayCome({ ...who, visibility }) && !needs.lobby)),
        },
      }
    },

    enter,
  }
}

export type DoorsService = ReturnType<typeof createDoorsService>
