import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { facts, jobs as jobsToDo, routes } from '@amphi/contract/catalogue'
import { prefix } from '@amphi/contract/grammar'
import { meetFirstAdministrator } from '#modules/people'
import type { LiveKitAccess } from '#platform/children/children'
import type { Supervised } from '#platform/children/supervisor'
import { migrateDatabase } from '#platform/db'
import { type Part, serveHealth } from '#platform/health'
import type { LogStream } from '#platform/log'
import { serveMetrics } from '#platform/metrics'
import { serveApiDocs } from '#platform/api-docs'
import { openapi } from '#platform/openapi'
import { passValidation, type WeighPass } from '#platform/signalling'
import { servePages } from '#platform/spa'
import { handleUpgrades } from '#platform/upgrades'
import { openWeb } from '#platform/web'
import { openServices, type ServicesNeeds } from './services.ts'
import { version } from './version.ts'

type Child = Part & Pick<Supervised, 'restarts'>

export interface HouseNeeds extends ServicesNeeds {
  livekit: LiveKitAccess | undefined
  /** What runs beside us, for `/readyz` and `/metrics`. */
  children: readonly Child[]
  /** Where the log goes, if not to the standard output. */
  logTo?: LogStream
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The roof: opens the services, serves them to the world, and shuts everything in reverse order. */
export const openHouse = async (needs: HouseNeeds) => {
  const { config, databaseUrl, livekit, children } = needs
  await migrateDatabase(databaseUrl)

  await using opened = new AsyncDisposableStack()
  const { log: logLevel, trustedProxies, tls } = config
  const app = opened.adopt(await openWeb({ logLevel, logTo: needs.logTo, trustedProxies, tls }), (it) => it.close())
  const report = (error: unknown) => app.log.error({ err: error }, 'reported')
  const services = opened.adopt(await openServices({ ...needs, app, report, works: true }), (it) => it.close())
  const { ground, limits, signalling, tenants, people, rooms, engines, sessions } = services
  const { db, bus, jobs, files, http, metrics, sockets, sweeps } = ground
  livekit?.onRestart(() => engines.restarted())

  http.refuseUnmounted(routes)
  bus.refuseUnheard(facts)
  jobs.refuseUnhandled(jobsToDo)

  app.get('/api/openapi.json', () => openapi(routes, version))
  serveApiDocs(app)
  const weigh: WeighPass = async (token) => {
    const bearer = engines.bearerOf(token)
    if (!bearer) return 'unknown'
    if (bearer === 'trial') return 'welcome'
    // A page that is cut off comes again a few times; each time is a few questions to the database.
    if (limits.count(`passes of ${bearer.identity}`, { count: 30, seconds: 30 }) !== undefined) return 'not_now'
    return (await sessions.presence.mayConnect(bearer)) ? 'welcome' : 'not_now'
  }
  if (signalling) passValidation(app, signalling, weigh)
  metrics.tell({
    name: 'amphi_live_pages',
    help: 'Pages that hold a live line to this process',
    read: () => sockets.count(),
  })
  metrics.tell({
    name: 'amphi_child_restarts_total',
    help: 'How often PostgreSQL or LiveKit was started again after a fall',
    label: 'child',
    read: () => children.map(({ name, restarts }) => ({ label: name, value: restarts() })),
  })
  serveMetrics(app, metrics)
  serveHealth(app, [
    partOf('database', () => db.execute(sql`select 1`)),
    partOf('files', () => files.look()),
    ...children,
  ])
  const connect = livekit && !signalling ? [livekit.url, livekit.url.replace(/^http/, 'ws')] : []
  const isChosen = async (host: string, name: string) => {
    try {
      const { id } = await tenants.ofHost(host.replace(/:\d+$/, ''))
      return (await rooms.byLink(id, name)) !== undefined
    } catch (error) {
      // The page comes all the same, and says by itself what is wrong.
      report(error)
      return true
    }
  }
  const framed = async (host: string) => {
    try {
      const { id, enginePages } = await tenants.ofHost(host.replace(/:\d+$/, ''))
      return enginePages === 'tab' ? [] : await engines.pagesOf(id)
    } catch (error) {
      report(error)
      return []
    }
  }
  const framePage = {
    path: '/jitsi/:id',
    file: 'jitsi.html',
    asks: `${prefix}/jitsi/`,
    framed: (id: string) => engines.framedBy(id),
  }
  await servePages({ app, folder: here('../../web/dist'), connect, isChosen, framed, framePage })
  const { identify } = http
  const line = handleUpgrades({
    app,
    sockets,
    identify,
    limits,
    trustedProxies,
    publicUrl: config.url,
    log: app.log,
    signalling: () => signalling,
    weigh,
  })
  opened.defer(() => line.close())
  await app.ready()

  // What ran before we did, and what has happened since, at once rather than at the first look.
  sessions.look()
  const [first] = await tenants.list()
  const setupLink = first && (await meetFirstAdministrator({ db, people, tenantId: first.id, given: config.admin }))

  const all = opened.move()
  return {
    app,
    db,
    bus,
    tenants,
    people,
    rooms,
    sessions,
    sweeps,
    /** Of the fake engine: what happens to it. */
    world: engines.world,
    /** The port where letters come in, if they do. */
    lettersPort: services.integrations.imip.port,
    /** A one-time address, where nobody administers yet. */
    setupLink,
    close: () => all.disposeAsync(),
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>

/** What works when asking it does. */
const partOf = (name: string, ask: () => Promise<unknown>): Part => ({
  name,
  async state() {
    await ask()
    return { ok: true }
  },
})
