import { type CalendarSeen, type CalendarService, zoneIn } from '#modules/calendar'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { Element } from '#platform/xml-tree'
import { calendarAddress, objectAddress, principalAddress, readAddress } from './addresses.ts'
import { dataAs } from './calendar-data.ts'
import { DavError } from './dav-error.ts'
import {
  addressOfRequest,
  calendarType,
  type DavAnswer,
  type DavRequest,
  depthOf,
  treeOf,
  wantsLittle,
  xmlType,
} from './exchange.ts'
import { filterOf, passes } from './filter.ts'
import { childOf, childrenOf, type Name, nameOf } from './names.ts'
import { type Asked, propertiesOf, type Reading, syncToken } from './properties.ts'
import { askedIn } from './propfind.ts'
import { searchPrincipals, searchable } from './principal-search.ts'
import { addressOf, type ObjectSeen, type Thing, type Things } from './things.ts'
import { rangeOf } from './time-range.ts'
import { document, element, hrefTo, opening, response, said, statusLine } from './write-xml.ts'

interface Needs {
  things: Things
  calendar: CalendarService
  people: PeopleService
  resources: ResourcesService
  reading: Reading
}

interface Asking {
  request: DavRequest
  root: Element
  thing: Thing
  asked: Asked
  isMinimal: boolean
}

type Report = (asking: Asking, needs: Needs) => Promise<DavAnswer>

const multistatus = (body: string | AsyncIterable<string>): DavAnswer => ({ status: 207, headers: xmlType, body })

const wantsData = (asked: Asked) => asked.kind === 'some' && asked.names.some((it) => nameOf(it) === 'C:calendar-data')

/** Where an end of a range is open: nobody has appointments before or after. */
const always = { from: new Date('1900-01-01T00:00:00Z'), to: new Date('2200-01-01T00:00:00Z') }

const calendarOf = (thing: Thing): CalendarSeen => {
  if (thing.kind !== 'calendar') throw new DavError(403, 'D:supported-report')
  return thing.seen
}

/** All that a filter lets pass, in a calendar (RFC 4791, 7.8). */
const calendarQuery: Report = async ({ request, root, thing, asked, isMinimal }, { calendar, reading }) => {
  const seen = calendarOf(thing)
  const filter = filterOf(childOf(root, 'C:filter'))
  const zone = zoneIn(childOf(root, 'C:timezone')?.text ?? '') ?? seen.calendar.timeZone
  if (depthOf(request, '0') === '0') return multistatus(document('D:multistatus', ''))
  const within = { ...reading, data: dataAs(zone) }

  async function* told() {
    yield opening('D:multistatus')
    for await (const object of calendar.objects.touching(seen, filter.range ?? { from: undefined, to: undefined })) {
      if (!passes(filter, object, zone)) continue
      const found: Thing = { kind: 'object', userId: request.actor.userId, seen, object }
      yield response(addressOf(found), await propertiesOf(found, asked, within, isMinimal))
    }
    yield '</D:multistatus>'
  }
  return multistatus(told())
}

/** More at once than any client asks for. */
const mostAsked = 5000

/** Those that are named; with the very addresses that named them, for some clients compare letters (RFC 4791, 7.9). */
const calendarMultiget: Report = async ({ request, root, thing, asked, isMinimal }, { calendar, reading, things }) => {
  const hrefs = childrenOf(root, 'D:href').map(({ text }) => text.trim())
  if (hrefs.length > mostAsked) throw new DavError(403, 'D:number-of-matches-within-limits')
  const { actor } = request
  const wanted = hrefs.map((href) => ({ href, address: readAddress(href) }))
  const slugs = new Set(wanted.flatMap(({ address }) => (address?.kind === 'object' ? [address.slug] : [])))
  const found = new Map<string, { seen: CalendarSeen; objects: Map<string, ObjectSeen> }>()
  for (const slug of slugs) {
    const isThis = thing.kind === 'calendar' && thing.seen.slug === slug
    const seen = isThis ? thing.seen : await things.calendarAt(actor, actor.userId, slug).catch(() => undefined)
    if (!seen) continue
    const names = wanted.flatMap(({ address }) =>
      address?.kind === 'object' && address.slug === slug && address.userId === actor.userId ? [address.name] : [],
    )
    const rows = await calendar.objects.among(seen, names)
    found.set(slug, { seen, objects: new Map(rows.map((row) => [row.name, row])) })
  }

  async function* told() {
    yield opening('D:multistatus')
    for (const { href, address } of wanted) {
      const place = address?.kind === 'object' && address.userId === actor.userId ? found.get(address.slug) : undefined
      const object = address?.kind === 'object' ? place?.objects.get(address.name) : undefined
      if (!place || !object) {
        yield response(href, statusLine(404))
        continue
      }
      const data = dataAs(place.seen.calendar.timeZone)
      const it: Thing = { kind: 'object', userId: actor.userId, seen: place.seen, object }
      yield response(href, await propertiesOf(it, asked, { ...reading, data }, isMinimal))
    }
    yield '</D:multistatus>'
  }
  return multistatus(told())
}

/** At a time; then the client asks again with the token it got. */
const mostChanges = 10_000

const steps = /^urn:amphi:sync:([0-9a-f-]{36}):(\d{1,15})$/

/** What changed since a token (RFC 6578): with the token of now. */
const syncCollection: Report = async ({ request, root, thing, asked, isMinimal }, { calendar, reading }) => {
  const seen = calendarOf(thing)
  const { userId } = request.actor
  const refused = () => new DavError(403, 'D:valid-sync-token')
  const token = childOf(root, 'D:sync-token')?.text.trim() ?? ''
  const level = childOf(root, 'D:sync-level')?.text.trim() ?? '1'
  if (level !== '1' && level !== 'infinite') throw new DavError(400)
  const [, of, step = '0'] = token === '' ? [] : (steps.exec(token) ?? ['', 'none'])
  if (of !== undefined && of !== seen.calendar.id) throw refused()
  const limit = Number(childOf(childOf(root, 'D:limit'), 'D:nresults')?.text.trim() ?? mostChanges)
  if (!Number.isInteger(limit) || limit < 1) throw new DavError(400)
  const since = await calendar.objects.changesSince(seen, Number(step), Math.min(limit, mostChanges))
  if (!since) throw refused()
  const { changes, upTo, isWhole } = since
  const hasData = wantsData(asked)

  async function* told() {
    yield opening('D:multistatus')
    for (let from = 0; from < changes.length; from += 200) {
      const some = changes.slice(from, from + 200)
      const names = hasData ? some.flatMap(({ head }) => (head ? [head.name] : [])) : []
      const rows = new Map((await calendar.objects.among(seen, names)).map((row) => [row.name, row]))
      for (const { name, head } of some) {
        const object = rows.get(name) ?? head
        const address = objectAddress(userId, seen.slug, name)
        if (!object) {
          yield response(address, statusLine(404))
          continue
        }
        const data = dataAs(seen.calendar.timeZone)
        const it: Thing = { kind: 'object', userId, seen, object }
        yield response(address, await propertiesOf(it, asked, { ...reading, data }, isMinimal))
      }
    }
    if (!isWhole) {
      const condition = element('D:error', element('D:number-of-matches-within-limits'))
      yield response(calendarAddress(userId, seen.slug), `${statusLine(507)}${condition}`)
    }
    yield `${said('D:sync-token', syncToken({ id: seen.calendar.id, sequence: upTo }))}</D:multistatus>`
  }
  return multistatus(told())
}

/** When its owner is busy, as a calendar of its own (RFC 4791, 7.10). */
const freeBusyQuery: Report = async ({ root, thing }, { calendar }) => {
  const seen = calendarOf(thing)
  const range = childOf(root, 'C:time-range')
  if (!range) throw new DavError(400)
  const { from = always.from, to = always.to } = rangeOf(range)
  return { status: 200, headers: calendarType, body: await calendar.busy.text([seen], { from, to }) }
}

/** Deeper than any client asks. */
const deepest = 3

/** Properties that are addresses, with what stands there (RFC 3253, 3.8). */
const expandProperty: Report = async ({ request, root, thing, isMinimal }, { things, reading }) => {
  const asksOf = (of: Element): Element[] =>
    childrenOf(of, 'D:property').map((it) => ({
      ...it,
      space: it.attributes['namespace'] ?? 'DAV:',
      name: it.attributes['name'] ?? '',
    }))
  const tell = async (it: Thing, of: Element, depth: number): Promise<string> => {
    const inner = await propertiesOf(
      it,
      { kind: 'some', names: asksOf(of) },
      reading,
      isMinimal,
      async (value, asked) => {
        if (typeof value === 'string') return value
        const isExpanded = depth < deepest && childrenOf(asked, 'D:property').length > 0
        if (!isExpanded) return value.addresses.map(hrefTo).join('')
        const told = value.addresses.map(async (address) => {
          const there = await things.locate(request.actor, readAddress(address)).catch(() => undefined)
          return there ? tell(there, asked, depth + 1) : response(address, statusLine(404))
        })
        return (await Promise.all(told)).join('')
      },
    )
    return response(addressOf(it), inner)
  }
  return multistatus(document('D:multistatus', await tell(thing, root, 0)))
}

const principalPropertySearch: Report = async (asking, needs) => {
  const { request, root, asked, isMinimal } = asking
  const found = await searchPrincipals(request.actor, root, needs)
  const told = found.map(async (it) => response(addressOf(it), await propertiesOf(it, asked, needs.reading, isMinimal)))
  return multistatus(document('D:multistatus', (await Promise.all(told)).join('')))
}

/** By what one may look for people (RFC 3744, 9.5). */
const principalSearchPropertySet: Report = async () => ({
  status: 200,
  headers: xmlType,
  body: document(
    'D:principal-search-property-set',
    searchable
      .map(([name, words]) =>
        element('D:principal-search-property', `${element('D:prop', element(name))}${said('D:description', words)}`),
      )
      .join(''),
  ),
})

/** Which principals the asking person is (RFC 3744, 9.3). */
const principalMatch: Report = async ({ request, asked, isMinimal }, { things, reading }) => {
  const { actor } = request
  const self = await things.locate(actor, readAddress(principalAddress(actor.userId)))
  const inner = await propertiesOf(self, asked.kind === 'all' ? { kind: 'names' } : asked, reading, isMinimal)
  return multistatus(document('D:multistatus', response(addressOf(self), inner)))
}

const reports: Partial<Record<Name, Report>> = {
  'C:calendar-query': calendarQuery,
  'C:calendar-multiget': calendarMultiget,
  'C:free-busy-query': freeBusyQuery,
  'D:sync-collection': syncCollection,
  'D:expand-property': expandProperty,
  'D:principal-property-search': principalPropertySearch,
  'CS:calendarserver-principal-search': principalPropertySearch,
  'D:principal-search-property-set': principalSearchPropertySet,
  'D:principal-match': principalMatch,
}

export const report = async (request: DavRequest, needs: Needs): Promise<DavAnswer> => {
  const root = treeOf(request)
  const name = root && nameOf(root)
  if (!root) throw new DavError(400)
  const answer = name && reports[name]
  const thing = await needs.things.locate(request.actor, addressOfRequest(request))
  if (!answer) throw new DavError(403, 'D:supported-report')
  return answer({ request, root, thing, asked: askedIn(root), isMinimal: wantsLittle(request) }, needs)
}
