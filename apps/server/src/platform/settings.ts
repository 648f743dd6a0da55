import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

/** One setting: what it may be, what it is for, what it is when nobody sets it, and whether a log may show it. */
export interface Setting<Schema extends z.ZodType> {
  schema: Schema
  about: string
  unset: string
  secret?: true
}

const set = <Schema extends z.ZodType>(schema: Schema, unset: string, about: string): Setting<Schema> => ({
  schema,
  about,
  unset,
})
const secret = <Schema extends z.ZodType>(schema: Schema, unset: string, about: string): Setting<Schema> => ({
  ...set(schema, unset, about),
  secret: true,
})

const text = z.string()
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((it) => it > 0 && it < 65_536, 'must be a port number, from 1 to 65535')
const count = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a whole number')
  .transform(Number)
  .refine((it) => it > 0, 'must be at least 1')
const ip = z.string().refine((it) => isIP(it) > 0, 'must be an IP address')
const networks = z
  .string()
  .transform((it) => it.split(/[\s,]+/).filter(Boolean))
  .refine((list) => list.every(isNetwork), 'must be addresses or networks such as 10.0.0.0/8, separated by commas')
const file = z.string().transform((path, issues) => {
  const found = resolve(path)
  try {
    readFileSync(found)
  } catch (error) {
    issues.addIssue(`must be a file that can be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  return found
})

const isNetwork = (it: string) => {
  const [address = '', bits, ...rest] = it.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Where letters come in, and how: over a port, or over a socket in a folder. */
export interface LettersDoor {
  protocol: 'smtp' | 'lmtp'
  at: { host: string; port: number } | { path: string }
  /** Whether the world brings letters here itself, and no mail server of ours stands before. */
  isExchanger: boolean
}

const lettersDoor = z.string().transform((it, issues): LettersDoor => {
  const given = URL.canParse(it) ? new URL(it) : undefined
  const protocol = given?.protocol === 'smtp:' ? 'smtp' : given?.protocol === 'lmtp:' ? 'lmtp' : undefined
  const host = given?.hostname.replace(/^\[|\]$/g, '') ?? ''
  const isExchanger = given?.searchParams.has('mx') ?? false
  const path = given?.pathname ?? ''
  const isSocket = host === '' && path.length > 1
  const isPort = isIP(host) > 0 && given?.port !== '' && path.length <= 1
  if (given && protocol && isSocket && !isExchanger) return { protocol, at: { path }, isExchanger }
  if (!given || !protocol || !isPort || (protocol === 'lmtp' && isExchanger))
    issues.addIssue(
      'must be an IP address and a port such as smtp://127.0.0.1:2525 or lmtp://127.0.0.1:2424, or lmtp:///run/amphi/lmtp.sock',
    )
  return { protocol: protocol ?? 'smtp', at: { host, port: Number(given?.port ?? 0) }, isExchanger }
})

const url = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (it) => URL.canParse(it) && schemes.includes(new URL(it).protocol.slice(0, -1)),
      `must be an address beginning with ${schemes.map((it) => `${it}://`).join(' or ')}`,
    )

/** Every setting there is. */
export const settings = {
  PORT: set(port, '`8080`', 'Port of the web server.'),
  AMPHI_HOST: set(ip, 'all', 'IP address the web server listens on.'),
  AMPHI_URL: set(
    url('http', 'https')
      .refine(
        (it) => !URL.canParse(it) || (new URL(it).pathname === '/' && !/[?#]/.test(it)),
        'must be a host of its own, without a path',
      )
      .transform((it) => (URL.canParse(it) ? new URL(it).origin : it)),
    '`http://localhost:PORT`',
    'Public address, as people type it. Written in letters and links; requests that change something must come from it.',
  ),
  AMPHI_DATA: set(text, '`./data`', 'Folder of everything that lasts: database, files, secrets, logs.'),
  AMPHI_SECRET: secret(
    text.min(32, 'must have 32 characters or more'),
    'made at first start, kept in the data folder',
    'Key from which every other key is derived. Servers that share a database share it.',
  ),
  AMPHI_LOG: set(
    z.enum(['error', 'warn', 'info', 'debug'], 'must be error, warn, info or debug'),
    '`info`',
    'How much the log says.',
  ),
  AMPHI_ADMIN_EMAIL: set(
    z.email('must be an e-mail address'),
    'a one-time link, printed at first start',
    'First administrator, made when there is none.',
  ),
  AMPHI_ADMIN_PASSWORD: secret(
    text.min(10, 'must have 10 characters or more'),
    '',
    'Password of the first administrator.',
  ),
  DATABASE_URL: secret(
    url('postgres', 'postgresql'),
    'a PostgreSQL of our own, in the data folder',
    'PostgreSQL (15 or later) to use instead of ours.',
  ),
  REDIS_URL: secret(url('redis', 'rediss'), '', 'Redis for a LiveKit of several nodes. Amphi itself needs none.'),
  AMPHI_TLS_CERT: set(file, 'plain HTTP', 'Certificate chain (PEM file), to serve HTTPS without a proxy.'),
  AMPHI_TLS_KEY: set(file, '', 'Key of that certificate (PEM file).'),
  AMPHI_TRUSTED_PROXIES: set(
    networks,
    '`127.0.0.1,::1`',
    "Proxies whose `X-Forwarded-*` headers are believed: addresses or networks. Others' are ignored.",
  ),
  AMPHI_PRIVATE_ADDRESSES: set(
    networks,
    'none',
    'Private networks that call-backs, documents, imports and server addresses may reach.',
  ),
  AMPHI_BBB_SECRET: secret(
    text.min(16, 'must have 16 characters or more'),
    'none',
    'Secret of a platform that speaks BigBlueButton’s API to us: makes the client `default`, and gives it a new one.',
  ),
  LIVEKIT_URL: set(url('http', 'https', 'ws', 'wss'), 'a LiveKit of our own', 'LiveKit to use instead of ours.'),
  LIVEKIT_API_KEY: set(text, '', 'Its API key.'),
  LIVEKIT_API_SECRET: secret(text, '', 'Its API secret.'),
  LIVEKIT_BIN: set(text, 'the one on `PATH`, else the one the set-up keeps', 'LiveKit server program to run.'),
  AMPHI_MEDIA_IP: set(
    ip,
    'every address this machine has',
    'Address browsers send sound and pictures to: set it where this machine is known by another than its own (NAT).',
  ),
  AMPHI_MEDIA_UDP_PORT: set(port, '`7882`', 'UDP port of sound and pictures.'),
  AMPHI_MEDIA_TCP_PORT: set(port, '`7881`', 'TCP port of sound and pictures, for networks that block UDP.'),
  AMPHI_MEDIA_SEATS: set(count, '100 per processor core', 'How many people at once this server is meant to carry.'),
  AMPHI_NETWORK_MEETINGS: set(
    count,
    '`30`',
    'How many meetings started without an account may be open at once from one network. A school often is one.',
  ),
  AMPHI_NETWORK_GUESTS: set(
    count,
    '`1200`',
    'How many browsers nobody knows yet may come in from one network within a minute.',
  ),
  AMPHI_TURN_DOMAIN: set(
    z.hostname('must be a host name'),
    'no TURN',
    "Name of LiveKit's own TURN relay; setting it switches the relay on.",
  ),
  AMPHI_TURN_UDP_PORT: set(port, '`3478`', 'UDP port of the relay.'),
  AMPHI_TURN_TLS_PORT: set(
    port,
    '`5349`',
    'TLS port of the relay, used when it has a certificate. Browsers are told 443: forward that port to this one.',
  ),
  AMPHI_TURN_TLS_CERT: set(file, '`AMPHI_TLS_CERT`', "Certificate chain of the relay's name (PEM file)."),
  AMPHI_TURN_TLS_KEY: set(file, '`AMPHI_TLS_KEY`', 'Key of that certificate (PEM file).'),
  SMTP_URL: secret(
    url('smtp', 'smtps'),
    'letters are kept for an administrator to read',
    'Mail server, as `smtp://user:password@host:587`.',
  ),
  AMPHI_MAIL_FROM: set(text, '`Amphi <amphi@` the public host `>`', 'Sender of letters.'),
  AMPHI_SMTP_IN: set(
    lettersDoor,
    'none',
    'Where answers and invitations come in by letter: `smtp://127.0.0.1:2525`, `lmtp://127.0.0.1:2424` or `lmtp:///run/amphi/lmtp.sock`; `smtp://0.0.0.0:25?mx` where no mail server stands before. See [letters-in.md](letters-in.md).',
  ),
  AMPHI_IMAP_URL: secret(
    url('imap', 'imaps'),
    'none',
    'Mailbox that is read for the same, as `imaps://user:password@host/INBOX`.',
  ),
  AMPHI_MAIL_CHECKED_BY: set(
    text.regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i, 'must be a name such as mx.example.org'),
    'Amphi checks DKIM itself',
    'Name under which the mail server before us writes `Authentication-Results`: what it found is believed.',
  ),
  S3_BUCKET: set(text, 'files are kept in the data folder', 'Bucket to keep files in.'),
  S3_ENDPOINT: set(url('http', 'https'), "Amazon's", 'Address of the S3 service.'),
  S3_REGION: set(text, '`us-east-1`', 'Its region.'),
  S3_ACCESS_KEY_ID: set(text, '', 'Its access key.'),
  S3_SECRET_ACCESS_KEY: secret(text, '', 'Its secret key.'),
}
