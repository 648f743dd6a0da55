import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { postMessage } from '@amphi/contract/chat'
import { enterDoor } from '@amphi/contract/doors'
import { startMeeting } from '@amphi/contract/meetings'
import { endSession } from '@amphi/contract/sessions'
import { aClock } from '@amphi/testkit/clock'
import { aHouse, type TestHouse } from '@amphi/testkit/house'
import { anOpenRoom, comeInside } from '@amphi/testkit/story'

const from = (address: string) => ({ 'x-forwarded-for': address })
const school = from('203.0.113.7')

describe('meetings without an account', () => {
  const start = (house: TestHouse, headers = school, browser = house.aGuest()) =>
    browser.ask(startMeeting, { body: {} }, headers)

  test('may be so many at once from one network, whatever cookies its browsers hold', async () => {
    const house = await aHouse({ env: { AMPHI_NETWORK_MEETINGS: '3' } })
    const [first] = [await start(house), await start(house), await start(house)]
    const guest = house.aGuest()
    const inside = await comeInside(house, guest, first.reply.moderatorCode)

    const answers = [await start(house), await start(house, school, guest)]

    expect(answers.map(({ status, refusal }) => [status, refusal.code])).toEqual([
      [429, 'meeting.too_many_open'],
      [429, 'meeting.too_many_open'],
    ])
    expect((await start(house, from('203.0.113.8'))).status).toBe(200)
    expect((await start(house, school, house.as('bob'))).status).toBe(200)

    await guest.ask(endSession, { params: inside.params })
    expect((await start(house)).status).toBe(200)
  })

  test('that are started at once are counted one by one', async () => {
    const house = await aHouse({ env: { AMPHI_NETWORK_MEETINGS: '3' } })

    const answers = await Promise.all(Array.from({ length: 8 }, () => start(house)))

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
  })

  test('may be thirty, for a school that starts its lessons at eight', async () => {
    const house = await aHouse()

    const answers = await Promise.all(Array.from({ length: 31 }, () => start(house)))

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
  })
})

describe('browsers nobody knows yet', () => {
  const enter = (house: TestHouse, code: string, browser = house.aGuest(), headers = school) =>
    browser.ask(enterDoor, { params: { code }, body: { name: 'Élève', tab: randomUUID() } }, headers)

  test('come in by the hundreds through one address within a minute, as a school does', async () => {
    const house = await aHouse({ clock: aClock(), env: { AMPHI_MEDIA_SEATS: '2000' } })
    const rooms = await Promise.all(Array.from({ length: 6 }, () => anOpenRoom(house)))

    const answers = await Promise.all(
      rooms.flatMap(({ code }) => Array.from({ length: 100 }, () => enter(house, code))),
    )

    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    expect(new Set(answers.map(({ reply }) => reply.outcome))).toEqual(new Set(['admitted']))
  })

  test('are so many a minute and no more; whoever is known comes in again', async () => {
    const clock = aClock()
    const house = await aHouse({ clock, env: { AMPHI_NETWORK_GUESTS: '3' } })
    const { code } = await anOpenRoom(house)
    const known = house.aGuest()
    await enter(house, code, known)
    for (let i = 0; i < 2; i += 1) await enter(house, code)

    const refused = await enter(house, code)

    expect([refused.status, refused.refusal.code]).toEqual([429, 'door.crowded'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await enter(house, code, known)).status).toBe(200)
    expect((await enter(house, code, house.aGuest(), from('203.0.113.8'))).status).toBe(200)
    clock.pass(61)
    expect((await enter(house, code)).status).toBe(200)
  })
})

describe('messages', () => {
  test('that flood a room from one network of guests stop there, and the others go on talking', async () => {
    // A tenth of everything: three words each in thirty seconds, thirty from one network.
    const house = await aHouse({ limitScale: 0.1, clock: aClock() })
    const { code } = await anOpenRoom(house)
    const ada = await comeInside(house, house.as('ada'), code)
    const say = ({ visitor, params, participantId }: Awaited<ReturnType<typeof comeInside>>, headers = school) =>
      visitor.ask(postMessage, { params, body: { id: randomUUID(), participantId, text: 'Bonjour' } }, headers)
    const guests = []
    for (let i = 0; i < 11; i += 1) guests.push(await comeInside(house, house.aGuest(), code))

    const answers = []
    for (const guest of guests) for (let i = 0; i < 3; i += 1) answers.push(await say(guest))

    expect(answers.map(({ status }) => status).slice(0, 30)).toEqual(answers.slice(0, 30).map(() => 200))
    expect(answers.slice(30).map(({ refusal }) => refusal.code)).toEqual([
      'chat.crowded',
      'chat.crowded',
      'chat.crowded',
    ])
    expect((await say(ada)).status).toBe(200)
    const elsewhere = await comeInside(house, house.aGuest(), code)
    expect((await say(elsewhere, from('203.0.113.8'))).status).toBe(200)
  })
})
