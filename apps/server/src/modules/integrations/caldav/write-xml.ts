import type { Element } from '#platform/xml-tree'
import { type Name, nameOf, spaces } from './names.ts'

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML 1.0 cannot hold at all, escaped or not. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** A carriage return would be read as a line feed (XML 1.0, 2.11): iCalendar has them, and they come back as sent. */
export const escaped = (text: string) =>
  text
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
    .replaceAll('\r', '&#13;')

const declared = Object.entries(spaces)
  .map(([prefix, space]) => ` xmlns:${prefix}="${space}"`)
  .join('')

/** What already is XML goes in as it is. */
export const element = (name: Name, inner = '') => (inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`)

export const said = (name: Name, text: string) => element(name, escaped(text))

export const hrefTo = (address: string) => said('D:href', address)

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'

/** The root of a document, where our prefixes are declared. */
export const opening = (name: Name) => `${declaration}<${name}${declared}>`

export const document = (name: Name, inner: string) => `${opening(name)}${inner}</${name}>`

/** A property that was asked for, empty: under our prefix, or with a vocabulary of its own. */
export const emptyOf = (asked: Pick<Element, 'space' | 'name'>) => {
  const name = nameOf(asked)
  if (name) return element(name)
  return `<X:${asked.name} xmlns:X="${escaped(asked.space)}"/>`
}

const reasons: Record<number, string> = {
  200: 'OK',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  424: 'Failed Dependency',
  507: 'Insufficient Storage',
}

export const statusLine = (status: number) => element('D:status', `HTTP/1.1 ${status} ${reasons[status] ?? ''}`)

export const propstat = (status: number, properties: string, more = '') =>
  element('D:propstat', `${element('D:prop', properties)}${statusLine(status)}${more}`)

/** Of one thing, in a `multistatus` (RFC 4918, 13). */
export const response = (address: string, inner: string) => element('D:response', `${hrefTo(address)}${inner}`)
