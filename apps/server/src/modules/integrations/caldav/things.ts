import type { UserId } from '@amphi/contract/people'
import type { Resource, ResourceId } from '@amphi/contract/resources'
import type { CalendarSeen, CalendarService } from '#modules/calendar'
import type { Correspondent, PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { PersonActor } from '#platform/actor'
import {
  type Address,
  base,
  calendarAddress,
  homeAddress,
  objectAddress,
  outboxAddress,
  principalAddress,
  principalsAddress,
  resourceAddress,
  resourcesAddress,
  usersAddress,
} from './addresses.ts'
import { DavError } from './dav-error.ts'

/** What a client needs to know of an object; its text where that was read as well. */
export interface ObjectSeen {
  name: string
  etag: string
  scheduleTag: string | null
  ics?: string
  changedAt?: Date
}

/** What is there at an address, as one person sees it. */
export type Thing =
  | { kind: 'root' }
  | { kind: 'principals' | 'users' | 'resources' | 'homes' }
  | { kind: 'principal'; person: Pick<Correspondent, 'id' | 'name' | 'email'> }
  | { kind: 'resource'; resource: Pick<Resource, 'id' | 'name' | 'email'> }
  | { kind: 'home'; userId: UserId }
  | { kind: 'outbox'; userId: UserId }
  | { kind: 'calendar'; userId: UserId; seen: CalendarSeen }
  | { kind: 'object'; userId: UserId; seen: CalendarSeen; object: ObjectSeen }

export type Kind = Thing['kind']

const areas = {
  root: base,
  principals: principalsAddress,
  users: usersAddress,
  resources: resourcesAddress,
  homes: `${base}calendars/`,
}

export const addressOf = (thing: Thing): string => {
  switch (thing.kind) {
    case 'principal':
      return principalAddress(thing.person.id)
    case 'resource':
      return resourceAddress(thing.resource.id)
    case 'home':
      return homeAddress(thing.userId)
    case 'outbox':
      return outboxAddress(thing.userId)
    case 'calendar':
      return calendarAddress(thing.userId, thing.seen.slug)
    case 'object':
      return objectAddress(thing.userId, thing.seen.slug, thing.object.name)
    case 'root':
    case 'principals':
    case 'users':
    case 'resources':
    case 'homes':
      return areas[thing.kind]
  }
}

interface Needs {
  calendar: CalendarService
  people: PeopleService
  resources: ResourcesService
}

export const createThings = ({ calendar: { calendars, objects }, people, resources }: Needs) => {
  const notFound = () => new DavError(404)

  /** Somebody of the house, whoever asks; an address of somebody else’s home is nobody’s business. */
  const principalOf = async ({ tenantId }: PersonActor, userId: UserId): Promise<Thing> => {
    const [person] = await people.correspondents.among(tenantId, [userId])
    if (!person) throw notFound()
    return { kind: 'principal', person }
  }

  /** One that this person may book: to others it is not there. */
  const resourceOf = async (actor: PersonActor, id: ResourceId): Promise<Thing> => {
    const resource = (await resources.list(actor)).find((it) => it.id === id && it.can.book)
    if (!resource) throw notFound()
    return { kind: 'resource', resource }
  }

  const calendarAt = async (actor: PersonActor, userId: UserId, slug: string): Promise<CalendarSeen> => {
    if (userId !== actor.userId) throw notFound()
    const seen = await calendars.at(actor, slug)
    if (!seen || seen.access === 'busy') throw notFound()
    return seen
  }

  /** All one sees among one’s calendars, when they stand in a client: not those of which one only knows when they are busy. */
  const calendarsOf = async (actor: PersonActor): Promise<Thing[]> => {
    const all = await calendars.list(actor)
    const readable = all.filter(({ access }) => access !== 'busy')
    return readable.map((seen) => ({ kind: 'calendar', userId: actor.userId, seen }))
  }

  return {
    calendarAt,

    /** What is there; refused where there is nothing that this person may see. */
    async locate(actor: PersonActor, address: Address | undefined): Promise<Thing> {
      if (!address) throw notFound()
      switch (address.kind) {
        case 'principal':
          return principalOf(actor, address.userId)
        case 'resource':
          return resourceOf(actor, address.resourceId)
        case 'home':
        case 'outbox':
          if (address.userId !== actor.userId) throw notFound()
          return address
        case 'calendar': {
          const { userId, slug } = address
          return { kind: 'calendar', userId, seen: await calendarAt(actor, userId, slug) }
        }
        case 'object': {
          const { userId, slug, name } = address
          const own = userId === actor.userId ? await objects.own(actor, slug, name) : undefined
          if (own) return { kind: 'object', userId, seen: own.seen, object: own.row }
          const seen = await calendarAt(actor, userId, slug)
          const object = await objects.find(seen, name)
          if (!object) throw notFound()
          return { kind: 'object', userId, seen, object }
        }
        case 'root':
        case 'principals':
        case 'users':
        case 'resources':
        case 'homes':
          return address
      }
    },

    /** What stands right below it. */
    async *within(actor: PersonActor, thing: Thing): AsyncGenerator<Thing> {
      const { userId } = actor
      if (thing.kind === 'root') {
        yield { kind: 'principals' }
        yield { kind: 'homes' }
      }
      if (thing.kind === 'principals') {
        yield { kind: 'users' }
        yield { kind: 'resources' }
      }
      if (thing.kind === 'resources')
        for (const resource of await resources.list(actor)) if (resource.can.book) yield { kind: 'resource', resource }
      // Others are found by looking for them, not by leafing through the house.
      if (thing.kind === 'users') yield principalOf(actor, userId)
      if (thing.kind === 'homes') yield { kind: 'home', userId }
      if (thing.kind === 'home') {
        yield* await calendarsOf(actor)
        yield { kind: 'outbox', userId }
      }
      if (thing.kind !== 'calendar') return
      for await (const object of objects.heads(thing.seen)) yield { kind: 'object', userId, seen: thing.seen, object }
    },
  }
}

export type Things = ReturnType<typeof createThings>
