import type { ResourceId } from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import type { ResourceRow, ResourcesService } from '#modules/resources'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { calendarsIn } from '../calendars.repository.ts'
import { edited } from '../ics/series-parts.ts'
import { objectsIn } from '../objects.repository.ts'
import { kept, type ObjectsService } from '../objects.service.ts'
import { inviteResource } from './bookings.service.ts'
import { type ConferenceRow, conferencesIn } from './conferences.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  resources: ResourcesService
  objects: ObjectsService
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Taking a resource that is no more out of the events it was booked for. */
export const createCleaningService = ({ db, clock, resources, objects }: Needs) => {
  /** Those invited hear of it once. What is over keeps its text. */
  const clean = async (tx: Tx, { tenantId, eventId, calendarId }: ConferenceRow, resource: ResourceRow) => {
    const calendar = calendarId && (await calendarsIn(tx).hold(tenantId, calendarId))
    if (!calendar) return
    const row = await objectsIn(tx).findById({ tenantId, calendarId: calendar.id }, eventId)
    const object = row && kept(row)
    if (!object || (row.endsAt !== null && row.endsAt <= clock.now())) return
    const organizer = { name: '', email: '' }
    const without = edited(object, (copy) => {
      for (const part of [...(copy.main ? [copy.main] : []), ...copy.overrides.values()])
        inviteResource(part, undefined, { organizer, all: new Set([resource.email, ...resource.formerEmails]) })
    })
    await objects.keep(tx, calendar, { name: row.name, object: without, before: row, by: { mayInvite: true } })
  }

  return {
    async forget(tenantId: TenantId, resourceId: ResourceId) {
      const resource = await resources.known(tenantId, resourceId)
      if (!resource) return
      let failed: unknown
      for (let after: string = nobody; ;) {
        const rows = await conferencesIn(db).ofResource(tenantId, resourceId, after, 100)
        for (const row of rows)
          await db
            .transaction((tx) => clean(tx, row, resource))
            // One that cannot be cleaned now keeps no other from it.
            .catch((error: unknown) => (failed = error))
        const last = rows.at(-1)
        if (!last && failed) throw failed
        if (!last) return
        after = last.eventId
      }
    },
  }
}
