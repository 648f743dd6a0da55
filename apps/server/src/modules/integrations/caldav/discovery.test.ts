import { describe, expect, test } from 'vitest'
import { aCalendarProgram, davXml, elementsIn, saidIn } from '@amphi/testkit/calendar-program'
import { cast, emailOf, hosts } from '@amphi/testkit/cast'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')
const ask = (method: string, url: string, headers: Record<string, string> = {}) =>
  house.app.inject({ method: method as 'GET', url, headers: { host: hosts.university, ...headers } })

describe('finding the calendars', () => {
  test.each(['GET', 'PROPFIND', 'OPTIONS', 'REPORT'])(
    'CAL-40 %s of the well-known address leads to the calendar server, whoever asks',
    async (method) => {
      const { statusCode, headers } = await house.app.inject({
        method: method as 'GET',
        url: '/.well-known/caldav',
        headers: { host: hosts.university, 'content-type': 'application/xml' },
        ...(method === 'PROPFIND' || method === 'REPORT' ? { payload: davXml('D:propfind', '<D:prop/>') } : {}),
      })

      expect([statusCode, headers['location']]).toEqual([301, '/dav/'])
    },
  )

  test.each(['/dav/', '/dav', '/', '/dav/principals/', '/dav/calendars/'])(
    'whoever asks %s without a password is asked for one, and with one told who they are',
    async (url) => {
      const stranger = await ask('PROPFIND', url)
      const known = await ada.propfind(url, '<D:current-user-principal/>')

      expect(stranger.statusCode).toBe(401)
      expect(stranger.headers['www-authenticate']).toBe('Basic realm="Amphi", charset="UTF-8"')
      expect(known.status).toBe(207)
      expect(saidIn(known.xml(), 'href')).toBeDefined()
      expect(elementsIn(known.xml(), 'current-user-principal')[0]?.children[0]?.text).toBe(ada.principal)
    },
  )

  test('CAL-40 a wrong password, one that ended, and the password of the account are nobody’s', async () => {
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`${emailOf('ada')}:${secret}`).toString('base64')}`,
    })

    for (const secret of ['wrong', 'a fine long one', ''])
      expect((await ask('PROPFIND', '/dav/', basic(secret))).statusCode).toBe(401)
  })

  test('a person has an address, a home, and where messages of calendars come and go', async () => {
    const { status, xml } = await ada.propfind(
      ada.principal,
      `<D:displayname/><D:resourcetype/><D:principal-URL/><C:calendar-home-set/><C:calendar-user-address-set/>
       <C:calendar-user-type/><C:schedule-inbox-URL/><C:schedule-outbox-URL/><CS:email-address-set/><D:supported-report-set/>`,
    )

    const told = xml()
    expect(status).toBe(207)
    expect(saidIn(told, 'displayname')).toBe('Ada Lovelace')
    expect(saidIn(told, 'calendar-user-type')).toBe('INDIVIDUAL')
    expect(elementsIn(told, 'calendar-home-set')[0]?.children[0]?.text).toBe(ada.home)
    expect(elementsIn(told, 'schedule-inbox-URL')[0]?.children[0]?.text).toBe(ada.inbox)
    expect(elementsIn(told, 'schedule-outbox-URL')[0]?.children[0]?.text).toBe(ada.outbox)
    expect(elementsIn(told, 'calendar-user-address-set')[0]?.children.map(({ text }) => text)).toEqual([
      `mailto:${emailOf('ada')}`,
      ada.principal,
      `urn:uuid:${cast.ada.userId}`,
    ])
    expect(elementsIn(told, 'status').map(({ text }) => text)).toEqual(['HTTP/1.1 200 OK'])
  })

  test('a home holds a calendar, an inbox and an outbox, and what is done there is said in the DAV header', async () => {
    const options = await ada.say('OPTIONS', ada.home)
    const { xml } = await ada.propfind(ada.home, '<D:resourcetype/><D:displayname/>', '1')

    expect(String(options.headers['dav']).split(', ')).toEqual(
      expect.arrayContaining(['1', '3', 'access-control', 'calendar-access', 'calendar-auto-schedule']),
    )
    const kinds = elementsIn(xml(), 'response').map((one) => [
      saidIn(one, 'href'),
      elementsIn(one, 'resourcetype')[0]?.children.map(({ name }) => name),
    ])
    expect(kinds).toEqual([
      [ada.home, ['collection']],
      [ada.calendar, ['collection', 'calendar']],
      [ada.inbox, ['collection', 'schedule-inbox']],
      [ada.outbox, ['collection', 'schedule-outbox']],
    ])
  })

  test('a property that a thing has not is told so, unless little is wanted', async () => {
    const asked = '<D:displayname/><X:unheard xmlns:X="urn:x"/><A:nothing/>'
    const whole = await ada.propfind(ada.calendar, asked)
    const brief = await ada.propfind(ada.calendar, asked, '0', { prefer: 'return=minimal' })
    const apple = await ada.propfind(ada.calendar, asked, '0', { brief: 't' })

    const statuses = (reply: typeof whole) => elementsIn(reply.xml(), 'status').map(({ text }) => text)
    expect(statuses(whole)).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 404 Not Found'])
    expect(elementsIn(whole.xml(), 'unheard')[0]?.space).toBe('urn:x')
    expect(statuses(brief)).toEqual(['HTTP/1.1 200 OK'])
    expect(statuses(apple)).toEqual(['HTTP/1.1 200 OK'])
  })

  test('everything at once, without end, is refused in the words of WebDAV', async () => {
    const { status, body } = await ada.say('PROPFIND', ada.home, { headers: { depth: 'infinity' } })

    expect(status).toBe(403)
    expect(body).toContain('<D:propfind-finite-depth/>')
  })

  test('of others one finds the name and the address, and neither calendars nor home', async () => {
    const search = `<D:property-search><D:prop><D:displayname/></D:prop><D:match>marche</D:match></D:property-search>
      <D:prop><D:displayname/><C:calendar-home-set/><C:calendar-user-type/></D:prop>`
    const found = await ada.report('/dav/principals/', 'D:principal-property-search', search, { depth: '0' })

    expect(elementsIn(found.xml(), 'displayname').map(({ text }) => text)).toEqual(['Bob Marchetti'])
    expect(elementsIn(found.xml(), 'calendar-home-set').map(({ children }) => children)).toEqual([[]])
    for (const url of [`/dav/calendars/${cast.bob.userId}/`, `/dav/calendars/${cast.bob.userId}/calendar/`])
      expect((await ada.propfind(url, '<D:displayname/>')).status).toBe(404)
  })

  test('someone of another house with the very same id sees nothing of hers', async () => {
    const eve = await aCalendarProgram(house, 'eve')
    await ada.say('MKCALENDAR', `${ada.home}secret/`)

    const { xml } = await eve.propfind(eve.home, '<D:displayname/>', '1')

    expect(elementsIn(xml(), 'href').map(({ text }) => text)).not.toContain(`${ada.home}secret/`)
    expect((await eve.propfind(`${ada.home}secret/`, '<D:displayname/>')).status).toBe(404)
  })

  test.each([
    ['nonsense', 400],
    ['<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>', 400],
    [davXml('D:lockinfo', ''), 400],
    ['<a>'.repeat(60), 400],
  ])('a body of %.30s… is refused', async (body, status) => {
    expect((await ada.say('PROPFIND', ada.home, { body, headers: { depth: '0' } })).status).toBe(status)
  })

  test('what a calendar server does not do is said so', async () => {
    expect((await ada.say('LOCK', ada.calendar)).status).toBe(405)
    expect((await ada.say('ACL', ada.calendar)).status).toBe(403)
    expect((await ada.report(ada.calendar, 'D:unheard-report', '')).body).toContain('<D:supported-report/>')
  })
})
