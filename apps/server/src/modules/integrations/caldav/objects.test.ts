import { describe, expect, test } from 'vitest'
import { aCalendarOf, aCalendarProgram, aComponent, anEvent, elementsIn } from '@amphi/testkit/calendar-program'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')
const at = (name: string) => `${ada.calendar}${name}.ics`
const conditionOf = (body: string) => /<D:error[^>]*><([^/> ]+)/.exec(body)?.[1]

describe('an object of a calendar', () => {
  test('comes back byte for byte, with the tag it was kept under', async () => {
    const ics = anEvent('bytes', [
      'X-STRANGE;X-A=1:\\;  kept ',
      'DESCRIPTION:été\\, hiver\\n',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT5M',
      'DESCRIPTION:x',
      'UID:alarm-1',
      'END:VALARM',
    ])

    const put = await ada.put(at('bytes'), ics, { 'if-none-match': '*' })
    const got = await ada.say('GET', at('bytes'))

    expect(put.status).toBe(201)
    expect(put.headers['etag']).toMatch(/^"[^"]+"$/)
    expect(got.body).toBe(ics)
    expect(got.headers['etag']).toBe(put.headers['etag'])
    expect(got.headers['content-type']).toMatch(/^text\/calendar; charset=utf-8/)
    const { xml } = await ada.propfind(at('bytes'), '<D:getetag/>')
    expect(elementsIn(xml(), 'getetag')[0]?.text).toBe(put.headers['etag'])
    expect(
      (await ada.say('GET', at('bytes'), { headers: { 'if-none-match': String(put.headers['etag']) } })).status,
    ).toBe(304)
  })

  test('is made once, and changed by whoever saw it last', async () => {
    const first = await ada.put(at('once'), anEvent('once'), { 'if-none-match': '*' })
    const again = await ada.put(at('once'), anEvent('once'), { 'if-none-match': '*' })
    const changed = await ada.put(at('once'), anEvent('once', ['SUMMARY:Deux']), {
      'if-match': String(first.headers['etag']),
    })
    const late = await ada.put(at('once'), anEvent('once', ['SUMMARY:Trois']), {
      'if-match': String(first.headers['etag']),
    })
    const anyhow = await ada.put(at('once'), anEvent('once', ['SUMMARY:Quatre']))

    expect([first.status, again.status, changed.status, late.status, anyhow.status]).toEqual([201, 412, 204, 412, 204])
    expect((await ada.say('GET', at('once'))).body).toContain('SUMMARY:Quatre')
  })

  test('CAL-28 of two that change it at once with the same tag, one does, and the other is told', async () => {
    const { headers } = await ada.put(at('race'), anEvent('race'))
    const change = (title: string) =>
      ada.put(at('race'), anEvent('race', [`SUMMARY:${title}`]), { 'if-match': String(headers['etag']) })

    const answers = await Promise.all([change('A'), change('B')])

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 412])
  })

  test('is one UID under one name', async () => {
    await ada.put(at('uid'), anEvent('uid'))

    const elsewhere = await ada.put(at('other'), anEvent('uid'))
    const otherUid = await ada.put(at('uid'), anEvent('another'))

    expect([elsewhere.status, otherUid.status]).toEqual([403, 403])
    expect(elsewhere.body).toContain(`<C:no-uid-conflict><D:href>${at('uid')}</D:href></C:no-uid-conflict>`)
    expect(conditionOf(otherUid.body)).toBe('C:no-uid-conflict')
  })

  test.each([
    ['no calendar at all', 'nonsense', 'C:valid-calendar-data'],
    ['a calendar of nothing', aCalendarOf([]), 'C:valid-calendar-object-resource'],
    ['two UIDs', aCalendarOf([aComponent('a', []), aComponent('b', [])]), 'C:valid-calendar-object-resource'],
    [
      'a to-do',
      aCalendarOf([['BEGIN:VTODO', 'UID:t', 'DTSTAMP:20261101T080000Z', 'END:VTODO']]),
      'C:supported-calendar-component',
    ],
    ['an unknown time zone', anEvent('z', ['DTSTART;TZID=Nowhere/Land:20261124T090000']), 'C:valid-calendar-data'],
    ['more than a megabyte', anEvent('big', [`DESCRIPTION:${'x'.repeat(1_100_000)}`]), 'C:max-resource-size'],
    ['ten megabytes', anEvent('huge', [`DESCRIPTION:${'x'.repeat(10_000_000)}`]), 'C:max-resource-size'],
    ['a rule that never ends within a second', anEvent('bomb', ['RRULE:FREQ=SECONDLY']), 'C:max-instances'],
  ])('that is %s is refused, and says why', async (_what, ics, condition) => {
    const { status, body } = await ada.put(at('refused'), ics)

    expect([status, conditionOf(body)]).toEqual([403, condition])
    expect((await ada.say('GET', at('refused'))).status).toBe(404)
  })

  test('that is no text, or of another kind, is refused', async () => {
    const bytes = await house.app.inject({
      method: 'PUT',
      url: at('latin'),
      headers: { host: 'university.test', authorization: ada.basic, 'content-type': 'text/calendar' },
      payload: Buffer.from([...Buffer.from('BEGIN:VCALENDAR\r\n'), 0xe9]),
    })
    const kind = await ada.put(at('kind'), anEvent('kind'), { 'content-type': 'application/json' })

    expect([bytes.statusCode, kind.status]).toEqual([403, 415])
  })

  test('goes, and whoever asks again is told that it is not there', async () => {
    const { headers } = await ada.put(at('gone'), anEvent('gone'))

    const wrong = await ada.say('DELETE', at('gone'), { headers: { 'if-match': '"no"' } })
    const right = await ada.say('DELETE', at('gone'), { headers: { 'if-match': String(headers['etag']) } })

    expect([wrong.status, right.status]).toEqual([412, 204])
    expect((await ada.say('GET', at('gone'))).status).toBe(404)
    expect((await ada.say('DELETE', at('gone'))).status).toBe(404)
  })

  test('may be called as its program likes', async () => {
    for (const name of ['été & hiver.ics', 'a%2Fb.ics', 'no-ending', 'ünïcode—x']) {
      const url = `${ada.calendar}${encodeURIComponent(name)}`
      expect((await ada.put(url, anEvent(`named ${name}`))).status).toBe(201)
      expect((await ada.say('GET', url)).status).toBe(200)
    }
  })

  test('moves to another calendar, and to another name, with all it is', async () => {
    await ada.say('MKCALENDAR', `${ada.home}other/`)
    const ics = anEvent('moving')
    await ada.put(at('moving'), ics)
    const destination = `http://university.test${ada.home}other/moved.ics`

    const moved = await ada.say('MOVE', at('moving'), { headers: { destination } })

    expect(moved.status).toBe(201)
    expect((await ada.say('GET', `${ada.home}other/moved.ics`)).body).toBe(ics)
    expect((await ada.say('GET', at('moving'))).status).toBe(404)
  })

  test('stands in no place where there is no calendar', async () => {
    expect((await ada.put(`${ada.home}nowhere/x.ics`, anEvent('x'))).status).toBe(409)
    expect((await ada.put(`${ada.home}x.ics`, anEvent('x'))).status).toBe(405)
  })

  test('is told whole to whoever asks for what was kept', async () => {
    const { status, body, headers } = await ada.put(at('back'), anEvent('back'), { prefer: 'return=representation' })

    expect([status, headers['preference-applied']]).toEqual([201, 'return=representation'])
    expect(body).toBe(anEvent('back'))
  })
})
