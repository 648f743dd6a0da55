import type { FastifyInstance } from 'fastify'
import { openCalendar } from '#modules/calendar'
import { openChat } from '#modules/chat'
import { openDoors } from '#modules/doors'
import { openEngines } from '#modules/engines'
import { openIntegrations, type Resolve } from '#modules/integrations'
import { openInvitations } from '#modules/invitations'
import { openJournal } from '#modules/journal'
import { openLetters, type Post, smtpPost } from '#modules/letters'
import { openMessages } from '#modules/messages'
import { openModeration } from '#modules/moderation'
import { openPeople } from '#modules/people'
import { openResources } from '#modules/resources'
import { openRooms } from '#modules/rooms'
import { openSessions } from '#modules/sessions'
import { openTenants } from '#modules/tenants'
import { openUpkeep } from '#modules/upkeep'
import { openUsage } from '#modules/usage'
import { openBus } from '#platform/bus'
import type { LiveKitAccess } from '#platform/children/children'
import { type Clock, systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { type Connections, openDatabase } from '#platform/db'
import { openFiles } from '#platform/files'
import type { Ground } from '#platform/ground'
import { createHttp } from '#platform/http'
import { createJobs } from '#platform/jobs'
import { createLimits } from '#platform/limits'
import { createMetrics, type Metrics } from '#platform/metrics'
import { createOutgoing } from '#platform/outgoing'
import { openQueue, type Queue } from '#platform/queue'
import { createKeys } from '#platform/secrets'
import { type Signalling, signallingAt } from '#platform/signalling'
import { createSockets } from '#platform/sockets'
import { createSweeps } from '#platform/sweeps'
import { version } from './version.ts'

export interface ServicesNeeds {
  config: Config
  databaseUrl: string
  secret: string
  /** At rest where ours does not run now; undefined where no media is needed: a fake engine then stands in. */
  livekit: Omit<LiveKitAccess, 'onRestart'> | 'at rest' | undefined
  clock?: Clock
  /** Stands in for the mail server of the settings. */
  post?: Post
  /** Stands in for the DNS, where it is asked who wrote a letter. */
  resolve?: Resolve
  /** Stretches every limit on how often one may ask; for benchmarks and tests. */
  limitScale?: number
}

interface Within extends ServicesNeeds {
  /** Where routes are mounted; whether anybody can reach it is the caller's affair. */
  app: FastifyInstance
  report: (error: unknown) => void
  /**
   * Whether this process does what is to be done: jobs, listeners, sweeps. Without, it asks and announces as well,
   * and a server on the same database hears it and does it.
   */
  works: boolean
}

/** Lays the ground and opens the modules, floor by floor; what they open is shut in reverse order. */
export const openServices = async (needs: Within) => {
  const { app, report, works, config, databaseUrl, secret, livekit, clock = systemClock, limitScale = 1 } = needs
  await using opened = new AsyncDisposableStack()

  const metrics = createMetrics()
  const { db, connections } = opened.adopt(openDatabase(databaseUrl, report), (it) => it.close())
  const sockets = createSockets({ clock, report })
  const queue = opened.adopt(await openQueue({ url: databaseUrl, report, works }), (it) => it.close())
  const missed = () => sockets.resync()
  const bus = opened.adopt(await openBus({ url: databaseUrl, queue, report, missed }), (it) => it.close())
  const sweeps = opened.adopt(createSweeps({ db, report, works }), (it) => it.close())
  const jobs = createJobs(queue)
  const limits = createLimits(clock, limitScale)
  const http = createHttp({ app, limits, publicUrl: config.url })
  const place = config.s3 ? { s3: config.s3 } : { folder: `${config.dataFolder}/files` }
  const files = opened.adopt(await openFiles(place), (it) => it.close())
  const ground: Ground = {
    db,
    bus,
    jobs,
    clock,
    keys: createKeys(secret),
    files,
    log: app.log,
    metrics,
    http,
    limits,
    sockets,
    sweeps,
    publicUrl: config.url,
    outgoing: createOutgoing(config.privateAddresses),
  }

  tellGround(metrics, queue, connections)

  const tenants = await openTenants(ground)
  const post = needs.post ?? (config.smtpUrl ? await smtpPost(config.smtpUrl, config.mailFrom) : undefined)
  const letters = await openLetters(ground, post, works)
  const people = await openPeople(ground, { tenants, letters }, { version, guestsAMinute: config.network.guests })
  const rooms = await openRooms(ground, { tenants, people })
  const messages = await openMessages(ground, { tenants, letters, people })
  /** Of our own engine, which browsers reach through us. */
  const signalling = runs(livekit) && !config.livekit ? signallingAt(livekit.url) : undefined
  const engines = await openEngines(ground, tenants, {
    runs: works,
    livekit: engineSettings(livekit, signalling),
    seats: config.media.seats,
    turn: config.turn !== undefined,
  })
  const resources = await openResources(ground, { tenants, people })
  const calendar = await openCalendar(ground, { tenants, letters, people, rooms, resources })
  const sessionsBelow = { tenants, people, rooms, engines }
  const sessions = opened.adopt(await openSessions(ground, sessionsBelow, config.network.meetings), (it) => it.close())
  opened.adopt(await openDoors(ground, { tenants, people, rooms, engines, sessions }), (it) => it.close())
  const chat = openChat(ground, sessions)
  await openInvitations(ground, { tenants, letters, people, rooms, messages, calendar })
  await openModeration(ground, { rooms, engines, sessions })
  await openUpkeep(ground, { tenants, letters, people, rooms, messages, sessions })
  // What the settings say is written by the server, not by a command that may run under others.
  const bbbSecret = works ? config.bbbSecret : undefined
  const { lettersIn, mailFrom, tls } = config
  const integrations = opened.adopt(
    await openIntegrations(
      ground,
      { tenants, people, rooms, resources, calendar, sessions, chat },
      { bbbSecret, lettersIn, mailFrom, tls, works, resolve: needs.resolve },
    ),
    (it) => it.close(),
  )
  await openJournal(ground, { people, rooms, letters })
  await openUsage(ground, { tenants })

  const all = opened.move()
  return {
    ground,
    limits,
    queue,
    signalling,
    tenants,
    letters,
    people,
    rooms,
    resources,
    engines,
    sessions,
    chat,
    integrations,
    close: () => all.disposeAsync(),
  }
}

/** What the ground tells of itself; each module tells its own. */
const tellGround = ({ tell }: Metrics, queue: Queue, connections: Connections) => {
  const ofQueues = (figure: 'waiting' | 'oldest' | 'failed') => async () =>
    (await queue.standing()).map((it) => ({ label: it.queue, value: it[figure] }))
  const label = 'queue'
  tell({ name: 'amphi_jobs_waiting', help: 'Jobs and facts that are due', label, read: ofQueues('waiting') })
  tell({ name: 'amphi_jobs_failed', help: 'Jobs and facts that were given up', label, read: ofQueues('failed') })
  tell({
    name: 'amphi_jobs_oldest_waiting_seconds',
    help: 'Age of the oldest that is due',
    label,
    read: ofQueues('oldest'),
  })
  tell({
    name: 'amphi_database_connections',
    help: 'Connections of this process to the database',
    label: 'state',
    read: () => {
      const { open, idle } = connections()
      return [
        { label: 'busy', value: open - idle },
        { label: 'idle', value: idle },
      ]
    },
  })
  tell({
    name: 'amphi_database_waiting',
    help: 'Questions of this process that wait for a connection',
    read: () => connections().waiting,
  })
}

export type Services = Awaited<ReturnType<typeof openServices>>

const runs = (livekit: ServicesNeeds['livekit']) => livekit !== undefined && livekit !== 'at rest'

const engineSettings = (livekit: ServicesNeeds['livekit'], own: Signalling | undefined) =>
  runs(livekit) ? { ...livekit, publicUrl: own ? '' : livekit.url.replace(/^http/, 'ws') } : livekit
