import { IcsError } from './ics-error.ts'
import type { IcsLimits } from './limits.ts'

const tooMany = (what: string, most: number) => new IcsError('too_many', `More than ${most} ${what}.`)

/** RFC 5545 §3.1: a name, then parameters or the value. */
const contentLine = /^(?<name>[A-Za-z0-9\-]{1,128})(?=[;:])/v

/** ical.js keeps what it knows of names in plain objects, which have a property of this one. */
const unspeakable = new Set(['constructor'])

/**
 * Counts a text before anything understands it, and refuses what ical.js would take or choke on: components that end
 * under another name, names that are none, NUL (no text of PostgreSQL can hold it).
 */
export const sieve = (text: string, limits: IcsLimits): void => {
  if (Buffer.byteLength(text) > limits.bytes) throw new IcsError('too_large', `More than ${limits.bytes} bytes.`)
  if (text.includes('\0') || !text.isWellFormed()) throw new IcsError('not_icalendar', 'Not text.')
  const lines = text
    .replace(/^\uFEFF/v, '')
    .trim()
    .split('\n')
  if (lines.length > limits.lines) throw tooMany('lines', limits.lines)
  const open: string[] = []
  let [properties, components] = [0, 0]
  for (const [i, line] of lines.entries()) {
    if (line.startsWith(' ') || line.startsWith('\t') || line.trim() === '') continue
    const name = contentLine.exec(line)?.groups?.['name']?.toLowerCase()
    if (name === undefined || unspeakable.has(name))
      throw new IcsError('not_icalendar', `Line ${i + 1} is no property.`)
    const value = line
      .slice(line.indexOf(':') + 1)
      .trim()
      .toLowerCase()
    if (open.length === 0 && !(name === 'begin' && value === 'vcalendar' && components === 0))
      throw new IcsError('not_icalendar', 'Not one VCALENDAR.')
    if (name === 'begin') {
      open.push(value)
      components += 1
    } else if (name === 'end') {
      if (open.pop() !== value) throw new IcsError('not_icalendar', `Line ${i + 1} ends what did not begin.`)
    } else properties += 1
    if (components > limits.components) throw tooMany('components', limits.components)
    if (properties > limits.properties) throw tooMany('properties', limits.properties)
    if (open.length > limits.depth) throw tooMany('components inside one another', limits.depth)
  }
  if (components === 0 || open.length > 0) throw new IcsError('not_icalendar', 'It does not end.')
}
