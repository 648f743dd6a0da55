import { createAppPassword } from '@amphi/contract/app-passwords'
import { type Element, readXmlTree } from '@amphi/server/platform/xml-tree'
import { cast, emailOf, hosts, type Name } from './cast.ts'
import type { TestHouse } from './house.ts'

export interface DavReply {
  status: number
  headers: Record<string, unknown>
  body: string
  /** Where it is XML. */
  xml: () => Element
}

/** All elements of a name, wherever they stand. */
export const elementsIn = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => elementsIn(child, name)),
]

/** What the first of a name says. */
export const saidIn = (element: Element, name: string): string | undefined => elementsIn(element, name)[0]?.text.trim()

const namespaces =
  'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/" xmlns:A="http://apple.com/ns/ical/"'

/** A document whose prefixes are those of RFC 4918 and RFC 4791. */
export const davXml = (name: string, inner: string) => `<?xml version="1.0"?><${name} ${namespaces}>${inner}</${name}>`

/** One of the cast, with a program that speaks CalDAV, and an app password made for it. */
export const aCalendarProgram = async (house: TestHouse, name: Name) => {
  const { reply } = await house.ask(name, createAppPassword, { body: { name: 'Programme d’essai' } })
  const basic = `Basic ${Buffer.from(`${emailOf(name)}:${reply.secret}`).toString('base64')}`
  const { userId } = cast[name]
  const home = `/dav/calendars/${userId}/`

  const say = async (
    method: string,
    url: string,
    { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<DavReply> => {
    const response = await house.app.inject({
      method: method as 'GET',
      url,
      headers: {
        host: hosts[cast[name].house],
        authorization: basic,
        ...(body === '' ? {} : { 'content-type': 'application/xml; charset=utf-8' }),
        ...headers,
      },
      ...(body === '' ? {} : { payload: body }),
    })
    const { statusCode: status, headers: said, body: text } = response
    return { status, headers: said, body: text, xml: () => readXmlTree(text) }
  }

  return {
    name,
    secret: reply.secret,
    basic,
    home,
    /** Where everybody’s own calendar is. */
    calendar: `${home}calendar/`,
    inbox: `${home}inbox/`,
    outbox: `${home}outbox/`,
    principal: `/dav/principals/users/${userId}/`,
    say,
    propfind: (url: string, props: string, depth: '0' | '1' = '0', headers: Record<string, string> = {}) =>
      say('PROPFIND', url, { headers: { depth, ...headers }, body: davXml('D:propfind', `<D:prop>${props}</D:prop>`) }),
    report: (url: string, name: string, inner: string, headers: Record<string, string> = {}) =>
      say('REPORT', url, { headers: { depth: '1', ...headers }, body: davXml(name, inner) }),
    put: (url: string, ics: string, headers: Record<string, string> = {}) =>
      say('PUT', url, { headers: { 'content-type': 'text/calendar; charset=utf-8', ...headers }, body: ics }),
  }
}

export type CalendarProgram = Awaited<ReturnType<typeof aCalendarProgram>>

/** An event as a program sends it: its lines, between those every calendar has. */
export const anEvent = (uid: string, lines: readonly string[] = []) => aCalendarOf([eventLines(uid, lines)])

const eventLines = (uid: string, lines: readonly string[]) => {
  const said = new Set(lines.map((line) => line.split(/[;:]/)[0]))
  const usual = [
    'DTSTAMP:20261101T080000Z',
    'DTSTART:20261124T090000Z',
    ...(said.has('DURATION') ? [] : ['DTEND:20261124T100000Z']),
    'SUMMARY:Conseil',
  ].filter((line) => !said.has(line.split(/[;:]/)[0]))
  return ['BEGIN:VEVENT', `UID:${uid}`, ...usual, ...lines, 'END:VEVENT']
}

/** Several components in one object. */
export const aCalendarOf = (components: readonly (readonly string[])[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Programme//Essai//FR', ...components.flat(), 'END:VCALENDAR', ''].join(
    '\r\n',
  )

export const aComponent = eventLines
