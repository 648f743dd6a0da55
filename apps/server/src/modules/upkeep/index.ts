import { roomHandedOver } from '@amphi/contract/grants'
import { memoChanged } from '@amphi/contract/memos'
import { countUnusedRooms } from '@amphi/contract/upkeep'
import type { Sessions } from '#modules/sessions'
import type { Ground } from '#platform/ground'
import { type Below, createAnnouncingService } from './announcing.service.ts'
import { createHandedOver } from './handed-over.ts'
import { createUpkeepService } from './upkeep.service.ts'

/** Looks after rooms that nobody uses, where the institution wants it, and those that change hands. */
export const openUpkeep = async ({ db, bus, clock, http, sweeps }: Ground, below: Below & { sessions: Sessions }) => {
  const announcing = createAnnouncingService({ db, clock, below })
  const upkeep = createUpkeepService({ db, clock, announcing, ...below })
  await bus.on(memoChanged, 'upkeep', ({ tenantId, memoId, userId }) => upkeep.hearOfMemo(tenantId, memoId, userId))
  const handed = createHandedOver({ db, below })
  await bus.on(roomHandedOver, 'upkeep', (ids, factId) => handed.tell(ids, factId))
  http.mount(countUnusedRooms, (actor, { query }) => upkeep.count(actor, query))
  sweeps.every(3600, 'upkeep', () => upkeep.sweep())
}
