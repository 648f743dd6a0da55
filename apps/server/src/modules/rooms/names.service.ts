import { linkChosen, mostNames } from '@amphi/contract/chosen-links'
import { isReserved } from '@amphi/contract/pages'
import { roomChanged, type RoomId } from '@amphi/contract/rooms'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { namesIn } from './names.repository.ts'
import { roomsIn } from './rooms.repository.ts'
import type { RoomsService } from './rooms.service.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: Pick<TenantsService, 'get'>
  rooms: Pick<RoomsService, 'seenBy' | 'chosen'>
}

/** Links that can be read and remembered, where the institution allows them. */
export const createNamesService = ({ db, bus, clock, tenants, rooms }: Needs) => {
  /** Makes the name this room's, unless it is another's, or was another person's. */
  const take = async (tx: Tx, { tenantId, userId, role }: PersonActor, roomId: RoomId, name: string) => {
    const taken = new Failure('chosen.taken', { name })
    if (isReserved(name)) throw new Failure('chosen.reserved', { name })
    const known = await namesIn(tx).find(tenantId, name)
    if (known?.roomId === roomId) return
    if ((await namesIn(tx).count(tenantId, roomId)) >= mostNames) {
      throw new Failure('chosen.limit_reached', { most: mostNames })
    }
    if (!known) {
      const row = { tenantId, name, roomId, chosenBy: userId, isShown: true, createdAt: clock.now() }
      if (!(await namesIn(tx).reserve(row))) throw taken
      return
    }
    const isFree = (await roomsIn(tx).find(tenantId, known.roomId)) === undefined
    const isTheirs = known.chosenBy === userId || role === 'administrator'
    if (!isFree || !isTheirs) throw taken
    if (!(await namesIn(tx).give(tenantId, name, known.roomId, { roomId, chosenBy: userId }))) throw taken
  }

  return {
    async read(actor: PersonActor, roomId: RoomId) {
      const { tenantId } = actor
      const { room, can } = await rooms.seenBy(actor, roomId)
      if (!can.configure) throw new Failure('room.not_yours', { roomId })
      const { chosenLinks: allowed } = await tenants.get(tenantId)
      const chosen = await rooms.chosen(room)
      const all = await namesIn(db).list(tenantId, roomId)
      return { allowed, chosen, former: all.filter((name) => name !== chosen) }
    },

    choose: (actor: PersonActor, roomId: RoomId, name: string | null) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: by } = actor
        await roomsIn(tx).hold(tenantId, roomId)
        const { can } = await rooms.seenBy(actor, roomId, tx)
        if (!can.configure) throw new Failure('room.not_yours', { roomId })
        if (name !== null) {
          if (!(await tenants.get(tenantId)).chosenLinks) throw new Failure('chosen.not_allowed')
          await take(tx, actor, roomId, name)
        }
        await namesIn(tx).show(tenantId, roomId, name)
        await bus.announce(tx, linkChosen, { tenantId, roomId, by, chosen: name })
        await bus.announce(tx, roomChanged, { tenantId, roomId })
        return { chosen: name }
      }),
  }
}
