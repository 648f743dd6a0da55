import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { systemClock } from '#platform/clock'
import { type Engine, type EngineEvent, everything, type MaySend, type MediaSource, type Pass } from './engine.ts'

/** An engine as a test holds it. */
export interface EngineAtHand {
  engine: Engine
  /** All that it told so far. */
  told: readonly EngineEvent[]
  /** Someone walks in with their pass; rejected where the engine does not let them. */
  connect(pass: Pass): Promise<{
    leave(): Promise<void>
    /** Begins to send, or tries to; it may take the engine a moment. */
    publish(source: MediaSource): Promise<void>
  }>
  /** What of theirs goes out. */
  sends(key: string, identity: string): Promise<MediaSource[]>
}

/** What some engines cannot, as their capabilities say. */
type Inability = 'events' | 'remove' | 'mute' | 'permit'

const skipped = (_title: string, _run: () => Promise<void>) => {}

/**
 * What every engine does, whoever carries the media. `hand` is asked in each test, when it is up. What an engine says it
 * cannot is no test of its.
 */
export const engineSuite = (hand: () => EngineAtHand, cannot: readonly Inability[] = []) => {
  const can = (what: Inability) => (cannot.includes(what) ? skipped : test)
  const tells = !cannot.includes('events')

  const aMeeting = async (seats = 10) => {
    const key = randomUUID()
    await hand().engine.open({ key, seats })
    return key
  }

  const walkIn = async (key: string, identity: string = randomUUID(), may: MaySend = everything) => {
    const { engine, connect } = hand()
    const pass = await engine.pass(key, { identity, name: 'Awa Diop', role: 'participant', may })
    return { identity, pass, ...(await connect(pass)) }
  }

  const identitiesIn = async (key: string) =>
    (await hand().engine.present(key))?.map(({ identity }) => identity).toSorted((a, b) => a.localeCompare(b))

  const sent = async (key: string, { identity }: { identity: string }) =>
    (await hand().sends(key, identity)).toSorted((a, b) => a.localeCompare(b))

  const toldOf = (key: string) =>
    hand()
      .told.filter((event) => event.key === key)
      .map((event) => ('identity' in event ? `${event.kind} ${event.identity}` : event.kind))

  test('a meeting is there once it is opened, however often, and not before', async () => {
    const { engine } = hand()
    const key = randomUUID()
    expect(await engine.present(key)).toBe(undefined)

    await engine.open({ key, seats: 10 })
    await engine.open({ key, seats: 10 })

    expect(await engine.present(key)).toEqual([])
  })

  test('who walks in with a pass is present, under the identity it was given for, and the engine tells', async () => {
    const key = await aMeeting()

    const { identity } = await walkIn(key)

    const present = await hand().engine.present(key)
    expect(present).toMatchObject([{ identity, connection: expect.any(String) as string }])
    expect(Math.abs(systemClock.now().getTime() - (present?.[0]?.joinedAt.getTime() ?? 0))).toBeLessThan(60_000)
    if (tells) await expect.poll(() => toldOf(key)).toEqual([`joined ${identity}`])
  })

  test('a meeting opened again keeps those inside', async () => {
    const key = await aMeeting()
    const { identity } = await walkIn(key)

    await hand().engine.open({ key, seats: 10 })

    expect(await identitiesIn(key)).toEqual([identity])
  })

  test('who leaves is gone, and the engine tells', async () => {
    const key = await aMeeting()
    const { identity, leave } = await walkIn(key)

    await leave()

    await expect.poll(() => identitiesIn(key)).toEqual([])
    if (tells) await expect.poll(() => toldOf(key)).toContain(`left ${identity}`)
  })

  can('events')(
    'a second connection under one identity takes the place of the first, as another connection',
    async () => {
      const key = await aMeeting()
      const { identity } = await walkIn(key)
      const [first] = (await hand().engine.present(key)) ?? []

      await walkIn(key, identity)

      await expect.poll(() => identitiesIn(key)).toEqual([identity])
      const [second] = (await hand().engine.present(key)) ?? []
      expect(second?.connection).not.toBe(first?.connection)
    },
  )

  can('remove')('who is removed is gone, the others stay; removing nobody is nothing', async () => {
    const key = await aMeeting()
    const [one, two] = [await walkIn(key), await walkIn(key)]

    await hand().engine.remove(key, one.identity)
    await hand().engine.remove(key, randomUUID())
    await hand().engine.remove(randomUUID(), one.identity)

    await expect.poll(() => identitiesIn(key)).toEqual([two.identity])
  })

  test('a meeting that is ended is gone for everyone, and for good; ending none is nothing', async () => {
    const key = await aMeeting()
    const { pass } = await walkIn(key)

    await hand().engine.end(key)
    await hand().engine.end(key)
    await hand().engine.end(randomUUID())

    await expect.poll(() => hand().engine.present(key)).toBe(undefined)
    await expect(hand().connect(pass)).rejects.toThrow(/./)
    expect(await hand().engine.present(key)).toBe(undefined)
    if (tells) await expect.poll(() => toldOf(key)).toContain('ended')
  })

  test('a pass opens no meeting, and only the one it is for', async () => {
    const { engine, connect } = hand()
    const key = randomUUID()
    const pass = await engine.pass(key, { identity: 'early', name: 'Early', role: 'moderator', may: everything })

    await expect(connect(pass)).rejects.toThrow(/./)

    expect(await engine.present(key)).toBe(undefined)
  })

  test('a full meeting lets nobody else in', async () => {
    const key = await aMeeting(1)
    const { identity } = await walkIn(key)

    await expect(walkIn(key)).rejects.toThrow(/./)

    expect(await identitiesIn(key)).toEqual([identity])
  })

  test('what it cannot, it says, and its capabilities are what these tests know of it', async () => {
    const { capabilities } = hand().engine

    for (const what of ['events', 'remove', 'mute', 'permit'] as const)
      expect([what, capabilities[what]]).toEqual([what, !cannot.includes(what)])
  })

  test('whoever tries it finds nothing wrong', async () => {
    expect((await hand().engine.test()).trouble).toBe(null)
  })

  test('a pass is an address where it has pages of its own, and else for ours', async () => {
    const { pass } = await walkIn(await aMeeting())

    expect(pass.by).toBe(hand().engine.capabilities.pages ? 'address' : 'media')
  })

  test('nobody is silenced who is not there, and nothing breaks', async () => {
    const key = await aMeeting()
    const { identity } = await walkIn(key)

    expect(await hand().engine.mute(key, [identity], 'microphone')).toEqual([])
    expect(await hand().engine.mute(key, [randomUUID()], 'camera')).toEqual([])
    expect(await hand().engine.mute(randomUUID(), [identity], 'screen')).toEqual([])

    expect(await identitiesIn(key)).toEqual([identity])
  })

  can('mute')('who is muted sends no more of that, the others go on, and whoever was silent is not named', async () => {
    const key = await aMeeting()
    const [awa, bob, silent] = [await walkIn(key), await walkIn(key), await walkIn(key)]
    for (const it of [awa, bob]) await it.publish('microphone')
    await awa.publish('camera')
    await expect.poll(() => sent(key, awa)).toEqual(['camera', 'microphone'])
    await expect.poll(() => sent(key, bob)).toEqual(['microphone'])

    const muted = await hand().engine.mute(key, [awa.identity, silent.identity], 'microphone')

    expect(muted).toEqual([awa.identity])
    expect(await sent(key, awa)).toEqual(['camera'])
    expect(await sent(key, bob)).toEqual(['microphone'])
  })

  can('permit')('a pass lets its holder send what it says, and nothing else', async () => {
    const key = await aMeeting()
    const limited = await walkIn(key, randomUUID(), { microphone: false, camera: true, screen: false })
    const silenced = await walkIn(key, randomUUID(), { microphone: false, camera: false, screen: false })

    for (const source of ['microphone', 'screen', 'camera'] as const) {
      await limited.publish(source)
      await silenced.publish(source)
    }

    // Asked last, it is taken last: what was asked before it has been refused.
    await expect.poll(() => sent(key, limited)).toEqual(['camera'])
    expect(await sent(key, silenced)).toEqual([])
    const may = (await hand().engine.present(key))?.map((it) => it.may)
    expect(may).toContainEqual({ microphone: false, camera: true, screen: false })
    expect(may).toContainEqual({ microphone: false, camera: false, screen: false })
  })

  can('permit')(
    'what someone sends is taken down once it is forbidden, and what is allowed again they may send',
    async () => {
      const key = await aMeeting()
      const awa = await walkIn(key)
      await awa.publish('microphone')
      await awa.publish('screen')
      await expect.poll(() => sent(key, awa)).toEqual(['microphone', 'screen'])

      await hand().engine.permit(key, awa.identity, { microphone: true, camera: true, screen: false })
      await expect.poll(() => sent(key, awa)).toEqual(['microphone'])
      await awa.publish('screen')
      await awa.publish('camera')
      await expect.poll(() => sent(key, awa)).toEqual(['camera', 'microphone'])

      await hand().engine.permit(key, awa.identity, { microphone: false, camera: false, screen: false })
      await expect.poll(() => sent(key, awa)).toEqual([])

      await hand().engine.permit(key, awa.identity, everything)
      await awa.publish('screen')
      await expect.poll(() => sent(key, awa)).toEqual(['screen'])
      expect(await identitiesIn(key)).toEqual([awa.identity])
    },
  )

  test('nothing is permitted to whoever is not there, and nothing breaks', async () => {
    const key = await aMeeting()

    await hand().engine.permit(key, randomUUID(), everything)
    await hand().engine.permit(randomUUID(), randomUUID(), everything)

    expect(await identitiesIn(key)).toEqual([])
  })

  test('the load is the people in each meeting', async () => {
    const key = await aMeeting()
    const before = (await hand().engine.load()).filter(({ people }) => people === 2).length
    await walkIn(key)
    await walkIn(key)

    const twos = async () => (await hand().engine.load()).filter(({ people }) => people === 2).length

    await expect.poll(twos).toBe(before + 1)
  })
}
