import { expect, test } from 'vitest'
import { inTheWay, placeOn, shownHours, type Times } from './busy.ts'

const at = (time: string) => Date.parse(`2027-05-04T${time}:00Z`)
const busy = (from: string, to: string) => ({
  from: new Date(at(from)).toISOString(),
  to: new Date(at(to)).toISOString(),
  isSure: true,
})
const person = (name: string, more: Partial<Times['people'][number]>) => ({
  name,
  userId: null,
  isSelf: false,
  isOptional: false,
  busy: null,
  ...more,
})
const event = { from: at('10:00'), to: at('11:00') }

test('in the way is who is busy while it lasts, those first who must come; what touches it is not', () => {
  const people = [
    person('Ada', { isSelf: true, busy: [busy('09:00', '10:00'), busy('11:00', '12:00')] }),
    person('Bob', { isOptional: true, busy: [busy('10:30', '10:45')] }),
    person('Malik', { busy: [busy('08:00', '18:00')] }),
    person('Grace', {}),
  ]

  expect(inTheWay({ from: '', to: '', people, room: [], proposals: [] }, event).map((it) => it.person.name)).toEqual([
    'Malik',
    'Bob',
  ])
})

test.each([
  ['the working day', event, ['08:00', '19:00']],
  ['as early and as late as the event is', { from: at('06:30'), to: at('21:15') }, ['06:00', '22:00']],
])('the strip shows %s', (_what, asked, [from = '', to = '']) => {
  expect(shownHours(asked, at('00:00'))).toEqual({ from: at(from), to: at(to) })
})

test.each([
  [at('08:00'), at('13:30'), { left: 0, width: 50 }],
  [at('06:00'), at('13:30'), { left: 0, width: 50 }],
  [at('06:00'), at('08:00'), undefined],
])('what stands on the strip is as long as it lasts', (from, to, place) => {
  expect(placeOn({ from, to }, { from: at('08:00'), to: at('19:00') })).toEqual(place)
})
