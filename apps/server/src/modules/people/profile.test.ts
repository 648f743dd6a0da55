import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { askReset, useAccountLink } from '@amphi/contract/account-links'
import { createApiToken, listApiTokens, revokeApiToken } from '@amphi/contract/api-tokens'
import { changeGroup, createGroup, listGroups, removeGroup } from '@amphi/contract/groups'
import { listLogins, revokeLogins } from '@amphi/contract/logins'
import { readJournal } from '@amphi/contract/journal'
import { invitePeople, listPeople } from '@amphi/contract/people'
import { createRoom, listRooms } from '@amphi/contract/rooms'
import { type Scope, scopes } from '@amphi/contract/scopes'
import { enterDoor } from '@amphi/contract/doors'
import { aPage } from '@amphi/testkit/page'
import { anOpenRoom } from '@amphi/testkit/story'
import { changeMe, changePassword, changePicture, removePicture } from '@amphi/contract/profile'
import { welcome } from '@amphi/contract/welcome'
import { cast, loginOf, password } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aVisitor } from '@amphi/testkit/visitor'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const { app } = house

const get = async (url: string, host = 'university.test') =>
  app.inject({ method: 'GET', url, headers: { host, 'sec-fetch-site': 'same-origin' } })

describe('a profile', () => {
  test('is changed in part, and the rest stays', async () => {
    const bob = house.as('bob')

    await bob.ask(changeMe, { body: { name: ' Bob M. ', language: 'en' } })
    await bob.ask(changeMe, { body: { emailNotices: false } })

    const { reply } = await bob.ask(welcome, {})
    expect(reply.me).toMatchObject({ name: 'Bob M.', language: 'en', emailNotices: false })
    expect((await bob.ask(changeMe, { body: { name: ' ' } })).status).toBe(400)
  })
})

describe('a picture', () => {
  const aPicture = (side = 600) =>
    sharp({ create: { width: side, height: side / 2, channels: 3, background: '#b33' } })
      .withExif({ IFD0: { Copyright: 'secret place', Artist: 'Ada' } })
      .jpeg()
      .toBuffer()

  test('is written anew: a small square without what the camera added', async () => {
    const bytes = await aPicture()
    expect(bytes.includes('secret place')).toBe(true)

    const { status, reply } = await house.as('ada').ask(changePicture, { body: bytes })

    expect(status).toBe(200)
    const { rawPayload, headers } = await get(reply.pictureUrl ?? '')
    expect(rawPayload.includes('secret place')).toBe(false)
    const { width, height, format, exif } = await sharp(rawPayload).metadata()
    expect([width, height, format, exif]).toEqual([384, 384, 'webp', undefined])
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  test('that is replaced or taken away is gone', async () => {
    const ada = house.as('ada')
    const { reply: first } = await ada.ask(changePicture, { body: await aPicture() })
    const { reply: second } = await ada.ask(changePicture, { body: await aPicture() })
    expect(second.pictureUrl).not.toBe(first.pictureUrl)
    await expect.poll(async () => (await get(first.pictureUrl ?? '')).statusCode).toBe(404)

    const { reply } = await ada.ask(removePicture, {})

    expect(reply.pictureUrl).toBe(null)
    await expect.poll(async () => (await get(second.pictureUrl ?? '')).statusCode).toBe(404)
  })

  test('is refused when it is none, or would fill the memory', async () => {
    const huge = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

    for (const body of [
      Buffer.from('not a picture'),
      Buffer.alloc(0),
      (await aPicture()).subarray(0, 300),
      huge,
      svg,
    ]) {
      const { status, refusal } = await house.as('ada').ask(changePicture, { body })
      expect([status, refusal.code]).toEqual([400, 'picture.unreadable'])
    }
  })

  test('of one house is not served by another, and its address is no path', async () => {
    const { reply } = await house.as('ada').ask(changePicture, { body: await aPicture() })

    expect((await get(reply.pictureUrl ?? '', 'elsewhere.test')).statusCode).toBe(404)
    for (const name of ['..%2f..%2fsecret', '%2e%2e', randomUUID(), `${randomUUID()}.webp`]) {
      expect((await get(`/api/v1/pictures/${name}`)).statusCode).toBe(404)
    }
  })
})

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

describe('a group', () => {
  const aGroup = async () => (await house.ask('malik', createGroup, { body: { name: `Groupe ${randomUUID()}` } })).reply

  test('has the members it is given, each once', async () => {
    const { id: groupId } = await aGroup()
    const { ada, bob } = { ada: cast.ada.userId, bob: cast.bob.userId }

    const { reply } = await house.ask('malik', changeGroup, {
      params: { groupId },
      body: { members: [ada, bob, ada] },
    })
    const { reply: less } = await house.ask('malik', changeGroup, { params: { groupId }, body: { members: [bob] } })

    expect(reply.members.map(({ id }) => id)).toEqual([ada, bob])
    expect(less.members.map(({ id }) => id)).toEqual([bob])
    const { reply: all } = await house.ask('malik', listGroups, {})
    expect(all.find(({ id }) => id === groupId)?.members).toHaveLength(1)
  })

  test('has a name of its own, also when two are made at once', async () => {
    const name = `Groupe ${randomUUID()}`
    const made = await Promise.all([1, 2, 3].map(() => house.ask('malik', createGroup, { body: { name } })))
    const other = await aGroup()

    const renamed = await house.ask('malik', changeGroup, { params: { groupId: other.id }, body: { name } })
    const same = await house.ask('malik', changeGroup, { params: { groupId: other.id }, body: { name: other.name } })

    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect([renamed.status, renamed.refusal.code]).toEqual([409, 'group.name_taken'])
    expect(same.status).toBe(200)
  })

  test('takes nobody who is not of the house, and changes nothing then', async () => {
    const group = await aGroup()
    const params = { groupId: group.id }

    const { status } = await house.ask('malik', changeGroup, {
      params,
      body: { name: 'Autre', members: [randomUUID()] },
    })

    expect(status).toBe(404)
    const { reply: all } = await house.ask('malik', listGroups, {})
    expect(all.find(({ id }) => id === group.id)).toEqual(group)
  })

  test('goes, and its members stay', async () => {
    const { id: groupId } = await aGroup()
    await house.ask('malik', changeGroup, { params: { groupId }, body: { members: [cast.ada.userId] } })

    const gone = await house.ask('malik', removeGroup, { params: { groupId } })
    const again = await house.ask('malik', removeGroup, { params: { groupId } })

    expect([gone.status, again.status]).toEqual([204, 404])
    expect((await (await house.asAnew('ada')).ask(welcome, {})).reply.me?.name).toBe(cast.ada.name)
  })
})

describe('a house', () => {
  test('is known by its host name, with any port; an unknown one leads to the first', async () => {
    const nameAt = async (host: string) =>
      (await get('/api/v1/welcome', host)).json<{ tenant: { name: string } }>().tenant.name

    expect([
      await nameAt('university.test'),
      await nameAt('elsewhere.test:8443'),
      await nameAt('nowhere.test'),
      await nameAt('ELSEWHERE.test'),
    ]).toEqual(['university', 'elsewhere', 'university', 'elsewhere'])
  })

  test('does not know the login of another house', async () => {
    const stray = aVisitor(app, 'elsewhere', { amphi_login: loginOf('bob') })

    expect((await stray.ask(welcome, {})).reply.me).toBe(null)
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
