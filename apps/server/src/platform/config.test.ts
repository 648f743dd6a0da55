import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configurationPage, parseConfig } from './config.ts'
import { StartProblem } from './start-problem.ts'

const folder = mkdtempSync(join(tmpdir(), 'amphi-config-'))
const pem = join(folder, 'some.pem')
beforeAll(() => writeFileSync(pem, 'pem'))
afterAll(() => rmSync(folder, { recursive: true }))

const problemOf = (env: NodeJS.ProcessEnv) => {
  try {
    parseConfig(env)
    return undefined
  } catch (error) {
    if (error instanceof StartProblem) return error.message
    throw error
  }
}

describe('nothing set', () => {
  test('everything has a default, and empty means unset', () => {
    const config = parseConfig({ PORT: '', DATABASE_URL: '  ', LIVEKIT_URL: '' })

    expect(config).toMatchObject({ port: 8080, url: 'http://localhost:8080', log: 'info', databaseUrl: undefined })
    expect(config.media).toMatchObject({ udpPort: 7882, tcpPort: 7881, ipGiven: false })
    expect(config.mailFrom).toBe('Amphi <amphi@localhost>')
    expect(Object.isFrozen(config) && Object.isFrozen(config.media)).toBe(true)
  })
})

describe('wrong settings are named in one sentence', () => {
  test.each<[string, NodeJS.ProcessEnv]>([
    ['PORT must be a port number (it is “eighty”).', { PORT: 'eighty' }],
    ['PORT must be a port number, from 1 to 65535 (it is “70000”).', { PORT: '70000' }],
    ['AMPHI_HOST must be an IP address (it is “here”).', { AMPHI_HOST: 'here' }],
    [
      'AMPHI_URL must be an address beginning with http:// or https:// (it is “meet.example”).',
      { AMPHI_URL: 'meet.example' },
    ],
    [
      'AMPHI_URL must be a host of its own, without a path (it is “https://a.example/meet”).',
      { AMPHI_URL: 'https://a.example/meet' },
    ],
    [
      'AMPHI_SMTP_IN must be an IP address and a port such as smtp://127.0.0.1:2525 or lmtp://127.0.0.1:2424, or lmtp:///run/amphi/lmtp.sock (it is “smtp://mail.example”).',
      { AMPHI_SMTP_IN: 'smtp://mail.example' },
    ],
    [
      'AMPHI_SMTP_IN and PORT are both TCP port 8080: give them different ports.',
      { AMPHI_SMTP_IN: 'smtp://127.0.0.1:8080' },
    ],
    [
      'AMPHI_MAIL_CHECKED_BY is set although AMPHI_SMTP_IN says, with ?mx, that no mail server stands before: unset one of them.',
      { AMPHI_SMTP_IN: 'smtp://0.0.0.0:25?mx', AMPHI_MAIL_CHECKED_BY: 'mx.example.org' },
    ],
    ['AMPHI_IMAP_URL must be an address beginning with imap:// or imaps://.', { AMPHI_IMAP_URL: 'pop://u:p@h' }],
    ['AMPHI_SECRET must have 32 characters or more.', { AMPHI_SECRET: 'short' }],
    ['AMPHI_LOG must be error, warn, info or debug (it is “loud”).', { AMPHI_LOG: 'loud' }],
    [
      'AMPHI_ADMIN_EMAIL is set without AMPHI_ADMIN_PASSWORD: set all of them, or none.',
      { AMPHI_ADMIN_EMAIL: 'a@b.fr' },
    ],
    [
      'DATABASE_URL must be an address beginning with postgres:// or postgresql://.',
      { DATABASE_URL: 'mysql://u:p@h/d' },
    ],
    [
      'LIVEKIT_URL is set without LIVEKIT_API_KEY and LIVEKIT_API_SECRET: set all of them, or none.',
      { LIVEKIT_URL: 'ws://l' },
    ],
    ['AMPHI_TLS_CERT is set without AMPHI_TLS_KEY: set all of them, or none.', { AMPHI_TLS_CERT: pem }],
    ['AMPHI_MEDIA_IP must be an IP address (it is “nat”).', { AMPHI_MEDIA_IP: 'nat' }],
    ['AMPHI_MEDIA_SEATS must be at least 1 (it is “0”).', { AMPHI_MEDIA_SEATS: '0' }],
    ['AMPHI_TURN_DOMAIN must be a host name (it is “a b”).', { AMPHI_TURN_DOMAIN: 'a b' }],
    ['SMTP_URL must be an address beginning with smtp:// or smtps://.', { SMTP_URL: 'user:password@host' }],
    [
      'S3_SECRET_ACCESS_KEY is set without S3_BUCKET and S3_ACCESS_KEY_ID: set all of them, or none.',
      { S3_SECRET_ACCESS_KEY: 'x' },
    ],
    ['AMPHI_MEDIA_TCP_PORT and PORT are both TCP port 7881: give them different ports.', { PORT: '7881' }],
    [
      'AMPHI_PRIVATE_ADDRESSES must be addresses or networks such as 10.0.0.0/8, separated by commas (it is “10.0.0.0/33”).',
      { AMPHI_PRIVATE_ADDRESSES: '10.0.0.0/33' },
    ],
  ])('%s', (sentence, env) => {
    expect(problemOf(env)).toBe(sentence)
  })

  test('a certificate that is not there is named with the reason', () => {
    const problem = problemOf({ AMPHI_TLS_CERT: join(folder, 'none'), AMPHI_TLS_KEY: pem })

    expect(problem).toMatch(/^AMPHI_TLS_CERT must be a file that can be read: ENOENT/)
  })

  test('a secret is never repeated', () => {
    expect(problemOf({ AMPHI_SECRET: 'hunter2' })).not.toContain('hunter2')
  })
})

describe('what is set', () => {
  test('a certificate makes the default address https', () => {
    const config = parseConfig({ AMPHI_TLS_CERT: pem, AMPHI_TLS_KEY: pem, PORT: '8443' })

    expect(config).toMatchObject({ url: 'https://localhost:8443', tls: { certFile: pem, keyFile: pem } })
  })

  test("TURN takes the web server's certificate unless it has its own", () => {
    const certificate = { AMPHI_TLS_CERT: pem, AMPHI_TLS_KEY: pem }

    expect(parseConfig({ AMPHI_TURN_DOMAIN: 'turn.example', ...certificate }).turn?.tls).toEqual({
      certFile: pem,
      keyFile: pem,
    })
    expect(parseConfig({ AMPHI_TURN_DOMAIN: 'turn.example' }).turn?.tls).toBeUndefined()
  })

  test("somebody else's LiveKit is spoken to by http", () => {
    const keys = { LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' }

    expect(parseConfig({ LIVEKIT_URL: 'wss://media.example/', ...keys }).livekit?.url).toBe('https://media.example')
  })

  test('letters come in over a port, or over a socket in a folder', () => {
    const doorOf = (address: string) => parseConfig({ AMPHI_SMTP_IN: address }).lettersIn.door

    expect(doorOf('smtp://0.0.0.0:25?mx')).toEqual({
      protocol: 'smtp',
      at: { host: '0.0.0.0', port: 25 },
      isExchanger: true,
    })
    expect(doorOf('lmtp://[::1]:2424')).toEqual({
      protocol: 'lmtp',
      at: { host: '::1', port: 2424 },
      isExchanger: false,
    })
    expect(doorOf('lmtp:///run/amphi/lmtp.sock')?.at).toEqual({ path: '/run/amphi/lmtp.sock' })
  })

  test('networks are a list', () => {
    expect(parseConfig({ AMPHI_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8' }).trustedProxies).toEqual([
      '10.0.0.0/8',
      'fd00::/8',
    ])
  })
})

test('the configuration page has a line for every setting', () => {
  const page = configurationPage([])

  expect(page).toContain('| `AMPHI_MEDIA_UDP_PORT` | UDP port of sound and pictures. | `7882` |')
  expect(page).toContain('*Secret.*')
})
