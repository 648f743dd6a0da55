import type { Door } from '@amphi/contract/doors'
import {
  leads,
  linkUntil,
  type Opening,
  roomAbilities,
  type RoomRow,
  type Rooms,
  settingsOf,
  shownCode,
} from '#modules/rooms'
import type { SessionRow, Sessions } from '#modules/sessions'
import type { TenantsService } from '#modules/tenants'
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Visit } from '#platform/http'
import { type Arrival, type Arrivals, lobbyFor } from './arrivals.service.ts'
import { mayCome, mustWait } from './entry.ts'

interface Needs {
  clock: Clock
  rooms: Rooms
  tenants: TenantsService
  arrivals: Arrivals
  runs: Sessions['runs']
  seats: Sessions['seats']
}

/** For so long after its end a meeting is what a latecomer came for, in milliseconds. */
const lately = 3_600_000

const namesOf = (inside: readonly { name: string }[], mayBeNamed: boolean) => ({
  people: inside.length,
  names: mayBeNamed ? inside.slice(0, 3).map(({ name }) => name) : [],
})

/** What stands behind a link, as far as whoever reads it may know. */
export const createDoorService = ({ clock, rooms, tenants, arrivals, runs, seats }: Needs) => {
  const sessionSeen = async (session: SessionRow, mayBeNamed: boolean) => ({
    id: session.id,
    startedAt: session.startedAt.toISOString(),
    ...namesOf(await seats.connected(session), mayBeNamed),
  })

  /** Said before they come, once there are few: of the room, or of the institution, where fewer are left there. */
  const fewSeats = async (session: SessionRow, room: RoomRow): Promise<Door['seats']> => {
    const { most, left, few, of } = await seats.left(session, room)
    return few ? { most, left, of } : null
  }

  /** Whether they may open the room by who they are: then they read who holds the others. */
  const opens = async (arrival: Arrival, isLeader: boolean) => {
    if (isLeader) return (await byStanding(arrival)).leads
    const { actor } = arrival
    return actor.kind === 'person' && actor.role === 'administrator'
  }

  const openingSeen = ({ opensAt, startsAt, endsAt, openers }: Opening) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    opensIn: openers === 'everyone' ? Math.max(0, Math.ceil((opensAt.getTime() - clock.now().getTime()) / 1000)) : null,
  })

  /** What else they may do with a room that does not run, by who they are and not by a link they hold. */
  const byStanding = async ({ actor, room }: Arrival) => {
    const { standing } = await rooms.standing(actor, room)
    return { leads: leads(standing), restores: roomAbilities(standing, room).restore }
  }

  return {
    async read(whoever: Actor, code: string, visit: Visit): Promise<Door> {
      const arrival = await arrivals.by(whoever, code, visit)
      const { room, via } = arrival
      const session = await runs.running(room.tenantId, room.id)
      const who = await arrivals.comer(arrival, session)
      const since = new Date(clock.now().getTime() - lately)
      const ended = session ? undefined : await runs.endedSince(room.tenantId, room.id, since)
      const opening = session || room.archivedAt ? undefined : await arrivals.planned(room)
      const planned = opening ? openingSeen(opening) : null
      const isLeader = who.role === 'moderator'
      const { visibility, listed, welcome, startMuted, camerasFor } = settingsOf(room)
      const lobby = lobbyFor(room, session)
      const isInvited = mayCome({ ...who, visibility })
      const needs = {
        signIn: !isLeader && !who.hasAccount && !isInvited,
        password: !isLeader && !who.sparedPassword && room.sealedPassword !== null,
        lobby: !isLeader && mustWait(lobby, who.hasAccount) && !(await arrivals.wasAdmitted(arrival, session, who)),
      }
      const lacksNothing = !room.archivedAt && (isLeader || (isInvited && !needs.password))
      const mayKnowNames = isLeader || (lacksNothing && !needs.lobby && listed)
      const mayOpen = isLeader || ((via.kind === 'ticket' || planned?.opensIn === 0) && isInvited && !needs.lobby)
      const few = session && !room.archivedAt && !who.isBanned ? await fewSeats(session, room) : null
      const isFullEverywhere = few?.of === 'institution' && few.left === 0
      const mayAskHolders = session ? isFullEverywhere : isLeader
      return {
        room: { name: room.name, code: shownCode(room.code), chosen: await rooms.chosen(room) },
        roomId: mayAskHolders && (await opens(arrival, isLeader)) ? room.id : null,
        role: who.role,
        session: session ? await sessionSeen(session, mayKnowNames) : null,
        seats: few,
        ended: ended?.toISOString() ?? null,
        planned,
        needs,
        // Of a meeting that nobody owns, nobody reads who was there.
        attendanceKept:
          room.kind === 'instant' && !room.ownerId ? null : (await tenants.get(room.tenantId)).attendanceKept,
        linkUntil: linkUntil(room)?.toISOString() ?? null,
        welcome: lacksNothing ? welcome : null,
        startMuted: startMuted && !isLeader,
        cameraFor: isLeader ? 'everyone' : (session?.camerasFor ?? camerasFor),
        name: who.name,
        banned: who.isBanned,
        archived: room.archivedAt ? { roomId: (await byStanding(arrival)).restores ? room.id : null } : null,
        can: { open: !room.archivedAt && mayOpen },
      }
    },
  }
}

export type DoorService = ReturnType<typeof createDoorService>
