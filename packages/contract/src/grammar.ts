import { z } from 'zod'
import type { Scope } from './scopes.ts'
import type { TenantId } from './tenants.ts'

/** Where every route lives. What would break a caller opens a v2 beside it. */
export const prefix = '/api/v1'

/** The statuses a failure may carry; everything else is a bug and becomes 500. */
export type FailureStatus = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 429 | 503

export const failures = <const T extends Record<string, FailureStatus>>(table: T) => table

/** For a route that takes no params, no query or no body. */
export const nothing = z.undefined()

/** For a route that answers nothing but that it is done (204). */
export const done = z.void()

/** For a route whose body is a file: raw bytes, of one of the types the route names in `upload`. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/**
 * Who a route speaks to.
 * `anyone`: no cookie needed. `visitor`: a signed-in person, or a guest whom a door let in. `person`: signed in, or an
 * API token of theirs that was made for the route's `scope`. `login`: signed in by a browser, for what would let a stolen
 * token keep the account.
 * What a person may do is not said here: each module's policy decides it.
 */
export type Access = 'anyone' | 'visitor' | 'person' | 'login'

/** Of these, an API token may ask those that say what for. */
type ForTokens = 'visitor' | 'person'

/** At most `count` calls in `seconds`, by one person (or guest; else by one address), in one process. */
export interface Limit {
  count: number
  seconds: number
  /**
   * By all at one address who have no account, guests and strangers together: where a guest could come again under
   * another cookie. Without it strangers are counted as a school's worth of people, and guests one by one.
   */
  atOneAddress?: number
}

export interface Route<
  A extends Access,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  Code extends string,
> {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: `/${string}`
  summary: string
  access: A
  /** What an API token must be made for, to ask this; without, any may where `anyone` may, and none elsewhere. */
  scope?: Scope
  params: Params
  query: Query
  /** Carries an example (`.meta({ examples })`): the documentation shows it and the house test sends it. */
  body: Body
  reply: Reply
  /** All it may utter besides `requestFailures`, which any route may. */
  failures: readonly Code[]
  /** Tighter than the usual limit, where a call costs much or guesses at something. */
  limit?: Limit
  /** The body is a file of one of these media types, of at most so many bytes. */
  upload?: { types: readonly string[]; bytes: number }
}

export type AnyRoute = Route<Access, z.ZodType, z.ZodType, z.ZodType, z.ZodType, string>

type Said<
  A extends Access,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  C extends string,
> = Omit<Route<A, P, Q, B, R, C>, 'params' | 'query' | 'body' | 'failures' | 'scope'> &
  Partial<Pick<Route<A, P, Q, B, R, C>, 'params' | 'query' | 'body' | 'failures'>> &
  (A extends ForTokens ? { scope: Scope } : A extends 'login' ? { scope?: never } : { scope?: Scope })

type Nothing = typeof nothing

/** States a route. What is left out is nothing: no params, no query, no body, no refusal of its own. */
export const route = <
  const A extends Access,
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  const C extends string = never,
>(
  it: Said<A, P, Q, B, R, C>,
): Route<A, P, Q, B, R, C> => ({
  params: nothing as z.ZodType as P,
  query: nothing as z.ZodType as Q,
  body: nothing as z.ZodType as B,
  failures: [],
  ...it,
})

type Given<Key extends string, Value> = undefined extends Value ? { [K in Key]?: Value } : { [K in Key]: Value }

/** What a caller says… */
export type Ask<R extends AnyRoute> = Given<'params', z.input<R['params']>> &
  Given<'query', z.input<R['query']>> &
  Given<'body', z.input<R['body']>>
/** …what the server makes of it… */
export type Input<R extends AnyRoute> = {
  params: z.output<R['params']>
  query: z.output<R['query']>
  body: z.output<R['body']>
}
/** …and what comes back. */
export type Reply<R extends AnyRoute> = z.output<R['reply']>

/** A fact: which things, of which tenant. Whoever hears it asks for what they may see. */
export interface Fact<Name extends string, Ids extends z.ZodType<{ tenantId: TenantId }>> {
  name: Name
  ids: Ids
}

export type AnyFact = Fact<string, z.ZodType<{ tenantId: TenantId }>>
export type Ids<F extends AnyFact> = z.output<F['ids']>

/** States a fact, in the past tense: `noun.happened`. */
export const fact = <const N extends string, I extends z.ZodType<{ tenantId: TenantId }>>(
  name: N,
  ids: I,
): Fact<N, I> => ({ name, ids })

/** Work to be done later, at least once. */
export interface Job<Name extends string, Payload extends z.ZodType> {
  name: Name
  payload: Payload
}

export type AnyJob = Job<string, z.ZodType>

/** States a job, in the imperative: `noun.verb`. */
export const job = <const N extends string, P extends z.ZodType>(name: N, payload: P): Job<N, P> => ({ name, payload })

/** Some of a thing's properties, anew. What is left out, or undefined, stays as it is. */
export type Changes<T> = { [K in keyof T]?: T[K] | undefined }
