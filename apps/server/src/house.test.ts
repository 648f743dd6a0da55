import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { catalogue, routes } from '@amphi/contract/catalogue'
import { createFeed, listFeeds, revokeFeed } from '@amphi/contract/feeds'
import { type AnyRoute, type Ask, done, nothing, prefix } from '@amphi/contract/grammar'
import { createCalendar, listCalendars, removeCalendar, shareCalendar } from '@amphi/contract/calendars'
import { createApiToken } from '@amphi/contract/api-tokens'
import { createAppPassword } from '@amphi/contract/app-passwords'
import { shareRoom } from '@amphi/contract/grants'
import { addBbbClient } from '@amphi/contract/bbb-clients'
import { createEvent, reserveConference } from '@amphi/contract/events'
import { createGroup } from '@amphi/contract/groups'
import { listLogins } from '@amphi/contract/logins'
import { invitePeople } from '@amphi/contract/people'
import { makeLink } from '@amphi/contract/room-links'
import { createResource, listResources, removeResource, shareResource } from '@amphi/contract/resources'
import { changeRoomSettings } from '@amphi/contract/room-settings'
import { createPreset, listPresets, removePreset } from '@amphi/contract/presets'
import { createRoom, renameRoom } from '@amphi/contract/rooms'
import { allows, type Scope, scopes } from '@amphi/contract/scopes'
import { enterDoor } from '@amphi/contract/doors'
import { openRoom } from '@amphi/contract/sessions'
import { sendInvitation } from '@amphi/contract/invitations'
import { listLetters } from '@amphi/contract/letters'
import { addNode } from '@amphi/contract/nodes'
import { listMemos } from '@amphi/contract/memos'
import { cast, type Name } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { goIn } from '@amphi/testkit/story'
import { createHttp } from '#platform/http'
import { createLimits } from '#platform/limits'

const house = await aHouse({ limitScale: 1000 })
const { app, db } = house

/** Some routes end the very login they are asked with: every question comes under one of its own. */
const ask = async <R extends AnyRoute>(who: Name | 'anonymous', route: R, asked: Ask<R>, headers = {}) => {
  const visitor = who === 'anonymous' ? house.aGuest() : await house.asAnew(who)
  return visitor.ask(route, asked, headers)
}

const administered = /all-rooms|letters|people|groups|tenant|journal|usage|bbb-clients|nodes|node-tests/
/** Those who are lent a resource ask of it as well. */
const asksIn = ({ path }: AnyRoute) => (administered.test(path) || path.startsWith('/resources') ? 'malik' : 'ada')

/** Where nothing is gone to: a test asks no other machine. */
const aServer = () => ({ address: `http://127.0.0.1/${randomUUID()}`, secret: 'of eight or more' })

const resourceGiven = () => ({ name: randomUUID(), server: { kind: 'address' as const, url: 'meet.univ.fr' } })

const anInvitation = (code: string) => ({
  id: randomUUID(),
  people: [cast.ada.userId],
  subject: 'Invitation',
  text: `Voici le lien : http://university.test/${code}`,
})

/** There can be few of them: those of the tests before make room. */
const aPreset = async () => {
  const { reply } = await ask('malik', listPresets, {})
  for (const { id } of reply.presets) await ask('malik', removePreset, { params: { presetId: id } })
  return ask('malik', createPreset, { body: { name: randomUUID(), settings: {}, forced: [] } })
}

const aCalendar = async () => {
  const { reply } = await ask('ada', listCalendars, {})
  for (const { id, isDefault } of reply) {
    if (!isDefault) await ask('ada', removeCalendar, { params: { calendarId: id } })
  }
  return ask('ada', createCalendar, { body: { name: randomUUID() } })
}

const aResource = async () => {
  const { reply } = await ask('malik', listResources, {})
  for (const { id } of reply) await ask('malik', removeResource, { params: { resourceId: id }, query: {} })
  return ask('malik', createResource, { body: resourceGiven() })
}

const aFeed = async () => {
  const { reply } = await ask('ada', listFeeds, {})
  for (const { id } of reply) await ask('ada', revokeFeed, { params: { feedId: id } })
  return ask('ada', createFeed, { body: { calendarId: null } })
}

/** One of each thing a path may name, all of them of Ada's house. A new `:name` in a path asks for a line here. */
const someThings = async (): Promise<Record<string, string>> => {
  const { reply: room } = await ask('ada', createRoom, { body: { name: 'Atelier' } })
  await ask('ada', openRoom, { params: { roomId: room.id } })
  const body = { name: 'Ada', tab: randomUUID() }
  const { reply: entry } = await ask('ada', enterDoor, { params: { code: room.code }, body })
  if (entry.outcome !== 'admitted') throw new Error(`Ada is not admitted: ${entry.outcome}`)
  const { reply: grants } = await ask('ada', shareRoom, {
    params: { roomId: room.id },
    body: { users: [cast.malik.userId], role: 'moderator' },
  })
  const { reply: link } = await ask('ada', makeLink, {
    params: { roomId: room.id },
    body: { kind: 'moderators' },
  })
  const other = await goIn(house.aGuest(), room.code)
  const { reply: logins } = await ask('ada', listLogins, {})
  const { reply: token } = await ask('ada', createApiToken, { body: { name: 'Emploi du temps', days: 1 } })
  const { reply: appPassword } = await ask('ada', createAppPassword, { body: { name: 'Téléphone' } })
  const { reply: group } = await ask('malik', createGroup, { body: { name: randomUUID() } })
  const { reply: preset } = await aPreset()
  const { reply: another } = await ask('malik', createRoom, { body: { name: 'Salle d’attente' } })
  await ask('malik', openRoom, { params: { roomId: another.id } })
  await ask('malik', changeRoomSettings, { params: { roomId: another.id }, body: { lobby: 'everyone' } })
  const { reply: asked } = await ask('ada', enterDoor, { params: { code: another.code }, body })
  if (asked.outcome !== 'lobby') throw new Error(`Ada need not wait: ${asked.outcome}`)
  const people = [{ email: `${randomUUID()}@university.test` }]
  const { reply: invited } = await ask('malik', invitePeople, { body: { people } })
  const { reply: letters } = await ask('malik', listLetters, {})
  const { reply: node } = await ask('malik', addNode, { body: { ...aServer(), engine: 'bigbluebutton' } })
  const { reply: others } = await ask('bob', createRoom, { body: { name: 'Atelier de Bob' } })
  await ask('bob', sendInvitation, { params: { roomId: others.id }, body: anInvitation(others.code) })
  const { reply: mailbox } = await ask('ada', listMemos, { query: {} })
  const { reply: invitation } = await ask('ada', sendInvitation, {
    params: { roomId: room.id },
    body: anInvitation(room.code),
  })
  const { reply: calendar } = await aCalendar()
  const { reply: event } = await ask('ada', createEvent, {
    params: { calendarId: calendar.id },
    body: { title: 'Conseil', time: { kind: 'days', first: '2026-11-24', last: '2026-11-24' } },
  })
  const { reply: shares } = await ask('ada', shareCalendar, {
    params: { calendarId: calendar.id },
    body: { users: [cast.malik.userId], level: 'read' },
  })
  const { reply: platform } = await ask('malik', addBbbClient, { body: { name: 'Moodle' } })
  const { reply: resource } = await aResource()
  const { reply: resourceGrants } = await ask('malik', shareResource, {
    params: { resourceId: resource.id },
    body: { users: [cast.bob.userId], level: 'see' },
  })
  const { reply: conference } = await ask('ada', reserveConference, { body: { resourceId: resource.id } })
  const { reply: feed } = await aFeed()
  return {
    feedId: feed.id,
    resourceId: resource.id,
    resourceGrantId: resourceGrants[0]?.id ?? '',
    conferenceId: conference.id,
    bbbClientId: platform.id,
    calendarId: calendar.id,
    eventId: event.eventId,
    eventVersion: event.version,
    shareId: shares[0]?.id ?? '',
    roomId: room.id,
    code: room.code,
    sessionId: entry.sessionId,
    participantId: entry.participantId,
    linkId: link.id,
    grantId: grants[0]?.id ?? '',
    otherId: other.participantId,
    requestId: asked.request.id,
    loginId: logins[0]?.id ?? '',
    apiTokenId: token.id,
    appPasswordId: appPassword.id,
    groupId: group.id,
    presetId: preset.id,
    userId: invited.invited[0]?.id ?? '',
    nodeId: node.id,
    letterId: letters.letters[0]?.id ?? '',
    memoId: mailbox.memos[0]?.id ?? '',
    invitationId: invitation.id,
  }
}

/** A test for the routes it is about; for the others there is none, not a skipped one. */
const when = (applies: boolean) => (title: string, run: () => Promise<void>) => {
  if (applies) test(title, run)
}

const toAnother = (things: Record<string, string>) => ({ params: { participantId: things.otherId } })

/** Which the house test cannot say for itself: a path, a query, or a part of a body that must name something that is there. */
const fitting: Record<string, (things: Record<string, string>) => { params?: object; query?: object; body?: object }> =
  {
    addNode: () => ({ body: aServer() }),
    testAddress: () => ({ body: aServer() }),
    createGroup: () => ({ body: { name: randomUUID() } }),
    createPreset: () => ({ body: { name: randomUUID() } }),
    changePreset: () => ({ body: { name: randomUUID() } }),
    removePerson: () => ({ query: { heir: cast.malik.userId } }),
    sendInvitation: ({ code = '' }) => ({ body: anInvitation(code) }),
    listEvents: () => ({ query: { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' } }),
    changeEvent: ({ eventVersion: version }) => ({ body: { version } }),
    createResource: () => ({ body: resourceGiven() }),
    replyToMemo: () => ({ body: { id: randomUUID() } }),
    postMessage: (things) => ({ body: { participantId: things.participantId } }),
    ...Object.fromEntries(
      ['limitParticipant', 'muteParticipant', 'askToUnmute', 'giveRole', 'removeParticipant', 'banParticipant'].map(
        (name) => [name, toAnother] as const,
      ),
    ),
  }

/** A token of whoever may ask the route, made for these. */
const aBearer = async (route: AnyRoute, held: readonly Scope[]) => {
  const body = { name: 'Emploi du temps', days: 1, scopes: [...held] }
  const { reply } = await ask(asksIn(route), createApiToken, { body })
  return { authorization: `Bearer ${reply.secret}` }
}

/** They ask for what no example holds: a password, a link, a file, a resource, someone invited long ago, a room that is closed. */
const refusesExamples = [
  'signIn',
  'readAccountLink',
  'useAccountLink',
  'confirmEmail',
  'changePassword',
  'changeEmail',
  'inviteAgain',
  'archiveRoom',
  'answerEvent',
  'reserveConference',
  'readAnswer',
  'giveAnswer',
]

interface Description {
  paths: Record<string, Record<string, { operationId: string; requestBody?: object }>>
}
let description: Promise<Description> | undefined
const described = () =>
  (description ??= app.inject('/api/openapi.json').then((response) => response.json<Description>()))

describe.each(Object.entries<AnyRoute>(routes))('%s', (name, route) => {
  const names = route.path.match(/(?<=:)\w+/g) ?? []
  const bearer = (held: readonly Scope[]) => aBearer(route, held)
  const paramsFrom = (valueOf: (param: string) => unknown) =>
    names.length > 0 ? Object.fromEntries(names.map((param) => [param, valueOf(param)])) : undefined

  /** Of things of its own: for a question that is answered, and may end them. */
  const aFairInput = async () => {
    const things = names.length > 0 ? await someThings() : {}
    const [example] = (route.body.meta()?.examples ?? []) as object[]
    const more = fitting[name]?.(things) ?? {}
    return {
      params: names.length > 0 ? { ...paramsFrom((param) => things[param]), ...more.params } : undefined,
      query: more.query,
      body: example && { ...example, ...more.body },
    }
  }

  let fair: ReturnType<typeof aFairInput> | undefined
  /** One for all that is refused, and leaves things as they are: who comes last is answered, so they were there. */
  const theFairInput = () => (fair ??= aFairInput())

  when(route.access !== 'anyone')('turns the anonymous away', async () => {
    const { status, refusal } = await ask('anonymous', route, await theFairInput())

    expect([status, refusal.code]).toEqual([401, 'login.required'])
  })

  when(route.access === 'login')('is asked by a login alone, whatever a token was made for', async () => {
    const headers = await bearer(scopes)

    const { status, refusal } = await house.aGuest().ask(route, await theFairInput(), headers)

    expect([status, refusal.code]).toEqual([401, 'login.required'])
  })

  when(route.access === 'person' || route.access === 'visitor')('says what a token must be made for', async () => {
    expect(scopes).toContain(route.scope)
  })

  when(names.length > 0)('is not there for another tenant', async () => {
    const input = await theFairInput()

    const { status } = await ask('eve', route, input)

    expect(status).toBe(404)
  })

  when(administered.test(route.path) && route.access === 'person')('is for administrators', async () => {
    const { status, refusal } = await ask('bob', route, await theFairInput())

    expect([status, refusal.code.endsWith('administrator_only')]).toEqual([403, true])
  })

  when(names.length > 0)('refuses garbage in its path', async () => {
    const input = { ...(await theFairInput()), params: paramsFrom(() => '--garbage--') }

    const { status, refusal } = await ask(asksIn(route), route, input)

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
    expect(refusal.details.issues).toMatchObject(names.map((param) => ({ at: `params.${param}` })))
  })

  when(route.method !== 'GET' && !route.upload)('refuses garbage in its body', async () => {
    const { status, refusal } = await ask(asksIn(route), route, { ...(await theFairInput()), body: ['garbage'] })

    expect([status, refusal.code]).toEqual([400, 'request.invalid'])
    expect(refusal.details.issues).toMatchObject([{ at: 'body' }])
  })

  when(route.method !== 'GET')('refuses a body that is too large, or in no language it knows', async () => {
    const url = prefix + route.path.replace(/:\w+/g, randomUUID())
    const headers = { host: 'university.test', 'sec-fetch-site': 'same-origin' }
    const send = (type: string, payload: Buffer) =>
      app.inject({ method: route.method, url, headers: { ...headers, 'content-type': type }, payload })

    const type = route.upload?.types[0] ?? 'application/json'
    const tooLarge = await send(type, Buffer.alloc((route.upload?.bytes ?? 256 * 1024) + 1, 0x20))
    const unknown = await send('text/klingon', Buffer.from('nuqneH'))

    expect([tooLarge.statusCode, unknown.statusCode]).toEqual([413, 415])
  })

  when(route.method !== 'GET')('does nothing for the page of another site', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' }
    const { status, refusal } = await ask(asksIn(route), route, await theFairInput(), foreign)

    expect([status, refusal.code]).toEqual([403, 'request.foreign_origin'])
  })

  test('answers those who may, and never with a fault', async () => {
    const { status } = await ask(asksIn(route), route, await theFairInput())

    expect(status).toBeLessThan(500)
    if (!route.upload && !refusesExamples.includes(name)) {
      expect(status).toBe(route.reply === done ? 204 : 200)
    }
  })

  when(route.scope !== undefined)('is for the tokens that were made for it, and for no others', async () => {
    const input = await aFairInput()
    const made = scopes.filter((scope) => allows([scope], route.scope ?? scope))
    const others = scopes.filter((scope) => !made.includes(scope))

    const refused = await house.aGuest().ask(route, input, await bearer(others))
    const answered = await house.aGuest().ask(route, input, await bearer(made.slice(0, 1)))

    expect([refused.status, refused.refusal]).toEqual([
      403,
      { code: 'token.not_for_this', details: { scope: route.scope } },
    ])
    expect(answered.refusal?.code).not.toBe('token.not_for_this')
    expect(answered.status).toBeLessThan(500)
    if (!route.upload && !refusesExamples.includes(name)) expect([200, 204]).toContain(answered.status)
  })

  test('refuses only in words of the catalogue', () => {
    expect(Object.keys(catalogue)).toEqual(expect.arrayContaining([...route.failures]))
  })

  test('is described to other tongues', async () => {
    const { paths } = await described()

    const operation = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
    expect(operation?.operationId).toBe(name)
    expect(operation?.requestBody !== undefined).toBe(route.body !== nothing)
  })
})

test('what is not even JSON is refused like any other garbage', async () => {
  const response = await app.inject({
    method: 'POST',
    url: `${prefix}/logins`,
    headers: { host: 'university.test', 'content-type': 'application/json' },
    payload: '{ "name": ',
  })

  expect([response.statusCode, response.json().code]).toEqual([400, 'request.invalid'])
})

test('what no route answers is not there', async () => {
  const response = await app.inject({ method: 'POST', url: `${prefix}/nowhere`, headers: { host: 'university.test' } })

  expect([response.statusCode, response.json().code]).toEqual([404, 'request.unknown_route'])
})

test('who asks too often is told when to ask again', async () => {
  const slow = await aHouse({ limitScale: 0.01 })
  const ada = slow.as('ada')

  const answers = []
  for (let i = 0; i < 8; i += 1) answers.push(await ada.ask(listLogins, {}))

  const refused = answers.find(({ status }) => status === 429)
  expect(refused?.refusal.code).toBe('request.too_often')
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
})

test('the house stays shut while a route is mounted by nobody, or twice', () => {
  const limits = createLimits({ now: () => new Date() }, 1)
  const { mount, refuseUnmounted } = createHttp({ app: Fastify(), limits, publicUrl: 'http://university.test' })
  const answer = async () => expect.unreachable()

  expect(() => refuseUnmounted({ renameRoom })).toThrow('renameRoom')
  mount(renameRoom, answer)
  expect(() => mount(renameRoom, answer)).toThrow('twice')
})

test('every row says whose it is', async () => {
  const { rows } = await db.execute(sql`
    select table_name from information_schema.tables
    where table_schema = 'public' and table_name <> 'tenants'
    except
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' and is_nullable = 'NO'`)

  expect(rows).toEqual([])
})
