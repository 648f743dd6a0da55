import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { askReset, useAccountLink } from '@amphi/contract/account-links'
import { createApiToken } from '@amphi/contract/api-tokens'
import { createAppPassword, listAppPasswords, revokeAppPassword } from '@amphi/contract/app-passwords'
import { readJournal } from '@amphi/contract/journal'
import { listLogins, revokeLogins, signIn } from '@amphi/contract/logins'
import { changePerson, removePerson } from '@amphi/contract/people'
import { cast, hosts, password, tenants } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aDatabase } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { aColleague } from '@amphi/testkit/story'

const clock = aClock()
const databaseUrl = await aDatabase()
const house = await aHouse({ databaseUrl, clock, limitScale: 1000 })
/** Another process of the same, whose own clock stands still: what it remembers, it remembers until it is told. */
const beside = await aHouse({ databaseUrl, clock: aClock(), limitScale: 1000 })

interface Given {
  login: string
  secret: string
  address?: string
}

/** Who a calendar program is, that signs in so. */
const holder = ({ address = '203.0.113.1', ...given }: Given, at = house) =>
  at.people.appPasswords.holder({ tenantId: tenants.university, address, ...given })

const isKnown = async (given: Given, at = house) => (await holder(given, at)) !== undefined

/** Refused, unknown, or someone, as a program that signs in reads it. */
const statusOf = async (given: Given) => {
  try {
    return (await holder(given)) ? 200 : 401
  } catch (error) {
    expect(error).toMatchObject({ code: 'login.slow_down' })
    return 429
  }
}

/** A colleague of their own, with a device that signs in. */
const aDevice = async (name = 'Téléphone') => {
  const person = await aColleague(house)
  const { reply } = await person.visitor.ask(createAppPassword, { body: { name } })
  return { ...person, made: reply, given: { login: person.email, secret: reply.secret } }
}

describe('an app password', () => {
  test('CAL-40 says whose it is: what is shown once, by a name for the device, is never shown again', async () => {
    const { id, email, visitor, made } = await aDevice('Thunderbird, bureau')

    expect(made.secret).toMatch(/^([2-9a-z]{4}-){6}[2-9a-z]{4}$/)
    expect(await holder({ login: email, secret: made.secret })).toMatchObject({
      kind: 'person',
      tenantId: tenants.university,
      userId: id,
      role: 'member',
    })
    const { reply } = await visitor.ask(listAppPasswords, {})
    expect(reply).toMatchObject([{ id: made.id, name: 'Thunderbird, bureau' }])
    expect(JSON.stringify(reply)).not.toContain(made.secret)
  })

  test('is typed with dashes, spaces and capitals or without, beside an address in whatever case', async () => {
    const { email, made } = await aDevice()
    const { secret } = made

    for (const typed of [secret.replaceAll('-', ''), secret.toUpperCase(), ` ${secret.replaceAll('-', ' ')}`]) {
      expect(await isKnown({ login: ` ${email.toUpperCase()}`, secret: typed })).toBe(true)
    }
  })

  test('is known by its fingerprint alone: the database does not hold it', async () => {
    const { made } = await aDevice()

    const { rows } = await house.db.execute(`select * from app_passwords where id = '${made.id}'`)

    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(made.secret.replaceAll('-', ''))
  })

  test('is nobody’s but its person’s, and of another house nobody’s', async () => {
    const [one, other] = [await aDevice(), await aDevice()]

    expect(await isKnown({ login: other.email, secret: one.made.secret })).toBe(false)
    const elsewhere = { tenantId: tenants.elsewhere, address: '203.0.113.1', ...one.given }
    expect(await house.people.appPasswords.holder(elsewhere)).toBe(undefined)
    const { status } = await other.visitor.ask(revokeAppPassword, { params: { appPasswordId: one.made.id } })
    expect([status, await isKnown(one.given)]).toEqual([404, true])
  })

  test('CAL-40 is the only thing that signs a calendar in: neither the password of the account nor a token does', async () => {
    const { email, visitor } = await aDevice()
    const { reply: token } = await visitor.ask(createApiToken, { body: { name: 'Planning', days: 1 } })

    expect(await isKnown({ login: email, secret: password })).toBe(false)
    expect(await isKnown({ login: email, secret: token.secret })).toBe(false)
    expect(await isKnown({ login: email, secret: '' })).toBe(false)
    expect(await isKnown({ login: 'nobody\u0000', secret: password })).toBe(false)
  })

  test('opens nothing else: no page of the account, and no route of the API', async () => {
    const { email, made, given } = await aDevice()
    const basic = `Basic ${Buffer.from(`${email}:${made.secret}`).toString('base64')}`

    for (const authorization of [`Bearer ${made.secret}`, `Bearer ${made.secret.replaceAll('-', '')}`, basic]) {
      expect((await house.aGuest().ask(listLogins, {}, { authorization })).status).toBe(401)
    }
    expect((await house.aGuest().ask(signIn, { body: { email, password: made.secret } })).status).toBe(401)
    expect((await holder(given))?.scopes).toEqual([])
  })

  test('tells when it was last used, to the minute', async () => {
    const { visitor, given } = await aDevice()
    const lastUse = async () => (await visitor.ask(listAppPasswords, {})).reply[0]?.lastUsedAt
    expect(await lastUse()).toBe(null)

    const first = clock.now().toISOString()
    await holder(given)
    clock.pass(50)
    await holder(given)
    expect(await lastUse()).toBe(first)

    clock.pass(20)
    await Promise.all([holder(given), holder(given), holder(given)])
    expect(await lastUse()).toBe(clock.now().toISOString())
  })
})

describe('an app password ends', () => {
  const journalOf = async (userId: string) => {
    const { reply } = await (await house.asAnew('malik')).ask(readJournal, { query: {} })
    return reply.filter(({ ids }) => ids['userId'] === userId).map(({ fact, ids }) => [fact, ids['how'], ids['many']])
  }

  test('CAL-40 when it is revoked, at once in every process, and the others go on', async () => {
    const { id, visitor, made, given } = await aDevice()
    const { reply: tablet } = await visitor.ask(createAppPassword, { body: { name: 'Tablette' } })
    expect([await isKnown(given), await isKnown(given, beside)]).toEqual([true, true])

    const { status } = await visitor.ask(revokeAppPassword, { params: { appPasswordId: made.id } })

    expect(status).toBe(204)
    await expect.poll(() => isKnown(given)).toBe(false)
    await expect.poll(() => isKnown(given, beside)).toBe(false)
    expect(await isKnown({ ...given, secret: tablet.secret })).toBe(true)
    await expect
      .poll(() => journalOf(id))
      .toEqual(
        expect.arrayContaining([
          ['app_password.created', undefined, undefined],
          ['app_password.revoked', 'one', 1],
        ]),
      )
  })

  test('within a second even where nobody told: for so long not every request asks the database', async () => {
    const { made, given } = await aDevice()
    expect(await isKnown(given)).toBe(true)
    await house.db.execute(`delete from app_passwords where id = '${made.id}'`)
    expect(await isKnown(given)).toBe(true)

    clock.pass(1)

    expect(await isKnown(given)).toBe(false)
  })

  test('with “sign out everywhere”, unless they are to stay', async () => {
    const { id, visitor, given } = await aDevice()

    await visitor.ask(revokeLogins, { query: { tokens: 'keep' } })
    expect(await isKnown(given)).toBe(true)

    await visitor.ask(revokeLogins, { query: {} })
    await expect.poll(() => isKnown(given)).toBe(false)
    await expect.poll(() => journalOf(id)).toContainEqual(['app_password.revoked', 'everywhere', 1])
  })

  test('with a new password by link: whoever had come in may have left it behind', async () => {
    const { id, email, given } = await aDevice()
    expect(await isKnown(given)).toBe(true)
    await house.aGuest().ask(askReset, { body: { email } })
    const letters = () => [...house.mailbox, ...beside.mailbox]
    const secret = () =>
      letters()
        .find(({ to }) => to === email)
        ?.text.match(/(?<=\/link\/)\S+/)?.[0]
    await expect.poll(secret).toBeDefined()

    await house.aGuest().ask(useAccountLink, { body: { secret: secret() ?? '', password: 'another fine long one' } })

    await expect.poll(() => isKnown(given)).toBe(false)
    await expect.poll(() => journalOf(id)).toContainEqual(['app_password.revoked', 'password', 1])
  })

  test('while its person is disabled, and with their account', async () => {
    const { id, given } = await aDevice()
    const isDisabled = async (disabled: boolean) =>
      (await house.asAnew('malik')).ask(changePerson, { params: { userId: id }, body: { disabled } })
    expect(await isKnown(given)).toBe(true)

    await isDisabled(true)
    await expect.poll(() => isKnown(given)).toBe(false)
    await isDisabled(false)
    await expect.poll(() => isKnown(given)).toBe(true)

    const heir = { params: { userId: id }, query: { heir: cast.malik.userId } }
    await (await house.asAnew('malik')).ask(removePerson, heir)
    await expect.poll(() => isKnown(given)).toBe(false)
    const { rows } = await house.db.execute(`select * from app_passwords where user_id = '${id}'`)
    expect(rows).toEqual([])
  })
})

describe('wrong app passwords', () => {
  const wrong = (login: string, address?: string) => ({ login, secret: randomUUID(), ...(address && { address }) })
  const failOften = async (login: string, times = 20) => {
    const statuses: number[] = []
    for (let i = 0; i < times; i += 1) statuses.push(await statusOf(wrong(login)))
    return statuses
  }

  test('CAL-40 are slowed after twenty, for that account at that address only, with when to come back', async () => {
    const { email, given } = await aDevice()
    const other = await aDevice()

    expect(new Set(await failOften(email))).toEqual(new Set([401]))

    expect([await statusOf(wrong(email)), await statusOf(given)]).toEqual([429, 429])
    await expect(holder(given)).rejects.toMatchObject({ details: { retryAfter: 1 } })
    expect(await statusOf({ ...given, address: '203.0.113.2' })).toBe(200)
    expect(await statusOf(other.given)).toBe(200)
  })

  test('are slowed for a minute at most, and a right one then makes all forgotten', async () => {
    const { email, given } = await aDevice()
    await failOften(email)
    let longest = 0
    for (let i = 0; i < 10; i += 1) {
      const error: unknown = await holder(wrong(email)).catch((it: unknown) => it)
      const wait = (error as { details?: { retryAfter?: number } } | undefined)?.details?.retryAfter ?? 0
      longest = Math.max(longest, wait)
      clock.pass(wait)
      await statusOf(wrong(email))
    }
    expect(longest).toBe(60)

    clock.pass(60)
    expect(await statusOf(given)).toBe(200)
    expect(new Set(await failOften(email))).toEqual(new Set([401]))
  })

  test('are no more than twenty also when they are tried at once', async () => {
    const { email } = await aDevice()

    const statuses = await Promise.all(Array.from({ length: 40 }, () => statusOf(wrong(email))))

    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
  })

  test('of someone nobody knows are answered and slowed alike', async () => {
    const login = `${randomUUID()}@${hosts.university}`

    expect(await failOften(login, 21)).toEqual([...Array.from({ length: 20 }, () => 401), 429])
  })

  test('keep nobody from signing in to their account', async () => {
    const { email } = await aDevice()
    await failOften(email, 21)

    const { status } = await house
      .aGuest()
      .ask(signIn, { body: { email, password } }, { 'x-forwarded-for': '203.0.113.1' })

    expect(status).toBe(200)
  })

  test('do not slow many right ones at once', async () => {
    const { given } = await aDevice()

    const statuses = await Promise.all(Array.from({ length: 60 }, () => statusOf(given)))

    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})
