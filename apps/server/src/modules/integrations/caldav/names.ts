import type { Element } from '#platform/xml-tree'

/** The vocabularies of what is said here, each under the prefix it has in what we send. */
export const spaces = {
  D: 'DAV:',
  C: 'urn:ietf:params:xml:ns:caldav',
  CS: 'http://calendarserver.org/ns/',
  A: 'http://apple.com/ns/ical/',
} as const

export type Prefix = keyof typeof spaces
/** `D:displayname` */
export type Name = `${Prefix}:${string}`

const prefixes = new Map<string, Prefix>(
  Object.entries(spaces).map(([prefix, space]) => [space, prefix as Prefix] as const),
)

/** The name of an element under our prefix; undefined where it is of a vocabulary we do not know. */
export const nameOf = ({ space, name }: Pick<Element, 'space' | 'name'>): Name | undefined => {
  const prefix = prefixes.get(space)
  return prefix && `${prefix}:${name}`
}

export const childrenOf = (element: Element | undefined, name: Name): Element[] =>
  element?.children.filter((child) => nameOf(child) === name) ?? []

export const childOf = (element: Element | undefined, name: Name): Element | undefined => childrenOf(element, name)[0]
