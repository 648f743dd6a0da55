import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { facts, jobs as jobsToDo, routes } from '@amphi/contract/catalogue'
import { openChat } from '#modules/chat'
import { openEngines } from '#modules/engines'
import { openJournal } from '#modules/journal'
import { openLetters, type Post, smtpPost } from '#modules/letters'
import { meetFirstAdministrator, openPeople } from '#modules/people'
import { openRooms } from '#modules/rooms'
import { openSessions } from '#modules/sessions'
import { openTenants } from '#modules/tenants'
import { openBus } from '#platform/bus'
import type { LiveKitAccess } from '#platform/children/children'
import { type Clock, systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { migrateDatabase, openDatabase } from '#platform/db'
import { openFiles } from '#platform/files'
import type { Ground } from '#platform/ground'
import { type Part, serveHealth } from '#platform/health'
import { createHttp } from '#platform/http'
import { createJobs } from '#platform/jobs'
import { createLimits } from '#platform/limits'
import { createMetrics } from '#platform/metrics'
import { openapi } from '#platform/openapi'
import { openQueue } from '#platform/queue'
import { createKeys } from '#platform/secrets'
import { passValidation, type Signalling, signallingAt } from '#platform/signalling'
import { createSockets } from '#platform/sockets'
import { servePages } from '#platform/spa'
import { createSweeps } from '#platform/sweeps'
import { handleUpgrades } from '#platform/upgrades'
import { openWeb } from '#platform/web'

export interface HouseNeeds {
  config: Config
  databaseUrl: string
  secret: string
  /** Undefined where no media is needed: a fake engine then stands in. */
  livekit: LiveKitAccess | undefined
  /** What runs beside us, for `/readyz`. */
  children: readonly Part[]
  clock?: Clock
  /** Stands in for the mail server of the settings. */
  post?: Post
  /** Stretches every limit on how often one may ask; for benchmarks and tests. */
  limitScale?: number
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const { version } = JSON.parse(readFileSync(here('../../../package.json'), 'utf8')) as { version: string }

/** The roof: lays the ground, opens the modules floor by floor, and shuts everything in reverse order. */
export const openHouse = async (needs: HouseNeeds) => {
  const { config, databaseUrl, secret, livekit, children, clock = systemClock, limitScale = 1 } = needs
  await migrateDatabase(databaseUrl)

  await using opened = new AsyncDisposableStack()
  const { log: logLevel, trustedProxies, tls } = config
  const app = opened.adopt(await openWeb({ logLevel, trustedProxies, tls }), (it) => it.close())
  const report = (error: unknown) => app.log.error({ err: error }, 'reported')

  const { db } = opened.adopt(openDatabase(databaseUrl, report), (it) => it.close())
  const sockets = createSockets({ clock, report })
  const queue = opened.adopt(await openQueue(databaseUrl, report), (it) => it.close())
  const missed = () => sockets.resync()
  const bus = opened.adopt(await openBus({ queue, report, missed }), (it) => it.close())
  const sweeps = opened.adopt(createSweeps({ db, report }), (it) => it.close())
  const jobs = createJobs(queue)
  const http = createHttp({ app, limits: createLimits(clock, limitScale), publicUrl: config.url })
  const files = await openFiles(config.s3 ? { s3: config.s3 } : { folder: `${config.dataFolder}/files` })
  const metrics = createMetrics(app)
  const ground: Ground = {
    db,
    bus,
    jobs,
    clock,
    keys: createKeys(secret),
    files,
    log: app.log,
    http,
    sockets,
    sweeps,
    publicUrl: config.url,
  }

  const tenants = await openTenants(ground)
  const post = needs.post ?? (config.smtpUrl ? smtpPost(config.smtpUrl, config.mailFrom) : undefined)
  const letters = await openLetters(ground, post)
  const people = openPeople(ground, { tenants, letters }, version)
  const rooms = await openRooms(ground)
  const own = livekit && !config.livekit ? signallingAt(livekit.url) : undefined
  const engines = openEngines(ground, {
    livekit: engineSettings(livekit, own),
    seats: config.media.seats,
    turn: config.turn !== undefined,
  })
  livekit?.onRestart(() => engines.restarted())
  const sessions = openSessions(ground, { tenants, people, rooms, engines })
  openChat(ground, sessions)
  await openJournal(ground)

  http.refuseUnmounted(routes)
  bus.refuseUnheard(facts)
  jobs.refuseUnhandled(jobsToDo)

  app.get('/api/openapi.json', () => openapi(routes, version))
  if (own) passValidation(app, own)
  metrics.gauge('amphi_live_pages', 'Pages that hold a live line to this process', () => sockets.count())
  serveHealth(app, [databasePart(() => db.execute(sql`select 1`)), ...children])
  const connect = livekit && !own ? [livekit.url, livekit.url.replace(/^http/, 'ws')] : []
  await servePages({ app, folder: here('../../web/dist'), connect })
  const { identify } = http
  const line = handleUpgrades({ app, sockets, identify, publicUrl: config.url, signalling: () => own, log: app.log })
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
    tenants,
    people,
    sessions,
    /** Of the fake engine: what happens to it. */
    world: engines.world,
    /** A one-time address, where nobody administers yet. */
    setupLink,
    close: () => all.disposeAsync(),
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>

const engineSettings = (livekit: LiveKitAccess | undefined, own: Signalling | undefined) =>
  livekit && { ...livekit, publicUrl: own ? '' : livekit.url.replace(/^http/, 'ws') }

const databasePart = (ask: () => Promise<unknown>): Part => ({
  name: 'database',
  async state() {
    await ask()
    return { ok: true }
  },
})
