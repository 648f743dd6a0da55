import { type CalendarService, timezoneText } from '#modules/calendar'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import { DavError } from './dav-error.ts'
import { addressOfRequest, type DavAnswer, type DavRequest } from './exchange.ts'
import { makeCalendar } from './make-calendar.ts'
import * as objects from './objects.ts'
import { post } from './outbox.ts'
import { propfind } from './propfind.ts'
import type { Reading } from './properties.ts'
import { proppatch } from './proppatch.ts'
import { report } from './reports.ts'
import { createThings } from './things.ts'

interface Needs {
  calendar: CalendarService
  people: PeopleService
  resources: ResourcesService
}

/** What each method does; none of them knows HTTP. */
export const createCalDavService = ({ calendar, people, resources }: Needs) => {
  const things = createThings({ calendar, people, resources })

  const readingFor = ({ actor }: DavRequest): Reading => ({
    actor,
    defaultSlug: async () => (await calendar.calendars.defaultOf(actor.tenantId, actor.userId)).slug,
    timezone: timezoneText,
  })

  /** So that a client learns what can be done with what is there. */
  const options = async (request: DavRequest): Promise<DavAnswer> => {
    await things.locate(request.actor, addressOfRequest(request)).catch(() => undefined)
    return { status: 200 }
  }

  const forbidden = async (): Promise<DavAnswer> => {
    throw new DavError(403)
  }

  const deeds: Record<string, (request: DavRequest) => Promise<DavAnswer>> = {
    OPTIONS: options,
    GET: (request) => objects.get(request, { things }),
    HEAD: (request) => objects.get(request, { things }),
    PUT: (request) => objects.put(request, { things, calendar }),
    POST: (request) => post(request, { things, calendar, people, resources }),
    DELETE: (request) => objects.remove(request, { things, calendar }),
    MOVE: (request) => objects.move(request, { things, calendar }),
    PROPFIND: (request) => propfind(request, { things, reading: readingFor(request) }),
    PROPPATCH: (request) => proppatch(request, { things, calendar }),
    REPORT: (request) => report(request, { things, calendar, people, resources, reading: readingFor(request) }),
    MKCALENDAR: (request) => makeCalendar(request, calendar),
    MKCOL: (request) => makeCalendar(request, calendar),
    COPY: forbidden,
    ACL: forbidden,
  }

  return {
    async answer(request: DavRequest): Promise<DavAnswer> {
      const deed = deeds[request.method]
      if (!deed) throw new DavError(405)
      return deed(request)
    },
  }
}
