import type { PeopleService } from '#modules/people'
import type { PersonActor } from '#platform/actor'
import type { Element } from '#platform/xml-tree'
import { childOf, childrenOf, type Name, nameOf } from './names.ts'
import type { Thing } from './things.ts'

/** By what one may look for people and resources, and how clients call it. */
export const searchable: readonly (readonly [Name, string])[] = [
  ['D:displayname', 'Name'],
  ['CS:email-address-set', 'Email'],
  ['C:calendar-user-address-set', 'Calendar address'],
  ['C:calendar-user-type', 'Kind'],
]

/** What a search says: words, each for some properties, of which all must be found, or any. */
interface Search {
  properties: readonly Name[]
  match: string
}

const searchesIn = (root: Element): Search[] => {
  // Apple’s own asks for words in whatever one may look by.
  const tokens = childrenOf(root, 'CS:search-token').map(({ text }) => text.trim())
  if (tokens.length > 0) return tokens.map((match) => ({ properties: searchable.map(([name]) => name), match }))
  return childrenOf(root, 'D:property-search').map((one) => ({
    properties: (childOf(one, 'D:prop')?.children ?? []).flatMap((it) => nameOf(it) ?? []),
    match: childOf(one, 'D:match')?.text.trim() ?? '',
  }))
}

const plainAddress = (match: string) => match.replace(/^mailto:/i, '').toLowerCase()

/** Few, as everywhere in the house: one looks for somebody, one does not leaf through everybody. */
export const searchPrincipals = async (actor: PersonActor, root: Element, people: PeopleService): Promise<Thing[]> => {
  const searches = searchesIn(root).filter(({ match }) => match.length >= 2)
  const isAny = root.attributes['test'] === 'anyof'
  const { tenantId } = actor
  const found = await Promise.all(
    searches.map(async ({ properties, match }) => {
      const byName = properties.includes('D:displayname')
      const byAddress = properties.some((it) => it === 'CS:email-address-set' || it === 'C:calendar-user-address-set')
      const byKind = properties.includes('C:calendar-user-type') && 'INDIVIDUAL'.includes(match.toUpperCase())
      const named = byName ? await people.lookup.search(actor, match, 'person') : []
      const addressed = byAddress ? await people.correspondents.byEmail(tenantId, [plainAddress(match)]) : []
      const ids = [...named.flatMap((it) => (it.kind === 'person' ? [it.id] : [])), ...addressed.map(({ id }) => id)]
      return { ids: new Set(ids), isOfKind: byKind }
    }),
  )
  const narrowing = found.filter(({ isOfKind }) => !isOfKind)
  const all = new Set(found.flatMap(({ ids }) => [...ids]))
  const ids = [...all].filter((id) => isAny || narrowing.every((it) => it.ids.has(id)))
  const persons = await people.correspondents.among(tenantId, ids)
  return persons.filter(({ isDisabled }) => !isDisabled).map((person) => ({ kind: 'principal', person }))
}
