import type { FastifyInstance } from 'fastify'

export interface Part {
  name: string
  /** Whether it works now and, if not, why: one sentence for whoever runs the server. */
  state(): Promise<{ ok: boolean; why?: string }> | { ok: boolean; why?: string }
}

/** Longer than a healthy part ever takes to say so. */
const patience = 2_000

/** `/healthz`: the process answers. `/readyz`: everything it needs does too, and if not, what and why. */
export const serveHealth = (app: FastifyInstance, parts: readonly Part[]) => {
  app.get('/healthz', async () => ({ ok: true }))

  app.get('/readyz', async (_request, reply) => {
    const states = await Promise.all(parts.map(async (part) => [part.name, await stateOf(part)] as const))
    const ok = states.every(([, state]) => state.ok)
    return reply.code(ok ? 200 : 503).send({ ok, parts: Object.fromEntries(states) })
  })
}

const stateOf = async (part: Part) => {
  const late = new Promise<{ ok: boolean; why: string }>((resolve) => {
    setTimeout(() => resolve({ ok: false, why: `no answer in ${patience / 1000} s` }), patience).unref()
  })
  try {
    return await Promise.race([Promise.resolve(part.state()), late])
  } catch (error) {
    return { ok: false, why: reasonOf(error) }
  }
}

/** A failed question says what was asked; what went wrong is at the bottom of it. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.cause === undefined ? error.message : reasonOf(error.cause)) : String(error)
