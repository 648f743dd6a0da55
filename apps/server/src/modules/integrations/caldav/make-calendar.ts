import type { CalendarChanges, CalendarService } from '#modules/calendar'
import { Failure } from '#platform/failure'
import { outboxSlug } from './addresses.ts'
import { DavError } from './dav-error.ts'
import { addressOfRequest, type DavAnswer, type DavRequest, treeOf, xmlType } from './exchange.ts'
import { childOf, childrenOf, nameOf } from './names.ts'
import { triedIn } from './proppatch.ts'
import { document, emptyOf, propstat } from './write-xml.ts'

/** As long as any name that anybody types. */
const longestSlug = 200

/** MKCALENDAR (RFC 4791, 5.3.1), and MKCOL that says it makes one (RFC 5689). */
export const makeCalendar = async (request: DavRequest, calendar: CalendarService): Promise<DavAnswer> => {
  const address = addressOfRequest(request)
  const isMkcol = request.method === 'MKCOL'
  const root = treeOf(request)
  const rootName = root && nameOf(root)
  if (root && rootName !== (isMkcol ? 'D:mkcol' : 'C:mkcalendar')) throw new DavError(isMkcol ? 415 : 400)
  if (address?.kind === 'home' || address?.kind === 'outbox') throw taken(isMkcol)
  if (address?.kind !== 'calendar') throw new DavError(403, 'C:calendar-collection-location-ok')
  const { userId, slug } = address
  if (userId !== request.actor.userId || slug.length > longestSlug || slug === outboxSlug)
    throw new DavError(403, 'C:calendar-collection-location-ok')

  const props = childOf(childOf(root, 'D:set'), 'D:prop')
  const isCalendar = childOf(childOf(props, 'D:resourcetype'), 'C:calendar') !== undefined
  if (isMkcol && !isCalendar) throw new DavError(403, 'D:valid-resourcetype')
  const components = childOf(props, 'C:supported-calendar-component-set')
  const kept = childrenOf(components, 'C:comp').map((it) => it.attributes['name']?.toUpperCase())
  if (components && !kept.includes('VEVENT')) throw new DavError(403, 'C:supported-calendar-component')

  const tried = triedIn(root).filter(({ asked }) => !made.has(nameOf(asked) ?? ''))
  const refused = tried.filter(({ changes }) => changes === undefined)
  if (refused.length > 0) {
    const spared = tried.filter((it) => !refused.includes(it))
    const names = (some: typeof tried) => some.map(({ asked }) => emptyOf(asked)).join('')
    const rest = spared.length > 0 ? propstat(424, names(spared)) : ''
    const body = document(
      isMkcol ? 'D:mkcol-response' : 'C:mkcalendar-response',
      `${propstat(403, names(refused))}${rest}`,
    )
    return { status: isMkcol ? 424 : 207, headers: xmlType, body }
  }
  const given = Object.assign({}, ...tried.map((it) => it.changes)) as CalendarChanges
  try {
    await calendar.calendars.create(request.actor, { ...given, name: given.name ?? slug, slug })
  } catch (error) {
    if (error instanceof Failure && error.code === 'calendar.address_taken') throw taken(isMkcol)
    throw error
  }
  return { status: 201, headers: { 'cache-control': 'no-cache' } }
}

/** What making it says by itself. */
const made = new Set<string>(['D:resourcetype', 'C:supported-calendar-component-set'])

const taken = (isMkcol: boolean) => (isMkcol ? new DavError(405) : new DavError(403, 'D:resource-must-be-null'))
