import type { FastifyInstance } from 'fastify'
import { signIn } from '@amphi/contract/logins'
import { openServices, type ServicesNeeds } from '@amphi/server/services'
import { openWeb } from '@amphi/server/platform/web'
import { aClock } from '@amphi/testkit/clock'
import { aVisitor, type Visitor } from '@amphi/testkit/visitor'
import { emailOf, type Name, password, people } from './story.ts'

/** Where the story is played: the server's own services behind their own routes, at a time of our choosing. */
export const openStage = async (needs: Omit<ServicesNeeds, 'clock' | 'limitScale'>, at: Date) => {
  await using opened = new AsyncDisposableStack()
  const clock = aClock(at)
  const web = { logLevel: 'error', trustedProxies: [], tls: undefined } as const
  const app: FastifyInstance = opened.adopt(await openWeb(web), (it) => it.close())
  const report = (error: unknown) => app.log.error({ err: error }, 'reported')
  const within = { ...needs, app, report, clock, limitScale: 10_000, works: false }
  const services = opened.adopt(await openServices(within), (it) => it.close())
  await app.ready()

  const known = new Map<Name, Visitor>()
  const all = opened.move()
  return {
    services,
    clock,
    /** A browser nobody knows. */
    aGuest: () => aVisitor(app),
    /** Signed in with their password, once. */
    async as(name: Name) {
      const visitor = known.get(name) ?? aVisitor(app)
      if (known.has(name)) return visitor
      const { status } = await visitor.ask(signIn, { body: { email: emailOf(people[name].name), password } })
      if (status !== 200) throw new Error(`${name} cannot sign in: has the password been changed?`)
      known.set(name, visitor)
      return visitor
    },
    close: () => all.disposeAsync(),
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>
