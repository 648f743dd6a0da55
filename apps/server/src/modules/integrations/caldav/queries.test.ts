import { describe, expect, test } from 'vitest'
import { aCalendarOf, aCalendarProgram, aComponent, anEvent, elementsIn, saidIn } from '@amphi/testkit/calendar-program'
import { aHouse } from '@amphi/testkit/house'

const house = await aHouse({ limitScale: 1000 })
const ada = await aCalendarProgram(house, 'ada')
const at = (name: string) => `${ada.calendar}${name}.ics`

const weekly = [
  'DTSTART;TZID=Europe/Paris:20261012T100000',
  'DTEND;TZID=Europe/Paris:20261012T110000',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'EXDATE;TZID=Europe/Paris:20261019T100000',
]
const moved = [
  'RECURRENCE-ID;TZID=Europe/Paris:20261026T100000',
  'DTSTART;TZID=Europe/Paris:20261027T140000',
  'DTEND;TZID=Europe/Paris:20261027T150000',
  'SUMMARY:Déplacé',
  'LOCATION:Amphi B',
]
await ada.put(
  at('single'),
  anEvent('single', ['CATEGORIES:Travail,Conseil', 'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@university.test']),
)
await ada.put(at('series'), aCalendarOf([aComponent('series', weekly), aComponent('series', moved)]))
await ada.put(at('days'), anEvent('days', ['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261202']))
await ada.put(
  at('endless'),
  anEvent('endless', ['DTSTART:20250101T070000Z', 'DTEND:20250101T071500Z', 'RRULE:FREQ=MONTHLY', 'SUMMARY:Paie']),
)

const range = (start: string, end: string) => `<C:time-range start="${start}" end="${end}"/>`
const events = (inner: string) =>
  `<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">${inner}</C:comp-filter></C:comp-filter>`
const query = (filter: string, data = '<D:getetag/>') =>
  ada.report(ada.calendar, 'C:calendar-query', `<D:prop>${data}</D:prop><C:filter>${filter}</C:filter>`)
const namesIn = async (filter: string) => {
  const { xml } = await query(filter)
  return elementsIn(xml(), 'href').map(({ text }) => text.split('/').at(-1)?.replace('.ics', ''))
}

describe('asking for events', () => {
  test.each([
    ['all', '', ['days', 'endless', 'series', 'single']],
    ['of a day', range('20261124T000000Z', '20261125T000000Z'), ['single']],
    ['up to the moment one begins', range('20261124T080000Z', '20261124T090000Z'), []],
    ['from the moment one ends', range('20261124T100000Z', '20261124T110000Z'), []],
    ['where one of a series was taken out', range('20261019T000000Z', '20261020T000000Z'), []],
    ['where one of a series was', range('20261026T000000Z', '20261027T000000Z'), []],
    ['where one of a series was moved to', range('20261027T000000Z', '20261028T000000Z'), ['series']],
    ['in summer time', range('20261012T080000Z', '20261012T083000Z'), ['series']],
    ['in winter time', range('20261102T090000Z', '20261102T093000Z'), ['series']],
    ['years later', range('20350101T000000Z', '20350102T000000Z'), ['endless']],
    ['of a whole day, by the clocks of the calendar', range('20261130T230000Z', '20261130T233000Z'), ['days']],
    ['of a whole day, after it', range('20261201T230000Z', '20261202T000000Z'), []],
    ['open at its end', '<C:time-range start="20261125T000000Z"/>', ['days', 'endless']],
    ['open at its beginning', '<C:time-range end="20250102T000000Z"/>', ['endless']],
  ])('%s finds those', async (_what, filter, names) => {
    expect(await namesIn(events(filter))).toEqual(names)
  })

  test.each([
    ['a property that is there', '<C:prop-filter name="LOCATION"/>', ['series']],
    [
      'one that is not there',
      '<C:prop-filter name="RRULE"><C:is-not-defined/></C:prop-filter>',
      ['days', 'series', 'single'],
    ],
    [
      'a text, whatever its capitals',
      '<C:prop-filter name="SUMMARY"><C:text-match>PAIE</C:text-match></C:prop-filter>',
      ['endless'],
    ],
    [
      'a text by its very letters',
      '<C:prop-filter name="SUMMARY"><C:text-match collation="i;octet">PAIE</C:text-match></C:prop-filter>',
      [],
    ],
    [
      'one of several values',
      '<C:prop-filter name="CATEGORIES"><C:text-match>conseil</C:text-match></C:prop-filter>',
      ['single'],
    ],
    [
      'a UID',
      '<C:prop-filter name="UID"><C:text-match collation="i;octet">single</C:text-match></C:prop-filter>',
      ['single'],
    ],
    [
      'a text that is not there',
      '<C:prop-filter name="SUMMARY"><C:text-match negate-condition="yes">Conseil</C:text-match></C:prop-filter>',
      ['endless', 'series'],
    ],
    [
      'a parameter',
      '<C:prop-filter name="ATTENDEE"><C:param-filter name="PARTSTAT"><C:text-match>NEEDS-ACTION</C:text-match></C:param-filter></C:prop-filter>',
      ['single'],
    ],
    ['an alarm', '<C:comp-filter name="VALARM"/>', []],
  ])('by %s finds those', async (_what, filter, names) => {
    expect(await namesIn(events(filter))).toEqual(names)
  })

  test('for tasks finds none', async () => {
    expect(await namesIn('<C:comp-filter name="VCALENDAR"><C:comp-filter name="VTODO"/></C:comp-filter>')).toEqual([])
  })

  test('each for itself tells when they are, in summer and in winter', async () => {
    const { xml } = await query(
      events(range('20261001T000000Z', '20261120T000000Z')),
      '<C:calendar-data><C:expand start="20261001T000000Z" end="20261120T000000Z"/></C:calendar-data>',
    )

    const series =
      elementsIn(xml(), 'calendar-data')
        .map(({ text }) => text)
        .find((text) => text.includes('UID:series')) ?? ''
    expect(series.match(/^DTSTART.*$/gm)?.map((line) => line.trim())).toEqual([
      'DTSTART:20261012T080000Z',
      'DTSTART:20261027T130000Z',
      'DTSTART:20261102T090000Z',
    ])
    expect(series.match(/^RECURRENCE-ID/gm)).toHaveLength(3)
    expect(series).not.toMatch(/RRULE|EXDATE|VTIMEZONE/)
  })

  test('those that are named come with the addresses that named them', async () => {
    const odd = ada.calendar.replace('calendar/', '%63alendar/') + 'single.ics'
    const { xml, status } = await ada.report(
      ada.calendar,
      'C:calendar-multiget',
      `<D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>${odd}</D:href><D:href>${at('nothing')}</D:href>`,
    )

    const [found, missing] = elementsIn(xml(), 'response')
    expect(status).toBe(207)
    expect(found && saidIn(found, 'href')).toBe(odd)
    expect(found && saidIn(found, 'calendar-data')).toContain('UID:single')
    expect(missing?.children.map(({ text }) => text)).toEqual([at('nothing'), 'HTTP/1.1 404 Not Found'])
  })

  test.each([
    ['no filter', ''],
    ['a filter of something else', '<C:comp-filter name="VEVENT"/>'],
    ['a time that is none', events('<C:time-range start="yesterday" end="20261124T000000Z"/>')],
    ['a time that ends before it begins', events(range('20261125T000000Z', '20261124T000000Z'))],
  ])('with %s is refused', async (_what, filter) => {
    const { status, body } = await query(filter)

    expect(status).toBe(403)
    expect(body).toContain('<C:valid-filter/>')
  })

  test('with an order of letters that nobody knows is refused', async () => {
    const { body } = await query(
      events('<C:prop-filter name="SUMMARY"><C:text-match collation="i;klingon">x</C:text-match></C:prop-filter>'),
    )

    expect(body).toContain('<C:supported-collation/>')
  })
})

describe('asking when somebody is busy', () => {
  test('says when, and not with what', async () => {
    const { status, body } = await ada.report(
      ada.calendar,
      'C:free-busy-query',
      range('20261124T000000Z', '20261128T000000Z'),
    )

    expect(status).toBe(200)
    expect(body).toContain('FREEBUSY;FBTYPE=BUSY:20261124T090000Z/20261124T100000Z')
    expect(body).not.toContain('Conseil')
  })
})
