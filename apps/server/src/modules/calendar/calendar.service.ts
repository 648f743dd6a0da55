import type { TenantsService } from '#modules/tenants'
import type { PeopleService } from '#modules/people'
import type { Ground } from '#platform/ground'
import { createBusyService } from './busy.service.ts'
import { createCalendarsService } from './calendars.service.ts'
import { createEventsService } from './events.service.ts'
import { createListingService } from './listing.service.ts'
import { createObjectsService } from './objects.service.ts'
import { createSharesService } from './shares.service.ts'

export interface CalendarNeeds extends Pick<Ground, 'db' | 'bus' | 'clock'> {
  tenants: TenantsService
  people: PeopleService
}

/** Gathers what this module does; each part says its own needs. */
export const createCalendarService = (needs: CalendarNeeds) => {
  const calendars = createCalendarsService(needs)
  const objects = createObjectsService(needs)
  return {
    calendars,
    listing: createListingService({ ...needs, calendars }),
    shares: createSharesService({ ...needs, calendars }),
    objects,
    events: createEventsService({ ...needs, calendars, objects }),
    busy: createBusyService(needs),
  }
}

export type CalendarService = ReturnType<typeof createCalendarService>
