import type { Element } from '#platform/xml-tree'
import { DavError } from './dav-error.ts'
import type { Name } from './names.ts'

/** Half-open; an end that is missing is open (RFC 4791, 9.9). */
export interface TimeRange {
  from: Date | undefined
  to: Date | undefined
}

const moment = (text: string | undefined, refusal: Name): Date | undefined => {
  if (text === undefined) return undefined
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  const date = found && new Date(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!date || Number.isNaN(date.getTime())) throw new DavError(403, refusal)
  return date
}

/** `start` and `end` of an element. */
export const rangeOf = ({ attributes }: Element, refusal: Name = 'C:valid-filter'): TimeRange => {
  const from = moment(attributes['start'], refusal)
  const to = moment(attributes['end'], refusal)
  if ((!from && !to) || (from && to && to <= from)) throw new DavError(403, refusal)
  return { from, to }
}
