import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { createOutgoing, OutgoingError } from './outgoing.ts'

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://here')
  if (pathname === '/silent') return
  if (pathname === '/half') return void response.writeHead(200, { 'content-length': 1000 }).write('half')
  if (pathname === '/away') return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  if (pathname === '/who') return void response.end(request.headers['user-agent'])
  if (pathname === '/long') return void response.end('x'.repeat(5000))
  response.end(`${request.method} ${request.headers.host}`)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const nobody = createOutgoing([])
const here = createOutgoing(['127.0.0.0/8', '::1'])

const whyNot = async (asking: Promise<unknown>) => {
  const error: unknown = await asking.catch((it: unknown) => it)
  return error instanceof OutgoingError ? error.why : 'answered'
}

describe('an address of someone’s', () => {
  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://ada:secret@93.184.216.34/',
    'http://93.184.216.34:22/',
    'http://127.1/',
    'http://[::127.0.0.1]/',
    'http://[fe80::1%25eth0]/',
    'ftp://93.184.216.34/',
    'file:///etc/passwd',
    'nothing',
  ])('%s is not gone to', async (address) => {
    expect(await whyNot(nobody.ask(address, { within: 500 }))).toBe('address_refused')
  })

  test('is gone to although it is private, where the administrator of the machine says so', async () => {
    const { status, body } = await here.ask(`http://127.0.0.1:${port}/`, { within: 5000 })

    expect([status, body]).toEqual([200, `GET 127.0.0.1:${port}`])
    expect(await whyNot(nobody.ask(`http://127.0.0.1:${port}/`, { within: 5000 }))).toBe('address_refused')
  })

  test('is told who asks, and not listened to where only that it answers matters', async () => {
    const { status, body } = await here.ask(`http://localhost:${port}/long`, {
      method: 'POST',
      body: 'é',
      within: 5000,
      atMost: 0,
    })

    expect([status, body]).toEqual([200, ''])
    expect((await here.ask(`http://localhost:${port}/who`, { within: 5000 })).body).toBe('Amphi')
  })

  test('that leads elsewhere is not followed', async () => {
    const { status } = await here.ask(`http://127.0.0.1:${port}/away`, { within: 5000 })

    expect(status).toBe(302)
  })

  test.each([
    ['silent', 'no_answer'],
    ['half', 'no_answer'],
    ['long', 'too_large'],
  ])('that answers %s is given up', async (path, why) => {
    expect(await whyNot(here.ask(`http://127.0.0.1:${port}/${path}`, { within: 300, atMost: 4096 }))).toBe(why)
  })

  test('nobody has is told from one that does not answer, and from one without a certificate', async () => {
    expect(await whyNot(here.ask('http://no-such-host.invalid/', { within: 5000 }))).toBe('not_found')
    expect(await whyNot(here.ask('http://127.0.0.1:1/', { within: 5000 }))).toBe('no_answer')
    expect(await whyNot(here.ask(`https://127.0.0.1:${port}/`, { within: 5000 }))).toBe('certificate')
  })
})
