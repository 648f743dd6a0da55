import { calendarChanged, calendarListed } from '@amphi/contract/calendars'
import { eventReminded } from '@amphi/contract/events'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { Bus } from '#platform/bus'
import type { Sockets } from '#platform/sockets'
import type { CalendarsService } from './calendars.service.ts'

/** Where someone’s pages hear that one of the calendars they see has changed, or which these are; and what they are reminded of. */
const agendaTopic = (tenantId: TenantId, userId: UserId) => `agenda ${tenantId} ${userId}`

interface Needs {
  bus: Bus
  sockets: Sockets
  people: Pick<PeopleService, 'groups'>
  calendars: Pick<CalendarsService, 'readers'>
}

export const relayCalendars = ({ bus, sockets, people, calendars }: Needs, report: (error: unknown) => void) => {
  bus.overhear(calendarChanged, (ids) => {
    calendars
      .readers(ids.tenantId, ids.calendarId)
      .then((them) => them.forEach((it) => sockets.send(agendaTopic(ids.tenantId, it), calendarChanged, ids)))
      .catch(report)
  })
  bus.overhear(calendarListed, (ids) => {
    const { tenantId, userId, groupId } = ids
    const concerned = groupId ? people.groups.memberIds(tenantId, groupId) : Promise.resolve(userId ? [userId] : [])
    concerned
      .then((them) => them.forEach((it) => sockets.send(agendaTopic(tenantId, it), calendarListed, ids)))
      .catch(report)
  })
  bus.overhear(eventReminded, (ids) => sockets.send(agendaTopic(ids.tenantId, ids.userId), eventReminded, ids))
  sockets.guard('agenda', async (actor) =>
    actor.kind === 'person' ? { topic: agendaTopic(actor.tenantId, actor.userId) } : undefined,
  )
}
