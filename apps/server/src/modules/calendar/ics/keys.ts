import type { DateValue } from './date-values.ts'
import { IcsError } from './ics-error.ts'
import { wallOf } from './zone.ts'

/** The form a key is in, back from its letters. */
export const valueOfKey = (key: string): DateValue => {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/v.exec(key)
  if (!found) throw new IcsError('bad_date', `“${key.slice(0, 20)}” names no instance.`)
  const [year, month, day, hour = '00', minute = '00', second = '00'] = found.slice(1, 7)
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(wall)) throw new IcsError('bad_date', `“${key}” is no date.`)
  if (found[4] === undefined) return { form: 'date', wall }
  return { form: found[7] === undefined ? 'floating' : 'utc', wall }
}

/** The same instance in the words of the series: its own zone, or a whole day. */
export const inWordsOf = (main: DateValue, value: DateValue): DateValue =>
  value.form === 'utc' && main.form === 'zoned' ? { ...main, wall: wallOf(value.wall, main.zone) } : value
