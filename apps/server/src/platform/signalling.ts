import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Failure } from './failure.ts'

/** Where an engine's signalling listens on this machine. */
export interface Signalling {
  host: string
  port: number
}

/** From the address of its API. */
export const signallingAt = (url: string): Signalling => {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port || 80) }
}

/**
 * What is thought of whoever brings a token, as things are now; its engine knows only what they were. `unknown`: none of
 * ours. It is said before anything is asked of the database whether it is one.
 */
export type WeighPass = (token: string) => Promise<'welcome' | 'not_now' | 'unknown'>

/**
 * The one token a page brings, in its address or a header. Undefined where there is none, or more than one: what we
 * weigh must be what the engine reads, and of two it may read the other.
 */
export const tokenOf = ({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): string | undefined => {
  const at = url.indexOf('?')
  const query = at < 0 ? '' : url.slice(at + 1)
  // What is decoded otherwise by others, or parted: no page of ours writes it.
  if (/[;?]|%(?![0-9a-f]{2})/i.test(query)) return undefined
  const inAddress = new URLSearchParams(query).getAll('access_token')
  const inHeader = headers.authorization === undefined ? [] : [headers.authorization.replace(/^Bearer /, '')]
  const all = [...inAddress, ...inHeader]
  return all.length === 1 && all[0] ? all[0] : undefined
}

const refusals = { not_now: 403, unknown: 401 } as const

/** The status it is refused with; undefined for who is welcome. */
export const refusalOf = async (request: Pick<IncomingMessage, 'url' | 'headers'>, weigh: WeighPass) => {
  const token = tokenOf(request)
  const thought = token === undefined ? 'unknown' : await weigh(token)
  return thought === 'welcome' ? undefined : refusals[thought]
}

/** Before it opens a socket, or when it could not, a page asks the engine over HTTP what it thinks of its token. */
export const passValidation = (app: FastifyInstance, { host, port }: Signalling, weigh: WeighPass) => {
  app.get('/rtc/*', { logLevel: 'warn' }, async (request, reply) => {
    // Dots in an address, however they are spelt, would lead to the engine’s other doors.
    if (!/^\/rtc\/(v\d\/)?validate(\?|$)/.test(request.url)) throw new Failure('request.unknown_route')
    const refused = await refusalOf(request.raw, weigh)
    if (refused) return reply.code(refused).type('text/plain').send('')
    const answer = await fetch(`http://${host}:${port}${request.url}`, { signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    )
    if (!answer) return reply.code(502).send('')
    return reply
      .code(answer.status)
      .type('text/plain')
      .send(await answer.text())
  })
}
