import { type CalendarChanges, type CalendarService, zoneIn } from '#modules/calendar'
import type { Element } from '#platform/xml-tree'
import { DavError } from './dav-error.ts'
import { addressOfRequest, type DavAnswer, type DavRequest, treeOf, xmlType } from './exchange.ts'
import { childOf, type Name, nameOf } from './names.ts'
import { addressOf, type Things } from './things.ts'
import { document, emptyOf, propstat, response } from './write-xml.ts'

/** What may be said of a calendar, by whoever makes it or later; undefined where the value is none it can have. */
type Setter = (given: Element | undefined) => CalendarChanges | undefined

const lineOf = (text: string, most: number) => text.replace(/\s+/g, ' ').trim().slice(0, most)

/** Missing, it is as if it had never been said. */
export const setters: { readonly [name: Name]: Setter } = {
  'D:displayname': (given) => {
    const name = lineOf(given?.text ?? '', 250)
    return name === '' ? undefined : { name }
  },
  'C:calendar-description': (given) => ({ description: (given?.text ?? '').trim().slice(0, 5000) }),
  'A:calendar-color': (given) => {
    const color = /^#[0-9a-f]{6}/i.exec(given?.text.trim() ?? '')?.[0].toLowerCase()
    return color === undefined ? undefined : { color }
  },
  'A:calendar-order': (given) => {
    const position = Number(given?.text.trim() ?? '0')
    return Number.isInteger(position) && Math.abs(position) < 1_000_000 ? { position } : undefined
  },
  'C:calendar-timezone': (given) => {
    const timeZone = given && zoneIn(given.text)
    return timeZone === undefined ? undefined : { timeZone }
  },
  'C:schedule-calendar-transp': (given) => ({ isTransparent: childOf(given, 'C:transparent') !== undefined }),
}

interface Tried {
  asked: Element
  changes: CalendarChanges | undefined
}

/** All that is set or removed, in order. */
export const triedIn = (root: Element | undefined): Tried[] =>
  (root?.children ?? []).flatMap((change) => {
    const name = nameOf(change)
    if (name !== 'D:set' && name !== 'D:remove') return []
    return (childOf(change, 'D:prop')?.children ?? []).map((asked) => {
      const property = nameOf(asked)
      const setter = property && setters[property]
      return { asked, changes: setter?.(name === 'D:set' ? asked : undefined) }
    })
  })

/** All of it, or nothing (RFC 4918, 9.2). */
export const proppatch = async (
  request: DavRequest,
  { things, calendar }: { things: Things; calendar: CalendarService },
): Promise<DavAnswer> => {
  const root = treeOf(request)
  if (!root || nameOf(root) !== 'D:propertyupdate') throw new DavError(400)
  const thing = await things.locate(request.actor, addressOfRequest(request))
  const tried = triedIn(root)
  const isCalendar = thing.kind === 'calendar'
  const refused = tried.filter(({ changes }) => !isCalendar || changes === undefined)
  const namesOf = (some: readonly Tried[]) => some.map(({ asked }) => emptyOf(asked)).join('')
  const tell = (inner: string): DavAnswer => ({
    status: 207,
    headers: xmlType,
    body: document('D:multistatus', response(addressOf(thing), inner)),
  })
  if (refused.length > 0 || !isCalendar) {
    const spared = tried.filter((it) => !refused.includes(it))
    const rest = spared.length > 0 ? propstat(424, namesOf(spared)) : ''
    return tell(`${propstat(403, namesOf(refused))}${rest}`)
  }
  const changes = Object.assign({}, ...tried.map((it) => it.changes)) as CalendarChanges
  await calendar.calendars.change(request.actor, thing.seen.calendar.id, changes)
  return tell(propstat(200, namesOf(tried)))
}
