import { randomUUID } from 'node:crypto'
import {
  type CalendarId,
  type CalendarLevel,
  calendarListed,
  type CalendarShare,
  CalendarShareId,
} from '@amphi/contract/calendars'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import { type PeopleService, pictureUrl } from '#modules/people'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import type { CalendarsService } from './calendars.service.ts'
import { sharesIn } from './shares.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  people: Pick<PeopleService, 'shutOut' | 'groups'>
  calendars: CalendarsService
}

interface Given {
  users: readonly UserId[]
  groups: readonly GroupId[]
  level: CalendarLevel
  onBehalf: boolean
}

/** Who else sees a calendar. */
export const createSharesService = ({ db, bus, people, calendars }: Needs) => {
  const list = async (actor: PersonActor, calendarId: CalendarId): Promise<CalendarShare[]> => {
    await calendars.arranged(db, actor, calendarId)
    const rows = await sharesIn(db).listNamed(actor.tenantId, calendarId)
    return rows.flatMap(({ id, level, onBehalf, user, group, members }): CalendarShare[] => {
      const it = { id, level, onBehalf }
      if (user) {
        return [{ ...it, to: { kind: 'person', id: user.id, name: user.name, pictureUrl: pictureUrl(user.pictureId) } }]
      }
      return group ? [{ ...it, to: { kind: 'group', id: group.id, name: group.name, members } }] : []
    })
  }

  return {
    list,

    async share(actor: PersonActor, calendarId: CalendarId, { users, groups, level, onBehalf }: Given) {
      const { tenantId } = actor
      await db.transaction(async (tx) => {
        const { calendar } = await calendars.arranged(tx, actor, calendarId)
        const out = await people.shutOut(tenantId, users, tx)
        for (const userId of users) {
          if (out.has(userId)) throw new Failure('person.not_found', { userId })
          if (userId === calendar.ownerId) throw new Failure('calendar.share_with_owner', { userId })
        }
        await people.groups.hold(tx, tenantId, [...new Set(groups)])
        const to = [
          ...[...new Set(users)].map((userId) => ({ userId, groupId: null })),
          ...[...new Set(groups)].map((groupId) => ({ userId: null, groupId })),
        ]
        await sharesIn(tx).put(
          to.map((it) => ({
            tenantId,
            calendarId,
            id: CalendarShareId.parse(randomUUID()),
            level,
            // Who may not even write does not invite in another’s name.
            onBehalf: onBehalf && level === 'write',
            ...it,
          })),
        )
        await calendars.tell(tx, calendar)
      })
      return list(actor, calendarId)
    },

    async withdraw(actor: PersonActor, calendarId: CalendarId, shareId: CalendarShareId) {
      const { tenantId } = actor
      await db.transaction(async (tx) => {
        const { calendar } = await calendars.arranged(tx, actor, calendarId)
        const gone = await sharesIn(tx).remove(tenantId, calendarId, shareId)
        if (!gone) throw new Failure('calendar.share_not_found', { shareId })
        const whose = { userId: gone.userId ?? undefined, groupId: gone.groupId ?? undefined }
        await bus.announce(tx, calendarListed, { tenantId, ...whose })
        await calendars.tell(tx, calendar)
      })
      return list(actor, calendarId)
    },
  }
}
