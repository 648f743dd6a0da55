import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readJournal } from '@amphi/contract/journal'
import * as contract from '@amphi/contract/nodes'
import { aBigBlueButton } from '@amphi/testkit/big-blue-button'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'
import { aJitsi } from '@amphi/testkit/jitsi'
import { aPage } from '@amphi/testkit/page'
import { systemClock } from '#platform/clock'

const clock = aClock()
const house = await aHouse({ limitScale: 1000, clock, env: { AMPHI_PRIVATE_ADDRESSES: '127.0.0.0/8' } })

const list = async () => (await house.ask('malik', contract.listNodes, {})).reply
const add = async (access: { address: string; secret: string }, more: object = {}) =>
  house.ask('malik', contract.addNode, { body: { engine: 'bigbluebutton', ...more, ...access } })
const aServer = async () => {
  const theirs = await aBigBlueButton()
  const { reply } = await add(theirs)
  return { ...theirs, nodeId: reply.id, params: { nodeId: reply.id } }
}
const read = async (nodeId: string) => (await list()).nodes.find(({ id }) => id === nodeId)
const pollAll = async () => {
  clock.pass(20)
  await house.sweeps.now('nodes')
}

describe('the servers of an institution', () => {
  test('begin with the one that the house made itself, which is there once and for everyone', async () => {
    const { nodes, can, shared } = await list()
    const elsewhere = (await house.ask('eve', contract.listNodes, {})).reply

    expect(nodes.filter(({ ours }) => ours)).toMatchObject([
      { engine: 'fake', serves: 'everyone', address: null, state: 'enabled', can: { change: true, remove: false } },
    ])
    expect([can.serveOthers, shared]).toEqual([true, 0])
    expect([elsewhere.nodes, elsewhere.shared, elsewhere.can.serveOthers]).toEqual([[], 1, false])
  })

  test('ENT-12 one that is added is asked at once, and says its version and how it is', async () => {
    const theirs = await aBigBlueButton({ version: '3.0.12' })

    const { status, reply } = await add(theirs, { tags: ['lyon'], weight: 2, seats: 250 })

    expect(status).toBe(200)
    expect(reply).toMatchObject({
      name: '127.0.0.1',
      engine: 'bigbluebutton',
      health: 'healthy',
      version: '3.0.12',
      seats: 250,
      weight: 2,
      tags: ['lyon'],
      serves: 'here',
      abilities: ['recording', 'breakouts'],
      can: { change: true, remove: true },
    })
    expect(await read(reply.id)).toEqual(reply)
  })

  test('never tell a secret again, neither in a reply nor in the journal', async () => {
    const { secret, params } = await aServer()
    await house.ask('malik', contract.changeNode, { params, body: { secret: 'an even longer secret' } })

    const everything = JSON.stringify([
      await list(),
      (await house.ask('malik', contract.testNode, { params })).reply,
      (await house.ask('malik', readJournal, { query: {} })).reply,
    ])

    expect(everything).not.toContain(secret)
    expect(everything).not.toContain('an even longer secret')
    expect(everything).not.toMatch(/sealed/i)
  })

  test('are each at an address of their own, also when two are added at once', async () => {
    const theirs = await aBigBlueButton()

    const added = await Promise.all([add(theirs), add(theirs), add(theirs)])

    expect(added.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect(added.find(({ status }) => status === 409)?.refusal.code).toBe('node.address_taken')
  })

  test.each([
    { address: 'ftp://bbb.test/' },
    { address: 'bbb.test' },
    { address: 'javascript:alert(1)' },
    { secret: 'short' },
    { weight: 0 },
    { weight: 101 },
    { seats: 0 },
    { seats: 1.5 },
    { tags: ['Not A Tag'] },
    { hosts: ['no host'] },
    { serves: 'nobody' },
    { engine: 'fake' },
    { engine: 'livekit' },
    { name: '' },
  ])('%o is refused', async (wrong) => {
    const body = { engine: 'bigbluebutton', address: 'https://bbb.test/', secret: 'long enough', ...wrong }

    const { status } = await house.ask('malik', contract.addNode, { body: body as never })

    expect(status).toBe(400)
  })

  test('serve others only where whoever keeps the house says so', async () => {
    const theirs = await aBigBlueButton()
    const body = { engine: 'bigbluebutton', address: theirs.address, secret: theirs.secret } as const
    const ofEve = (serves: 'here' | 'everyone') => house.ask('eve', contract.addNode, { body: { ...body, serves } })

    const refused = await ofEve('everyone')
    const { reply } = await ofEve('here')
    const changed = await house.ask('eve', contract.changeNode, {
      params: { nodeId: reply.id },
      body: { serves: 'named', hosts: ['university.test'] },
    })

    expect([refused.status, refused.refusal.code]).toEqual([403, 'node.serves_others_forbidden'])
    expect([changed.status, changed.refusal.code]).toEqual([403, 'node.serves_others_forbidden'])
    expect((await list()).nodes.some(({ id }) => id === reply.id)).toBe(false)
  })

  test('of the house keep their address, and cannot be removed; their weight and seats can be said', async () => {
    const [own] = (await list()).nodes
    const params = { nodeId: own?.id ?? '' }

    const moved = await house.ask('malik', contract.changeNode, { params, body: { address: 'https://evil.test/' } })
    const removed = await house.ask('malik', contract.removeNode, { params })
    const weighed = await house.ask('malik', contract.changeNode, { params, body: { weight: 2, seats: 500 } })

    expect([moved.refusal.code, removed.refusal.code]).toEqual(['node.of_the_house', 'node.of_the_house'])
    expect(weighed.reply).toMatchObject({ weight: 2, seats: 500 })
  })

  test('tell their page what becomes of them, and only their administrators', async () => {
    const page = await aPage(house.app, house.as('malik'))
    const strangers = await Promise.all([aPage(house.app, house.as('bob')), aPage(house.app, house.aGuest())])

    expect(await page.join('nodes:mine')).toBe(true)
    for (const other of strangers) expect(await other.join('nodes:mine')).toBe(false)
    await aServer()

    await page.hearsFact('node.added')
  })

  test('are written down in the journal: who added, changed, cordoned and removed which', async () => {
    const { params } = await aServer()
    await house.ask('malik', contract.changeNode, { params, body: { weight: 3 } })
    await house.ask('malik', contract.setNodeState, { params, body: { state: 'cordoned' } })
    await house.ask('malik', contract.removeNode, { params })

    const written = async () =>
      (await house.ask('malik', readJournal, { query: {} })).reply
        .filter(({ ids }) => ids['nodeId'] === params.nodeId)
        .map(({ fact, ids }) => [fact, ...(Array.isArray(ids['what']) ? ids['what'] : [])].join(' '))
    await expect
      .poll(async () => (await written()).toSorted((a, b) => a.localeCompare(b)))
      .toEqual(['node.added', 'node.changed cordoned', 'node.changed weight', 'node.removed'])
  })
})

describe('a server', () => {
  test('that is tried says which thing is wrong, and what was looked at before it', async () => {
    const theirs = await aBigBlueButton()
    const attempt = async (access: { address: string; secret: string }) =>
      (await house.ask('malik', contract.testAddress, { body: { engine: 'bigbluebutton', ...access } })).reply

    const fine = await attempt(theirs)
    const wrong = await attempt({ ...theirs, secret: 'of another server' })
    const inside = await attempt({ ...theirs, address: 'http://169.254.169.254/' })

    expect([fine.trouble, fine.version]).toEqual([null, '3.0.12'])
    expect(fine.checks.every(({ ok }) => ok)).toBe(true)
    expect(wrong.trouble).toBe('secret')
    expect(wrong.checks.filter(({ ok }) => !ok)).toEqual([{ what: 'secret', ok: false }])
    expect(wrong.checks).toHaveLength(6)
    expect(inside).toMatchObject({ trouble: 'address_refused', checks: [{ what: 'address', ok: false }] })
  })

  test('CH-13 that fails three times is down, says why, and comes back when it answers', async () => {
    const { nodeId, answers } = await aServer()
    const page = await aPage(house.app, house.as('malik'))
    await page.join('nodes:mine')

    answers('fault')
    const seen = []
    for (let i = 0; i < 3; i += 1) {
      await pollAll()
      seen.push((await read(nodeId))?.health)
    }
    const down = await read(nodeId)
    await page.hearsFact('node.fell')
    answers('well')
    await pollAll()

    expect(seen).toEqual(['degraded', 'degraded', 'down'])
    expect(down?.trouble).toBe('not_an_engine')
    expect(await read(nodeId)).toMatchObject({ health: 'healthy', trouble: null })
    await page.hearsFact('node.recovered')
  })

  test('is asked again no sooner than its moment, and not at all while it is out of use', async () => {
    const { asked, params } = await aServer()
    await pollAll()
    asked.length = 0

    await house.sweeps.now('nodes')
    expect(asked).toEqual([])
    await house.ask('malik', contract.setNodeState, { params, body: { state: 'disabled' } })
    await pollAll()
    expect(asked).toEqual([])

    const { reply } = await house.ask('malik', contract.setNodeState, { params, body: { state: 'enabled' } })
    expect([reply.state, reply.health, reply.stateBy]).toEqual(['enabled', 'healthy', 'Malik Ferrand'])
  })

  test('tells how many it carries, also of others, and keeps it for its curve', async () => {
    const { host, nodeId } = await aServer()
    host('a meeting of Moodle', 30)
    host('another', 20)
    host('an empty one', 0)

    await pollAll()

    const { nodes, today } = await list()
    expect(nodes.find(({ id }) => id === nodeId)).toMatchObject({ people: 50, meetings: 2, curve: [0.25] })
    expect(today.at(-1)?.people).toBeGreaterThanOrEqual(50)
  })

  test('that is not there is 404, whatever is asked of it', async () => {
    const params = { nodeId: randomUUID() }

    const asked = [
      await house.ask('malik', contract.changeNode, { params, body: { weight: 1 } }),
      await house.ask('malik', contract.setNodeState, { params, body: { state: 'cordoned' } }),
      await house.ask('malik', contract.testNode, { params }),
      await house.ask('malik', contract.listNodeSessions, { params }),
      await house.ask('malik', contract.emptyNode, { params }),
      await house.ask('malik', contract.removeNode, { params }),
    ]

    expect(asked.map(({ refusal }) => refusal.code)).toEqual(asked.map(() => 'node.not_found'))
  })
})

describe('a server of Jitsi', () => {
  const token = { appId: 'amphi', secret: 'a secret of the application' }
  const addJitsi = async (access: object = {}) => {
    const { address } = await aJitsi()
    return house.ask('malik', contract.addNode, { body: { engine: 'jitsi', address, ...access } })
  }
  const change = (nodeId: string, body: object) => house.ask('malik', contract.changeNode, { params: { nodeId }, body })

  test('needs no secret, is asked at once, and says what it cannot', async () => {
    const { status, reply } = await addJitsi()

    expect(status).toBe(200)
    expect(reply).toMatchObject({ engine: 'jitsi', health: 'healthy', version: null, abilities: [], appId: null })
    expect(reply.reservations).toMatch(new RegExp(`^http://university.test/hooks/jitsi/${reply.id}/[\\w-]{43}$`))
  })

  test('tells its application again, and what signs its tokens to nobody', async () => {
    const { reply } = await addJitsi(token)

    expect(reply).toMatchObject({ appId: 'amphi', keyId: null })
    expect(JSON.stringify([reply, await list()])).not.toContain(token.secret)
  })

  test.each([[{ secret: 'of no application' }], [{ appId: 'amphi' }], [{ keyId: 'k' }], [{ ...token, keyId: 'k' }]])(
    'is not added by half an access: %j',
    async (access) => {
      expect((await addJitsi(access)).refusal.code).toBe('node.access_unfit')
    },
  )

  test('keeps its secret until another is said, and leaves it with its tokens', async () => {
    const { reply } = await addJitsi(token)

    const renamed = await change(reply.id, { appId: 'another' })
    const half = await change(reply.id, { keyId: 'k' })
    const open = await change(reply.id, { appId: null })
    const again = await change(reply.id, { appId: 'amphi' })

    expect([renamed.reply.appId, half.refusal.code]).toEqual(['another', 'node.access_unfit'])
    expect([open.status, open.reply.appId, open.reply.keyId]).toEqual([200, null, null])
    // Nothing was kept of it.
    expect(again.refusal.code).toBe('node.access_unfit')
  })

  test('and BigBlueButton is not added without a secret, nor with what is Jitsi’s', async () => {
    const { address } = await aBigBlueButton()
    const body = { engine: 'bigbluebutton', address } as const

    const without = await house.ask('malik', contract.addNode, { body })
    const foreign = await house.ask('malik', contract.addNode, { body: { ...body, ...token } })
    const tried = await house.ask('malik', contract.testAddress, { body })

    for (const { refusal } of [without, foreign, tried]) expect(refusal.code).toBe('node.access_unfit')
  })

  test('is tried as far as it can be seen from outside, before it is added', async () => {
    const { address } = await aJitsi({ clock: (clock.now().getTime() - systemClock.now().getTime()) / 1000 })

    const { reply } = await house.ask('malik', contract.testAddress, { body: { engine: 'jitsi', address, ...token } })

    expect(reply.trouble).toBe(null)
    expect(reply.checks.map(({ what }) => what)).toEqual(['address', 'certificate', 'engine', 'clock'])
  })
})
