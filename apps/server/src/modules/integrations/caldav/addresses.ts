import { UserId } from '@amphi/contract/people'
import { ResourceId } from '@amphi/contract/resources'

/** Where everything of this tongue lives. */
export const base = '/dav/'

/** What an address names, whether or not there is such a thing. */
export type Address =
  | { kind: 'root' }
  | { kind: 'principals' }
  | { kind: 'users' }
  | { kind: 'principal'; userId: UserId }
  | { kind: 'resources' }
  | { kind: 'resource'; resourceId: ResourceId }
  | { kind: 'homes' }
  | { kind: 'home'; userId: UserId }
  | { kind: 'outbox'; userId: UserId }
  | { kind: 'calendar'; userId: UserId; slug: string }
  | { kind: 'object'; userId: UserId; slug: string; name: string }

export const outboxSlug = 'outbox'

const segment = encodeURIComponent

export const principalsAddress = `${base}principals/`
export const usersAddress = `${base}principals/users/`
export const principalAddress = (userId: UserId) => `${base}principals/users/${userId}/`
export const resourcesAddress = `${base}principals/resources/`
export const resourceAddress = (resourceId: ResourceId) => `${resourcesAddress}${resourceId}/`
export const homeAddress = (userId: UserId) => `${base}calendars/${userId}/`
export const calendarAddress = (userId: UserId, slug: string) => `${homeAddress(userId)}${segment(slug)}/`
export const outboxAddress = (userId: UserId) => calendarAddress(userId, outboxSlug)
export const objectAddress = (userId: UserId, slug: string, name: string) =>
  `${calendarAddress(userId, slug)}${segment(name)}`

/** What stands between two slashes of a path, decoded; undefined where it cannot be. */
const segmentsOf = (path: string): string[] | undefined => {
  try {
    return path
      .split('/')
      .filter((it) => it !== '')
      .map((it) => decodeURIComponent(it))
  } catch {
    return undefined
  }
}

/** What a path, or a whole address, names here; undefined where nothing ever does. */
export const readAddress = (address: string): Address | undefined => {
  const path = address.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  if (path === '/' || path === '') return { kind: 'root' }
  if (!`${path}/`.startsWith(base)) return undefined
  const [area, ...rest] = segmentsOf(path.slice(base.length)) ?? ['?']
  if (area === undefined) return { kind: 'root' }
  if (area === 'principals') return readPrincipal(rest)
  return area === 'calendars' ? readCalendar(rest) : undefined
}

const readPrincipal = ([users, id, more]: string[]): Address | undefined => {
  if (users === undefined) return { kind: 'principals' }
  if (more !== undefined) return undefined
  if (users === 'resources') {
    if (id === undefined) return { kind: 'resources' }
    const { data: resourceId } = ResourceId.safeParse(id)
    return resourceId && { kind: 'resource', resourceId }
  }
  if (users !== 'users') return undefined
  if (id === undefined) return { kind: 'users' }
  const { data: userId } = UserId.safeParse(id)
  return userId && { kind: 'principal', userId }
}

const readCalendar = ([id, slug, name, more]: string[]): Address | undefined => {
  if (id === undefined) return { kind: 'homes' }
  const { data: userId } = UserId.safeParse(id)
  if (!userId || more !== undefined) return undefined
  if (slug === undefined) return { kind: 'home', userId }
  if (slug === outboxSlug) return name === undefined ? { kind: 'outbox', userId } : undefined
  return name === undefined ? { kind: 'calendar', userId, slug } : { kind: 'object', userId, slug, name }
}
