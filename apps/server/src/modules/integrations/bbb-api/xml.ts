/** What stands in an element: a text, a number, or elements in their order. Undefined: the element is left out. */
export type Content = string | number | boolean | Cdata | readonly Field[]
export type Field = readonly [name: string, content: Content | undefined]

interface Cdata {
  cdata: string
}

/** BigBlueButton writes so what its webhooks say; everything else it escapes. */
export const cdata = (text: string): Cdata => ({ cdata: text })

/** Of XML 1.0, without a colon: what a name of another namespace would mean, nobody says. */
const name =
  /^[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF][-.\w\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF]*$/

export const isXmlName = (text: string) => name.test(text)

/** What no document may hold, not even escaped. */
// oxlint-disable-next-line no-control-regex
const impossible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

const possible = (text: string) => text.toWellFormed().replace(impossible, '')

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
const escaped = (text: string) => possible(text).replace(/[&<>\r]/g, (it) => escapes[it] ?? it)

const contentOf = (content: Content): string => {
  if (typeof content === 'string') return escaped(content)
  if (typeof content === 'number' || typeof content === 'boolean') return String(content)
  if ('cdata' in content) return `<![CDATA[${possible(content.cdata).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
  return content.map(element).join('')
}

/** Metadata bear the names people gave them: one that is no name of an element would break the whole answer. */
export const element = ([name, content]: Field): string =>
  content === undefined || !isXmlName(name) ? '' : `<${name}>${contentOf(content)}</${name}>`

/** Without a prolog: some who read it choke on one. */
export const responseOf = (fields: readonly Field[]) => element(['response', fields])
