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

/** Before it opens a socket, or when it could not, a page asks the engine over HTTP what it thinks of its token. */
export const passValidation = (app: FastifyInstance, { host, port }: Signalling) => {
  app.get('/rtc/*', { logLevel: 'warn' }, async (request, reply) => {
    // Dots in an address, however they are spelt, would lead to the engine’s other doors.
    if (!/^\/rtc\/(v\d\/)?validate(\?|$)/.test(request.url)) throw new Failure('request.unknown_route')
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
