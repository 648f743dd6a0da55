import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { addressOf } from '@amphi/testkit/page'
import { servePages } from './spa.ts'
import { openWeb } from './web.ts'

const folder = mkdtempSync(join(tmpdir(), 'amphi-pages-'))
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Amphi</title>')
writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
const app = await openWeb({ logLevel: 'error', trustedProxies: [], tls: undefined })
await servePages({
  app,
  folder,
  connect: ['wss://media.test'],
  isChosen: async (_host, name) => name === 'conseil-ufr',
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const get = async (url: string, headers: Record<string, string> = asBrowser, method: 'GET' | 'HEAD' = 'GET') => {
  const { statusCode, headers: said, body } = await app.inject({ method, url, headers })
  return { status: statusCode, type: String(said['content-type']).split(';')[0], body, headers: said }
}
const room = '/q4hz8-ntcv2-ka7m'

test.each([
  '/',
  '/?utm=x',
  '/help',
  '/Help',
  '/rooms/0198f7c0-0000-7000-8000-000000000000',
  '/admin/people?search=a/b',
  room,
  '/q4hz8ntcv2ka7m'.toUpperCase(),
  `/m/${'q4hz8-ntcv2-ka7mq-4hz8n-tcv2k-aa'}`,
  '/link/anything-at-all',
  '/conseil-ufr',
  '/Conseil-UFR',
])('%s is a page', async (url) => {
  const page = await get(url)

  expect([page.status, page.type]).toEqual([200, 'text/html'])
  expect(page.headers['cache-control']).toBe('no-cache')
  expect(page.headers['content-security-policy']).toContain("connect-src 'self' wss://media.test")
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
})

test.each(['/nothing/here', '/admin/nothing', '/help/more', '/short', `/${'a'.repeat(15)}`, `/${'x'.repeat(900)}`])(
  '%s is no page: the browser is told so in one, with 404',
  async (url) => {
    const page = await get(url)

    expect([page.status, page.type]).toEqual([404, 'text/html'])
    expect(page.body).toContain('<title>Amphi')
  },
)

test('an address that cannot be read is no page either', async () => {
  const page = await get('/%E0%A4%A?a=%E0')

  expect([page.status, page.type]).toEqual([404, 'text/html'])
  expect(page.headers).toHaveProperty('x-request-id')
})

test.each(['/nope.js', '/.env', '/wp-admin/x.php', '/assets/gone.js', '/.git/config.txt', '/help.html'])(
  'there is no file %s, and that is said in text',
  async (url) => {
    const { status, type, body } = await get(url)

    expect([status, type, body]).toEqual([404, 'text/plain', 'There is nothing at this address.\n'])
  },
)

test.each(['/api', '/api/', '/api?x=1', '/api/v1/nowhere', '/api/v2', '/api/nope.js', '/hooks/x', '/rtc/x'])(
  'programs are told in JSON that there is no %s',
  async (url) => {
    const { status, type, body } = await get(url)

    expect([status, type]).toEqual([404, 'application/json'])
    expect(JSON.parse(body)).toEqual({ code: 'request.unknown_route', details: {} })
  },
)

test('a program that does not ask for a page is not given one for an unknown address', async () => {
  const { status, type } = await get('/nothing/here', { accept: '*/*' })

  expect([status, type]).toEqual([404, 'text/plain'])
})

test.each([
  ['/help/', '/help'],
  ['//help', '/help'],
  ['/admin//people/?a=//b', '/admin/people?a=//b'],
  [`${room}/`, room],
  ['//', '/'],
])('%s has a slash too many and leads to %s', async (url, to) => {
  const { status, headers } = await get(url)

  expect([status, headers['location']]).toEqual([308, to])
})

test.each(['//evil.example', '//evil.example/help', '///evil.example//'])('%s leads to no other host', async (url) => {
  const { status, headers } = await get(url)

  expect([status, headers['location']]).toEqual([404, undefined])
})

test.each([
  ['/help', 200],
  [room, 200],
  ['/nothing/here', 404],
  ['/nope.js', 404],
  ['/icon.svg', 200],
])('HEAD of %s says %s and nothing more', async (url, status) => {
  const { status: said, body } = await get(url, asBrowser, 'HEAD')

  expect([said, body]).toEqual([status, ''])
})

test('rooms, links and what is behind a login are listed by no search engine', async () => {
  const tagOf = async (url: string) => (await get(url)).headers['x-robots-tag']

  expect(await Promise.all([room, '/link/x', '/rooms', '/sign-in'].map(tagOf))).toEqual(
    Array.from({ length: 4 }, () => 'noindex, nofollow'),
  )
  expect(await Promise.all(['/', '/help'].map(tagOf))).toEqual([undefined, undefined])
})

test('nothing is changed at a page’s address', async () => {
  const { statusCode, json } = await app.inject({ method: 'POST', url: '/help' })

  expect([statusCode, json()]).toEqual([404, { code: 'request.unknown_route', details: {} }])
})

describe('what is no request at all', () => {
  const answerTo = async (text: string) => {
    const [host = '', port] = (await addressOf(app)).split(':')
    const line = connect(Number(port), host)
    line.write(text)
    const [answer] = (await once(line, 'data')) as [Buffer]
    const [head = '', body = ''] = answer.toString().split('\r\n\r\n')
    return { status: Number(head.split(' ')[1]), body: JSON.parse(body) as unknown }
  }

  test('is refused in the words of every refusal', async () => {
    const nonsense = await answerTo('nonsense\r\n\r\n')

    expect(nonsense).toEqual({ status: 400, body: { code: 'request.invalid', details: {} } })
  })

  test('and so is an address longer than any', async () => {
    const long = await answerTo(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)

    expect(long).toEqual({ status: 431, body: { code: 'request.too_large', details: {} } })
  })
})
