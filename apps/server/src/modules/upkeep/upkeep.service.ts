import type { MemoId } from '@amphi/contract/memos'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { Before, RoomRow, Rooms } from '#modules/rooms'
import type { LettersService } from '#modules/letters'
import type { Sessions } from '#modules/sessions'
import type { Tenant, TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { monthsBefore } from '#platform/months'
import { settleEach } from '#platform/settle-each'
import type { AnnouncingService } from './announcing.service.ts'
import { noticesIn } from './notices.repository.ts'
import { lastRound } from './rounds.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  letters: LettersService
  rooms: Rooms
  sessions: Sessions
  announcing: AnnouncingService
}

const day = 24 * 3600 * 1000
const batch = 500

const later = (since: Date, days: number) => new Date(since.getTime() + days * day)

/** What is unused at a moment, as the institution has it: a removal is announced so long before its time. */
const beforeAt = (
  moment: Date,
  { archiveAfter, removeAfter, archiveNotice }: Pick<Tenant, 'archiveAfter' | 'removeAfter' | 'archiveNotice'>,
): Before => ({
  used: archiveAfter === null ? null : monthsBefore(moment, archiveAfter),
  archived: removeAfter === null ? null : monthsBefore(later(moment, archiveNotice), removeAfter),
})

/** Rooms that nobody uses: announced, then archived; announced once more, then deleted. */
export const createUpkeepService = ({ db, clock, tenants, letters, rooms, sessions, announcing }: Needs) => {
  /** Whoever hears of it late has as many days as those who heard at once. */
  const hear = async (
    { id: tenantId, archiveNotice }: Tenant,
    by: Parameters<ReturnType<typeof noticesIn>['setReached']>[1],
  ) => {
    const now = clock.now()
    await db.transaction(async (tx) => {
      const first = await noticesIn(tx).setReached(tenantId, by, now)
      await rooms.unusedIn(tx).postpone(tenantId, first, later(now, archiveNotice), later(now, -1))
    })
  }

  /**
   * Nothing is done to a room of which nobody has heard who could keep it: its letter came back, or there is no mail
   * server, and nobody looked in here. Then whoever administers is told as well, and it waits.
   */
  const wait = async ({ id: tenantId, archiveNotice }: Tenant, roomId: RoomId) => {
    await announcing.tellAdministrators(tenantId, roomId)
    await rooms.unusedIn(db).postpone(tenantId, [roomId], later(clock.now(), archiveNotice))
  }

  const actOn = async (tenant: Tenant, due: readonly RoomRow[]) => {
    const now = clock.now()
    const reached = await noticesIn(db).reached(
      tenant.id,
      due.map(({ id }) => id),
    )
    await settleEach(due, async ({ id, archivedAt }) => {
      if (!reached.has(id)) await wait(tenant, id)
      else if (archivedAt) await sessions.rooms.whenDue.remove(tenant.id, id, now)
      else await sessions.rooms.whenDue.archive(tenant.id, id, now)
    })
  }

  const lookAfter = async (tenant: Tenant) => {
    const now = clock.now()
    await rooms.unusedIn(db).takeBack(tenant.id, beforeAt(now, tenant))
    const onTheWay = await noticesIn(db).lettersOnTheWay(tenant.id)
    const sent = await letters.sent(tenant.id, onTheWay)
    if (sent.length > 0) await hear(tenant, { letters: sent })
    const steps = [
      // What is left over is due an hour later.
      async () => actOn(tenant, await rooms.unusedIn(db).due(tenant.id, now, batch)),
      () => announcing.announce(tenant, beforeAt(lastRound(now, tenant.timeZone), tenant)),
      () => announcing.write(tenant),
    ]
    await settleEach(steps, (step) => step())
  }

  return {
    /** How many rooms a rule would concern at once, before it is made one. */
    async count(actor: PersonActor, rule: { archiveAfter?: number | undefined; removeAfter?: number | undefined }) {
      if (actor.role !== 'administrator') throw new Failure('tenant.administrator_only')
      const { archiveNotice } = await tenants.get(actor.tenantId)
      const { archiveAfter = null, removeAfter = null } = rule
      const before = beforeAt(clock.now(), { archiveAfter, removeAfter, archiveNotice })
      return rooms.unusedIn(db).count(actor.tenantId, before)
    },

    async sweep() {
      await settleEach(await tenants.list(), lookAfter)
    },

    /** They opened, put away or threw away a message here: what it tells has reached them. */
    async hearOfMemo(tenantId: TenantId, memoId: MemoId, userId: UserId) {
      await hear(await tenants.get(tenantId), { memoId, userId })
    },
  }
}
