import { describe, expect, test } from 'vitest'
import { aCalendarProgram, anEvent, elementsIn, saidIn, type DavReply } from '@amphi/testkit/calendar-program'
import { aClock } from '@amphi/testkit/clock'
import { aHouse } from '@amphi/testkit/house'

const clock = aClock()
const house = await aHouse({ clock, limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')

/** A calendar of its own for each test. */
const aCalendar = async () => {
  const url = `${ada.home}${crypto.randomUUID()}/`
  await ada.say('MKCALENDAR', url)
  return { url, at: (name: string) => `${url}${name}.ics` }
}

const sync = (url: string, token: string, more = '', headers: Record<string, string> = {}) =>
  ada.report(
    url,
    'D:sync-collection',
    `<D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${more}<D:prop><D:getetag/></D:prop>`,
    headers,
  )

const told = ({ xml }: DavReply) =>
  elementsIn(xml(), 'response').map((one) => [
    saidIn(one, 'href')?.split('/').at(-1),
    one.children.find(({ name }) => name === 'status')?.text ?? saidIn(one, 'getetag'),
  ])
const tokenOf = ({ xml }: DavReply) => xml().children.find(({ name }) => name === 'sync-token')?.text ?? ''

describe('what changed since', () => {
  test('is all at first, then only what is new, other or gone', async () => {
    const { url, at } = await aCalendar()
    const kept = await ada.put(at('kept'), anEvent('kept'))
    await ada.put(at('changed'), anEvent('changed'))
    await ada.put(at('gone'), anEvent('gone'))
    const first = await sync(url, '')
    const changed = await ada.put(at('changed'), anEvent('changed', ['SUMMARY:Autre']))
    await ada.say('DELETE', at('gone'))
    const added = await ada.put(at('new'), anEvent('new'))

    const second = await sync(url, tokenOf(first))
    const third = await sync(url, tokenOf(second), '', { depth: '0' })

    expect(told(first).map(([name]) => name)).toEqual(['kept.ics', 'changed.ics', 'gone.ics'])
    expect(told(first)[0]?.[1]).toBe(kept.headers['etag'])
    expect(told(second)).toEqual([
      ['changed.ics', changed.headers['etag']],
      ['gone.ics', 'HTTP/1.1 404 Not Found'],
      ['new.ics', added.headers['etag']],
    ])
    expect(told(third)).toEqual([])
    expect(tokenOf(third)).toBe(tokenOf(second))
  })

  test('is told by the token of the calendar as well', async () => {
    const { url, at } = await aCalendar()
    await ada.put(at('one'), anEvent('one'))

    const { xml } = await ada.propfind(url, '<D:sync-token/><CS:getctag/>')

    expect(saidIn(xml(), 'sync-token')).toBe(tokenOf(await sync(url, '')))
    expect(saidIn(xml(), 'getctag')).toBe(saidIn(xml(), 'sync-token'))
  })

  test('comes in pieces, where a program wants few at a time', async () => {
    const { url, at } = await aCalendar()
    for (const name of ['a', 'b', 'c']) await ada.put(at(name), anEvent(name))
    const limit = '<D:limit><D:nresults>2</D:nresults></D:limit>'

    const first = await sync(url, '', limit)
    const second = await sync(url, tokenOf(first), limit)

    expect(told(first)).toEqual([
      ['a.ics', expect.any(String)],
      ['b.ics', expect.any(String)],
      ['', 'HTTP/1.1 507 Insufficient Storage'],
    ])
    expect(first.body).toContain('<D:number-of-matches-within-limits/>')
    expect(told(second).map(([name]) => name)).toEqual(['c.ics'])
    expect(told(await sync(url, tokenOf(second)))).toEqual([])
  })

  test('is not known of another calendar, of times to come, or of what was forgotten: then all is asked anew', async () => {
    const [{ url, at }, other] = [await aCalendar(), await aCalendar()]
    await ada.put(at('old'), anEvent('old'))
    const old = tokenOf(await sync(url, ''))
    await ada.put(at('gone'), anEvent('gone'))
    await ada.say('DELETE', at('gone'))
    const before = await sync(url, old)
    clock.pass(91 * 24 * 3600)
    await house.sweeps.now('calendars')

    const refusals = await Promise.all([
      sync(url, old),
      sync(other.url, old),
      sync(url, old.replace(/\d+$/, '999')),
      sync(url, 'http://nonsense/1'),
    ])

    expect(before.status).toBe(207)
    for (const { status, body } of refusals) {
      expect(status).toBe(403)
      expect(body).toContain('<D:valid-sync-token/>')
    }
    expect((await sync(url, '')).status).toBe(207)
  })

  test('may bring the text along', async () => {
    const { url, at } = await aCalendar()
    await ada.put(at('text'), anEvent('text'))

    const { xml } = await ada.report(
      url,
      'D:sync-collection',
      '<D:sync-token/><D:sync-level>1</D:sync-level><D:prop><D:getetag/><C:calendar-data/></D:prop>',
    )

    expect(elementsIn(xml(), 'calendar-data')[0]?.text).toBe(anEvent('text'))
  })
})
