import type { Resource } from '@amphi/contract/resources'
import { type PeopleService, plainWords } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
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

const found = ({ properties, match }: Search, { name, email }: Pick<Resource, 'name' | 'email'>) => {
  const words = plainWords(match)
  const named = plainWords(name).join(' ')
  return (
    (properties.includes('D:displayname') && words.length > 0 && words.every((word) => named.includes(word))) ||
    (properties.some((it) => it === 'CS:email-address-set' || it === 'C:calendar-user-address-set') &&
      email.includes(plainAddress(match))) ||
    (properties.includes('C:calendar-user-type') && 'RESOURCE'.includes(match.toUpperCase()))
  )
}

const plainAddress = (match: string) => match.replace(/^mailto:/i, '').toLowerCase()

/** Resources that this person may book: there are few, and all that fit are told. */
const searchResources = async (actor: PersonActor, root: Element, resources: ResourcesService): Promise<Thing[]> => {
  const searches = searchesIn(root).filter(({ match }) => match.length >= 2)
  if (searches.length === 0) return []
  const isAny = root.attributes['test'] === 'anyof'
  const bookable = (await resources.list(actor)).filter(({ can }) => can.book)
  return bookable
    .filter((it) => (isAny ? searches.some((one) => found(one, it)) : searches.every((one) => found(one, it))))
    .map((resource) => ({ kind: 'resource', resource }))
}

/** Few, as everywhere in the house: one looks for somebody, one does not leaf through everybody. */
const searchPeople = async (actor: PersonActor, root: Element, people: PeopleService): Promise<Thing[]> => {
  const searches = searchesIn(root).filter(({ match }) => match.length >= 2)
  const isAny = root.attributes['test'] === 'anyof'
  const { tenantId } = actor
  const all = await Promise.all(
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
  const narrowing = all.filter(({ isOfKind }) => !isOfKind)
  const named = new Set(all.flatMap(({ ids }) => [...ids]))
  const ids = [...named].filter((id) => isAny || narrowing.every((it) => it.ids.has(id)))
  const persons = await people.correspondents.among(tenantId, ids)
  return persons.filter(({ isDisabled }) => !isDisabled).map((person) => ({ kind: 'principal', person }))
}

/** People and resources: clients ask for either without saying which. */
export const searchPrincipals = async (
  actor: PersonActor,
  root: Element,
  { people, resources }: { people: PeopleService; resources: ResourcesService },
): Promise<Thing[]> => [
  ...(await searchResources(actor, root, resources)),
  ...(await searchPeople(actor, root, people)),
]
