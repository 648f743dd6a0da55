import type { CalendarSeen } from '#modules/calendar'
import type { PersonActor } from '#platform/actor'
import type { Element } from '#platform/xml-tree'
import {
  homeAddress,
  calendarAddress,
  outboxAddress,
  principalAddress,
  principalsAddress,
  resourceAddress,
} from './addresses.ts'
import { type Name, nameOf } from './names.ts'
import type { Kind, Thing } from './things.ts'
import { element, emptyOf, escaped, hrefTo, propstat } from './write-xml.ts'

/** For whom properties are written, and what of them is known besides. */
export interface Reading {
  actor: PersonActor
  /** Of the calendar in which invitations stand. */
  defaultSlug: () => Promise<string>
  /** The data of an object, as its request wants it. */
  data?: (object: { ics: string }, asked: Element) => string
  /** A VTIMEZONE, as text. */
  timezone: (zone: string) => string
}

/** What a property says: XML, or the addresses of other things. */
type Value = string | { addresses: readonly string[] }

/** Undefined where the thing has none of that name. */
type Property<T> = (thing: T, reading: Reading, asked: Element) => Value | undefined | Promise<Value | undefined>
type Of<K extends Kind> = Extract<Thing, { kind: K }>
type Table<K extends Kind> = { readonly [name: Name]: Property<Of<K>> }

const to = (...addresses: string[]): Value => ({ addresses })

const collection = element('D:collection')
const privileges = (names: readonly Name[]) => names.map((name) => element('D:privilege', element(name))).join('')

/** What a client may ask of it (RFC 3253, 3.1.5). */
const reports = (names: readonly Name[]) =>
  names.map((name) => element('D:supported-report', element('D:report', element(name)))).join('')

const reportsAnywhere: readonly Name[] = [
  'D:expand-property',
  'D:principal-property-search',
  'D:principal-search-property-set',
  'D:principal-match',
  'CS:calendarserver-principal-search',
]
const reportsOfCalendars: readonly Name[] = [
  ...reportsAnywhere,
  'C:calendar-query',
  'C:calendar-multiget',
  'C:free-busy-query',
  'D:sync-collection',
]

const readable: readonly Name[] = ['D:read', 'D:read-acl', 'D:read-current-user-privilege-set', 'C:read-free-busy']
const writable: readonly Name[] = ['D:write', 'D:write-content', 'D:write-properties', 'D:bind', 'D:unbind']
const inboxed: readonly Name[] = ['C:schedule-deliver', 'C:schedule-deliver-invite', 'C:schedule-deliver-reply']
const outboxed: readonly Name[] = [
  'C:schedule-send',
  'C:schedule-send-invite',
  'C:schedule-send-reply',
  'C:schedule-send-freebusy',
]

const privilegesOn = ({ access, calendar }: CalendarSeen): readonly Name[] => [
  ...readable,
  ...(access === 'owner' || access === 'write' ? writable : (['D:write-properties'] as const)),
  ...(access === 'owner' ? (['D:all'] as const) : []),
  ...(calendar.kind === 'inbox' ? inboxed : []),
]

/** What everything here has: who asks, and where people are. */
const common = {
  'D:current-user-principal': (_thing, { actor }) => to(principalAddress(actor.userId)),
  'D:principal-collection-set': () => to(principalsAddress),
  'D:supported-report-set': () => reports(reportsAnywhere),
  'D:current-user-privilege-set': () => privileges(readable),
  'D:owner': (_thing, { actor }) => to(principalAddress(actor.userId)),
} satisfies { [name: Name]: Property<Thing> }

const ownerAddress = ({ ownerId, resourceId }: CalendarSeen['calendar']) =>
  ownerId ? principalAddress(ownerId) : resourceId ? resourceAddress(resourceId) : principalsAddress

const area = (name: string) =>
  ({
    ...common,
    'D:resourcetype': () => collection,
    'D:displayname': () => name,
  }) satisfies Table<'root' | 'principals' | 'users' | 'resources' | 'homes'>

export const syncToken = ({ id, sequence }: Pick<CalendarSeen['calendar'], 'id' | 'sequence'>) =>
  `urn:amphi:sync:${id}:${sequence}`

const tables: { [K in Kind]: Table<K> } = {
  root: area('Amphi'),
  principals: area('Principals'),
  users: area('Users'),
  resources: area('Resources'),
  homes: area('Calendars'),

  principal: {
    ...common,
    'D:resourcetype': () => `${collection}${element('D:principal')}`,
    'D:displayname': ({ person }) => escaped(person.name),
    'D:principal-URL': ({ person }) => to(principalAddress(person.id)),
    'D:alternate-URI-set': () => '',
    'D:group-member-set': () => '',
    'D:group-membership': () => '',
    'D:owner': ({ person }) => to(principalAddress(person.id)),
    'C:calendar-user-type': () => 'INDIVIDUAL',
    'C:calendar-user-address-set': ({ person }) =>
      to(`mailto:${person.email}`, principalAddress(person.id), `urn:uuid:${person.id}`),
    'CS:email-address-set': ({ person }) => element('CS:email-address', escaped(person.email)),
    'C:calendar-home-set': ({ person }, { actor }) =>
      person.id === actor.userId ? to(homeAddress(person.id)) : undefined,
    'C:schedule-inbox-URL': ({ person }, { actor }) =>
      person.id === actor.userId ? to(calendarAddress(person.id, 'inbox')) : undefined,
    'C:schedule-outbox-URL': ({ person }, { actor }) =>
      person.id === actor.userId ? to(outboxAddress(person.id)) : undefined,
  },

  resource: {
    ...common,
    'D:resourcetype': () => `${collection}${element('D:principal')}`,
    'D:displayname': ({ resource }) => escaped(resource.name),
    'D:principal-URL': ({ resource }) => to(resourceAddress(resource.id)),
    'D:alternate-URI-set': () => '',
    'D:group-member-set': () => '',
    'D:group-membership': () => '',
    // No ROOM: programs would write its name where the meeting is.
    'C:calendar-user-type': () => 'RESOURCE',
    'C:calendar-user-address-set': ({ resource }) => to(`mailto:${resource.email}`),
    'CS:email-address-set': ({ resource }) => element('CS:email-address', escaped(resource.email)),
  },

  home: {
    ...common,
    'D:resourcetype': () => collection,
    'D:displayname': () => 'Amphi',
    'D:current-user-privilege-set': () => privileges([...readable, 'D:bind', 'D:unbind']),
  },

  outbox: {
    ...common,
    'D:resourcetype': () => `${collection}${element('C:schedule-outbox')}`,
    'D:displayname': () => 'Outbox',
    'D:current-user-privilege-set': () => privileges([...readable, ...outboxed]),
    'C:supported-calendar-component-set': () => '<C:comp name="VEVENT"/><C:comp name="VFREEBUSY"/>',
  },

  calendar: {
    ...common,
    'D:resourcetype': ({ seen }) =>
      `${collection}${element(seen.calendar.kind === 'inbox' ? 'C:schedule-inbox' : 'C:calendar')}`,
    'D:displayname': ({ seen }) => escaped(seen.calendar.name),
    'D:owner': ({ seen }) => to(ownerAddress(seen.calendar)),
    'D:current-user-privilege-set': ({ seen }) => privileges(privilegesOn(seen)),
    'D:supported-report-set': () => reports(reportsOfCalendars),
    'D:sync-token': ({ seen }) => syncToken(seen.calendar),
    'D:creationdate': ({ seen }) => seen.calendar.createdAt.toISOString(),
    'CS:getctag': ({ seen }) => syncToken(seen.calendar),
    'C:supported-calendar-component-set': () => '<C:comp name="VEVENT"/>',
    'C:supported-calendar-data': () => '<C:calendar-data content-type="text/calendar" version="2.0"/>',
    'C:supported-collation-set': () =>
      ['i;ascii-casemap', 'i;octet', 'i;unicode-casemap'].map((it) => element('C:supported-collation', it)).join(''),
    'C:max-resource-size': () => '1048576',
    'C:calendar-description': ({ seen }) => escaped(seen.calendar.description) || undefined,
    'C:calendar-timezone': ({ seen }, { timezone }) => escaped(timezone(seen.calendar.timeZone)),
    'C:calendar-timezone-id': ({ seen }) => seen.calendar.timeZone,
    'C:schedule-calendar-transp': ({ seen }) => element(seen.calendar.isTransparent ? 'C:transparent' : 'C:opaque'),
    'C:schedule-default-calendar-URL': async ({ seen, userId }, { defaultSlug }) =>
      seen.calendar.kind === 'inbox' ? to(calendarAddress(userId, await defaultSlug())) : undefined,
    'A:calendar-color': ({ seen }) => `${seen.color}ff`,
    'A:calendar-order': ({ seen }) => String(seen.calendar.position),
  },

  object: {
    ...common,
    'D:resourcetype': () => '',
    'D:getetag': ({ object }) => `"${object.etag}"`,
    'D:getcontenttype': () => 'text/calendar; charset=utf-8; component=vevent',
    'D:getcontentlength': ({ object }) =>
      object.ics === undefined ? undefined : String(Buffer.byteLength(object.ics)),
    'D:getlastmodified': ({ object }) => object.changedAt?.toUTCString(),
    'D:owner': ({ seen }) => to(ownerAddress(seen.calendar)),
    'D:current-user-privilege-set': ({ seen }) => privileges(privilegesOn(seen)),
    'C:schedule-tag': ({ object }) => (object.scheduleTag === null ? undefined : `"${object.scheduleTag}"`),
    'C:calendar-data': ({ object }, { data }, asked) =>
      object.ics === undefined || !data ? undefined : escaped(data({ ics: object.ics }, asked)),
  },
}

/** What one asked to be told: these; all that are not costly; or which there are (RFC 4918, 9.1). */
export type Asked = { kind: 'some'; names: readonly Element[] } | { kind: 'all' } | { kind: 'names' }

/** Told only to whoever names them (RFC 4791, 5.2 and 9.6; RFC 6638, 9). */
const onlyNamed = /^D:(?!resourcetype|displayname|get|creationdate)|^C:|^CS:|^A:/

const tableOf = (thing: Thing) => tables[thing.kind] as Table<Kind>

const asked = (name: Name): Element => ({
  space: '',
  name,
  attributes: {},
  children: [],
  text: '',
})

const valueOf = (thing: Thing, name: Name, reading: Reading, it: Element) =>
  (tableOf(thing)[name] as Property<Thing> | undefined)?.(thing, reading, it)

/** How a value is written that was asked for by this element. */
type WriteValue = (value: Value, it: Element) => string | Promise<string>

const plainly: WriteValue = (value) => (typeof value === 'string' ? value : value.addresses.map(hrefTo).join(''))

/** The properties of a thing that were asked for, as `propstat` elements; those it has not, unless few words are wanted. */
export const propertiesOf = async (
  thing: Thing,
  wanted: Asked,
  reading: Reading,
  isMinimal: boolean,
  writeValue: WriteValue = plainly,
) => {
  const table = tableOf(thing)
  if (wanted.kind === 'names')
    return propstat(
      200,
      Object.keys(table)
        .map((name) => element(name as Name))
        .join(''),
    )
  const names =
    wanted.kind === 'some'
      ? wanted.names.map((it) => ({ asked: it, name: nameOf(it) }))
      : (Object.keys(table) as Name[])
          .filter((name) => !onlyNamed.test(name))
          .map((name) => ({ asked: asked(name), name }))
  let has = ''
  let hasNot = ''
  for (const { asked: it, name } of names) {
    const value = name && (await valueOf(thing, name, reading, it))
    if (!name || value === undefined) hasNot += emptyOf(it)
    else has += element(name, await writeValue(value, it))
  }
  const found = has !== '' || hasNot === '' || isMinimal ? propstat(200, has) : ''
  return hasNot === '' || isMinimal || wanted.kind === 'all'
    ? found || propstat(200, '')
    : `${found}${propstat(404, hasNot)}`
}
