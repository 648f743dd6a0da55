import { lstatSync } from 'node:fs'
import Fastify from 'fastify'
import { joinChildren } from '#platform/children/children'
import { type Config, parseConfig } from '#platform/config'
import { isBegun } from '#platform/database-state'
import { migrateDatabase } from '#platform/db'
import { messageOf } from '#platform/start-problem'
import { openServices } from '../services.ts'
import { Refusal } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** What a command may reach: nothing is opened before it is asked for, and all of it once. */
export interface Desk {
  config: Config
  /** The database, the secret and the engine: of the server that runs here, else started for this command. */
  join(): ReturnType<typeof joinChildren>
  /** The services of the server. What they announce and write, a running server hears and sends. */
  services(): ReturnType<typeof openServices>
  /** The institution that is meant: the only one, or the one that `--tenant` names. */
  tenant(): Promise<Tenant>
  close(): Promise<void>
}

type Tenant = Awaited<ReturnType<Awaited<ReturnType<typeof openServices>>['tenants']['list']>>[number]

export const openDesk = (terminal: Terminal, tenantName: string | undefined, begins = false): Desk => {
  const config = parseConfig(terminal.env)
  const opened = new AsyncDisposableStack()
  let joined: ReturnType<typeof joinChildren> | undefined
  let services: ReturnType<typeof openServices> | undefined

  const join = () => (joined ??= joinHere(config, terminal, opened, begins))
  const open = async () => {
    const { databaseUrl, secret, livekit, running } = await join()
    // Where a server runs, it has migrated; were we newer than it, it would not know its own tables any more.
    if (!running) await migrateDatabase(databaseUrl)
    const report = (error: unknown) => terminal.complain(messageOf(error))
    const needs = { config, databaseUrl, secret, app: Fastify(), report, works: false }
    return opened.adopt(await openServices({ ...needs, livekit: livekit ?? 'at rest' }), (it) => it.close())
  }

  return {
    config,
    join,
    services: () => (services ??= open()),
    async tenant() {
      const { tenants } = await (services ??= open())
      const all = await tenants.list()
      const named = all.filter(({ name, domains }) => name === tenantName || domains.includes(tenantName ?? ''))
      const [tenant, ...others] = tenantName === undefined ? all : named
      if (!tenant) throw new Refusal(`There is no institution “${tenantName}”.`)
      if (others.length > 0)
        throw new Refusal(
          `Say which institution: --tenant with one of ${all.map(({ name }) => `“${name}”`).join(', ')}.`,
        )
      return tenant
    },
    close: () => opened.disposeAsync(),
  }
}

const joinHere = async (config: Config, terminal: Terminal, opened: AsyncDisposableStack, begins: boolean) => {
  if (!begins) refuseEmptyFolder(config)
  const error = (about: object, message: string) => terminal.complain(`${message} ${JSON.stringify(about)}`)
  const children = await joinChildren(config, { info() {}, warn() {}, error })
  opened.defer(() => children.close())
  if (!begins && !children.running && !(await isBegun(children.databaseUrl))) {
    const where = config.databaseUrl === undefined ? 'The database here' : 'The database of DATABASE_URL'
    throw new Refusal(`${where} holds no Amphi: npm start makes one in it, or set ${placeOf(config)} to that of yours.`)
  }
  return children
}

const placeOf = ({ databaseUrl }: Config) => (databaseUrl === undefined ? 'AMPHI_DATA' : 'DATABASE_URL')

/** A folder mistyped would otherwise become an Amphi without anybody in it. */
const refuseEmptyFolder = ({ dataFolder, databaseUrl }: Config) => {
  const database = `${dataFolder}/postgres`
  if (databaseUrl !== undefined || lstatSync(database, { throwIfNoEntry: false })) return
  throw new Refusal(
    `There is no Amphi in ${dataFolder} (it would have its database in ${database}): set AMPHI_DATA to the folder of yours, or make one there with npm start.`,
  )
}
