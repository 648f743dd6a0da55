import type { CalendarService } from '#modules/calendar'
import type { ChatService } from '#modules/chat'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { Rooms } from '#modules/rooms'
import type { Sessions } from '#modules/sessions'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { openBbbApi, type Settings } from './bbb-api/index.ts'
import { openCalDav } from './caldav/index.ts'

interface Below {
  tenants: TenantsService
  people: PeopleService
  calendar: CalendarService
  resources: ResourcesService
  rooms: Rooms
  sessions: Sessions
  chat: ChatService
}

/** The porch: other platforms, each in its own tongue. */
export const openIntegrations = async (ground: Ground, below: Below, settings: Settings) => {
  await openCalDav(ground, below)
  return { bbb: await openBbbApi(ground, below, settings) }
}
