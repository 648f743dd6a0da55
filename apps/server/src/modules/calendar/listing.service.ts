import type { Calendar, CalendarId } from '@amphi/contract/calendars'
import type { PeopleService } from '#modules/people'
import type { PersonActor } from '#platform/actor'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { abilitiesOf } from './calendars.policy.ts'
import type { CalendarSeen, CalendarsService } from './calendars.service.ts'
import { sharesIn } from './shares.repository.ts'

interface Needs {
  db: Db
  people: Pick<PeopleService, 'cards'>
  calendars: CalendarsService
}

/** The calendars someone sees, as a page shows them. */
export const createListingService = ({ db, people, calendars }: Needs) => {
  const list = async (actor: PersonActor): Promise<Calendar[]> => {
    const { tenantId } = actor
    const all = (await calendars.list(actor)).filter(({ calendar }) => calendar.kind !== 'inbox')
    const owners = await people.cards(
      tenantId,
      all.flatMap(({ calendar }) => calendar.ownerId ?? []),
    )
    const shown = async (seen: CalendarSeen): Promise<Calendar | undefined> => {
      const { calendar, access, color, isHidden, onBehalf } = seen
      const owner = (calendar.ownerId && owners.get(calendar.ownerId)) ?? null
      const { id, name, timeZone, kind, resourceId } = calendar
      if (!owner && !resourceId) return undefined
      const shares = access === 'owner' ? await sharesIn(db).count(tenantId, id) : 0
      const can = { ...abilitiesOf(access, kind), invite: onBehalf }
      const isDefault = kind === 'default'
      return { id, name, color, timeZone, isHidden, isDefault, owner, resourceId, access, shares, can }
    }
    return (await Promise.all(all.map(shown))).filter((it) => it !== undefined)
  }

  return {
    list,

    async read(actor: PersonActor, calendarId: CalendarId): Promise<Calendar> {
      const found = (await list(actor)).find(({ id }) => id === calendarId)
      if (!found) throw new Failure('calendar.not_found', { calendarId })
      return found
    },
  }
}
