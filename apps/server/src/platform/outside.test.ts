import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createOutside, NotOutside } from './outside.ts'

const heard: string[] = []
const server = createServer((request, response) => {
  heard.push(`${request.method} ${request.url}`)
  if (request.url === '/elsewhere') response.writeHead(302, { location: '/there' })
  response.end('said')
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
afterAll(() => server.close())
const { port } = server.address() as AddressInfo

const closed = createOutside([])
const opened = createOutside(['127.0.0.0/8', '::1'])

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fd00::1',
  'fe80::1',
  'fe80::1%eth0',
  'not an address',
])('%s is not outside', (address) => {
  expect(closed.mayCall(address)).toBe(false)
})

test.each(['93.184.216.34', '172.32.0.1', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34'])(
  '%s is outside',
  (address) => {
    expect(closed.mayCall(address)).toBe(true)
  },
)

test.each([
  `http://127.0.0.1:${port}/`,
  `http://localhost:${port}/`,
  `http://127.1:${port}/`,
  `http://0x7f000001:${port}/`,
  `http://[::1]:${port}/`,
  'http://8.8.8.8:25/',
  'http://name:password@8.8.8.8/',
  'ftp://8.8.8.8/',
  'file:///etc/passwd',
  'nothing',
])('%s is not called', async (url) => {
  await expect(closed.call({ url, method: 'GET' })).rejects.toThrow(NotOutside)
  expect(heard).toEqual([])
})

test('a private network is called where an administrator opened it, and sends nobody on', async () => {
  expect(await opened.call({ url: `http://127.0.0.1:${port}/a?b=1`, method: 'POST', body: 'é' })).toEqual({
    status: 200,
  })
  expect(await opened.call({ url: `http://localhost:${port}/elsewhere`, method: 'GET' })).toEqual({ status: 302 })

  expect(heard).toEqual(['POST /a?b=1', 'GET /elsewhere'])
})

test('nobody there is said', async () => {
  await expect(opened.call({ url: 'http://127.0.0.1:1/', method: 'GET' })).rejects.toThrow(/ECONNREFUSED/)
})
