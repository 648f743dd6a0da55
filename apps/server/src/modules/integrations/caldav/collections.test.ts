import { describe, expect, test } from 'vitest'
import { aCalendarProgram, anEvent, davXml, elementsIn, saidIn } from '@amphi/testkit/calendar-program'
import { shareCalendar, listCalendars } from '@amphi/contract/calendars'
import { cast } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')
const bob = await aCalendarProgram(house, 'bob')
const statusesIn = (body: { xml: () => ReturnType<typeof elementsIn>[number] }) =>
  elementsIn(body.xml(), 'status').map(({ text }) => text)

const set = (props: string) => davXml('D:propertyupdate', `<D:set><D:prop>${props}</D:prop></D:set>`)

describe('a calendar', () => {
  test('is made under the name a program gives it, with what it says of it', async () => {
    const url = `${ada.home}Examens%20%C3%A9t%C3%A9/`
    const body = davXml(
      'C:mkcalendar',
      `<D:set><D:prop><D:displayname>Examens</D:displayname><C:calendar-description>Dates</C:calendar-description>
       <A:calendar-color>#2B8A3EFF</A:calendar-color><A:calendar-order>3</A:calendar-order>
       <C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set></D:prop></D:set>`,
    )

    const made = await ada.say('MKCALENDAR', url, { body })
    const again = await ada.say('MKCALENDAR', url, { body })
    const { xml } = await ada.propfind(
      url,
      '<D:displayname/><C:calendar-description/><A:calendar-color/><A:calendar-order/>',
    )

    expect(made.status).toBe(201)
    expect(again.status).toBe(403)
    expect(again.body).toContain('<D:resource-must-be-null/>')
    const told = ['displayname', 'calendar-description', 'calendar-color', 'calendar-order'].map((it) =>
      saidIn(xml(), it),
    )
    expect(told).toEqual(['Examens', 'Dates', '#2b8a3eff', '3'])
    expect(saidIn(xml(), 'href')).toBe(url)
  })

  test('is made by the extended MKCOL as well, and nothing else is', async () => {
    const kind = (inner: string) =>
      davXml(
        'D:mkcol',
        `<D:set><D:prop><D:resourcetype><D:collection/>${inner}</D:resourcetype><D:displayname>M</D:displayname></D:prop></D:set>`,
      )

    const made = await ada.say('MKCOL', `${ada.home}mkcol/`, { body: kind('<C:calendar/>') })
    const folder = await ada.say('MKCOL', `${ada.home}folder/`, { body: kind('') })
    const inside = await ada.say('MKCALENDAR', `${ada.calendar}inside/`)
    const tasks = await ada.say('MKCALENDAR', `${ada.home}tasks/`, {
      body: davXml(
        'C:mkcalendar',
        '<D:set><D:prop><C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set></D:prop></D:set>',
      ),
    })
    const others = await ada.say('MKCALENDAR', `${bob.home}mine/`)

    expect([made, folder, inside, tasks, others].map(({ status }) => status)).toEqual([201, 403, 403, 403, 403])
    expect(tasks.body).toContain('<C:supported-calendar-component/>')
    expect(inside.body).toContain('<C:calendar-collection-location-ok/>')
  })

  test('is called and coloured anew, all of it or nothing', async () => {
    const url = `${ada.home}anew/`
    await ada.say('MKCALENDAR', url)

    const good = await ada.say('PROPPATCH', url, {
      body: set('<D:displayname>Neuf</D:displayname><A:calendar-color>#c2255c</A:calendar-color>'),
    })
    const half = await ada.say('PROPPATCH', url, {
      body: set('<D:displayname>Moitié</D:displayname><D:getetag>x</D:getetag>'),
    })

    expect(statusesIn(good)).toEqual(['HTTP/1.1 200 OK'])
    expect(statusesIn(half)).toEqual(['HTTP/1.1 403 Forbidden', 'HTTP/1.1 424 Failed Dependency'])
    const { xml } = await ada.propfind(url, '<D:displayname/>')
    expect(saidIn(xml(), 'displayname')).toBe('Neuf')
  })

  test('has a time zone, by which whole days are found', async () => {
    const url = `${ada.home}tokyo/`
    const zone = (await ada.propfind(ada.calendar, '<C:calendar-timezone/>')).xml()
    expect(saidIn(zone, 'calendar-timezone')).toContain('TZID:Europe/Paris')
    const tokyo =
      'BEGIN:VCALENDAR&#13;\nVERSION:2.0&#13;\nPRODID:x&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:Asia/Tokyo&#13;\nEND:VTIMEZONE&#13;\nEND:VCALENDAR&#13;\n'
    await ada.say('MKCALENDAR', url, {
      body: davXml(
        'C:mkcalendar',
        `<D:set><D:prop><C:calendar-timezone>${tokyo}</C:calendar-timezone></D:prop></D:set>`,
      ),
    })
    await ada.put(`${url}day.ics`, anEvent('day', ['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261202']))

    const found = await ada.report(
      url,
      'C:calendar-query',
      '<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="20261130T153000Z" end="20261130T160000Z"/></C:comp-filter></C:comp-filter></C:filter>',
    )

    expect(elementsIn(found.xml(), 'href')).toHaveLength(1)
  })

  test('goes with all that stands in it; the one that invitations need stays', async () => {
    const url = `${ada.home}going/`
    await ada.say('MKCALENDAR', url)
    await ada.put(`${url}a.ics`, anEvent('a'))

    expect((await ada.say('DELETE', url)).status).toBe(204)
    expect((await ada.propfind(url, '<D:displayname/>')).status).toBe(404)
    expect((await ada.say('DELETE', ada.calendar)).status).toBe(403)
    expect((await ada.say('DELETE', ada.home)).status).toBe(403)
  })
})

describe('a calendar that is shared', () => {
  const idOf = async (name: string) => {
    const { reply } = await house.ask('ada', listCalendars, {})
    const found = reply.find((it) => it.name === name)
    if (!found) throw new Error(`${name} is not there.`)
    return found.id
  }
  const shared = async (slug: string, level: 'busy' | 'read' | 'write') => {
    await ada.say('MKCALENDAR', `${ada.home}${slug}/`)
    const calendarId = await idOf(slug)
    await ada.put(`${ada.home}${slug}/a.ics`, anEvent(`a of ${slug}`))
    await house.ask('ada', shareCalendar, { params: { calendarId }, body: { users: [cast.bob.userId], level } })
    return `${bob.home}${calendarId}/`
  }

  test('to be read stands among the calendars of whoever it is shared with, and is not changed there', async () => {
    const url = await shared('read', 'read')

    const { xml } = await bob.propfind(bob.home, '<D:displayname/><D:owner/>', '1')
    const put = await bob.put(`${url}b.ics`, anEvent('b'))
    const removed = await bob.say('DELETE', `${url}a.ics`)

    const one = elementsIn(xml(), 'response').find((it) => saidIn(it, 'href') === url)
    expect(one && saidIn(one, 'displayname')).toBe('read')
    expect(one && elementsIn(one, 'owner')[0]?.children[0]?.text).toBe(ada.principal)
    expect((await bob.say('GET', `${url}a.ics`)).status).toBe(200)
    expect([put.status, removed.status]).toEqual([403, 403])
    expect(put.body).toContain('<D:need-privileges>')
  })

  test('to be changed is changed, and its owner sees it', async () => {
    const url = await shared('write', 'write')

    const put = await bob.put(`${url}b.ics`, anEvent('b'))

    expect(put.status).toBe(201)
    expect((await ada.say('GET', `${ada.home}write/b.ics`)).status).toBe(200)
    expect((await bob.say('DELETE', url)).status).toBe(403)
  })

  test('to be known busy only stands nowhere', async () => {
    const url = await shared('busy', 'busy')

    expect((await bob.propfind(url, '<D:displayname/>')).status).toBe(404)
    expect((await bob.say('GET', `${url}a.ics`)).status).toBe(404)
  })

  test('tells others of what is private only when it is, and lets none of them change it', async () => {
    const url = await shared('private', 'write')
    const secret = anEvent('secret', ['SUMMARY:Médecin', 'CLASS:PRIVATE', 'DESCRIPTION:Dr Karim', 'X-SECRET:1'])
    await ada.put(`${ada.home}private/secret.ics`, secret)

    const got = await bob.say('GET', `${url}secret.ics`)
    const found = await bob.report(
      url,
      'C:calendar-multiget',
      `<D:prop><C:calendar-data/></D:prop><D:href>${url}secret.ics</D:href>`,
    )
    const put = await bob.put(`${url}secret.ics`, anEvent('secret', ['SUMMARY:Pris']))
    const removed = await bob.say('DELETE', `${url}secret.ics`)

    for (const { body } of [got, found]) {
      expect(body).toContain('DTSTART:20261124T090000Z')
      expect(body).toContain('SUMMARY:Occupé')
      expect(body).not.toMatch(/Médecin|Karim|X-SECRET/)
    }
    expect([put.status, removed.status]).toEqual([403, 403])
    expect((await ada.say('GET', `${ada.home}private/secret.ics`)).body).toBe(secret)
  })

  test('is coloured by each who sees it', async () => {
    const url = await shared('coloured', 'read')

    const mine = await bob.say('PROPPATCH', url, { body: set('<A:calendar-color>#123456</A:calendar-color>') })
    const name = await bob.say('PROPPATCH', url, { body: set('<D:displayname>Pris</D:displayname>') })

    expect(statusesIn(mine)).toEqual(['HTTP/1.1 200 OK'])
    expect(name.status).toBe(403)
    const colors = await Promise.all([
      bob.propfind(url, '<A:calendar-color/>'),
      ada.propfind(`${ada.home}coloured/`, '<A:calendar-color/>'),
    ])
    expect(saidIn(colors[0].xml(), 'calendar-color')).toBe('#123456ff')
    expect(saidIn(colors[1].xml(), 'calendar-color')).not.toBe('#123456ff')
  })
})
