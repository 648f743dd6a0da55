import type { TenantsService } from '#modules/tenants'
import type { LettersService } from '#modules/letters'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { Rooms } from '#modules/rooms'
import type { Ground } from '#platform/ground'
import { createBusyService } from './busy.service.ts'
import { createCalendarsService } from './calendars.service.ts'
import { createBookingsService } from './conference/bookings.service.ts'
import { createByLetterService } from './conference/by-letter.service.ts'
import { createCleaningService } from './conference/cleaning.service.ts'
import { createConferencesService } from './conference/conferences.service.ts'
import { createLinksService } from './conference/links.service.ts'
import { createEventsService } from './events.service.ts'
import { createFeedsService } from './feeds/feeds.service.ts'
import { createGuestsService } from './guests.service.ts'
import { createListingService } from './listing.service.ts'
import { createObjectsService } from './objects.service.ts'
import { createRemindersService } from './reminders/reminders.service.ts'
import { createAnsweringService } from './scheduling/answering.service.ts'
import { createAnswerLinksService } from './scheduling/answer-links.service.ts'
import { createDeliveringService } from './scheduling/delivering.service.ts'
import { createOutsideService } from './scheduling/outside.service.ts'
import { createSendingService } from './scheduling/sending.service.ts'
import { createSharesService } from './shares.service.ts'
import { createToResourceService } from './scheduling/to-resource.service.ts'
import { createTimesService } from './times.service.ts'

export interface CalendarNeeds extends Pick<Ground, 'db' | 'bus' | 'clock' | 'jobs' | 'keys' | 'limits' | 'log'> {
  tenants: TenantsService
  people: PeopleService
  letters: LettersService
  rooms: Rooms
  resources: ResourcesService
}

/** Gathers what this module does; each part says its own needs. */
export const createCalendarService = (needs: CalendarNeeds) => {
  const bookings = createBookingsService(needs)
  const links = createLinksService(needs)
  const conferences = createConferencesService({ ...needs, bookings, links })
  const calendars = createCalendarsService({ ...needs, conferences })
  const answerLinks = createAnswerLinksService(needs)
  const sending = createSendingService({ ...needs, answerLinks })
  const guests = createGuestsService(needs)
  const busy = createBusyService(needs)
  const reminders = createRemindersService(needs)
  const objects = createObjectsService({ ...needs, conferences, sending, reminders })
  const byLetter = createByLetterService({ ...needs, calendars, objects })
  const toResource = createToResourceService({ ...needs, byLetter })
  return {
    calendars,
    listing: createListingService({ ...needs, calendars }),
    shares: createSharesService({ ...needs, calendars }),
    objects,
    events: createEventsService({ ...needs, calendars, objects, conferences, guests, answerLinks }),
    conferences,
    reminders,
    feeds: createFeedsService({ ...needs, calendars, objects, conferences }),
    cleaning: createCleaningService({ ...needs, objects }),
    delivering: createDeliveringService({ ...needs, calendars, objects, answerLinks }),
    answerLinks,
    answering: createAnsweringService({ ...needs, objects, answerLinks }),
    busy,
    times: createTimesService({ ...needs, calendars, objects, guests, busy }),
    outside: createOutsideService({ ...needs, sending, toResource }),
  }
}

export type CalendarService = ReturnType<typeof createCalendarService>
