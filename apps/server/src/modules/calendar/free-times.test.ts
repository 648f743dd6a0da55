import { expect, test } from 'vitest'
import { freeTimes } from './free-times.ts'
import { zoneOfName } from './ics/zones.ts'

const paris = zoneOfName('Europe/Paris')
/** On the clocks of Paris; May is two hours ahead of UTC. */
const at = (text: string) => new Date(`${text}:00+02:00`)
const busy = (from: string, to: string) => ({ from: at(from), to: at(to) })
const found = (asked: Partial<Parameters<typeof freeTimes>[0]>) =>
  freeTimes({
    busy: [],
    minutes: 60,
    from: at('2027-05-04T10:00'),
    days: 21,
    zone: paris,
    weekends: false,
    most: 3,
    ...asked,
  }).map((wall) => new Date(wall).toISOString().slice(5, 16))

test.each([
  ['at once, where nobody is busy', {}, ['05-04T10:00', '05-04T11:00', '05-04T12:00']],
  ['at the next quarter of an hour', { from: at('2027-05-04T10:07'), most: 1 }, ['05-04T10:15']],
  [
    'after whoever is busy, to the quarter of an hour',
    { busy: [busy('2027-05-04T09:00', '2027-05-04T10:40')], most: 1 },
    ['05-04T10:45'],
  ],
  [
    'between two, where it just fits',
    { busy: [busy('2027-05-04T09:00', '2027-05-04T11:00'), busy('2027-05-04T12:00', '2027-05-04T18:30')], most: 1 },
    ['05-04T11:00'],
  ],
  [
    'the next day, where the day is too short for it',
    { busy: [busy('2027-05-04T08:00', '2027-05-04T18:15')], most: 1 },
    ['05-05T08:00'],
  ],
  ['not before eight', { from: at('2027-05-04T05:00'), most: 1 }, ['05-04T08:00']],
  ['not beyond seven', { from: at('2027-05-04T18:00'), most: 2 }, ['05-04T18:00', '05-05T08:00']],
  ['not on Saturdays and Sundays', { from: at('2027-05-07T18:30'), most: 1 }, ['05-10T08:00']],
  [
    'on Saturdays as well, where the event is on one',
    { from: at('2027-05-07T18:30'), weekends: true, most: 1 },
    ['05-08T08:00'],
  ],
  ['not more than three on one day', { most: 4 }, ['05-04T10:00', '05-04T11:00', '05-04T12:00', '05-05T08:00']],
  ['not at all, where it is longer than a working day', { minutes: 12 * 60 }, []],
  ['not at all, where all of it is taken', { busy: [busy('2027-05-01T00:00', '2027-07-01T00:00')] }, []],
  ['on its day alone, where no other is looked at', { from: at('2027-05-04T18:30'), days: 1 }, []],
])('a time is found %s', (_what, asked, times) => {
  expect(found(asked)).toEqual(times)
})

test('a time is found on the clocks of the place, where these change', () => {
  const times = freeTimes({
    busy: [],
    minutes: 60,
    from: new Date('2027-10-29T17:30:00Z'),
    days: 5,
    zone: paris,
    weekends: false,
    most: 1,
  })

  expect(times.map((wall) => new Date(wall).toISOString())).toEqual(['2027-11-01T08:00:00.000Z'])
})
