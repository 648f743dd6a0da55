import { generateKeyPairSync, randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { listNodes } from '@amphi/contract/nodes'
import { aClock } from '@amphi/testkit/clock'
import { tenants } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'
import { aJitsi } from '@amphi/testkit/jitsi'
import { systemClock } from '#platform/clock'
import { createOutgoing } from '#platform/outgoing'
import { createKeys } from '#platform/secrets'
import type { EngineEvent, EngineVisitor, Pass } from '../engine.ts'
import { engineSuite } from '../engine.suite.ts'
import type { NodeAccess } from '../node-access.ts'
import { isFit } from '../node-access.ts'
import { createJitsiEngine, tryJitsi } from './jitsi.driver.ts'
import { meetingNameOf, meetingPasswordOf, nameThere, serverAt } from './names.ts'
import { createVisitsService } from './visits.service.ts'

const house = await aHouse()
const [node] = (await house.ask('malik', listNodes, {})).reply.nodes
if (!node) throw new Error('No server')

const keys = createKeys('a secret of this test, of no other use')
const outgoing = createOutgoing(['127.0.0.0/8'])
const theirs = await aJitsi()
const open: NodeAccess = { address: theirs.address, secret: null, appId: null, keyId: null }

const told: EngineEvent[] = []
const hear = async (event: EngineEvent) => void told.push(event)

const engineOf = (access: NodeAccess, clock = aClock()) => {
  const of = { tenantId: tenants.university, id: node.id }
  const needs = { db: house.db, keys, clock, outgoing, hear }
  return { clock, engine: createJitsiEngine({ ...needs, access, of }), visits: createVisitsService(needs) }
}
const { engine, visits, clock } = engineOf(open)

const sealedIn = (pass: Pass) => (pass.by === 'address' ? (pass.address.split('#')[1] ?? '') : '')

const opened = async (pass: Pass, its = visits) => {
  const reply = await its.open(sealedIn(pass))
  if (reply.outcome !== 'open') throw new Error(`Not open: ${JSON.stringify(reply)}`)
  return reply.meeting
}

const comeIn = async (pass: Pass) => {
  await opened(pass)
  const page = randomUUID()
  const report = (what: 'joined' | 'here' | 'left' | 'ended') => visits.report({ pass: sealedIn(pass), page, what })
  const { over } = await report('joined')
  if (over) throw new Error(`Over: ${over}`)
  return { report }
}

const everything = { microphone: true, camera: true, screen: true }
const visitor = { identity: 'awa', name: 'Awa Diop', role: 'participant', may: everything } as const
const around = {
  title: 'Conseil d’UFR',
  language: 'fr',
  startMuted: false,
  locked: false,
  lobby: false,
  until: new Date('2026-11-22T18:00:00Z'),
} as const

const aMeeting = async (seats = 10) => {
  const key = randomUUID()
  await engine.open({ key, seats })
  return key
}

describe('Jitsi', () => {
  engineSuite(
    () => ({
      engine,
      told,
      async connect(pass) {
        const { report } = await comeIn(pass)
        return { leave: async () => void (await report('left')), publish: async () => {} }
      },
      sends: async () => [],
    }),
    ['mute', 'permit'],
  )

  test('who is unheard for forty seconds is gone, and who is heard again is there by another connection', async () => {
    const key = await aMeeting()
    const { report } = await comeIn(await engine.pass(key, visitor))
    const [first] = (await engine.present(key)) ?? []

    clock.pass(30)
    await report('here')
    clock.pass(30)
    expect(await engine.present(key)).toEqual([first])
    clock.pass(41)
    expect(await engine.present(key)).toEqual([])
    expect(await report('here')).toEqual({ over: null })

    const [second] = (await engine.present(key)) ?? []
    expect(second?.identity).toBe('awa')
    expect(second?.connection).not.toBe(first?.connection)
  })

  test('a page is told why it is over: ended, removed, or elsewhere', async () => {
    const key = await aMeeting()
    const pass = await engine.pass(key, visitor)
    const one = await comeIn(pass)
    const two = await comeIn(pass)
    const other = await comeIn(await engine.pass(key, { ...visitor, identity: 'bob' }))

    expect(await one.report('here')).toEqual({ over: 'replaced' })
    clock.pass(1)
    await engine.remove(key, 'awa')
    expect(await two.report('here')).toEqual({ over: 'removed' })
    expect(await visits.open(sealedIn(pass))).toEqual({ outcome: 'over', why: 'removed' })
    await engine.end(key)
    expect(await other.report('here')).toEqual({ over: 'ended' })
    expect(await visits.open(sealedIn(pass))).toEqual({ outcome: 'over', why: 'ended' })
  })

  test('who was removed, and is let in again, comes in by the new pass', async () => {
    const key = await aMeeting()
    await comeIn(await engine.pass(key, visitor))
    await engine.remove(key, 'awa')
    clock.pass(5)

    await comeIn(await engine.pass(key, visitor))

    expect(await engine.present(key)).toHaveLength(1)
  })

  test('of those who take the last place at once one has it', async () => {
    const key = await aMeeting(1)
    const passes = await Promise.all(['a', 'b', 'c'].map((identity) => engine.pass(key, { ...visitor, identity })))
    const pages = passes.map((pass) => ({ pass: sealedIn(pass), page: randomUUID(), what: 'joined' as const }))

    const overs = (await Promise.all(pages.map((it) => visits.report(it)))).map(({ over }) => over)

    expect(overs.filter((it) => it === null)).toHaveLength(1)
    expect(overs.filter((it) => it === 'full')).toHaveLength(2)
  })

  test('only who leads ends it for all, and what somebody made up opens nothing', async () => {
    const key = await aMeeting()
    const participant = await comeIn(await engine.pass(key, visitor))
    const teacher = await comeIn(await engine.pass(key, { ...visitor, identity: 'ada', role: 'moderator' }))
    const closed = () => told.some((it) => it.kind === 'closed' && it.key === key)

    await participant.report('ended')
    expect(closed()).toBe(false)
    await teacher.report('ended')
    expect(closed()).toBe(true)
    for (const pass of [
      'made up',
      keys.seal('{}'),
      keys.seal('not even that'),
      sealedIn(await engine.pass(key, visitor)).slice(1),
    ]) {
      expect(await visits.open(pass)).toEqual({ outcome: 'over', why: 'unknown' })
      expect(await visits.report({ pass, page: randomUUID(), what: 'here' })).toEqual({ over: 'unknown' })
    }
  })

  test('POD-S4 who must be let in does not come in before somebody who leads is there, and is told no password', async () => {
    const key = await aMeeting()
    const rules = { ...around, locked: true, lobby: true }
    const pass = await engine.pass(key, { ...visitor, waits: true, around: rules })

    expect(await visits.open(sealedIn(pass))).toEqual({ outcome: 'early', subject: 'Conseil d’UFR' })
    await comeIn(await engine.pass(key, { ...visitor, identity: 'ada', role: 'moderator', around: rules }))

    expect(await opened(pass)).toMatchObject({ password: null, lobby: true })
  })

  test('a server that does not answer carries nothing, and says so', async () => {
    const gone = await aJitsi()
    const its = engineOf({ ...open, address: gone.address }).engine
    gone.answers('fault')
    await expect(its.open({ key: 'k', seats: 5 })).rejects.toMatchObject({ code: 'engine.unreachable' })
    await gone.close()
    await expect(its.load()).rejects.toMatchObject({ code: 'engine.unreachable' })
  })
})

describe('what Jitsi is told', () => {
  test('SC-09 a name of 80 bits or more, the same each time, that tells neither the room nor the session', () => {
    const key = randomUUID()

    const name = meetingNameOf(keys, key)

    expect(name).toMatch(/^[2-9a-hjkmnp-z]{4}(-[2-9a-hjkmnp-z]{4}){4}$/)
    expect(meetingNameOf(keys, key)).toBe(name)
    expect(meetingNameOf(keys, randomUUID())).not.toBe(name)
    expect(meetingNameOf(createKeys('another house, with another secret'), key)).not.toBe(name)
    expect(meetingPasswordOf(keys, key)).toMatch(/^\d{10}$/)
  })

  test.each([
    ['https://meet.univ.fr', 'https://meet.univ.fr/', 'meet.univ.fr', 'name'],
    ['https://meet.univ.fr/external_api.js', 'https://meet.univ.fr/', 'meet.univ.fr', 'name'],
    ['https://8x8.vc/Vpaas-1/', 'https://8x8.vc/Vpaas-1/', 'vpaas-1', '[vpaas-1]name'],
  ])('%s is reached at %s, for %s', (given, base, subject, there) => {
    expect(serverAt(given)).toMatchObject({ base, subject, script: `${base}external_api.js` })
    expect(nameThere(given, 'name')).toBe(there)
  })

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const old = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const shared = 'a secret of the application'

  test.each([
    ['HS256', { appId: 'amphi', keyId: null, secret: shared }, shared],
    ['RS256', { appId: 'amphi', keyId: 'amphi/1', secret: pem }, publicKey],
    ['RS256', { appId: 'amphi', keyId: 'amphi/1', secret: old }, publicKey],
  ] as const)('a token that another library reads, by %s', async (algorithm, given, key) => {
    const its = engineOf({ ...given, address: theirs.address })
    const meeting = randomUUID()
    await its.engine.open({ key: meeting, seats: 5 })
    const until = new Date(its.clock.now().getTime() + 3600_000)
    const claims = async (who: Partial<EngineVisitor>) => {
      const pass = await its.engine.pass(meeting, { ...visitor, around: { ...around, until }, ...who })
      const { token } = await opened(pass, its.visits)
      return jwt.verify(token ?? '', key, {
        algorithms: [algorithm],
        issuer: 'amphi',
        audience: 'jitsi',
        subject: '127.0.0.1',
        complete: true,
        clockTimestamp: its.clock.now().getTime() / 1000,
      })
    }

    const { header, payload } = await claims({ pictureUrl: 'https://amphi.test/awa' })
    const leading = await claims({ role: 'moderator' })
    const waiting = opened(await its.engine.pass(meeting, { ...visitor, waits: true }), its.visits)

    expect(header.kid).toBe(given.keyId ?? undefined)
    expect(payload).toMatchObject({
      room: meetingNameOf(keys, meeting),
      exp: Math.floor(until.getTime() / 1000) + 900,
      context: {
        user: {
          id: 'awa',
          name: 'Awa Diop',
          avatar: 'https://amphi.test/awa',
          moderator: 'false',
          affiliation: 'member',
          lobby_bypass: 'true',
        },
      },
    })
    expect(leading.payload).toMatchObject({ context: { user: { moderator: 'true', affiliation: 'owner' } } })
    const texts = Object.values((payload as { context: { user: object } }).context.user)
    expect(texts.every((it) => typeof it === 'string')).toBe(true)
    await expect(waiting).rejects.toThrow('early')
  })

  test('no token where the server asks for none', async () => {
    expect((await opened(await engine.pass(await aMeeting(), visitor))).token).toBe(null)
  })

  test.each([
    [{ startMuted: true }, {}, { startMuted: true }],
    [{ startMuted: true }, { role: 'moderator' }, { startMuted: false }],
    [{}, { may: { ...everything, microphone: false } }, { startMuted: true }],
    [{ locked: true }, {}, { password: expect.stringMatching(/^\d{10}$/) as string, lobby: false }],
    [{ lobby: true }, {}, { password: null, lobby: true }],
    [{}, {}, { subject: 'Conseil d’UFR', language: 'fr', address: theirs.address, startMuted: false, password: null }],
  ] as const)('of a room %j, to %j: %j', async (rules, who, wanted) => {
    const pass = await engine.pass(await aMeeting(), { ...visitor, around: { ...around, ...rules }, ...who })

    expect(await opened(pass)).toMatchObject(wanted)
  })

  test.each([
    [{}, true],
    [{ secret: shared }, false],
    [{ keyId: 'k' }, false],
    [{ appId: 'a' }, false],
    [{ appId: 'a', secret: shared }, true],
    [{ appId: 'a', secret: shared, keyId: 'k' }, false],
    [{ appId: 'a', secret: pem, keyId: 'k' }, true],
    [{ appId: 'a', secret: publicKey.export({ type: 'spki', format: 'pem' }).toString(), keyId: 'k' }, false],
  ])('an access of %j is fit: %s', (some, fit) => {
    expect(isFit('jitsi', { ...open, ...some })).toBe(fit)
  })
})

describe('trying a server says', () => {
  const troubleWith = async (address: string) => (await tryJitsi({ address }, { outgoing, clock: systemClock })).trouble

  test('nothing, where nothing is wrong', async () => {
    const report = await tryJitsi(open, { outgoing, clock: systemClock })

    expect(report).toMatchObject({ trouble: null, version: null })
    expect(Math.abs(report.clock ?? 99)).toBeLessThan(5)
  })

  test('which thing is wrong', async () => {
    const late = await aJitsi({ clock: -600 })
    const odd = await aJitsi()
    odd.answers('html')
    const gone = await aJitsi()
    await gone.close()

    expect(await troubleWith(late.address)).toBe('clock')
    expect(await troubleWith(odd.address)).toBe('not_an_engine')
    expect(await troubleWith(gone.address)).toBe('no_answer')
    expect(await troubleWith('http://10.0.0.1/')).toBe('address_refused')
    expect(await troubleWith(theirs.address.replace('http', 'https'))).toBe('certificate')
  })
})
