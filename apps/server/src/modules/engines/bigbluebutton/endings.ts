import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Failure } from '#platform/failure'
import type { Keys } from '#platform/secrets'
import type { HearEngine } from '../engine.ts'

interface Needs {
  keys: Keys
  publicUrl: string
}

const path = '/hooks/bigbluebutton/ended'

/** The address a server calls when a meeting has ended there. It signs nothing itself, so the address is signed by us. */
export const createEndings = ({ keys, publicUrl }: Needs) => {
  const signatureOf = (key: string) => keys.sign('bigbluebutton ended', key)

  return {
    callbackOf: (key: string) => `${publicUrl}${path}?key=${encodeURIComponent(key)}&signature=${signatureOf(key)}`,
    isOurs(key: string, signature: string) {
      const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(key))]
      return given.length === right.length && timingSafeEqual(given, right)
    },
  }
}

interface Hook extends Needs {
  app: FastifyInstance
  hear: HearEngine
  now: () => Date
}

/** Where they call. Said twice it is said once: a session ends once. */
export const mountEndings = ({ app, hear, now, ...needs }: Hook) => {
  const endings = createEndings(needs)
  app.get(path, async (request, reply) => {
    const { key, signature } = request.query as Record<string, unknown>
    if (typeof key !== 'string' || typeof signature !== 'string' || !endings.isOurs(key, signature))
      throw new Failure('login.required')
    await hear({ kind: 'closed', key, at: now() })
    return reply.code(204).send()
  })
}
