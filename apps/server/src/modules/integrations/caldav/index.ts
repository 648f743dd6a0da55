import type { CalendarService } from '#modules/calendar'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { serveCalDav } from './caldav.routes.ts'
import { createCalDavService } from './caldav.service.ts'

interface Below {
  tenants: TenantsService
  people: PeopleService
  calendar: CalendarService
  resources: ResourcesService
}

/** Speaks CalDAV to calendar programs (RFC 4791, 6578, 6638, 6764): Thunderbird, Apple’s, DAVx5, Outlook’s helper. */
export const openCalDav = async ({ http }: Ground, { tenants, people, calendar, resources }: Below) => {
  const service = createCalDavService({ calendar, people, resources })
  await serveCalDav({
    app: http.app,
    answer: (request) => service.answer(request),
    async identify({ host, login, secret, address }) {
      const { id: tenantId } = await tenants.ofHost(host)
      return people.appPasswords.holder({ tenantId, login, secret, address })
    },
  })
}
