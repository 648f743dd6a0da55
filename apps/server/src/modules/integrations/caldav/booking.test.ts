import { describe, expect, test } from 'vitest'
import { readDoor } from '@amphi/contract/doors'
import { changeMe } from '@amphi/contract/profile'
import {
  createResource,
  removeResource,
  type ResourceDetail,
  shareResource,
  type Templates,
  withdrawResourceGrant,
  writeTemplates,
} from '@amphi/contract/resources'
import { aCalendarOf, aCalendarProgram, anEvent, elementsIn } from '@amphi/testkit/calendar-program'
import { cast, emailOf } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

/* eslint-disable no-template-curly-in-string -- The names of variables themselves. */

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')
const bob = await aCalendarProgram(house, 'bob')

const unfold = (text: string) => text.replaceAll('\r\n ', '')
const organizer = `ORGANIZER;CN=Ada:mailto:${emailOf('ada')}`
const at = (uid: string) => `${ada.calendar}${uid}.ics`
const textAt = async (url: string) => unfold((await ada.say('GET', url)).body)

const make = async (body: object = {}): Promise<ResourceDetail> => {
  const given = { name: 'Jitsi', server: { kind: 'address', url: 'meet.d.test' }, ...body }
  const { status, reply, refusal } = await house.ask('malik', createResource, { body: given as never })
  if (status !== 200) throw new Error(JSON.stringify(refusal))
  return reply
}
const write = (resource: ResourceDetail, templates: Templates) =>
  house.ask('malik', writeTemplates, { params: { resourceId: resource.id }, body: { templates } })
const line = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] })

const asking = ({ email }: { email: string }, more = '') => `ATTENDEE${more}:mailto:${email}`
const meeting = (uid: string, lines: string[] = []) => anEvent(uid, [`SUMMARY:${uid}`, organizer, ...lines])
const linkIn = (text: string) => /^X-CONFERENCE:(.*)$/m.exec(text)?.[1]?.trim()
const attendee = (text: string, { email }: { email: string }) =>
  new RegExp(`^ATTENDEE.*:mailto:${email}`, 'm').exec(text)?.[0]
const blocks = (text: string) => text.split('-----8<----- ').length - 1

/** The bookings of a resource, in the home of who may see them. */
const bookedFor = async ({ name }: ResourceDetail, whose = ada) => {
  const { xml } = await whose.propfind(whose.home, '<D:displayname/><D:owner/>', '1')
  const found = elementsIn(xml(), 'response').find((it) => elementsIn(it, 'displayname')[0]?.text === name)
  const url = found && elementsIn(found, 'href')[0]?.text
  if (!url) return []
  const all = await whose.report(
    url,
    'C:calendar-query',
    '<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter>',
  )
  return elementsIn(all.xml(), 'calendar-data').map(({ text }) => unfold(text))
}

describe('a calendar program that invites a resource', () => {
  test('CAL-3 CAL-18 BM-12 BM-14 BM-17 BM-S8 gets its link everywhere, the answer, and a text to read again', async () => {
    const jitsi = await make({ name: 'CAL-3', everyone: 'see' })

    const put = await ada.put(at('cal-3'), meeting('cal-3', [asking(jitsi, ';CUTYPE=INDIVIDUAL')]))

    expect([put.status, put.headers['etag'], typeof put.headers['schedule-tag']]).toEqual([201, undefined, 'string'])
    const text = await textAt(at('cal-3'))
    const link = linkIn(text)
    expect(link).toMatch(/^https:\/\/meet\.d\.test\/[0-9a-f-]{36}$/)
    expect(text).toContain(`:${link}\r\n`)
    for (const it of [`URL:${link}`, `LOCATION:${link}`, `X-CONFERENCE:${link}`]) expect(text).toContain(it)
    expect(text).toMatch(/^CONFERENCE;.*FEATURE="?AUDIO,VIDEO/m)
    expect(attendee(text, jitsi)).toMatch(/CUTYPE=RESOURCE/)
    expect(attendee(text, jitsi)).toMatch(/PARTSTAT=ACCEPTED/)
    expect(text).toContain(`X-CONFERENCE-ID:${link?.split('/').at(-1)}`)
    // Without any text, the block is the bare link.
    expect(text).toContain(String.raw`DESCRIPTION:-----8<----- CAL-3\n${link}\n-----8<-----`)
    await expect.poll(async () => (await bookedFor(jitsi)).join('')).toContain('UID:cal-3')
    expect((await bookedFor(jitsi)).join('')).toContain(link)
  })

  test('CAL-4 finds it once in what changed since it last asked, as it is now', async () => {
    const jitsi = await make({ name: 'CAL-4' })
    const sync = async (token: string) => {
      const { xml } = await ada.report(
        ada.calendar,
        'D:sync-collection',
        `<D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>`,
      )
      return xml()
    }
    const before = elementsIn(await sync(''), 'sync-token')[0]?.text ?? ''

    await ada.put(at('cal-4'), meeting('cal-4', [asking(jitsi)]))

    const changed = elementsIn(await sync(before), 'response')
    expect(changed.map((it) => elementsIn(it, 'href')[0]?.text)).toEqual([at('cal-4')])
    const { headers } = await ada.say('GET', at('cal-4'))
    expect(changed.map((it) => elementsIn(it, 'getetag')[0]?.text)).toEqual([headers['etag']])
  })

  test('CAL-2 BM-S7 is told so where its owner may not book it, and has no link', async () => {
    const jitsi = await make({ name: 'CAL-2', everyone: null })

    await ada.put(at('cal-2'), meeting('cal-2', [asking(jitsi)]))

    const text = await textAt(at('cal-2'))
    expect(attendee(text, jitsi)).toMatch(/PARTSTAT=DECLINED/)
    expect(attendee(text, jitsi)).toMatch(/SCHEDULE-STATUS="?3\.8/)
    expect(linkIn(text)).toBeUndefined()
    expect(text).not.toContain('meet.d.test')
    expect(await bookedFor(jitsi)).toEqual([])
  })

  test('CAL-5 finds a resource by a part of its name, and its kind; who may not book it finds nothing', async () => {
    const jitsi = await make({ name: 'Amphithéâtre virtuel', everyone: null })
    const params = { resourceId: jitsi.id }
    const { reply: grants } = await house.ask('malik', shareResource, {
      params,
      body: { users: [cast.ada.userId], level: 'book' },
    })
    const search = async (whose: typeof ada, prop: string, match: string) => {
      const { status, xml } = await whose.report(
        '/dav/principals/',
        'D:principal-property-search',
        `<D:property-search><D:prop><${prop}/></D:prop><D:match>${match}</D:match></D:property-search><D:prop><D:displayname/><C:calendar-user-type/><C:calendar-user-address-set/></D:prop>`,
      )
      expect(status).toBe(207)
      return elementsIn(xml(), 'response').filter((it) => elementsIn(it, 'href')[0]?.text.includes('/resources/'))
    }

    const [found] = await search(ada, 'D:displayname', 'theatre virt')
    expect(found && elementsIn(found, 'calendar-user-type')[0]?.text).toBe('RESOURCE')
    expect(found && elementsIn(found, 'href').map(({ text }) => text)).toContain(`mailto:${jitsi.email}`)
    expect(found && elementsIn(found, 'status').map(({ text }) => text)).toEqual(['HTTP/1.1 200 OK'])
    expect((await search(ada, 'C:calendar-user-type', 'RESOURCE')).length).toBeGreaterThan(0)
    expect(await search(bob, 'D:displayname', 'theatre virt')).toEqual([])
    await house.ask('malik', withdrawResourceGrant, { params: { ...params, resourceGrantId: grants[0]?.id as never } })
    expect(await search(ada, 'D:displayname', 'theatre virt')).toEqual([])
  })

  test('CAL-6 CAL-7 CAL-8 BM-07 is never told that it is busy, closed, or to be asked for', async () => {
    const jitsi = await make({
      name: 'CAL-6',
      hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
      policy: 'keepers_decide',
      shortest: 60,
    })
    const sunday = (uid: string) => [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20261101T000000Z',
      'DTSTART:20261206T220000Z',
      'DTEND:20261206T221500Z',
      organizer,
      asking(jitsi),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]
    await ada.put(at('cal-7a'), sunday('cal-7a').join('\r\n'))
    await ada.put(at('cal-7b'), sunday('cal-7b').join('\r\n'))

    const [one, other] = [await textAt(at('cal-7a')), await textAt(at('cal-7b'))]
    expect(attendee(one, jitsi)).toMatch(/PARTSTAT=ACCEPTED/)
    expect(attendee(other, jitsi)).toMatch(/PARTSTAT=ACCEPTED/)
    expect(linkIn(one)).not.toBe(linkIn(other))
    const { status, body } = await ada.say('POST', ada.outbox, {
      headers: { 'content-type': 'text/calendar; charset=utf-8' },
      body: aCalendarOf([
        [
          'BEGIN:VFREEBUSY',
          'UID:fb',
          'DTSTAMP:20261101T000000Z',
          'DTSTART:20261206T000000Z',
          'DTEND:20261207T000000Z',
          `ORGANIZER:mailto:${emailOf('ada')}`,
          asking(jitsi),
          'END:VFREEBUSY',
        ],
      ]),
    })
    expect(status).toBe(200)
    expect(body).toContain('2.0;Success')
    expect(body).not.toContain('FREEBUSY:')
    expect(body).not.toMatch(/FREEBUSY;/)
  })
})

describe('the link of an event', () => {
  test('BM-15 stands in one block, found again after a program has flattened it', async () => {
    const jitsi = await make({ name: 'BM-15' })
    await write(jitsi, { fr: [line('Rejoindre ${URL}'), line('Coupez votre micro.')] })
    await ada.put(at('bm-15'), meeting('bm-15', ['DESCRIPTION:À moi', asking(jitsi)]))
    const text = await textAt(at('bm-15'))

    const flattened = text.replace(/^DESCRIPTION:.*$/m, (it) =>
      it.replace(String.raw`Coupez votre micro.`, 'Micros coupés'),
    )
    await ada.put(at('bm-15'), flattened)

    expect(blocks(await textAt(at('bm-15')))).toBe(1)
    expect(await textAt(at('bm-15'))).toContain('Coupez votre micro.')
    expect(await textAt(at('bm-15'))).not.toContain('Micros coupés')
  })

  test('BM-22 is given to who organizes, and not by the copy of who is invited', async () => {
    const jitsi = await make({ name: 'BM-22' })
    const theirs = anEvent('bm-22', [
      'SUMMARY:bm-22',
      'ORGANIZER:mailto:zoe@ville.test',
      asking(jitsi),
      `ATTENDEE:mailto:${emailOf('ada')}`,
    ])

    await ada.put(at('bm-22'), theirs)

    expect(await textAt(at('bm-22'))).toBe(unfold(theirs))
  })

  test('a series of which each date would have its own is refused once there are too many', async () => {
    const jitsi = await make({ name: 'Beaucoup' })
    const dates = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2026, 11, 1 + at)).toISOString().slice(0, 10))
    const days = dates.map((it) => it.replaceAll('-', ''))
    const head = anEvent('beaucoup', ['DTSTART:20261201T090000Z', 'RRULE:FREQ=DAILY;COUNT=60', organizer])
    const overrides = days.flatMap((day) => [
      'BEGIN:VEVENT',
      'UID:beaucoup',
      'DTSTAMP:20261101T080000Z',
      `RECURRENCE-ID:${day}T090000Z`,
      `DTSTART:${day}T100000Z`,
      organizer,
      asking(jitsi),
      'END:VEVENT',
    ])

    const { status } = await ada.put(
      at('beaucoup'),
      head.replace('END:VCALENDAR', [...overrides, 'END:VCALENDAR'].join('\r\n')),
    )

    expect(status).toBe(403)
  })

  test('BM-29 who organizes gets no letter that says the resource comes', async () => {
    const jitsi = await make({ name: 'BM-29' })
    const before = house.mailbox.length

    await ada.put(at('bm-29'), meeting('bm-29', [asking(jitsi)]))
    await ada.put(
      at('bm-29'),
      (await textAt(at('bm-29'))).replace(`${attendee(await textAt(at('bm-29')), jitsi)}\r\n`, ''),
    )

    expect(house.mailbox.slice(before).filter(({ to }) => to === emailOf('ada') || to === jitsi.email)).toEqual([])
  })

  test.each([
    ['all day', ['DTSTART;VALUE=DATE:20261205', 'DTEND;VALUE=DATE:20261206']],
    ['at no place’s time', ['DTSTART:20261205T090000', 'DTEND:20261205T100000']],
    ['over a change of hour', ['DTSTART;TZID=Europe/Paris:20261025T013000', 'DTEND;TZID=Europe/Paris:20261025T033000']],
  ])('CAL-26 leaves the times of an event as they were sent: %s', async (what, times) => {
    const jitsi = await make({ name: `CAL-26 ${what}` })
    const uid = `cal-26 ${what}`.replaceAll(/[^a-z0-9]/g, '-')

    await ada.put(at(uid), meeting(uid, [...times, asking(jitsi)]))

    const text = await textAt(at(uid))
    for (const it of times) expect(text).toContain(it)
    expect(linkIn(text)).toBeDefined()
  })

  test('CAL-9 CAL-10 BM-13 BM-16 BM-23 BM-S4 stays one, whatever a program changes or drops', async () => {
    const jitsi = await make({ name: 'CAL-9' })
    await ada.put(at('cal-9'), meeting('cal-9', ['DESCRIPTION:Ordre du jour', asking(jitsi)]))
    const first = await textAt(at('cal-9'))
    const link = linkIn(first)

    for (const title of ['Titre un', 'Titre deux']) {
      const text = await textAt(at('cal-9'))
      const tag = String((await ada.say('GET', at('cal-9'))).headers['schedule-tag'])
      const changed = text.replace(/SUMMARY:.*/, `SUMMARY:${title}`)
      const { status } = await ada.put(at('cal-9'), changed, { 'if-schedule-tag-match': tag })
      expect(status).toBeLessThan(300)
    }
    const renamed = await textAt(at('cal-9'))
    expect([linkIn(renamed), blocks(renamed), /SEQUENCE:(\d+)/.exec(renamed)?.[1] ?? '0']).toEqual([link, 1, '0'])

    await ada.put(at('cal-9'), meeting('cal-9', ['DESCRIPTION:Autre ordre du jour', asking(jitsi)]))
    const restored = await textAt(at('cal-9'))
    expect([linkIn(restored), blocks(restored)]).toEqual([link, 1])
    expect(restored).toContain('DESCRIPTION:Autre ordre du jour')
    expect(restored).toContain(`URL:${link}`)
  })

  test('CAL-11 BM-24 BM-S6 goes with the resource, and leaves the person’s own text byte for byte', async () => {
    const jitsi = await make({ name: 'CAL-11', everyone: 'see' })
    const own = meeting('cal-11', [String.raw`DESCRIPTION:À dire\n\n1. Budget`, `ATTENDEE:mailto:${emailOf('bob')}`])
    const asked = own.replace('ATTENDEE:', `${asking(jitsi)}\r\nATTENDEE:`)
    await ada.put(at('cal-11'), asked)
    await expect.poll(async () => (await bookedFor(jitsi)).length).toBe(1)
    const held = await textAt(at('cal-11'))

    await ada.put(at('cal-11'), held.replace(`${attendee(held, jitsi)}\r\n`, ''))

    const text = await textAt(at('cal-11'))
    expect(text).toContain(String.raw`DESCRIPTION:À dire\n\n1. Budget${'\r\n'}`)
    expect(text).not.toMatch(/meet\.d\.test|CONFERENCE|LOCATION|^URL/m)
    await expect.poll(async () => (await bookedFor(jitsi)).join('')).toContain('STATUS:CANCELLED')
  })

  test('CAL-12 leaves a place and an address that somebody chose', async () => {
    const jitsi = await make({ name: 'CAL-12' })

    await ada.put(at('cal-12'), meeting('cal-12', ['LOCATION:Salle 3', 'URL:https://x.test/', asking(jitsi)]))

    const text = await textAt(at('cal-12'))
    expect(text).toContain('LOCATION:Salle 3')
    expect(text).toContain('URL:https://x.test/')
    expect([blocks(text), linkIn(text)?.startsWith('https://meet.d.test/')]).toEqual([1, true])
  })

  test('CAL-14 CAL-16 BM-18 BM-20 stands in the text of who invites, in their tongue and under their name', async () => {
    const jitsi = await make({ name: 'CAL-14' })
    await write(jitsi, {
      fr: [line('Salle ${NomRessource} de ${Organisateur} : ${URL}')],
      en: [line('Room ${ResourceName} of ${Organizer}: ${URL}'), line('Code ${Code}')],
    })
    await house.ask('bob', changeMe, { body: { language: 'en' } })

    await ada.put(at('cal-14'), meeting('cal-14', [asking(jitsi)]).replace('ORGANIZER;CN=Ada', 'ORGANIZER'))
    await bob.put(
      `${bob.calendar}cal-14.ics`,
      anEvent('cal-14', [String.raw`ORGANIZER;CN=A$1 \B:mailto:${emailOf('bob')}`, asking(jitsi)]),
    )

    const french = await textAt(at('cal-14'))
    const english = unfold((await bob.say('GET', `${bob.calendar}cal-14.ics`)).body)
    const escapedLink = (text: string) => linkIn(text)?.replaceAll(',', String.raw`\,`)
    expect(french).toContain(String.raw`\nSalle CAL-14 de Ada Lovelace : ${escapedLink(french)}\n`)
    expect(english).toContain(String.raw`\nRoom CAL-14 of A$1 \\B: ${escapedLink(english)}\n`)
    expect(english).not.toContain('Code')
  })

  test('CAL-17 BM-06 a text that was emptied is no more, and events that have it keep it', async () => {
    const jitsi = await make({ name: 'CAL-17' })
    await write(jitsi, { fr: [line('Bonjour ${URL}')], en: [line('Hello ${URL}')] })
    await ada.put(at('cal-17a'), meeting('cal-17a', [asking(jitsi)]))

    const { reply } = await write(jitsi, { fr: [line('  ')], en: [line('Hello ${URL}')] })
    await ada.put(at('cal-17b'), meeting('cal-17b', [asking(jitsi)]))

    expect(Object.keys(reply.templates)).toEqual(['en'])
    expect(await textAt(at('cal-17a'))).toContain('Bonjour')
    expect(await textAt(at('cal-17b'))).toContain('Hello')
  })

  test('CAL-27 is another in a copy of the event, which holds no block of the first', async () => {
    const jitsi = await make({ name: 'CAL-27' })
    await ada.put(at('cal-27a'), meeting('cal-27a', [asking(jitsi)]))
    const text = await textAt(at('cal-27a'))

    await bob.put(
      `${bob.calendar}cal-27b.ics`,
      text.replace('UID:cal-27a', 'UID:cal-27b').replaceAll(emailOf('ada'), emailOf('bob')),
    )

    const copy = unfold((await bob.say('GET', `${bob.calendar}cal-27b.ics`)).body)
    expect(linkIn(copy)).not.toBe(linkIn(text))
    expect(blocks(copy)).toBe(1)
    expect(copy).not.toContain(linkIn(text))
  })

  test('CAL-28 two who change one event at once: one does, the other is told, and the link is there once', async () => {
    const jitsi = await make({ name: 'CAL-28' })
    await ada.put(at('cal-28'), meeting('cal-28', [asking(jitsi)]))
    const { headers, body } = await ada.say('GET', at('cal-28'))
    const etag = String(headers['etag'])

    const both = await Promise.all(
      ['un', 'deux'].map((title) =>
        ada.put(at('cal-28'), body.replace(/SUMMARY:.*/, `SUMMARY:${title}`), { 'if-match': etag }),
      ),
    )

    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 412])
    expect(blocks(await textAt(at('cal-28')))).toBe(1)
  })

  test('CAL-30 is there also where the program tells those invited itself, and nobody gets a letter of ours', async () => {
    const jitsi = await make({ name: 'CAL-30' })

    await ada.put(
      at('cal-30'),
      meeting('cal-30', [
        asking(jitsi, ';SCHEDULE-AGENT=CLIENT'),
        'ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:zoe@ville.test',
      ]),
    )

    expect(linkIn(await textAt(at('cal-30')))).toBeDefined()
    expect(house.mailbox.filter(({ to }) => to === 'zoe@ville.test' || to === jitsi.email)).toEqual([])
  })

  test('CAL-39 stays when the right to book is withdrawn; what is new is refused', async () => {
    const jitsi = await make({ name: 'CAL-39', everyone: null })
    const params = { resourceId: jitsi.id }
    const { reply } = await house.ask('malik', shareResource, {
      params,
      body: { users: [cast.ada.userId], level: 'book' },
    })
    await ada.put(at('cal-39'), meeting('cal-39', [asking(jitsi)]))
    const link = linkIn(await textAt(at('cal-39')))

    await house.ask('malik', withdrawResourceGrant, { params: { ...params, resourceGrantId: reply[0]?.id as never } })
    await ada.put(at('cal-39'), (await textAt(at('cal-39'))).replace(/SUMMARY:.*/, 'SUMMARY:Autrement'))
    await ada.put(at('cal-39b'), meeting('cal-39b', [asking(jitsi)]))

    expect([link, linkIn(await textAt(at('cal-39')))]).toEqual([link, link])
    expect(link).toBeDefined()
    expect(linkIn(await textAt(at('cal-39b')))).toBeUndefined()
  })

  test('BM-28 is of the first resource where several are invited; the other says that it does not come', async () => {
    const [one, two] = [await make({ name: 'BM-28 un' }), await make({ name: 'BM-28 deux' })]

    await ada.put(at('bm-28'), meeting('bm-28', [asking(one), asking(two)]))

    const text = await textAt(at('bm-28'))
    expect(text).toContain('-----8<----- BM-28 un')
    expect(attendee(text, one)).toContain('ACCEPTED')
    expect(attendee(text, two)).toContain('DECLINED')
  })
})

describe('a series', () => {
  const rule = 'RRULE:FREQ=WEEKLY;COUNT=4'
  const weekly = (uid: string, lines: string[], ...overrides: string[][]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20261101T000000Z',
      'DTSTART:20261201T090000Z',
      'DTEND:20261201T100000Z',
      rule,
      organizer,
      ...lines,
      'END:VEVENT',
      ...overrides.flatMap((more) => [
        'BEGIN:VEVENT',
        `UID:${uid}`,
        'DTSTAMP:20261101T000000Z',
        organizer,
        ...more,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
      '',
    ].join('\r\n')
  const moved = ['RECURRENCE-ID:20261208T090000Z', 'DTSTART:20261208T140000Z', 'DTEND:20261208T150000Z']
  const parts = (text: string) => text.split('BEGIN:VEVENT').slice(1)

  test('CAL-21 CAL-22 has one link, in every one of it that the resource is invited to', async () => {
    const jitsi = await make({ name: 'CAL-21', everyone: 'see' })

    await ada.put(at('cal-22'), weekly('cal-22', [asking(jitsi)], [...moved, asking(jitsi)]))

    const [series = '', other = ''] = parts(await textAt(at('cal-22')))
    expect(linkIn(series)).toBeDefined()
    expect([linkIn(other), blocks(other)]).toEqual([linkIn(series), 1])
    await expect.poll(async () => (await bookedFor(jitsi)).join('').split('BEGIN:VEVENT').length).toBe(3)
    expect(await bookedFor(jitsi)).toHaveLength(1)
  })

  test('CAL-23 BM-25 BM-S5 whose resource is invited to one date alone has its link there and nowhere else', async () => {
    const jitsi = await make({ name: 'CAL-23', everyone: 'see' })

    await ada.put(at('cal-23'), weekly('cal-23', [], [...moved, asking(jitsi)]))

    const [series = '', other = ''] = parts(await textAt(at('cal-23')))
    expect(linkIn(series)).toBeUndefined()
    expect(linkIn(other)).toBeDefined()
    await expect.poll(async () => (await bookedFor(jitsi)).join('')).toContain('RECURRENCE-ID')
    expect((await bookedFor(jitsi)).join('')).not.toContain('RRULE')
  })

  test('CAL-24 loses it on the date the resource is taken off, and keeps it elsewhere', async () => {
    const jitsi = await make({ name: 'CAL-24', everyone: 'see' })
    await ada.put(at('cal-24'), weekly('cal-24', [asking(jitsi)]))
    await expect.poll(async () => (await bookedFor(jitsi)).length).toBe(1)
    const held = await textAt(at('cal-24'))
    const link = linkIn(held)
    const block = /^DESCRIPTION:.*$/m.exec(held)?.[0].trim() ?? ''

    const alone = [...moved, block, `LOCATION:${link}`, `URL:${link}`, `X-CONFERENCE:${link}`]
    await ada.put(at('cal-24'), weekly('cal-24', [asking(jitsi)], alone))

    const [series = '', other = ''] = parts(await textAt(at('cal-24')))
    expect(linkIn(series)).toBe(link)
    expect(other).not.toContain('meet.d.test')
    await expect.poll(async () => (await bookedFor(jitsi)).join('')).toMatch(/STATUS:CANCELLED|EXDATE/)
  })
})

describe('an event of this house', () => {
  test('BM-26 BM-27 is held in a room that is called as it is, and whose door closes with it', async () => {
    const visio = await make({ name: 'Visio', server: { kind: 'rooms', carrier: null } })

    await ada.put(at('room'), meeting('room', [asking(visio)]))
    const link = linkIn(await textAt(at('room'))) ?? ''
    const code = link.split('/').at(-1) ?? ''
    const door = async () => (await house.aGuest().ask(readDoor, { params: { code } })).reply

    expect(link).toMatch(/^http:\/\/university\.test\//)
    expect(await door()).toMatchObject({ room: { name: 'room' } })
    await ada.say('DELETE', at('room'))
    await expect.poll(async () => JSON.stringify(await door())).toMatch(/archived|door\.|closed/)
  })

  test('CAL-38 a program that brings back the link of a resource that is no more loses it again', async () => {
    const jitsi = await make({ name: 'CAL-38' })
    await ada.put(at('cal-38'), meeting('cal-38', [asking(jitsi)]))
    const stale = await textAt(at('cal-38'))

    await house.ask('malik', removeResource, { params: { resourceId: jitsi.id }, query: { upcoming: 'clean' } })
    await expect.poll(async () => linkIn(await textAt(at('cal-38')))).toBeUndefined()
    await ada.put(at('cal-38'), stale)

    const text = await textAt(at('cal-38'))
    expect(attendee(text, jitsi)).toMatch(/SCHEDULE-STATUS="?3\.7/)
    expect(text).not.toContain('meet.d.test')
  })
})
