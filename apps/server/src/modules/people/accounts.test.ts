import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { askReset, readAccountLink, useAccountLink } from '@amphi/contract/account-links'
import { listLogins, signIn } from '@amphi/contract/logins'
import { changePerson, invitePeople, listPeople, removePerson } from '@amphi/contract/people'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { cast, emailOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse, type TestHouse } from '@amphi/testkit/house'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const { db } = house

const linksTo = ({ mailbox }: TestHouse, email: string) =>
  mailbox.filter(({ to }) => to === email).map(({ text }) => text.match(/\S+\/link\/(\S+)/)?.[1] ?? '')

/** The secrets of the letters someone got, once there are so many. */
const letters = async (email: string, many = 1) => {
  await expect.poll(() => linksTo(house, email).length).toBeGreaterThanOrEqual(many)
  return linksTo(house, email)
}

const invite = async (given: object = {}) => {
  const email = `${randomUUID()}@university.test`
  const malik = await house.asAnew('malik')
  const { reply } = await malik.ask(invitePeople, { body: { people: [{ email, name: 'Nouvelle' }], ...given } })
  const [secret = ''] = await letters(email)
  return { email, secret, userId: reply.invited[0]?.id ?? '' }
}

const accept = async (secret: string, given: object = {}) => {
  const browser = house.aGuest()
  return { browser, answer: await browser.ask(useAccountLink, { body: { secret, password, ...given } }) }
}

const aMember = async (given: object = {}) => {
  const invited = await invite(given)
  const { browser } = await accept(invited.secret)
  return { ...invited, browser }
}

describe('an invitation', () => {
  test('tells whom it is for, lets them in once, under the name they choose', async () => {
    const { email, secret } = await invite()

    const { reply: told } = await house.aGuest().ask(readAccountLink, { body: { secret } })
    const { browser, answer } = await accept(secret, { name: 'Awa Diop' })
    const again = await accept(secret)

    expect(told).toEqual({ purpose: 'invitation', email, name: 'Nouvelle' })
    expect([answer.status, answer.reply.name, answer.reply.email]).toEqual([200, 'Awa Diop', email])
    expect((await browser.ask(listLogins, {})).status).toBe(200)
    expect([again.answer.status, again.answer.refusal.code]).toEqual([410, 'link.spent'])
  })

  test('is for two weeks', async () => {
    const [one, two] = [await invite(), await invite()]
    clock.pass(14 * 24 * 3600 - 60)
    expect((await accept(one.secret)).answer.status).toBe(200)

    clock.pass(120)

    expect((await accept(two.secret)).answer.status).toBe(410)
  })

  test('of a pasted list goes to those who are new, and names those who are known', async () => {
    const fresh = [`${randomUUID()}@university.test`, `${randomUUID()}@university.test`]
    const malik = await house.asAnew('malik')
    const people = [...fresh, emailOf('ada'), ` ${emailOf('bob').toUpperCase()}`, fresh[0] ?? ''].map((email) => ({
      email,
    }))

    const { reply } = await malik.ask(invitePeople, { body: { people } })

    expect(reply.invited.map(({ email, state }) => [email, state])).toEqual(fresh.map((email) => [email, 'invited']))
    expect(reply.known).toEqual([emailOf('ada'), emailOf('bob')])
  })

  test('sent twice at once is one', async () => {
    const email = `${randomUUID()}@university.test`
    const malik = await house.asAnew('malik')
    const body = { people: [{ email }] }

    const answers = await Promise.all([1, 2, 3].map(() => malik.ask(invitePeople, { body })))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.flatMap(({ reply }) => reply.invited)).toHaveLength(1)
    expect(answers.flatMap(({ reply }) => reply.spared)).toEqual([email, email])
  })

  test('gives the role and the capabilities it says', async () => {
    const { browser } = await aMember({ role: 'administrator', capabilities: ['stream'] })

    const { status, reply } = await browser.ask(listPeople, { query: {} })

    expect(status).toBe(200)
    expect(reply.filter(({ capabilities }) => capabilities[0] === 'stream').length).toBeGreaterThan(0)
  })

  test('that nobody gave opens nothing', async () => {
    for (const secret of ['a'.repeat(27), randomUUID()]) {
      expect((await house.aGuest().ask(readAccountLink, { body: { secret } })).status).toBe(410)
      expect((await accept(secret)).answer.status).toBe(410)
    }
  })

  test('leads to the host of the house it is from', async () => {
    const email = `${randomUUID()}@elsewhere.test`
    const eve = await house.asAnew('eve')
    await eve.ask(invitePeople, { body: { people: [{ email }] } })
    const [secret = ''] = await letters(email)

    const text = house.mailbox.find(({ to }) => to === email)?.text
    expect(text).toContain(`http://elsewhere.test/link/${secret}`)
    expect((await house.aGuest().ask(readAccountLink, { body: { secret } })).status).toBe(410)
  })
})

describe('a reset', () => {
  const ask = (email: string) => house.aGuest().ask(askReset, { body: { email } })

  test('is answered alike for anyone, and written to whoever is there', async () => {
    const { email } = await aMember()
    const before = linksTo(house, email).length

    const [known, unknown] = [await ask(email), await ask('nobody@university.test')]

    expect([known.status, unknown.status]).toEqual([204, 204])
    await letters(email, before + 1)
    expect(linksTo(house, 'nobody@university.test')).toEqual([])
  })

  test('gives a new password once, signs in, and ends every other login', async () => {
    const { email, browser } = await aMember()
    await ask(email)
    const [, secret = ''] = await letters(email, 2)

    const { browser: anew, answer } = await accept(secret, { password: 'another fine long one' })

    expect(answer.status).toBe(200)
    await expect.poll(async () => (await browser.ask(listLogins, {})).status).toBe(401)
    expect((await anew.ask(listLogins, {})).reply).toHaveLength(1)
    expect((await accept(secret)).answer.status).toBe(410)
    const signedIn = (given: string) => house.aGuest().ask(signIn, { body: { email, password: given } })
    expect((await signedIn(password)).status).toBe(401)
    expect((await signedIn('another fine long one')).status).toBe(200)
  })

  test('is good for two hours', async () => {
    const { email } = await aMember()
    await ask(email)
    const [, secret = ''] = await letters(email, 2)

    clock.pass(2 * 3600 + 1)

    expect((await accept(secret)).answer.status).toBe(410)
  })

  test('that others ask for takes none from the owner, and fills no mailbox', async () => {
    const { email } = await aMember()
    await ask(email)
    const [, first = ''] = await letters(email, 2)
    for (let i = 0; i < 20; i += 1) await ask(email)
    // Done after those before it.
    const other = (await aMember()).email
    await ask(other)
    await letters(other, 2)

    expect(linksTo(house, email).length).toBeLessThanOrEqual(6)
    expect((await accept(first)).answer.status).toBe(200)
    const [, , third = ''] = linksTo(house, email)
    expect((await accept(third)).answer.status).toBe(410)
  })

  test('is no way in for someone disabled', async () => {
    const { email, userId } = await aMember()
    await ask(email)
    const [, secret = ''] = await letters(email, 2)
    const malik = await house.asAnew('malik')
    await malik.ask(changePerson, { params: { userId }, body: { disabled: true } })

    expect((await accept(secret)).answer.status).toBe(410)
  })
})

describe('deleting a person', () => {
  const aDisabledMember = async () => {
    const { userId } = await aMember()
    await (await house.asAnew('malik')).ask(changePerson, { params: { userId }, body: { disabled: true } })
    return userId
  }

  test('hands over what they own, and leaves nothing of them', async () => {
    const { email, userId, browser } = await aMember()
    await browser.ask(signIn, { body: { email, password: 'wrong on purpose' } })
    await browser.ask(createRoom, { body: { name: 'Héritage' } })
    const malik = await house.asAnew('malik')
    await malik.ask(createRoom, { body: { name: 'Une autre' } })

    const { status } = await malik.ask(removePerson, { params: { userId }, query: { heir: cast.malik.userId } })

    expect(status).toBe(204)
    await expect.poll(async () => (await browser.ask(listLogins, {})).status).toBe(401)
    const names = async () => (await malik.ask(listRooms, {})).reply.map(({ name }) => name)
    await expect.poll(names).toContain('Héritage')
    const { reply: people } = await malik.ask(listPeople, { query: {} })
    expect(people.some(({ id }) => id === userId)).toBe(false)
    const { rows: left } = await db.execute(sql`
      select 'identity' as what from identities where user_id = ${userId} union all
      select 'login' from logins where user_id = ${userId} union all
      select 'token' from api_tokens where user_id = ${userId} union all
      select 'group' from group_members where user_id = ${userId} union all
      select 'place' from places where user_id = ${userId} union all
      select 'link' from account_links where user_id = ${userId} union all
      select 'failure' from sign_in_failures where key like ${`%${email}%`}`)
    expect(left).toEqual([])
    const { rows } = await db.execute(sql`select email, name, role, capabilities, language, picture_id, last_seen_at
      from users where id = ${userId}`)
    expect(rows).toEqual([
      {
        email: null,
        name: '—',
        role: 'member',
        capabilities: [],
        language: null,
        picture_id: null,
        last_seen_at: null,
      },
    ])
  })

  test('frees their address for someone new', async () => {
    const { email, userId } = await aMember()
    const malik = await house.asAnew('malik')
    await malik.ask(removePerson, { params: { userId }, query: { heir: cast.ada.userId } })

    const { reply } = await malik.ask(invitePeople, { body: { people: [{ email }] } })

    expect(reply).toMatchObject({ known: [], invited: [{ email }] })
  })

  test.each([
    ['themselves', (userId: string) => userId],
    ['someone of another house', () => randomUUID()],
    ['someone only invited', async () => (await invite()).userId],
    ['someone disabled', async () => aDisabledMember()],
  ])('needs an heir who can sign in: not %s', async (_title, heirOf) => {
    const { userId } = await aMember()
    const malik = await house.asAnew('malik')

    const { status, refusal } = await malik.ask(removePerson, {
      params: { userId },
      query: { heir: await heirOf(userId) },
    })

    expect([status, refusal.code]).toEqual([409, 'person.heir_needed'])
  })

  test('is not for oneself', async () => {
    const malik = await house.asAnew('malik')

    const { refusal } = await malik.ask(removePerson, {
      params: { userId: cast.malik.userId },
      query: { heir: cast.ada.userId },
    })

    expect(refusal.code).toBe('person.not_yourself')
  })
})
