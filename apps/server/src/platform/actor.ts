import type { LoginId } from '@amphi/contract/logins'
import type { Capability, GuestId, Role, UserId } from '@amphi/contract/people'
import type { Scope } from '@amphi/contract/scopes'
import type { TenantId } from '@amphi/contract/tenants'

/** Someone with an account, signed in here by a cookie or an API token. */
export interface PersonActor {
  kind: 'person'
  tenantId: TenantId
  userId: UserId
  /** Undefined when an API token speaks. */
  loginId?: LoginId
  /** What the API token that speaks was made for; a browser's login may all that its person may. */
  scopes?: readonly Scope[]
  name: string
  role: Role
  capabilities: readonly Capability[]
}

/** Someone without an account whose browser a door has let in once. */
export interface GuestActor {
  kind: 'guest'
  tenantId: TenantId
  guestId: GuestId
}

/** Someone we know nothing of, but in which house they stand. */
export interface Nobody {
  kind: 'nobody'
  tenantId: TenantId
}

export type Visitor = PersonActor | GuestActor
export type Actor = Visitor | Nobody

/** Whom to count calls by; undefined for someone we know nothing of. */
export const nameOf = (actor: Actor) =>
  actor.kind === 'person' ? actor.userId : actor.kind === 'guest' ? actor.guestId : undefined

/** By what others are told who did something: by their account, whatever they called themselves; by that, without one. */
export const calledBy = (actor: Visitor, { name }: { name: string }) => (actor.kind === 'person' ? actor.name : name)

/** What an upgrade to a socket and a request to a route have in common. */
export interface Caller {
  host: string
  cookies: Readonly<Record<string, string | undefined>>
  authorization: string | undefined
  address: string
  userAgent: string
}

/** Who asks, and in which house. Known before anything else is looked at. */
export type Identify = (caller: Caller) => Promise<Actor>
