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
import { type LettersInSettings, openImip } from './imip/index.ts'

export type { Resolve } from './imip/author.ts'

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
export const openIntegrations = async (ground: Ground, below: Below, settings: Settings & LettersInSettings) => {
  await openCalDav(ground, below)
  const bbb = await openBbbApi(ground, below, settings)
  const imip = await openImip(ground, below, settings)
  return { bbb, imip, close: () => imip.close() }
}
