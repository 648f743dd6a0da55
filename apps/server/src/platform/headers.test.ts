import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { prefix } from '@amphi/contract/grammar'
import { signIn } from '@amphi/contract/logins'
import { emailOf, password } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aVisitor } from '@amphi/testkit/visitor'
import { createCallerOfUpgrade, fromOurPages } from './caller.ts'

const house = await aHouse()
const { app } = house

describe('what every answer says about itself', () => {
  test.each([
    ['the API', 'GET', `${prefix}/welcome`],
    ['a refusal', 'GET', `${prefix}/rooms`],
    ['an address nobody answers', 'GET', `${prefix}/nowhere`],
    ['an address that cannot be read', 'GET', `${prefix}/%E0%A4%A`],
    ['a broken body', 'POST', `${prefix}/logins`],
    ['a foreign page', 'DELETE', `${prefix}/logins`],
    ['the page of the API', 'GET', '/api/docs'],
    ['health', 'GET', '/healthz'],
  ] as const)('of %s', async (_title, method, url) => {
    const broken = method === 'POST' ? { payload: '{', headers: { 'content-type': 'application/json' } } : {}

    const { headers } = await app.inject({ method, url, ...broken })

    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'; script-src 'self'") as string,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=(self)') as string,
      'x-request-id': expect.any(String) as string,
    })
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['access-control-allow-origin']).toBe(undefined)
    expect(headers['strict-transport-security']).toBe(undefined)
  })
})

describe('behind a proxy', () => {
  const cookieOver = async (headers: Record<string, string>, env: Record<string, string> = {}) => {
    const { app: other } = await aHouse({ env })
    const body = { email: emailOf('ada'), password }
    const answer = await aVisitor(other).ask(signIn, { body }, headers)
    return { cookie: String(answer.headers['set-cookie']), answer }
  }

  test('one that is trusted says that the page is read over https: the cookie is for https only', async () => {
    const { cookie, answer } = await cookieOver({ 'x-forwarded-proto': 'https' })

    expect(cookie).toContain('; Secure')
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
  })

  test('another that says so is not believed', async () => {
    const { cookie, answer } = await cookieOver(
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'elsewhere.test' },
      { AMPHI_TRUSTED_PROXIES: '10.9.9.9' },
    )

    expect([answer.status, cookie.includes('; Secure')]).toEqual([200, false])
    expect(answer.headers['strict-transport-security']).toBe(undefined)
  })

  test('a public address with https makes cookies for https, whatever a proxy forgets', async () => {
    const { cookie } = await cookieOver({}, { AMPHI_URL: 'https://university.test' })

    expect(cookie).toContain('; Secure')
  })

  test.each([
    ['a stranger', ['10.9.9.9'], { address: '192.0.2.1', host: 'here.test' }],
    ['one that is trusted', ['192.0.2.1'], { address: '203.0.113.5', host: 'there.test' }],
    ['a network that is trusted', ['192.0.2.0/24'], { address: '203.0.113.5', host: 'there.test' }],
  ])('a socket through %s comes from where it does', async (_title, trusted, expected) => {
    const plain = Fastify()
    await plain.register(import('@fastify/cookie'))
    await plain.ready()
    const headers = {
      host: 'here.test:8080',
      'x-forwarded-host': 'forged.test, there.test:443',
      'x-forwarded-for': '198.51.100.66, 203.0.113.5',
    }
    const request = { headers, socket: { remoteAddress: '192.0.2.1' } } as never

    expect(createCallerOfUpgrade(plain, trusted)(request)).toMatchObject(expected)
  })
})

describe('whose page asks', () => {
  const us = 'https://amphi.test'
  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: us }, false],
    [{ origin: us }, true],
    [{ origin: 'https://host.test', host: 'host.test' }, true],
    [{ origin: 'https://host.test:8443', host: 'host.test' }, false],
    [{ origin: 'https://amphi.test.evil.example', host: 'host.test' }, false],
    [{ origin: 'null' }, false],
    [{ cookie: 'amphi_login=x' }, false],
    [{}, true],
  ])('%j: ours? %s', (headers, isOurs) => {
    expect(fromOurPages(headers, us)).toBe(isOurs)
  })
})
