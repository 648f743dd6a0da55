import { describe, expect, test } from 'vitest'
import { createCalendar, listCalendars, shareCalendar } from '@amphi/contract/calendars'
import { readDoor } from '@amphi/contract/doors'
import {
  changeEvent,
  createEvent,
  type EventRead,
  giveBackConference,
  listEvents,
  readEvent,
  removeEvent,
  reserveConference,
} from '@amphi/contract/events'
import {
  changeResource,
  createResource,
  listResources,
  readResource,
  removeResource,
  type ResourceDetail,
  shareResource,
} from '@amphi/contract/resources'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })

const make = async (body: object = {}): Promise<ResourceDetail> => {
  const given = { name: crypto.randomUUID(), server: { kind: 'address', url: 'meet.d.test' }, ...body }
  const { status, reply, refusal } = await house.ask('malik', createResource, { body: given as never })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const ofHouse = () => make({ server: { kind: 'rooms', carrier: null } })

const at = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString().slice(0, 16)
const hours = (from: number, to: number) => ({
  kind: 'hours' as const,
  start: at(from),
  end: at(to),
  timeZone: 'Etc/UTC',
})
const aCalendar = async () => (await house.ask('ada', createCalendar, { body: { name: crypto.randomUUID() } })).reply.id
const create = async (body: object) => {
  const params = { calendarId: await aCalendar() }
  const { status, reply, refusal } = await house.ask('ada', createEvent, {
    params,
    body: { title: 'Conseil', time: hours(60, 120), ...body },
  })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const change = async (event: EventRead, changes: object) =>
  (
    await house.ask('ada', changeEvent, {
      params: { calendarId: event.calendarId, eventId: event.eventId },
      body: { occurrence: null, version: event.version, changes },
    })
  ).reply
const again = async ({ calendarId, eventId }: EventRead) =>
  (await house.ask('ada', readEvent, { params: { calendarId, eventId }, query: {} })).reply
const reserve = async ({ id: resourceId }: ResourceDetail, title = 'Conseil') =>
  house.ask('ada', reserveConference, { body: { resourceId, title } })
const door = (url: string) => house.aGuest().ask(readDoor, { params: { code: url.slice(url.lastIndexOf('/') + 1) } })
const lettersTo = (address: string) => house.mailbox.filter(({ to }) => to === address)

describe('from the agenda', () => {
  test('BM-10 BM-S2 a link works before its event is saved, and is the event’s afterwards', async () => {
    const visio = await ofHouse()

    const { reply: link } = await reserve(visio)
    const before = await door(link.url)
    const event = await create({
      room: { kind: 'resource', resourceId: visio.id, conferenceId: link.id },
      description: 'Ordre du jour',
    })

    expect(before.reply).toMatchObject({ room: { name: 'Conseil' } })
    expect(event).toMatchObject({ conference: link.url, resourceId: visio.id, room: { name: 'Conseil' } })
    expect(event.description).toContain(link.url)
    // BM-11: it is stored among those invited, and not shown there.
    expect(event).toMatchObject({ people: [], attendees: 0 })
  })

  test('one that is given back leads nowhere, as one that nobody came for in a day', async () => {
    const visio = await ofHouse()
    const [{ reply: one }, { reply: two }] = [await reserve(visio), await reserve(visio)]

    const { status } = await house.ask('ada', giveBackConference, { params: { conferenceId: one.id } })
    clock.pass(25 * 3600)
    await house.sweeps.now('conferences nobody came for')

    expect(status).toBe(204)
    for (const { url } of [one, two]) expect(JSON.stringify((await door(url)).reply)).toMatch(/archived/)
    const params = { conferenceId: two.id }
    expect((await house.ask('ada', giveBackConference, { params })).status).toBe(404)
  })

  test('nobody takes a link that another asked for, nor books what they may not', async () => {
    const visio = await make({ everyone: null })
    await house.ask('malik', shareResource, {
      params: { resourceId: visio.id },
      body: { users: [cast.bob.userId], level: 'book' },
    })
    const { reply: link } = await house.ask('bob', reserveConference, { body: { resourceId: visio.id } })

    const refused = await reserve(visio)
    const params = { calendarId: await aCalendar() }
    const body = { title: 'x', time: hours(60, 120) }
    const room = { kind: 'resource' as const, resourceId: visio.id, conferenceId: link.id }
    const saved = await house.ask('ada', createEvent, { params, body: { ...body, room } })

    expect([refused.status, refused.refusal.code]).toEqual([403, 'resource.not_bookable'])
    expect([saved.status, saved.refusal.code]).toEqual([403, 'resource.not_bookable'])
  })

  test('BM-24 BM-25 is taken out of an event again, and put into it, each time with a link of its own', async () => {
    const jitsi = await make()
    const event = await create({ description: 'Ordre du jour', room: { kind: 'resource', resourceId: jitsi.id } })

    const without = await change(event, { room: { kind: 'none' } })
    const back = await change(without, { room: { kind: 'resource', resourceId: jitsi.id } })

    expect(without).toMatchObject({ conference: null, resourceId: null, description: 'Ordre du jour', location: '' })
    expect(back.conference).toMatch(/^https:\/\/meet\.d\.test\//)
    expect(back.conference).not.toBe(event.conference)
  })

  test('a private event gives its room no title', async () => {
    const visio = await ofHouse()

    const event = await create({ isPrivate: true, room: { kind: 'resource', resourceId: visio.id } })

    expect(event.room?.name).toBe(visio.name)
  })

  test('CAL-20 a series has one link for all of its dates, each at its hour over the change of clocks', async () => {
    const visio = await ofHouse()
    const repeat = { every: 'day', interval: 7, count: 4 }
    const time = { kind: 'hours', start: '2026-10-12T10:00', end: '2026-10-12T11:00', timeZone: 'Europe/Paris' }
    const event = await create({ room: { kind: 'resource', resourceId: visio.id }, repeat, time })

    const query = { from: '2026-10-01T00:00:00Z', to: '2026-11-30T00:00:00Z' }
    const { reply: all } = await house.ask('ada', listEvents, { query })

    const own = all.filter(({ eventId }) => eventId === event.eventId)
    expect(own.map(({ startsAt }) => startsAt.slice(5, 16))).toEqual([
      '10-12T08:00',
      '10-19T08:00',
      '10-26T09:00',
      '11-02T09:00',
    ])
    expect(new Set(own.map(({ conference }) => conference))).toEqual(new Set([event.conference]))
  })

  test('BM-26 deleting the event closes its room', async () => {
    const visio = await ofHouse()
    const event = await create({ room: { kind: 'resource', resourceId: visio.id } })

    const params = { calendarId: event.calendarId, eventId: event.eventId }
    await house.ask('ada', removeEvent, { params, query: {} })

    expect(JSON.stringify((await door(event.conference ?? '')).reply)).toMatch(/archived/)
  })
})

describe('what follows', () => {
  test('CAL-25 « this and the following » is another series, with a link of its own, and no block twice', async () => {
    const jitsi = await make()
    const repeat = { every: 'day', interval: 7, count: 4 }
    const series = await create({ room: { kind: 'resource', resourceId: jitsi.id }, repeat })
    const from = clock.now().toISOString()
    const to = new Date(clock.now().getTime() + 40 * 24 * 3600_000).toISOString()
    const listed = async () =>
      (await house.ask('ada', listEvents, { query: { from, to } })).reply.filter(
        ({ calendarId }) => calendarId === series.calendarId,
      )
    const [, , third] = await listed()

    await house.ask('ada', changeEvent, {
      params: { calendarId: series.calendarId, eventId: series.eventId },
      body: {
        occurrence: third?.occurrence ?? null,
        reach: 'following',
        version: series.version,
        changes: { title: 'Suite' },
      },
    })

    const all = await listed()
    const links = all.map(({ conference }) => conference)
    expect(new Set(links.slice(0, 2))).toEqual(new Set([series.conference]))
    expect(new Set(links.slice(2)).size).toBe(1)
    expect(links[2]).not.toBe(series.conference)
    expect(links[2]).toMatch(/^https:\/\/meet\.d\.test\//)
  })

  test('BM-30 an address somebody pasted is left alone by adding, and cleared by removing', async () => {
    const jitsi = await make()
    const pasted = 'https://zoom.example/j/1'
    const event = await create({ description: `Ici : ${pasted}`, location: pasted })

    const added = await change(event, { room: { kind: 'resource', resourceId: jitsi.id } })
    const removed = await change(added, { room: { kind: 'none' } })

    expect(added.location).toBe(pasted)
    expect(added.conference).toMatch(/^https:\/\/meet\.d\.test\//)
    expect(removed).toMatchObject({ conference: null, description: `Ici : ${pasted}`, location: pasted })
  })
})

describe('removing a resource', () => {
  test('CAL-37 BM-05 BM-S9 events keep their links where the administrator says so, also when they are changed', async () => {
    const jitsi = await make()
    const event = await create({ room: { kind: 'resource', resourceId: jitsi.id } })

    await house.ask('malik', removeResource, { params: { resourceId: jitsi.id }, query: { upcoming: 'keep' } })
    const changed = await change(event, { title: 'Autrement' })

    expect(changed.conference).toBe(event.conference)
    expect((await house.ask('ada', listResources, {})).reply.some(({ id }) => id === jitsi.id)).toBe(false)
    expect((await reserve(jitsi)).status).toBe(404)
    const params = { resourceId: jitsi.id }
    expect((await house.ask('malik', readResource, { params })).status).toBe(404)
  })

  test('CAL-37 BM-04 or lose them, those invited being told once, and what is over stays as it was', async () => {
    const jitsi = await make()
    const guests = [{ kind: 'address', address: 'zoe@ville.test', name: '', isOptional: false }]
    const room = { kind: 'resource', resourceId: jitsi.id }
    const event = await create({ room, guests, description: 'À moi' })
    const past = await create({ room, time: hours(-300, -240) })
    await expect.poll(() => lettersTo('zoe@ville.test').length).toBe(1)

    await house.ask('malik', removeResource, { params: { resourceId: jitsi.id }, query: { upcoming: 'clean' } })

    await expect.poll(async () => (await again(event)).conference).toBeNull()
    expect(await again(event)).toMatchObject({ description: 'À moi', resourceId: null })
    expect((await again(past)).conference).toBe(past.conference)
    await expect.poll(() => lettersTo('zoe@ville.test').length).toBe(2)
    // Made anew under the same address, it brings no link back.
    const other = await make({ email: jitsi.email })
    expect((await change(await again(event), { title: 'Encore' })).conference).toBeNull()
    expect(other.id).not.toBe(jitsi.id)
  })
})

describe('what is booked stays booked', () => {
  const booked = async (jitsi: ResourceDetail) => create({ room: { kind: 'resource', resourceId: jitsi.id } })
  const renamed = async (event: EventRead) => change(await again(event), { title: crypto.randomUUID() })

  test('under the address the resource had', async () => {
    const jitsi = await make()
    const event = await booked(jitsi)

    const email = `${crypto.randomUUID()}@university.test`
    await house.ask('malik', changeResource, { params: { resourceId: jitsi.id }, body: { email } })

    expect((await renamed(event)).conference).toBe(event.conference)
  })

  test('where the resource went, its links being kept, and another came under its address', async () => {
    const jitsi = await make()
    const event = await booked(jitsi)

    await house.ask('malik', removeResource, { params: { resourceId: jitsi.id }, query: { upcoming: 'keep' } })
    await make({ email: jitsi.email })

    expect((await renamed(event)).conference).toBe(event.conference)
  })

  test('what became private has no title at its door', async () => {
    const visio = await ofHouse()
    const event = await create({ title: 'Licenciement', room: { kind: 'resource', resourceId: visio.id } })

    const hidden = await change(event, { isPrivate: true })

    expect(hidden.room?.name).toBe(visio.name)
  })

  test('nobody books in the name of a colleague for whom they may only write', async () => {
    const jitsi = await make()
    const calendarId = await aCalendar()
    await house.ask('ada', shareCalendar, {
      params: { calendarId },
      body: { users: [cast.bob.userId], level: 'write', onBehalf: false },
    })

    const { status, refusal } = await house.ask('bob', createEvent, {
      params: { calendarId },
      body: { title: 'x', time: hours(60, 120), room: { kind: 'resource', resourceId: jitsi.id } },
    })

    expect([status, refusal.code]).toEqual([403, 'calendar.not_on_behalf'])
  })
})

describe('setting one up', () => {
  test('BM-01 BM-02 BM-03 BM-S1 with a bare name of a server; everyone may book it, once', async () => {
    const jitsi = await make({ name: 'Jitsi', server: { kind: 'address', url: 'meet.univ.fr' } })

    const { reply: seen } = await house.ask('bob', listResources, {})
    const event = await create({ room: { kind: 'resource', resourceId: jitsi.id } })

    expect(jitsi).toMatchObject({ email: 'jitsi@university.test', server: { url: 'https://meet.univ.fr/' } })
    expect(seen.find(({ id }) => id === jitsi.id)).toMatchObject({ name: 'Jitsi', can: { book: true, see: false } })
    expect(event.conference).toMatch(/^https:\/\/meet\.univ\.fr\//)
    const taken = { name: 'Autre', email: jitsi.email, server: { kind: 'rooms' as const, carrier: null } }
    expect((await house.ask('malik', createResource, { body: taken })).refusal.code).toBe('resource.address_taken')
    const ofAda = { ...taken, email: emailOf('ada') }
    expect((await house.ask('malik', createResource, { body: ofAda })).refusal.code).toBe('resource.address_taken')
  })

  test('BM-08 each level holds all before it; whoever may share it says who else may', async () => {
    const jitsi = await make({ everyone: null })
    const params = { resourceId: jitsi.id }
    const seenBy = async () => (await house.ask('ada', listResources, {})).reply.find(({ id }) => id === jitsi.id)?.can
    const share = (as: 'malik' | 'ada', level: 'book' | 'see' | 'change' | 'share', who = cast.ada.userId) =>
      house.ask(as, shareResource, { params, body: { users: [who], level } })

    expect(await seenBy()).toBeUndefined()
    await share('malik', 'book')
    expect(await seenBy()).toMatchObject({ book: true, see: false, share: false, configure: false })
    expect((await share('ada', 'book', cast.bob.userId)).refusal.code).toBe('resource.not_yours')
    await share('malik', 'share')
    expect(await seenBy()).toMatchObject({ book: true, see: true, share: true, configure: false })
    expect((await share('ada', 'book', cast.bob.userId)).status).toBe(200)
    const { reply: calendars } = await house.ask('ada', listCalendars, {})
    expect(calendars.some(({ resourceId }) => resourceId === jitsi.id)).toBe(false)
    await create({ room: { kind: 'resource', resourceId: jitsi.id } })
    await expect
      .poll(async () => (await house.ask('ada', listCalendars, {})).reply.find((it) => it.resourceId === jitsi.id))
      .toMatchObject({ name: jitsi.name, isHidden: true, access: 'read', owner: null })
  })
})
