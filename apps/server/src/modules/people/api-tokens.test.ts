import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { askReset, useAccountLink } from '@amphi/contract/account-links'
import { createApiToken, listApiTokens, revokeApiToken } from '@amphi/contract/api-tokens'
import { listLogins, revokeLogins } from '@amphi/contract/logins'
import { readJournal } from '@amphi/contract/journal'
import { invitePeople, listPeople } from '@amphi/contract/people'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { type Scope, scopes } from '@amphi/contract/scopes'
import { enterDoor } from '@amphi/contract/doors'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom } from '@amphi/testkit/story'
import { changeMe, changePassword } from '@amphi/contract/profile'
import { loginOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aVisitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const { app } = house

describe('an API token', () => {
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const askWith = (headers: Record<string, string>, visitor = house.aGuest()) => visitor.ask(listLogins, {}, headers)
  const aToken = async (days = 1) => {
    const ada = await house.asAnew('ada')
    return (await ada.ask(createApiToken, { body: { name: 'Planning', days, scopes: ['account'] } })).reply
  }

  test('speaks for its person, shows its secret once, and when it was used', async () => {
    const { id, secret } = await aToken()

    const { status } = await askWith(bearer(secret))

    expect(status).toBe(200)
    const { reply: tokens } = await (await house.asAnew('ada')).ask(listApiTokens, {})
    expect(tokens.find((token) => token.id === id)?.lastUsedAt).toBe(clock.now().toISOString())
    expect(JSON.stringify(tokens)).not.toContain(secret)
  })

  test('ends on its day, and when it is revoked', async () => {
    const [short, long] = [await aToken(1), await aToken(30)]
    expect((await askWith(bearer(short.secret))).status).toBe(200)
    clock.pass(24 * 3600 + 10)
    expect((await askWith(bearer(short.secret))).status).toBe(401)
    expect((await askWith(bearer(long.secret))).status).toBe(200)

    await (await house.asAnew('ada')).ask(revokeApiToken, { params: { apiTokenId: long.id } })

    await expect.poll(async () => (await askWith(bearer(long.secret))).status).toBe(401)
  })

  test('is no cookie, and a cookie is no token', async () => {
    const { secret } = await aToken()
    const fresh = await house.asAnew('ada')
    const login = fresh.cookie().split('=')[1] ?? ''

    const asCookie = await aVisitor(app, 'university', { amphi_login: secret }).ask(listLogins, {})
    const asToken = await askWith(bearer(login))

    expect([asCookie.status, asToken.status]).toEqual([401, 401])
  })

  test('that is wrong is nobody, also beside a good cookie', async () => {
    const fresh = await house.asAnew('ada')

    for (const authorization of [`Bearer ${'x'.repeat(43)}`, 'Bearer', 'Basic YWRhOmFkYQ==', loginOf('ada')]) {
      expect((await askWith({ authorization }, fresh)).status).toBe(401)
    }
  })

  test('needs no page of ours: a script has none', async () => {
    const { secret } = await aToken()

    const { status } = await house
      .aGuest()
      .ask(changeMe, { body: {} }, { ...bearer(secret), 'sec-fetch-site': 'cross-site' })

    expect(status).toBe(200)
  })

  test('of another person, or of another house, is not there', async () => {
    const { id, secret } = await aToken()

    expect((await (await house.asAnew('bob')).ask(revokeApiToken, { params: { apiTokenId: id } })).status).toBe(404)
    const elsewhere = aVisitor(app, 'elsewhere')
    expect((await elsewhere.ask(listLogins, {}, bearer(secret))).status).toBe(401)
  })
})

const scopesButOne = (but: Scope) => scopes.filter((scope) => scope !== but)

describe('what an API token was made for', () => {
  const made = async (given: object = {}) => {
    const ada = await house.asAnew('ada')
    const { reply } = await ada.ask(createApiToken, { body: { name: 'Planning', days: 30, ...given } })
    return { ...reply, headers: { authorization: `Bearer ${reply.secret}` } }
  }

  test('is, when nobody says, to see one’s rooms and no more', async () => {
    const { headers, scopes: held } = await made()
    const script = house.aGuest()

    expect(held).toEqual(['readRooms'])
    expect((await script.ask(listRooms, {}, headers)).status).toBe(200)
    const { status, refusal } = await script.ask(createRoom, { body: { name: 'Atelier' } }, headers)
    expect([status, refusal]).toEqual([403, { code: 'token.not_for_this', details: { scope: 'rooms' } }])
  })

  test('is shown in the list, each once', async () => {
    const { id } = await made({ scopes: ['meetings', 'rooms', 'meetings'] })

    const { reply } = await (await house.asAnew('ada')).ask(listApiTokens, {})

    expect(reply.find((token) => token.id === id)?.scopes).toEqual(['meetings', 'rooms'])
  })

  test('includes seeing what it may change', async () => {
    const { headers } = await made({ scopes: ['rooms'] })

    expect((await house.aGuest().ask(listRooms, {}, headers)).status).toBe(200)
  })

  test('is something that there is', async () => {
    const ada = await house.asAnew('ada')
    const ask = (given: string[]) =>
      ada.ask(createApiToken, { body: { name: 'Planning', days: 1, scopes: given as Scope[] } })

    expect([(await ask([])).status, (await ask(['everything'])).status]).toEqual([400, 400])
  })

  test('gives nobody more than they may', async () => {
    const { headers } = await made({ scopes: ['people', 'institution'] })

    const { status, refusal } = await house.aGuest().ask(listPeople, { query: {} }, headers)

    expect([status, refusal.code]).toEqual([403, 'person.administrator_only'])
  })

  test('is asked of the live line, which tells what is said in meetings', async () => {
    const listen = async (held: Scope[]) => {
      const { headers } = await made({ scopes: held })
      const page = await aPage(app, house.aGuest(), { ...headers, origin: undefined, cookie: undefined })
      page.socket.close()
    }

    await listen(['meetings'])
    await expect(listen(scopesButOne('meetings'))).rejects.toMatchObject({ status: 403 })
  })

  test('is asked also where anyone may come in', async () => {
    const { code } = await anOpenRoom(house)
    const enter = async (held: readonly Scope[]) => {
      const { headers } = await made({ scopes: held })
      return (
        await house.aGuest().ask(enterDoor, { params: { code }, body: { name: 'Ada', tab: randomUUID() } }, headers)
      ).status
    }

    expect([await enter(['meetings']), await enter(scopesButOne('meetings'))]).toEqual([200, 403])
  })
})

describe('an account that was stolen', () => {
  const stolen = async () => {
    const userId = randomUUID()
    const email = `${userId}@university.test`
    const malik = await house.asAnew('malik')
    const { reply } = await malik.ask(invitePeople, { body: { people: [{ email }] } })
    const owner = house.aGuest()
    await expect.poll(() => secretsTo(email).length).toBe(1)
    await owner.ask(useAccountLink, { body: { secret: secretsTo(email)[0] ?? '', password } })
    const { reply: token } = await owner.ask(createApiToken, { body: { name: 'Laissé là', days: 366 } })
    const headers = { authorization: `Bearer ${token.secret}` }
    const works = async () => (await house.aGuest().ask(listRooms, {}, headers)).status
    expect(await works()).toBe(200)
    return { email, owner, works, userId: reply.invited[0]?.id }
  }
  const secretsTo = (email: string) =>
    house.mailbox.filter(({ to }) => to === email).map(({ text }) => /\/link\/(\S+)/.exec(text)?.[1] ?? '')
  const journalOf = async (userId: string | undefined) => {
    const { reply } = await (await house.asAnew('malik')).ask(readJournal, { query: {} })
    return reply.filter(({ ids }) => ids['userId'] === userId)
  }

  test('is got back by a link for a new password: no token goes on', async () => {
    const { email, works, userId } = await stolen()
    await house.aGuest().ask(askReset, { body: { email } })
    await expect.poll(() => secretsTo(email).length).toBe(2)

    await house
      .aGuest()
      .ask(useAccountLink, { body: { secret: secretsTo(email)[1] ?? '', password: 'another fine long one' } })

    await expect.poll(works).toBe(401)
    await expect
      .poll(async () => (await journalOf(userId)).find(({ fact }) => fact === 'token.revoked')?.ids)
      .toMatchObject({ how: 'password', many: 1 })
  })

  test('is signed out everywhere, with its tokens', async () => {
    const { owner, works, userId } = await stolen()

    await owner.ask(revokeLogins, { query: {} })

    await expect.poll(works).toBe(401)
    await expect
      .poll(async () => (await journalOf(userId)).map(({ fact, ids }) => [fact, ids['how']]))
      .toEqual(
        expect.arrayContaining([
          ['token.created', undefined],
          ['token.revoked', 'everywhere'],
        ]),
      )
  })

  test('keeps its tokens where that is asked', async () => {
    const { owner, works } = await stolen()

    await owner.ask(revokeLogins, { query: { tokens: 'keep' } })

    expect(await works()).toBe(200)
    expect((await owner.ask(listApiTokens, {})).reply).toHaveLength(1)
  })
})

test('an API token cannot make another, change the password or end logins: stolen, it ends with itself', async () => {
  const { reply } = await house.as('ada').ask(createApiToken, { body: { name: 'Volé', days: 1 } })
  const thief = house.aGuest()
  const headers = { authorization: `Bearer ${reply.secret}` }

  const answers = await Promise.all([
    thief.ask(createApiToken, { body: { name: 'Pour durer', days: 366 } }, headers),
    thief.ask(changePassword, { body: { current: password, password } }, headers),
    thief.ask(revokeLogins, { query: {} }, headers),
  ])

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
})
