import { sessionChanged } from '@amphi/contract/moderation'
import type { SessionId } from '@amphi/contract/sessions'
import type { Rooms } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { Visitor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Db } from '#platform/db'

interface Needs {
  db: Db
  bus: Bus
  rooms: Rooms
  inside: Sessions['inside']
}

/** The room's password, from inside: those who are there stay, whoever comes next is asked for it. */
export const createLockingService = ({ db, bus, rooms, inside }: Needs) => ({
  read: async (actor: Visitor, sessionId: SessionId) => ({
    password: rooms.settings.passwordOf(await inside.telling(actor, sessionId)),
  }),

  set: (actor: Visitor, sessionId: SessionId, password: string | null) =>
    db.transaction(async (tx) => {
      // Held before it is read: what another changes meanwhile is not written over.
      const { session, room } = await inside.locking(actor, sessionId, tx)
      const { tenantId, roomId } = session
      await rooms.settings.setPassword(tx, room, password, actor.kind === 'person' ? actor.userId : null)
      await bus.announce(tx, sessionChanged, { tenantId, roomId, sessionId })
      return { password }
    }),
})

export type LockingService = ReturnType<typeof createLockingService>
