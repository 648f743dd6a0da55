import type { CalendarService, Stored } from '#modules/calendar'
import { readAddress } from './addresses.ts'
import { DavError } from './dav-error.ts'
import {
  addressOfRequest,
  calendarType,
  conditionsOf,
  type DavAnswer,
  type DavRequest,
  headerOf,
  wantsBack,
} from './exchange.ts'
import type { Things } from './things.ts'

interface Needs {
  things: Things
  calendar: CalendarService
}

const quoted = (tag: string) => `"${tag}"`

const tagsOf = ({ etag, scheduleTag }: { etag: string; scheduleTag: string | null }) => ({
  etag: quoted(etag),
  ...(scheduleTag === null ? {} : { 'schedule-tag': quoted(scheduleTag) }),
})

export const get = async (request: DavRequest, { things }: Pick<Needs, 'things'>): Promise<DavAnswer> => {
  const thing = await things.locate(request.actor, addressOfRequest(request))
  if (thing.kind !== 'object') throw new DavError(405)
  const { object } = thing
  const headers = { ...tagsOf(object), ...calendarType }
  const { ifNoneMatch } = conditionsOf(request)
  if (ifNoneMatch !== undefined && (ifNoneMatch === '*' || ifNoneMatch.includes(object.etag)))
    return { status: 304, headers: tagsOf(object) }
  const { ics = '', changedAt } = object
  const modified = changedAt ? { 'last-modified': changedAt.toUTCString() } : {}
  return { status: 200, headers: { ...headers, ...modified }, body: ics }
}

/** A calendar that an object is to stand in, and its name there. */
const placeOf = async (request: DavRequest, things: Things, path = request.path) => {
  const address = readAddress(path)
  if (address?.kind === 'calendar') throw new DavError(405)
  if (address?.kind !== 'object') throw new DavError(403)
  if (address.name.length > 500) throw new DavError(403)
  const seen = await things.calendarAt(request.actor, address.userId, address.slug).catch((error: unknown) => {
    // Nothing can be put where there is no calendar (RFC 4918, 9.7.1).
    throw error instanceof DavError && error.status === 404 && request.method !== 'DELETE' ? new DavError(409) : error
  })
  return { seen, name: address.name }
}

export const put = async (request: DavRequest, { things, calendar }: Needs): Promise<DavAnswer> => {
  const type = headerOf(request, 'content-type') ?? 'text/calendar'
  if (!/^text\/calendar\b/i.test(type)) throw new DavError(415, 'C:supported-calendar-data')
  const { seen, name } = await placeOf(request, things)
  const stored = await calendar.objects.put(seen, name, request.body, conditionsOf(request))
  return storedAnswer(stored, request)
}

/** Without an ETag where something else is kept than what was sent (RFC 4791, 5.3.4): the client asks for it anew. */
const storedAnswer = ({ row, isNew, asSent }: Stored, request: DavRequest): DavAnswer => {
  const tags = tagsOf(row)
  if (wantsBack(request)) {
    const headers = { ...tags, ...calendarType, 'preference-applied': 'return=representation' }
    return { status: isNew ? 201 : 200, headers, body: row.ics }
  }
  const { etag: _, ...without } = tags
  return { status: isNew ? 201 : 204, headers: asSent ? tags : without }
}

export const remove = async (request: DavRequest, { things, calendar }: Needs): Promise<DavAnswer> => {
  const address = addressOfRequest(request)
  if (address?.kind === 'calendar') {
    const seen = await things.calendarAt(request.actor, address.userId, address.slug)
    await calendar.calendars.remove(request.actor, seen.calendar.id)
    return { status: 204 }
  }
  if (address?.kind !== 'object') {
    await things.locate(request.actor, address)
    throw new DavError(403)
  }
  const { seen, name } = await placeOf(request, things)
  const silent = headerOf(request, 'schedule-reply')?.trim().toUpperCase() === 'F'
  await calendar.objects.remove(seen, name, conditionsOf(request), silent)
  return { status: 204 }
}

/** Between calendars one may change, or to another name (RFC 4918, 9.9). */
export const move = async (request: DavRequest, { things, calendar }: Needs): Promise<DavAnswer> => {
  const destination = headerOf(request, 'destination')
  if (destination === undefined) throw new DavError(400)
  const from = await placeOf(request, things)
  const to = await placeOf(request, things, destination)
  const mayReplace = (headerOf(request, 'overwrite') ?? 'T').trim().toUpperCase() !== 'F'
  const { isNew } = await calendar.objects.move(from, to, { mayReplace, conditions: conditionsOf(request) })
  return { status: isNew ? 201 : 204 }
}
