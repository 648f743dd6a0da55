import { describe, expect, test } from 'vitest'
import { aBigBlueButton } from '@amphi/testkit/big-blue-button'
import { systemClock } from '#platform/clock'
import { createOutgoing } from '#platform/outgoing'
import { engineSuite } from '../engine.suite.ts'
import { baseOf } from './bigbluebutton.client.ts'
import { createBigBlueButtonEngine } from './bigbluebutton.driver.ts'

const outgoing = createOutgoing(['127.0.0.0/8'])
const engineOf = (access: { address: string; secret: string }) =>
  createBigBlueButtonEngine({
    access,
    outgoing,
    clock: systemClock,
    mark: 'ours',
    endCallback: (key) => `http://127.0.0.1:1/${key}`,
  })

const theirs = await aBigBlueButton()
const engine = engineOf(theirs)

const visitor = { identity: 'awa', name: "Awa O’Brien (3ᵉ) & c'est l'été !*", role: 'participant' } as const
const may = { microphone: true, camera: true, screen: true }
const addressOf = async (key: string, role: 'moderator' | 'participant' = 'participant') => {
  const pass = await engine.pass(key, { ...visitor, role, may })
  return pass.by === 'address' ? pass.address : ''
}

describe('BigBlueButton', () => {
  engineSuite(
    () => ({
      engine,
      told: [],
      async connect(pass) {
        if (pass.by !== 'address') throw new Error('No address')
        await theirs.walkIn(pass.address)
        const params = new URL(pass.address).searchParams
        return {
          leave: async () => theirs.leave(params.get('meetingID') ?? '', params.get('userID') ?? ''),
          publish: async () => {},
        }
      },
      sends: async () => [],
    }),
    ['events', 'remove', 'mute', 'permit'],
  )

  test.each([
    ['https://bbb.test', 'https://bbb.test/bigbluebutton/api'],
    ['https://bbb.test/bigbluebutton/', 'https://bbb.test/bigbluebutton/api'],
    ['https://bbb.test/bigbluebutton/api/', 'https://bbb.test/bigbluebutton/api'],
    ['https://lb.test/key/bigbluebutton', 'https://lb.test/key/bigbluebutton/api'],
  ])('%s is asked at %s', (given, base) => {
    expect(baseOf(given)).toBe(base)
  })

  test.each([['sha1'], ['sha256'], ['sha384'], ['sha512']])(
    'POD-17 signs with %s where it knows no other',
    async (only) => {
      const strict = await aBigBlueButton({ algorithms: [only] })
      const its = engineOf(strict)

      await its.open({ key: 'k', seats: 5 })

      expect(await its.present('k')).toEqual([])
    },
  )

  test('the settings of a room hold in its pages, and its title and welcome are what was typed', async () => {
    await engine.open({
      key: 'the key',
      seats: 25,
      manner: {
        title: 'Conseil d’UFR',
        welcome: 'Bonjour <b>à</b> tous\n& à toutes',
        leaveTo: 'https://amphi.test/',
        startMuted: true,
        allowed: { microphone: true, camera: false, screen: true, chat: false },
        listed: false,
      },
    })

    const created = theirs.asked.findLast(
      ({ call, params }) => call === 'create' && params.get('meetingID') === 'the key',
    )
    expect(Object.fromEntries(created?.params ?? [])).toMatchObject({
      name: 'Conseil d’UFR',
      welcome: 'Bonjour &#60;b&#62;à&#60;/b&#62; tous<br>&#38; à toutes',
      logoutURL: 'https://amphi.test/',
      maxParticipants: '25',
      muteOnStart: 'true',
      lockSettingsDisableCam: 'true',
      lockSettingsDisableMic: 'false',
      lockSettingsDisablePublicChat: 'true',
      lockSettingsHideUserList: 'true',
    })
  })

  test('who walks in bears their own name and role, and comes into that very meeting', async () => {
    const key = 'roles'
    await engine.open({ key, seats: 5 })

    const params = new URL(await addressOf(key, 'moderator')).searchParams

    expect(params.get('fullName')).toBe(visitor.name)
    expect([params.get('role'), params.get('userID')]).toEqual(['MODERATOR', 'awa'])
    expect(params.get('password')).not.toBe(new URL(await addressOf(key)).searchParams.get('password'))
    const former = await addressOf(key)
    await engine.end(key)
    await new Promise((later) => setImmediate(later))
    await engine.open({ key, seats: 5 })
    await expect(theirs.walkIn(former)).rejects.toThrow(/mismatchCreateTime/)
  })

  test('POD-23 one that cannot be created is ended there, and created once more', async () => {
    theirs.refuseOnce('idNotUnique')
    theirs.asked.length = 0

    await engine.open({ key: 'twice', seats: 5 })

    expect(theirs.asked.map(({ call }) => call)).toEqual(['create', 'end', 'create'])
    expect(theirs.meetings()).toContain('twice')
  })

  test('one that takes no more is full', async () => {
    theirs.refuseOnce('serverUnavailable')

    await expect(engine.open({ key: 'too many', seats: 5 })).rejects.toMatchObject({ code: 'engine.full' })
  })

  test.each(['html', 'half', 'fault', 'moved'] as const)('a server that answers %s is unreachable', async (how) => {
    const odd = await aBigBlueButton()
    odd.answers(how)
    const its = engineOf(odd)

    const questions = [() => its.open({ key: 'k', seats: 5 }), () => its.present('k'), its.load, () => its.end('k')]
    for (const ask of questions) await expect(ask()).rejects.toMatchObject({ code: 'engine.unreachable' })
  })

  test('meetings of others on it are known from ours', async () => {
    const shared = await aBigBlueButton()
    shared.host('a meeting of Moodle', 12)
    const its = engineOf(shared)
    await its.open({ key: 'ours', seats: 5 })

    expect(await its.load()).toEqual([
      { key: 'a meeting of Moodle', people: 12, foreign: true },
      { key: 'ours', people: 0, foreign: false },
    ])
  })
})

describe('trying a server says', () => {
  const troubleWith = async (access: { address: string; secret: string }) => (await engineOf(access).test()).trouble

  test('nothing, where nothing is wrong, with its version, its clock and how long it took', async () => {
    const report = await engine.test()

    expect(report).toMatchObject({ trouble: null, version: '3.0.12' })
    expect(Math.abs(report.clock ?? 99)).toBeLessThan(5)
    expect(report.delay).toBeGreaterThanOrEqual(0)
  })

  test('which thing is wrong', async () => {
    const late = await aBigBlueButton({ clock: -600 })
    const gone = await aBigBlueButton()
    await gone.close()
    const odd = await aBigBlueButton()
    odd.answers('html')

    expect(await troubleWith({ ...theirs, secret: 'another secret' })).toBe('secret')
    expect(await troubleWith(late)).toBe('clock')
    expect(await troubleWith(gone)).toBe('no_answer')
    expect(await troubleWith(odd)).toBe('not_an_engine')
    expect(await troubleWith({ ...theirs, address: 'http://10.0.0.1/' })).toBe('address_refused')
    expect(await troubleWith({ ...theirs, address: 'http://nowhere.invalid/' })).toBe('not_found')
    expect(await troubleWith({ ...theirs, address: theirs.address.replace('http', 'https') })).toBe('certificate')
  })
})
