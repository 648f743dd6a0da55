import { deliverCalendarMessage } from '@amphi/contract/calendars'
import { personRemoved } from '@amphi/contract/people'
import { resourceRemoved } from '@amphi/contract/resources'
import { tenantChanged } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { Rooms } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { createCalendarService } from './calendar.service.ts'
import { mountCalendars } from './calendars.routes.ts'
import { mountEvents } from './events.routes.ts'
import { mountFeeds } from './feeds/feeds.routes.ts'
import { relayCalendars } from './calendars.realtime.ts'

export type { CalendarService } from './calendar.service.ts'
export type { CalendarChanges, CalendarSeen } from './calendars.service.ts'
export { type CalendarObject, readObject } from './ics/calendar-object.ts'
export type { PassedOver } from './scheduling/outside.ts'
export { expandedText, limitedText } from './ics/expanded-text.ts'
export { IcsError } from './ics/ics-error.ts'
export { instancesOf } from './ics/expand.ts'
export { timezoneText, zoneIn } from './ics/calendar-zone.ts'
export { read as readCalendarText, type Stored } from './objects.service.ts'

interface Below {
  tenants: TenantsService
  letters: LettersService
  people: PeopleService
  rooms: Rooms
  resources: ResourcesService
}

/** How long what is gone from a calendar is told to those who kept a copy, in milliseconds: 90 days. */
const goneTold = 90 * 24 * 3600 * 1000

/** Calendars, and what stands in them: kept as iCalendar, for whatever program reads it. */
export const openCalendar = async (ground: Ground, below: Below) => {
  const { db, bus, clock, jobs, keys, limits, http, sockets, sweeps, log } = ground
  const { people, tenants } = below
  const calendar = createCalendarService({ db, bus, clock, jobs, keys, limits, log, ...below })
  const { calendars, objects } = calendar
  mountCalendars(http.mount, calendar)
  mountEvents(http.mount, calendar)
  mountFeeds({ http, limits, tenants, feeds: calendar.feeds })
  relayCalendars({ bus, sockets, people, calendars }, (error) => log.error({ err: error }, 'calendars not relayed'))
  await jobs.handle(deliverCalendarMessage, ({ tenantId, messageId }) => calendar.delivering.heard(tenantId, messageId))
  await bus.on(personRemoved, 'calendars', ({ tenantId, userId }) => calendars.forget(tenantId, userId))
  await bus.on(resourceRemoved, 'calendars', async ({ tenantId, resourceId, upcoming }) => {
    if (upcoming === 'clean') await calendar.cleaning.forget(tenantId, resourceId)
  })
  await bus.on(tenantChanged, 'planned-meetings', async ({ tenantId, what }) => {
    if (what?.includes('opensBefore')) await calendar.conferences.planAhead(tenantId)
  })
  sweeps.every(3600, 'calendars', () => objects.forgetGone(new Date(clock.now().getTime() - goneTold)))
  sweeps.every(3600, 'conferences nobody came for', () => calendar.conferences.forgetForsaken())
  sweeps.every(24 * 3600, 'links to answer by', () =>
    calendar.answerLinks.forgetOld(new Date(clock.now().getTime() - goneTold)),
  )
  sweeps.every(60, 'reminders', () => calendar.reminders.tellDue())
  sweeps.every(6 * 3600, 'planned meetings', () => calendar.conferences.planAhead())
  return calendar
}
