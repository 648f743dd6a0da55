import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { useAccountLink } from '@amphi/contract/account-links'
import { listLogins, revokeLogin, revokeLogins, signIn, signOut } from '@amphi/contract/logins'
import { changePerson, invitePeople } from '@amphi/contract/people'
import { changePassword } from '@amphi/contract/profile'
import { welcome } from '@amphi/contract/welcome'
import { cast, emailOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import type { Visitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })

const day = 24 * 3600

const enter = (visitor: Visitor, given: { email?: string; password?: string }, address = '203.0.113.1') =>
  visitor.ask(
    signIn,
    { body: { email: emailOf('ada'), password, ...given } },
    { 'x-forwarded-for': address, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0' },
  )

const isKnown = async (visitor: Visitor) => (await visitor.ask(listLogins, {})).status === 200

/** Someone whose account no other test attacks, signed in once by their invitation. */
const aPerson = async () => {
  const email = `${randomUUID()}@university.test`
  const malik = await house.asAnew('malik')
  await malik.ask(invitePeople, { body: { people: [{ email, name: 'Personne' }] } })
  await expect.poll(() => house.mailbox.some(({ to }) => to === email)).toBe(true)
  const [secret = ''] = house.mailbox.find(({ to }) => to === email)?.text.match(/(?<=\/link\/)\S+/) ?? []
  const browser = house.aGuest()
  const { reply: me } = await browser.ask(
    useAccountLink,
    { body: { secret, password } },
    { 'x-forwarded-for': '198.51.100.7' },
  )
  return { email, userId: me.id, browser }
}

describe('signing in', () => {
  test('the right password opens a login, whatever the case of the address', async () => {
    const browser = house.aGuest()

    const { status, reply, headers } = await enter(browser, { email: ` ${emailOf('ada').toUpperCase()} ` })

    expect(status).toBe(200)
    expect(reply).toMatchObject({ name: cast.ada.name, role: 'member', can: { administer: false } })
    expect(String(headers['set-cookie'])).toMatch(/amphi_login=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax/)
    expect((await browser.ask(welcome, {})).reply.me?.name).toBe(cast.ada.name)
  })

  test('a wrong password, an unknown account and a disabled one are answered alike', async () => {
    const { email, userId } = await aPerson()
    await house.ask('malik', changePerson, { params: { userId }, body: { disabled: true } })

    const answers = [
      await enter(house.aGuest(), { password: 'another fine long one' }),
      await enter(house.aGuest(), { email: 'nobody@university.test' }),
      await enter(house.aGuest(), { email }),
      await enter(house.aGuest(), { email: emailOf('eve') }),
    ]

    for (const { status, refusal, headers } of answers) {
      expect([status, refusal]).toEqual([401, { code: 'login.wrong', details: {} }])
      expect(headers['set-cookie']).toBe(undefined)
    }
  })

  test('an unknown account takes as long to refuse as a wrong password', async () => {
    const timeOf = async (email: string) => {
      const before = performance.now()
      for (let i = 0; i < 4; i += 1) await enter(house.aGuest(), { email, password: 'wrong' }, `203.0.113.${100 + i}`)
      return performance.now() - before
    }
    const { email } = await aPerson()

    const [known, unknown] = [await timeOf(email), await timeOf(`${randomUUID()}@university.test`)]

    // Without a password to check against, it would be tens of times faster.
    expect(unknown).toBeGreaterThan(known / 4)
  })

  test('every sign-in is a login of its own, new and unguessable', async () => {
    const [one, two] = [house.aGuest(), house.aGuest()]
    await enter(one, {})
    await enter(two, {})

    expect(one.cookie()).not.toBe(two.cookie())
  })
})

describe('guessing', () => {
  const guess = (email: string, address: string, visitor = house.aGuest()) =>
    enter(visitor, { email, password: 'not this one' }, address)

  test('is slowed from one address, more and more, and never for longer than a quarter of an hour', async () => {
    const { email } = await aPerson()
    for (let i = 0; i < 5; i += 1) expect((await guess(email, '203.0.113.9')).status).toBe(401)

    const { status, refusal, headers } = await guess(email, '203.0.113.9')

    expect([status, refusal.code]).toEqual([429, 'login.slow_down'])
    expect(Number(headers['retry-after'])).toBe(1)
    let longest = 0
    for (let i = 0; i < 15; i += 1) {
      const { refusal: slowed } = await guess(email, '203.0.113.9')
      const wait = Number(slowed.details['retryAfter'] ?? 0)
      longest = Math.max(longest, wait)
      clock.pass(wait)
      await guess(email, '203.0.113.9')
    }
    expect(longest).toBe(900)
  })

  test('is slowed also when all guesses are made at once', async () => {
    const { email } = await aPerson()

    const answers = await Promise.all(Array.from({ length: 40 }, () => guess(email, '203.0.113.10')))

    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
  })

  test('is not helped by the right password while it is slowed', async () => {
    const { email } = await aPerson()
    for (let i = 0; i < 5; i += 1) await guess(email, '203.0.113.11')

    const { status } = await enter(house.aGuest(), { email }, '203.0.113.11')

    expect(status).toBe(429)
  })

  test('locks nobody out for good: after an hour all is forgotten', async () => {
    const { email } = await aPerson()
    for (let i = 0; i < 6; i += 1) await guess(email, '203.0.113.12')
    clock.pass(3600)

    expect((await enter(house.aGuest(), { email }, '203.0.113.12')).status).toBe(200)
  })

  test('from everywhere does not keep the owner out from where they have signed in, nor after they signed out', async () => {
    const { email, browser } = await aPerson()
    await browser.ask(signOut, {})
    for (let i = 0; i < 30; i += 1) {
      clock.pass(60)
      await guess(email, `203.0.113.${20 + i}`)
    }
    expect((await enter(house.aGuest(), { email }, '192.0.2.250')).status).toBe(429)

    const elsewhere = await enter(browser, { email }, '192.0.2.251')
    const atHome = await enter(house.aGuest(), { email }, '198.51.100.7')

    expect([elsewhere.status, atHome.status]).toEqual([200, 200])
  })

  test('from the owner’s own network does not keep the owner’s browser out', async () => {
    const { email, browser } = await aPerson()
    await browser.ask(signOut, {})
    for (let i = 0; i < 8; i += 1) await guess(email, '198.51.100.7')

    expect((await guess(email, '198.51.100.7')).status).toBe(429)
    expect((await enter(browser, { email }, '198.51.100.7')).status).toBe(200)
  })

  test('of many accounts from one address is slowed, and of others there only a minute', async () => {
    const address = '203.0.113.200'
    for (let i = 0; i < 60; i += 1) await guess(`${i}-${randomUUID()}@university.test`, address)

    const { status, refusal } = await enter(house.aGuest(), {}, address)

    expect(status).toBe(429)
    expect(Number(refusal.details['retryAfter'])).toBeLessThanOrEqual(60)
  })

  test('of many who sign in rightly from one address slows nobody', async () => {
    const address = '203.0.113.210'
    const people = await Promise.all(Array.from({ length: 30 }, () => aPerson()))

    const answers = await Promise.all(people.map(({ email }) => enter(house.aGuest(), { email }, address)))

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  })

  test('is not made faster by a header that names another address', async () => {
    const strict = await aHouse({ clock, limitScale: 1000, env: { AMPHI_TRUSTED_PROXIES: '10.9.9.9' } })
    const guesses = []
    for (let i = 0; i < 6; i += 1) {
      const body = { email: emailOf('ada'), password: 'not this one' }
      guesses.push(await strict.aGuest().ask(signIn, { body }, { 'x-forwarded-for': `203.0.113.${i}` }))
    }

    expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('at the password one is asked again for is slowed alike', async () => {
    const { browser } = await aPerson()
    const body = { current: 'not this one', password: 'another fine long one' }
    for (let i = 0; i < 5; i += 1) {
      const { status, refusal } = await browser.ask(changePassword, { body })
      expect([status, refusal.code]).toEqual([403, 'person.wrong_password'])
    }

    expect((await browser.ask(changePassword, { body })).status).toBe(429)
  })
})

describe('logins', () => {
  test('are listed, with the browser they are in and which of them is this one', async () => {
    const { email, browser } = await aPerson()
    await enter(house.aGuest(), { email }, '203.0.113.50')

    const { reply } = await browser.ask(listLogins, {})

    expect(reply).toHaveLength(2)
    expect(reply.filter(({ current }) => current)).toHaveLength(1)
    expect(reply).toContainEqual(
      expect.objectContaining({ address: '203.0.113.50', browser: 'Firefox, Linux', current: false }),
    )
  })

  test('are at an address as people write it, also when it comes in the clothes of IPv6', async () => {
    const { email, browser } = await aPerson()
    await house.app.inject({
      method: 'POST',
      url: '/api/v1/logins',
      remoteAddress: '::ffff:203.0.113.77',
      headers: { host: 'university.test', 'sec-fetch-site': 'same-origin', 'user-agent': 'curl/8' },
      payload: { email, password },
    })

    const { reply } = await browser.ask(listLogins, {})

    expect(reply.find(({ address }) => address === '203.0.113.77')).toMatchObject({ browser: null })
  })

  test('end one by one, all but this, or by signing out', async () => {
    const { email, browser } = await aPerson()
    const [one, two, three] = [house.aGuest(), house.aGuest(), house.aGuest()]
    for (const other of [one, two, three]) await enter(other, { email })
    const { reply: all } = await one.ask(listLogins, {})
    const mine = all.find(({ current }) => current)

    await browser.ask(revokeLogin, { params: { loginId: mine?.id ?? '' } })
    await expect.poll(() => isKnown(one)).toBe(false)
    expect(await isKnown(two)).toBe(true)

    await two.ask(signOut, {})
    expect(two.cookie()).not.toContain('amphi_login')
    await browser.ask(revokeLogins, { query: {} })
    await expect.poll(() => isKnown(three)).toBe(false)
    expect(await isKnown(browser)).toBe(true)
  })

  test('of another are not there', async () => {
    const { browser } = await aPerson()
    const { reply } = await browser.ask(listLogins, {})

    const { status } = await house.ask('ada', revokeLogin, { params: { loginId: reply[0]?.id ?? '' } })

    expect(status).toBe(404)
    expect(await isKnown(browser)).toBe(true)
  })

  test('a cookie that was signed out is worth nothing', async () => {
    const { browser } = await aPerson()
    const stolen = { cookie: browser.cookie() }
    await browser.ask(signOut, {})

    const statusOfThief = async () => (await house.aGuest().ask(listLogins, {}, stolen)).status

    await expect.poll(statusOfThief).toBe(401)
  })

  test('end after two weeks without use', async () => {
    const { browser } = await aPerson()
    clock.pass(13 * day)
    expect(await isKnown(browser)).toBe(true)
    clock.pass(13 * day)
    expect(await isKnown(browser)).toBe(true)

    clock.pass(14 * day + 1)

    expect(await isKnown(browser)).toBe(false)
  })

  test('end after ninety days, however much they are used', async () => {
    const { browser } = await aPerson()
    for (let i = 0; i < 9; i += 1) {
      clock.pass(10 * day - 60)
      expect(await isKnown(browser)).toBe(true)
    }

    clock.pass(10 * 60)

    expect(await isKnown(browser)).toBe(false)
  })

  test('a new password ends all others', async () => {
    const { email, browser } = await aPerson()
    const other = house.aGuest()
    await enter(other, { email })

    const body = { current: password, password: 'another fine long one' }
    expect((await browser.ask(changePassword, { body })).status).toBe(204)

    await expect.poll(() => isKnown(other)).toBe(false)
    expect(await isKnown(browser)).toBe(true)
    expect((await enter(house.aGuest(), { email })).status).toBe(401)
    expect((await enter(house.aGuest(), { email, password: 'another fine long one' })).status).toBe(200)
  })
})
