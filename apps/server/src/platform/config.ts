import { resolve } from 'node:path'
import type { z } from 'zod'
import { cores, findLiveKit, mediaAddress } from './children/found.ts'
import { settings, type Setting } from './settings.ts'
import { StartProblem } from './start-problem.ts'

type Settings = typeof settings
type Given = { [Name in keyof Settings]?: z.output<Settings[Name]['schema']> | undefined }

/** Sets that mean nothing in part. */
const together: (keyof Settings)[][] = [
  ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'],
  ['AMPHI_TLS_CERT', 'AMPHI_TLS_KEY'],
  ['AMPHI_TURN_TLS_CERT', 'AMPHI_TURN_TLS_KEY'],
  ['AMPHI_ADMIN_EMAIL', 'AMPHI_ADMIN_PASSWORD'],
  ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
]

const readGiven = (env: NodeJS.ProcessEnv): Given => {
  const given: Record<string, unknown> = {}
  for (const [name, { schema, secret }] of Object.entries<Setting<z.ZodType>>(settings)) {
    const value = env[name]?.trim()
    // Compose files and unit files write NAME= for "nothing".
    if (value === undefined || value === '') continue
    const read = schema.safeParse(value)
    const said = secret ? '' : ` (it is “${value}”)`
    if (!read.success) throw new StartProblem(`${name} ${read.error.issues[0]?.message ?? 'is wrong'}${said}.`)
    given[name] = read.data
  }
  for (const names of together) {
    const missing = names.filter((name) => given[name] === undefined)
    const present = names.filter((name) => given[name] !== undefined)
    if (missing.length > 0 && present.length > 0)
      throw new StartProblem(
        `${present.join(' and ')} is set without ${missing.join(' and ')}: set all of them, or none.`,
      )
  }
  return given
}

const turnOf = (given: Given) => {
  if (given.AMPHI_TURN_DOMAIN === undefined) return undefined
  const certFile = given.AMPHI_TURN_TLS_CERT ?? given.AMPHI_TLS_CERT
  const keyFile = given.AMPHI_TURN_TLS_KEY ?? given.AMPHI_TLS_KEY
  return {
    domain: given.AMPHI_TURN_DOMAIN,
    udpPort: given.AMPHI_TURN_UDP_PORT ?? 3478,
    tlsPort: given.AMPHI_TURN_TLS_PORT ?? 5349,
    tls: certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined,
  }
}

const s3Of = (given: Given) => {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = given
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) return undefined
  return { bucket, endpoint: given.S3_ENDPOINT, region: given.S3_REGION ?? 'us-east-1', accessKeyId, secretAccessKey }
}

const livekitOf = (given: Given) => {
  const { LIVEKIT_URL: address, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = given
  if (address === undefined || apiKey === undefined || apiSecret === undefined) return undefined
  return { url: address.replace(/^ws/, 'http').replace(/\/+$/, ''), apiKey, apiSecret }
}

const tlsOf = ({ AMPHI_TLS_CERT: certFile, AMPHI_TLS_KEY: keyFile }: Given) =>
  certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined

const adminOf = ({ AMPHI_ADMIN_EMAIL: email, AMPHI_ADMIN_PASSWORD: password }: Given) =>
  email !== undefined && password !== undefined ? { email, password } : undefined

/** Two of our own cannot share a port. */
const refuseClashes = (config: Config) => {
  const taken = new Map<string, string>()
  const take = (protocol: string, number: number, name: string) => {
    const other = taken.get(`${protocol} ${number}`)
    if (other)
      throw new StartProblem(`${name} and ${other} are both ${protocol} port ${number}: give them different ports.`)
    taken.set(`${protocol} ${number}`, name)
  }
  take('TCP', config.port, 'PORT')
  const { door } = config.lettersIn
  if (door && 'port' in door.at && door.at.port > 0) take('TCP', door.at.port, 'AMPHI_SMTP_IN')
  if (config.livekit) return
  take('TCP', config.media.tcpPort, 'AMPHI_MEDIA_TCP_PORT')
  take('UDP', config.media.udpPort, 'AMPHI_MEDIA_UDP_PORT')
  if (!config.turn) return
  take('UDP', config.turn.udpPort, 'AMPHI_TURN_UDP_PORT')
  if (config.turn.tls) take('TCP', config.turn.tlsPort, 'AMPHI_TURN_TLS_PORT')
}

const assemble = (given: Given, env: NodeJS.ProcessEnv) => {
  const tls = tlsOf(given)
  const port = given.PORT ?? 8080
  const publicUrl = given.AMPHI_URL ?? `${tls ? 'https' : 'http'}://localhost:${port}`
  return {
    port,
    /** Undefined means every address, of both families. */
    host: given.AMPHI_HOST,
    /** Public address, without a slash at its end. */
    url: publicUrl,
    dataFolder: resolve(given.AMPHI_DATA ?? 'data'),
    secret: given.AMPHI_SECRET,
    log: given.AMPHI_LOG ?? ('info' as const),
    admin: adminOf(given),
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    tls,
    trustedProxies: given.AMPHI_TRUSTED_PROXIES ?? ['127.0.0.1', '::1'],
    privateAddresses: given.AMPHI_PRIVATE_ADDRESSES ?? [],
    bbbSecret: given.AMPHI_BBB_SECRET,
    /** Someone else's LiveKit; undefined means ours. */
    livekit: livekitOf(given),
    livekitBin: given.LIVEKIT_BIN ?? findLiveKit(env),
    /** What one network may do whose people have no account. */
    network: { meetings: given.AMPHI_NETWORK_MEETINGS ?? 30, guests: given.AMPHI_NETWORK_GUESTS ?? 1200 },
    media: {
      /** What to tell a person; LiveKit offers every address of the machine unless one was given. */
      ip: given.AMPHI_MEDIA_IP ?? mediaAddress(),
      ipGiven: given.AMPHI_MEDIA_IP !== undefined,
      udpPort: given.AMPHI_MEDIA_UDP_PORT ?? 7882,
      tcpPort: given.AMPHI_MEDIA_TCP_PORT ?? 7881,
      seats: given.AMPHI_MEDIA_SEATS ?? 100 * cores(),
    },
    turn: turnOf(given),
    smtpUrl: given.SMTP_URL,
    mailFrom: given.AMPHI_MAIL_FROM ?? `Amphi <amphi@${new URL(publicUrl).hostname}>`,
    lettersIn: {
      door: given.AMPHI_SMTP_IN,
      mailbox: given.AMPHI_IMAP_URL,
      /** Whose word on who wrote a letter is believed; undefined where we look for ourselves. */
      checkedBy: given.AMPHI_MAIL_CHECKED_BY?.toLowerCase(),
    },
    s3: s3Of(given),
  }
}

/** Everything the environment may say, read once and frozen. */
export type Config = Readonly<ReturnType<typeof assemble>>

/** Who has letters brought by the world itself has no mail server before it whose word could be believed. */
const refuseUnchecked = ({ lettersIn: { door, checkedBy } }: Config) => {
  if (door?.isExchanger && checkedBy !== undefined)
    throw new StartProblem(
      'AMPHI_MAIL_CHECKED_BY is set although AMPHI_SMTP_IN says, with ?mx, that no mail server stands before: unset one of them.',
    )
}

/** Reads the environment, or throws a `StartProblem`: one sentence that names the setting and what it must be. */
export const parseConfig = (env: NodeJS.ProcessEnv): Config => {
  const config = assemble(readGiven(env), env)
  refuseClashes(config)
  refuseUnchecked(config)
  for (const part of Object.values(config)) if (typeof part === 'object') Object.freeze(part)
  return Object.freeze(config)
}

/** A setting that only the command line reads. */
interface CommandSetting {
  variable: string
  for: string
}

/** `docs/configuration.md`, written from the settings themselves. */
export const configurationPage = (ofCommands: readonly CommandSetting[]): string => {
  const rows = Object.entries<Setting<z.ZodType>>(settings).map(
    ([name, { about, unset, secret }]) => `| \`${name}\` | ${about}${secret ? ' *Secret.*' : ''} | ${unset || '—'} |`,
  )
  return [
    '# Configuration',
    '',
    '<!-- Written by `npm run generate` from apps/server/src/platform/settings.ts. -->',
    '',
    'Amphi is configured by its environment, read once when it starts. Every setting may be left out;',
    'empty means the same as unset. A wrong one is named in one sentence, and nothing starts.',
    '',
    '| Setting | What it is | Unset |',
    '|---|---|---|',
    ...rows,
    '',
    '## Of the command line',
    '',
    'Commands read the settings above as the server does, and these besides. Each stands for an option that others could',
    'read in the history of the shell or in the list of processes.',
    '',
    '| Setting | What it is |',
    '|---|---|',
    ...ofCommands.map((it) => `| \`${it.variable}\` | ${it.for} *Secret.* |`),
    '',
  ].join('\n')
}
