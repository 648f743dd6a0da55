import { describe, expect, test } from 'vitest'
import {
  addBbbClient,
  changeBbbClient,
  checkBbbAddress,
  listBbbCalls,
  listBbbClients,
  removeBbbClient,
  renewBbbSecret,
} from '@amphi/contract/bbb-clients'
import { readJournal } from '@amphi/contract/journal'
import { aPlugin, pluginOf } from '@amphi/testkit/bbb-plugin'
import { aClock } from '@amphi/testkit/clock'
import { aDatabase } from '@amphi/testkit/database'
import { aHouse } from '@amphi/testkit/house'
import { comeInside } from '@amphi/testkit/story'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock })
const malik = await house.asAnew('malik')

const isRefused = (answer: { response: { messageKey?: string } }) => answer.response.messageKey === 'checksumError'

describe('a platform', () => {
  test('is told its secret once', async () => {
    const { reply } = await malik.ask(addBbbClient, { body: { name: 'Moodle' } })

    expect(reply.secret).toMatch(/^[A-Za-z0-9]{48}$/)
    const { reply: listed } = await malik.ask(listBbbClients, {})
    expect(listed.address).toBe('http://university.test/bigbluebutton/')
    expect(listed.clients.find(({ id }) => id === reply.id)).toMatchObject({
      name: 'Moodle',
      enabled: true,
      meetings: 0,
      lastCalledAt: null,
    })
    expect(JSON.stringify(listed)).not.toContain(reply.secret)
  })

  test('has two secrets for a while when it is given another, and then one', async () => {
    const before = await aPlugin(house)

    const { reply } = await malik.ask(renewBbbSecret, { params: { bbbClientId: before.id }, body: { keepFor: 24 } })
    const after = pluginOf(house, reply)

    expect([isRefused(await before.call('getMeetings')), isRefused(await after.call('getMeetings'))]).toEqual([
      false,
      false,
    ])
    clock.pass(24 * 3600 + 6)
    expect([isRefused(await before.call('getMeetings')), isRefused(await after.call('getMeetings'))]).toEqual([
      true,
      false,
    ])
  })

  test('has its new secret alone where the old one got into wrong hands', async () => {
    const before = await aPlugin(house)

    await malik.ask(renewBbbSecret, { params: { bbbClientId: before.id }, body: { keepFor: 0 } })

    expect(isRefused(await before.call('getMeetings'))).toBe(true)
  })

  test('that is not to be answered is not', async () => {
    const plugin = await aPlugin(house)

    await malik.ask(changeBbbClient, { params: { bbbClientId: plugin.id }, body: { enabled: false } })

    expect(isRefused(await plugin.call('getMeetings'))).toBe(true)
  })

  test('that is removed leaves no meeting behind', async () => {
    const plugin = await aPlugin(house)
    const { meetingID } = await plugin.create()
    const { sessionId } = await comeInside(house, house.aGuest(), await plugin.ticket({ meetingID }))

    const { status } = await malik.ask(removeBbbClient, { params: { bbbClientId: plugin.id } })

    expect(status).toBe(204)
    expect(house.world?.meetings()).not.toContain(sessionId)
    expect(isRefused(await plugin.call('getMeetings'))).toBe(true)
  })

  test('speaks to its own institution alone', async () => {
    const plugin = await aPlugin(house)
    const elsewhere = pluginOf(house, plugin, 'elsewhere.test')

    expect(isRefused(await elsewhere.call('getMeetings'))).toBe(true)
  })

  test('is in the journal, whatever becomes of it', async () => {
    const plugin = await aPlugin(house, 'Journal')
    const params = { bbbClientId: plugin.id }
    await malik.ask(changeBbbClient, { params, body: { name: 'Journal' } })
    await malik.ask(renewBbbSecret, { params, body: { keepFor: 1 } })
    await malik.ask(removeBbbClient, { params })

    const deeds = async () =>
      (await malik.ask(readJournal, { query: {} })).reply.flatMap(({ fact, ids }) =>
        fact === 'bbb_client.changed' && ids['bbbClientId'] === plugin.id ? [ids['deed']] : [],
      )

    await expect.poll(async () => new Set(await deeds())).toEqual(new Set(['added', 'changed', 'removed', 'renewed']))
  })
})

describe('calls', () => {
  test('are kept for a month, without what nobody else should know', async () => {
    const plugin = await aPlugin(house)
    const params = { bbbClientId: plugin.id }
    await plugin.create({ meetingID: 'kept', name: 'Nom secret' })
    await plugin.call('join', { meetingID: 'kept', fullName: 'Léa Secrète', role: 'VIEWER', password: 'pw-secret' })
    await plugin.call('getMeetingInfo', { meetingID: 'unknown' })
    await plugin.send('/bigbluebutton/api/getMeetings?checksum=0123456789012345678901234567890123456789', {
      headers: { 'user-agent': 'Plugin/1' },
    })

    const { reply } = await malik.ask(listBbbCalls, { params })

    const lines = reply.calls.map(({ call, outcome, meetingId }) => [call, outcome, meetingId])
    expect(lines).toEqual(
      expect.arrayContaining([
        ['create', 'SUCCESS', 'kept'],
        ['join', 'SUCCESS', 'kept'],
        ['getMeetingInfo', 'notFound', 'unknown'],
      ]),
    )
    expect(reply.unsigned).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          call: 'getMeetings',
          outcome: 'checksumError',
          checksum: 'no_such_secret',
          agent: 'Plugin/1',
        }),
      ]),
    )
    expect(JSON.stringify(reply)).not.toMatch(/Nom secret|pw-secret|Secrète|checksum=/)
    clock.pass(31 * 24 * 3600)
    await house.sweeps.now('bbb log')
    expect((await (await house.asAnew('malik')).ask(listBbbCalls, { params })).reply.calls).toEqual([])
  })
})

describe('an address', () => {
  test('is looked at as the server would, and what is wrong with it is said', async () => {
    const admin = await house.asAnew('malik')
    const plugin = await aPlugin(house, 'Regardée')
    const check = async (address: string) => (await admin.ask(checkBbbAddress, { body: { address } })).reply
    const right = plugin.addressOf('getMeetings')
    const at = (path: string) => `http://university.test${path}`

    expect(await check(at(right))).toEqual({ findings: ['right'], client: 'Regardée' })
    expect((await check('moodle')).findings).toEqual(['no_address'])
    expect((await check(at('/bigbluebutton/'))).findings).toEqual(['no_call'])
    expect((await check(at('/bigbluebutton/api/'))).findings).toEqual(['no_call'])
    expect((await check(at('/bigbluebutton/api/dance'))).findings).toEqual(['unknown_call'])
    expect((await check(at('/api/getMeetings?checksum=0'))).findings).toContain('wrong_path')
    expect((await check(at('/bigbluebutton/api/bigbluebutton/api/getMeetings'))).findings).toContain('double_path')
    expect((await check(`https://other.test${right}`)).findings).toEqual(['wrong_host'])
    expect((await check(at('/bigbluebutton/api/getMeetings'))).findings).toEqual(['no_checksum'])
    expect((await check(at('/bigbluebutton/api/getMeetings?checksum=xyz'))).findings).toEqual(['not_hexadecimal'])
    expect((await check(at(right.replace(/.$/, (it) => (it === '0' ? '1' : '0'))))).findings).toEqual([
      'no_such_secret',
    ])
    await admin.ask(changeBbbClient, { params: { bbbClientId: plugin.id }, body: { algorithms: ['sha512'] } })
    expect((await check(at(right))).findings).toEqual(['algorithm_not_allowed'])
    await admin.ask(changeBbbClient, {
      params: { bbbClientId: plugin.id },
      body: { algorithms: ['sha256'], enabled: false },
    })
    expect(await check(at(right))).toEqual({ findings: ['disabled'], client: 'Regardée' })
  })
})

describe('the settings of the server', () => {
  test('make a platform, give it another secret, and keep it from being removed', async () => {
    const databaseUrl = await aDatabase()
    const [one, two] = ['a secret of the settings', 'another one of them']
    const start = (secret: string) => aHouse({ databaseUrl, limitScale: 1000, env: { AMPHI_BBB_SECRET: secret } })
    const first = await start(one)
    const admin = await first.asAnew('malik')
    const { reply } = await admin.ask(listBbbClients, {})
    const [client] = reply.clients
    if (!client) throw new Error('No client.')

    expect(client).toMatchObject({ name: 'default', fromSettings: true, can: { renew: false, remove: false } })
    expect(isRefused(await pluginOf(first, { id: client.id, secret: one }).call('getMeetings'))).toBe(false)
    const params = { bbbClientId: client.id }
    expect((await admin.ask(removeBbbClient, { params })).refusal.code).toBe('bbb.client_of_settings')
    expect((await admin.ask(renewBbbSecret, { params, body: { keepFor: 0 } })).refusal.code).toBe(
      'bbb.client_of_settings',
    )

    const second = await start(two)
    expect(isRefused(await pluginOf(second, { id: client.id, secret: two }).call('getMeetings'))).toBe(false)
    expect(isRefused(await pluginOf(second, { id: client.id, secret: one }).call('getMeetings'))).toBe(true)
    expect((await (await second.asAnew('malik')).ask(listBbbClients, {})).reply.clients).toHaveLength(1)
  })
})
