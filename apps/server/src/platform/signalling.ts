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

/** Whether the holder of a token may go where it leads, as things are now: the engine knows only what they were. */
export type MayConnect = (token: string) => Promise<boolean>

const bearer = /^Bearer /i

/** What a page brings for the engine; empty where it brings nothing. */
export const tokenOf = ({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>) =>
  new URLSearchParams(url.split('?')[1] ?? '').get('access_token') ?? headers.authorization?.replace(bearer, '') ?? ''

/** Before it opens a socket, or when it could not, a page asks the engine over HTTP what it thinks of its token. */
export const passValidation = (app: FastifyInstance, { host, port }: Signalling, mayConnect: MayConnect) => {
  app.get('/rtc/*', { logLevel: 'warn' }, async (request, reply) => {
    // Dots in an address, however they are spelt, would lead to the engine’s other doors.
    if (!/^\/rtc\/(v\d\/)?validate(\?|$)/.test(request.url)) throw new Failure('request.unknown_route')
    if (!(await mayConnect(tokenOf(request.raw)))) return reply.code(403).type('text/plain').send('not any more')
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
