import { expect, test } from 'vitest'
import { readAccountLink, useAccountLink } from '@amphi/contract/account-links'
import { readJournal } from '@amphi/contract/journal'
import { signIn } from '@amphi/contract/logins'
import { changePerson, invitePeople, listPeople, removePerson } from '@amphi/contract/people'
import { sql } from 'drizzle-orm'
import { cast, emailOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aDatabase, runSql } from '@amphi/testkit/database'
import { aHouse, type TestHouse } from '@amphi/testkit/house'

const secretOf = (link: string | undefined) => link?.split('/link/')[1] ?? ''

/** A database where nobody administers yet. */
const aFreshDatabase = async () => {
  const databaseUrl = await aDatabase()
  await runSql(databaseUrl, `update users set role = 'member'`)
  return databaseUrl
}

const administratorsOf = async ({ db }: TestHouse) => {
  const { rows } = await db.execute(sql`select email from users
    where role = 'administrator' and disabled_at is null and tenant_id = '00000000-0000-4000-8000-000000000001'`)
  return rows.map(({ email }) => email)
}

const given = { name: 'Première', email: 'premiere@university.test', password }

test('where nobody administers, a one-time link makes the first administrator', async () => {
  const house = await aHouse({ databaseUrl: await aFreshDatabase() })
  const browser = house.aGuest()
  const secret = secretOf(house.setupLink)

  const { status, reply } = await browser.ask(useAccountLink, { body: { secret, ...given } })
  const again = await house.aGuest().ask(useAccountLink, { body: { secret, ...given, email: 'b@university.test' } })

  expect(house.setupLink).toMatch(/^http:\/\/university\.test\/link\/[2-9a-z]{27}$/)
  expect([status, reply.role]).toEqual([200, 'administrator'])
  expect((await browser.ask(listPeople, { query: {} })).status).toBe(200)
  expect([again.status, again.refusal.code]).toEqual([410, 'link.spent'])
  const told = async () => (await browser.ask(readJournal, { query: {} })).reply.map(({ ids }) => ids['what'])
  await expect.poll(told).toEqual([['founded']])
})

test('the link wants a name and an address, and is not spent for want of them', async () => {
  const house = await aHouse({ databaseUrl: await aFreshDatabase() })
  const secret = secretOf(house.setupLink)

  const unnamed = await house.aGuest().ask(useAccountLink, { body: { secret, password } })
  const taken = await house.aGuest().ask(useAccountLink, { body: { secret, ...given, email: emailOf('ada') } })
  const named = await house.aGuest().ask(useAccountLink, { body: { secret, ...given } })

  expect([unnamed.status, taken.status, named.status]).toEqual([410, 409, 200])
})

test('once somebody administers, a link that is left says so before anything is filled in', async () => {
  const databaseUrl = await aFreshDatabase()
  const house = await aHouse({ databaseUrl })
  const other = await aHouse({ databaseUrl })
  const left = { secret: secretOf(other.setupLink) }
  expect((await house.aGuest().ask(readAccountLink, { body: left })).reply.purpose).toBe('setup')

  await house.aGuest().ask(useAccountLink, { body: { secret: secretOf(house.setupLink), ...given } })

  const { status, refusal } = await house.aGuest().ask(readAccountLink, { body: left })
  expect([status, refusal.code]).toEqual([410, 'link.spent'])
})

test('the link is good for a day', async () => {
  const clock = aClock()
  const house = await aHouse({ databaseUrl: await aFreshDatabase(), clock })
  clock.pass(24 * 3600 + 1)

  const { status } = await house.aGuest().ask(useAccountLink, {
    body: { secret: secretOf(house.setupLink), ...given },
  })

  expect(status).toBe(410)
})

test('of two servers that start at once, and of two links used at once, one administrator comes', async () => {
  const databaseUrl = await aFreshDatabase()
  const houses = await Promise.all([aHouse({ databaseUrl }), aHouse({ databaseUrl })])

  const answers = await Promise.all(
    houses.map((house, i) =>
      house.aGuest().ask(useAccountLink, {
        body: { secret: secretOf(house.setupLink), ...given, email: `${i}@university.test` },
      }),
    ),
  )

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410])
  expect(await administratorsOf(houses[0])).toHaveLength(1)
})

test('the environment names the first administrator, also when two servers start at once', async () => {
  const databaseUrl = await aFreshDatabase()
  const env = { AMPHI_ADMIN_EMAIL: 'Chef@university.test', AMPHI_ADMIN_PASSWORD: password }

  const [house, other] = await Promise.all([aHouse({ databaseUrl, env }), aHouse({ databaseUrl, env })])

  expect([house.setupLink, other.setupLink]).toEqual([undefined, undefined])
  expect(await administratorsOf(house)).toEqual(['chef@university.test'])
  const { status } = await house.aGuest().ask(signIn, { body: { email: 'chef@university.test', password } })
  expect(status).toBe(200)
})

test('the environment may name someone who is there already, and changes nothing once someone administers', async () => {
  const databaseUrl = await aFreshDatabase()
  const named = (email: string) => ({ AMPHI_ADMIN_EMAIL: email, AMPHI_ADMIN_PASSWORD: 'of the environment' })

  const house = await aHouse({ databaseUrl, env: named(emailOf('ada')) })
  await aHouse({ databaseUrl, env: named('autre@university.test') })

  expect(await administratorsOf(house)).toEqual([emailOf('ada')])
})

test('the last administrator stays one', async () => {
  const house = await aHouse()
  const { userId } = cast.malik
  const malik = house.as('malik')

  const stepsDown = await malik.ask(changePerson, { params: { userId }, body: { role: 'member' } })
  const disables = await malik.ask(changePerson, { params: { userId }, body: { disabled: true } })

  expect([stepsDown.status, stepsDown.refusal.code]).toEqual([409, 'person.last_administrator'])
  expect([disables.status, disables.refusal.code]).toEqual([403, 'person.not_yourself'])
})

test.each([
  ['take the role from', { role: 'member' } as const],
  ['disable', { disabled: true } as const],
])('of two administrators who %s each other at once, one stays', async (_title, body) => {
  const house = await aHouse()
  await house.ask('malik', changePerson, { params: { userId: cast.ada.userId }, body: { role: 'administrator' } })
  const [malik, ada] = [await house.asAnew('malik'), await house.asAnew('ada')]

  const answers = await Promise.all([
    malik.ask(changePerson, { params: { userId: cast.ada.userId }, body }),
    ada.ask(changePerson, { params: { userId: cast.malik.userId }, body }),
  ])

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(await administratorsOf(house)).toHaveLength(1)
})

test('of two administrators who delete each other at once, one stays', async () => {
  const house = await aHouse()
  await house.ask('malik', changePerson, { params: { userId: cast.ada.userId }, body: { role: 'administrator' } })
  const query = { heir: cast.bob.userId }
  const [malik, ada] = [await house.asAnew('malik'), await house.asAnew('ada')]

  const answers = await Promise.all([
    malik.ask(removePerson, { params: { userId: cast.ada.userId }, query }),
    ada.ask(removePerson, { params: { userId: cast.malik.userId }, query }),
  ])

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  expect(await administratorsOf(house)).toHaveLength(1)
})

test('a role that is taken away is gone from the next request', async () => {
  const house = await aHouse()
  await house.ask('malik', changePerson, { params: { userId: cast.ada.userId }, body: { role: 'administrator' } })
  await expect.poll(async () => (await house.ask('ada', listPeople, { query: {} })).status).toBe(200)

  await house.ask('malik', changePerson, { params: { userId: cast.ada.userId }, body: { role: 'member' } })

  await expect.poll(async () => (await house.ask('ada', listPeople, { query: {} })).status).toBe(403)
})

test('an administrator administers their own house only', async () => {
  const house = await aHouse()
  await house.ask('eve', invitePeople, { body: { people: [{ email: 'x@elsewhere.test', name: 'Ailleurs' }] } })

  const { reply: people } = await house.ask('malik', listPeople, { query: {} })
  const { reply: theirs } = await house.ask('eve', listPeople, { query: {} })

  expect(people.map(({ name }) => name)).not.toContain('Ailleurs')
  expect(theirs.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ailleurs', cast.eve.name]))
  expect(theirs.map(({ name }) => name)).not.toContain(cast.bob.name)
})
