import { addresses } from '@amphi/contract/generated/addresses'
import type { Routes } from '@amphi/contract/catalogue'
import type { Ask, Reply } from '@amphi/contract/grammar'
import { told } from './reachable.ts'

export type RouteName = keyof Routes

/** What a route is asked with; where its body is a file, the browser's own kind of file. */
export type AskOf<N extends RouteName> =
  Ask<Routes[N]> extends { body: Uint8Array } ? Omit<Ask<Routes[N]>, 'body'> & { body: Blob } : Ask<Routes[N]>
export type ReplyOf<N extends RouteName> = Reply<Routes[N]>
/** What follows a route's name: nothing has to, where it asks for nothing. */
export type Said<N extends RouteName, Options = never> =
  Record<never, never> extends AskOf<N>
    ? [ask?: AskOf<N> | undefined, options?: Options]
    : [ask: AskOf<N>, options?: Options]

interface CallOptions {
  signal?: AbortSignal
  /** Sent even while the page is being left. */
  keepalive?: boolean
}

/** The server said no, and why: `code` has a sentence in the words `failures`. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: string
  readonly details: Record<string, unknown>
  readonly status: number
  readonly requestId: string | undefined
  readonly at = new Date()
  constructor(status: number, code: string, details: Record<string, unknown>, requestId?: string) {
    super(code)
    this.status = status
    this.code = code
    this.details = details
    this.requestId = requestId
  }
}

/** Nobody answered, or only to say that nobody can at present: worth asking again. */
export class Offline extends Error {
  override name = 'Offline'
}

/** A bug of ours: all one can do is tell us which. */
export class Fault extends Error {
  override name = 'Fault'
  readonly requestId: string | undefined
  constructor(requestId?: string, cause?: unknown) {
    super('fault', { cause })
    this.requestId = requestId
  }
}

interface Loose {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

const addressOf = (name: RouteName, { params, query }: Loose) => {
  const path = addresses[name].path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params?.[key])))
  const said = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString()
  return `/api/v1${path}${search ? `?${search}` : ''}`
}

const bodyOf = (body: unknown): { body?: BodyInit; headers?: Record<string, string> } => {
  if (body === undefined) return {}
  if (body instanceof Blob) return { body, headers: { 'content-type': body.type } }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

const parse = (text: string): unknown => (text === '' ? undefined : JSON.parse(text))

const isRefusal = (said: unknown): said is { code: string; details?: Record<string, unknown> } =>
  typeof said === 'object' && said !== null && 'code' in said && typeof said.code === 'string'

const said = (text: string) => {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

const asError = (answer: Response, text: string) => {
  const why = said(text)
  const header = answer.headers.get('x-request-id') ?? undefined
  if (isRefusal(why) && why.code !== 'server.unavailable' && answer.status !== 500)
    return new Refusal(answer.status, why.code, why.details ?? {}, header)
  // A proxy in front answers 502 to 504 in its own words when the server is being restarted.
  if (answer.status >= 502 && answer.status <= 504) return new Offline()
  const requestId = isRefusal(why) ? why.details?.['requestId'] : undefined
  return new Fault(typeof requestId === 'string' ? requestId : header)
}

const wasTimedOut = ({ reason }: AbortSignal) => reason instanceof DOMException && reason.name === 'TimeoutError'

/** The answer with all that it says: a line may be cut, or time run out, in the middle of it as well. */
const reach = async (address: string, init: RequestInit) => {
  try {
    const answer = await fetch(address, init)
    return { answer, text: await answer.text() }
  } catch (cause) {
    const { signal } = init
    if (!signal?.aborted) told(false)
    // One answer that is too slow says nothing of all others: whoever set the time learns it, and no banner does.
    else if (!wasTimedOut(signal)) throw cause
    throw new Offline('offline', { cause })
  }
}

/**
 * Asks a route of the contract, by name. Throws `Refusal`, `Offline` (time that ran out as well) or `Fault`, and
 * nothing else, but to whoever took the question back by their own signal.
 */
export const call = async <N extends RouteName>(name: N, ...rest: Said<N, CallOptions>): Promise<ReplyOf<N>> => {
  const [ask, options] = rest
  const loose = (ask ?? {}) as Loose
  const { answer, text } = await reach(addressOf(name, loose), {
    method: addresses[name].method,
    ...bodyOf(loose.body),
    ...options,
  })
  if (!answer.ok) {
    const error = asError(answer, text)
    told(!(error instanceof Offline))
    throw error
  }
  told(true)
  try {
    return parse(text) as ReplyOf<N>
  } catch (cause) {
    throw new Fault(answer.headers.get('x-request-id') ?? undefined, cause)
  }
}
