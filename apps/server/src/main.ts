import '#platform/lean-imports'
import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { findHooksDoor, openChildren } from '#platform/children/children'
import { refuseTakenPort } from '#platform/children/ports'
import { refuseWrongCertificates } from '#platform/certificates'
import { parseConfig, type Config } from '#platform/config'
import { openDataFolder } from '#platform/data-folder'
import { earlyLog } from '#platform/early-log'
import { codeOf, messageOf, StartProblem } from '#platform/start-problem'

/** Longer than everything takes to close in order. What is left after that, the next start takes back. */
const longestStop = 40_000
/** Ctrl-C reaches us from the terminal, from npm and from the set-up: within this, they are the same one. */
const sameSignal = 1_000

const say = (line: string) => void process.stdout.write(`${line}\n`)

const open = async (config: Config) => {
  refuseWrongCertificates(config)
  await using opened = new AsyncDisposableStack()
  const data = opened.adopt(openDataFolder({ folder: config.dataFolder, port: config.port }), (it) => it.close())
  await refuseTakenPort('PORT', 'TCP', config.port, config.host)

  // Read while the children start: it is most of our own start.
  const loading = import('./house.ts')
  loading.catch(() => {})
  const door = await findHooksDoor(config, data.folder)
  const ground = await openChildren({ config, data, hooksPort: door.port, tell: earlyLog(config.log) })
  opened.defer(() => ground.close())

  const { openHouse } = await loading
  const { secret, databaseUrl, livekit, children } = ground
  const opening = openHouse({ config, databaseUrl, secret, livekit, children }).catch(explain(config))
  const house = opened.adopt(await opening, (it) => it.close())
  await listen(house.app, config)
  if (door.own) opened.adopt(await openHooksDoor(house.app, door.port), (it) => void it.close())

  const all = opened.move()
  return { setupLink: house.setupLink, close: () => all.disposeAsync() }
}

/** A PostgreSQL of the administrator's that is not there, or lets us not in: one sentence, not a trace. */
const explain = (config: Config) => (error: unknown) => {
  const code = codeOf(error)
  const isTheirs =
    config.databaseUrl !== undefined && code !== undefined && /^(E[A-Z]+|28...|3D...|08...|57P..)$/.test(code)
  if (!isTheirs) throw error
  throw new StartProblem(`The PostgreSQL of DATABASE_URL does not let us in: ${messageOf(error) || code}.`, {
    cause: error,
  })
}

const listen = async (app: FastifyInstance, { port, host }: Config) => {
  try {
    await app.listen({ port, host: host ?? '::' })
  } catch (error) {
    // A machine without IPv6 has no '::'.
    if (host !== undefined || !String(error).includes('EAFNOSUPPORT')) throw error
    await app.listen({ port, host: '0.0.0.0' })
  }
}

/** LiveKit's way in where the public one is not for it: the loopback, and nothing but its news. */
const openHooksDoor = (app: FastifyInstance, port: number) => {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/hooks/')) return app.routing(request, response)
    response.writeHead(404).end()
  })
  return new Promise<typeof server>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server))
  })
}

const stopOnSignal = (close: () => Promise<void>) => {
  let first = 0
  const stop = (signal: string) => {
    if (first > 0) return performance.now() - first > sameSignal ? process.exit(1) : undefined
    first = performance.now()
    say(`Amphi stops (${signal}); once more to stop at once.`)
    setTimeout(() => process.exit(1), longestStop).unref()
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
  return stop
}

/** Whoever started us by a pipe wants us to live no longer than they do. */
const stopWithStarter = (stop: (why: string) => void) => {
  if (process.argv.includes('--with-starter')) process.stdin.on('end', () => stop('its starter is gone')).resume()
}

try {
  const config = parseConfig(process.env)
  const opening = open(config)
  opening.catch(() => {})
  // Also while it starts: what is half open is closed in order when it is open.
  const stop = stopOnSignal(async () => (await opening).close())
  stopWithStarter(stop)

  const { setupLink } = await opening
  say(`Amphi is ready: ${config.url}`)
  if (setupLink !== undefined) say(`Make the first administrator here, once: ${setupLink}`)
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
