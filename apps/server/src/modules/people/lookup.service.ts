import type { Found } from '@amphi/contract/directory'
import { GroupId } from '@amphi/contract/groups'
import { UserId } from '@amphi/contract/people'
import type { PersonActor } from '#platform/actor'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { favouritesIn } from './favourites.repository.ts'
import { groupsIn } from './groups.repository.ts'
import { lookupIn } from './lookup.repository.ts'
import { cardOf } from './person.ts'
import { plainWords } from './plain-words.ts'
import { usersIn } from './users.repository.ts'

/** At once. Of groups fewer: they must not take the place of everybody. */
const atMost = { found: 20, groups: 8 }

/** Of each kind. */
const mostFavourites = 200

interface Chosen {
  kind: Found['kind']
  id: string
  favourite: boolean
}

/** How any member finds others, to share something with them or to invite them: by name, and no more than a few. */
export const createLookupService = ({ db }: { db: Db }) => ({
  async search(actor: PersonActor, search = '', kind?: 'person'): Promise<Found[]> {
    const { tenantId, userId: by } = actor
    const looked = { by, words: plainWords(search), address: search.toLowerCase() }
    const groups = kind ? [] : await lookupIn(db).groups(tenantId, { ...looked, limit: atMost.groups })
    const people = await lookupIn(db).people(tenantId, { ...looked, limit: atMost.found })
    const found = [
      ...groups.map(({ id, name, count, favourite, start }) => {
        return { start, it: { kind: 'group' as const, id, name, count, favourite } }
      }),
      ...people.map(({ favourite, start, ...user }) => {
        return { start, it: { kind: 'person' as const, ...cardOf(user), favourite } }
      }),
    ]
    const rank = ({ start, it }: (typeof found)[number]) => Number(it.favourite) * 2 + Number(start)
    return found
      .toSorted((a, b) => rank(b) - rank(a))
      .slice(0, atMost.found)
      .map(({ it }) => it)
  },

  async changeFavourite(actor: PersonActor, { kind, id, favourite }: Chosen) {
    const { tenantId, userId } = actor
    const favourites = favouritesIn(db).of(kind)
    if (!favourite) return favourites.drop(tenantId, userId, id)
    const isThere =
      kind === 'person'
        ? await usersIn(db).find(tenantId, UserId.parse(id))
        : await groupsIn(db).find(tenantId, GroupId.parse(id))
    if (!isThere) throw kind === 'person' ? new Failure('person.not_found') : new Failure('group.not_found')
    if ((await favourites.count(tenantId, userId)) >= mostFavourites) throw new Failure('favourite.limit_reached')
    await favourites.keep(tenantId, userId, id)
  },
})
