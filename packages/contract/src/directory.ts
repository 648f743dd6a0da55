import { z } from 'zod'
import { done, failures, route } from './grammar.ts'
import { GroupCard } from './groups.ts'
import { PersonCard } from './people.ts'

/** Someone, or a group, as any member finds them. */
export const Found = z.discriminatedUnion('kind', [
  PersonCard.extend({ kind: z.literal('person'), favourite: z.boolean() }),
  GroupCard.extend({ kind: z.literal('group'), favourite: z.boolean() }),
])
export type Found = z.infer<typeof Found>

export const directoryFailures = failures({ 'favourite.limit_reached': 409 })

export const searchDirectory = route({
  method: 'GET',
  path: '/directory',
  summary: 'Find people and groups by name, or a person by their whole address; without a search, one’s favourites',
  access: 'person',
  scope: 'rooms',
  query: z.object({
    search: z.string().trim().max(120).optional(),
    /** People alone, where no group will do. */
    kind: z.literal('person').optional(),
  }),
  /** Favourites first, and at most twenty: who is not among them is found by typing more. */
  reply: z.array(Found).max(20),
  // As fast as one types, and no faster: nobody reads out a whole institution.
  limit: { count: 90, seconds: 60 },
})

export const changeFavourite = route({
  method: 'PUT',
  path: '/directory/favourites',
  summary: 'Keep a person or a group among one’s favourites, or no longer',
  access: 'person',
  scope: 'account',
  body: z
    .object({ kind: z.enum(['person', 'group']), id: z.uuid(), favourite: z.boolean() })
    .meta({ examples: [{ kind: 'person', id: '00000000-0000-4000-8000-00000000000b', favourite: true }] }),
  reply: done,
  failures: ['person.not_found', 'group.not_found', 'favourite.limit_reached'],
})

export const directoryRoutes = { searchDirectory, changeFavourite }
