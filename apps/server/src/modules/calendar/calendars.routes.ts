import * as contract from '@amphi/contract/calendars'
import type { Mount } from '#platform/http'
import type { CalendarService } from './calendar.service.ts'

export const mountCalendars = (mount: Mount, { calendars, listing, shares }: CalendarService) => {
  mount(contract.listCalendars, (actor) => listing.list(actor))
  mount(contract.createCalendar, async (actor, { body }) => {
    const { calendar } = await calendars.create(actor, body)
    return listing.read(actor, calendar.id)
  })
  mount(contract.changeCalendar, async (actor, { params, body }) => {
    await calendars.change(actor, params.calendarId, body)
    return listing.read(actor, params.calendarId)
  })
  mount(contract.removeCalendar, (actor, { params }) => calendars.remove(actor, params.calendarId))
  mount(contract.listCalendarShares, (actor, { params }) => shares.list(actor, params.calendarId))
  mount(contract.shareCalendar, (actor, { params, body }) => shares.share(actor, params.calendarId, body))
  mount(contract.withdrawCalendarShare, (actor, { params }) =>
    shares.withdraw(actor, params.calendarId, params.shareId),
  )
}
