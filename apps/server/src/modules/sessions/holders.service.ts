import type { RoomId } from '@amphi/contract/rooms'
import type { Holder, Holders } from '@amphi/contract/sessions'
import type { PeopleService } from '#modules/people'
import type { Rooms } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { roomsWithNewestIn } from './rooms-with-newest.repository.ts'
import type { SeatsService } from './seats.service.ts'
import { type SessionRow, sessionsIn } from './sessions.repository.ts'

interface Needs {
  db: Db
  tenants: Pick<TenantsService, 'get'>
  people: Pick<PeopleService, 'cards' | 'correspondents'>
  rooms: Rooms
  seats: Pick<SeatsService, 'gathered' | 'leftEverywhere'>
}

const nobody = { full: null, holders: [] }

/** Who holds the institution’s open rooms, told while it has as many as it may, so that they can be asked. */
export const createHoldersService = ({ db, tenants, people, rooms, seats }: Needs) => {
  /** What there is no more of: another room cannot be opened, or nobody else comes in. */
  const fullOf = async ({ tenantId }: PersonActor, running: readonly SessionRow[]): Promise<Holders['full']> => {
    const { sessionsAtOnce } = await tenants.get(tenantId)
    if (sessionsAtOnce !== null && running.length >= sessionsAtOnce) return 'sessions'
    return (await seats.leftEverywhere(tenantId))?.left === 0 ? 'people' : null
  }

  /** Of these rooms, those whose name someone sees: it may tell what a room is for. */
  const namedTo = async (actor: PersonActor, ids: readonly RoomId[]) => {
    const { tenantId, userId, role } = actor
    if (role === 'administrator') return new Set(ids)
    return new Set((await roomsWithNewestIn(db).of(tenantId, userId)).map(({ id }) => id))
  }

  /** Their accounts as they are now, and whether one can write to them. */
  const accountsOf = async ({ tenantId, userId }: PersonActor, ids: readonly (string | null)[]) => {
    const wanted = ids.flatMap((id) => id ?? []) as PersonActor['userId'][]
    const cards = await people.cards(tenantId, wanted)
    const reached = await people.correspondents.among(tenantId, wanted)
    const readers = new Set(reached.filter(({ isDisabled }) => !isDisabled).map(({ id }) => id))
    return (id: PersonActor['userId'] | null): Holder['owner'] => {
      const card = id && cards.get(id)
      return card ? { ...card, can: { write: card.id !== userId && readers.has(card.id) } } : null
    }
  }

  const list = async (actor: PersonActor, running: readonly SessionRow[]): Promise<Holder[]> => {
    const { tenantId } = actor
    const ids = running.map(({ roomId }) => roomId)
    const named = await namedTo(actor, ids)
    const held = new Map((await rooms.among(tenantId, ids)).map((room) => [room.id, room]))
    const gathered = await seats.gathered(tenantId, ids)
    const owners = [...held.values()].map(({ ownerId }) => ownerId)
    const account = await accountsOf(actor, [...owners, ...running.map((session) => session.startedByUserId)])
    return running.map(({ roomId, startedAt, startedBy, startedByUserId }) => {
      const room = held.get(roomId)
      const openedBy = account(startedByUserId)
      return {
        owner: account(room?.ownerId ?? null),
        openedBy,
        name: openedBy ? openedBy.name : startedBy,
        room: room && named.has(roomId) ? room.name : null,
        own: room?.ownerId === actor.userId ? roomId : null,
        since: startedAt.toISOString(),
        people: gathered.get(roomId)?.people.length ?? 0,
      }
    })
  }

  return {
    /** For those who may open the room. The first to be asked is who holds a room for longest, or most seats. */
    async tell(actor: PersonActor, roomId: RoomId): Promise<Holders> {
      const { can } = await rooms.seenBy(actor, roomId)
      if (!can.open) throw new Failure('room.not_yours', { roomId })
      const running = await sessionsIn(db).listRunning(actor.tenantId)
      const full = await fullOf(actor, running)
      if (!full) return nobody
      const byAge = running.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
      const holders = await list(actor, byAge)
      return { full, holders: full === 'people' ? holders.toSorted((a, b) => b.people - a.people) : holders }
    },
  }
}

export type HoldersService = ReturnType<typeof createHoldersService>
