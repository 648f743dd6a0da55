import { rawValues } from './date-values.ts'
import type { Property } from './ical.ts'

/**
 * An address as it is compared: `mailto:Ada@Example.org`, `MAILTO:ada@example.org` and the bare address are one (RFC
 * 5545 §3.3.3; clients write all of them).
 */
export const normalAddress = (address: string): string => {
  const text = address.trim().toLowerCase()
  if (text.startsWith('mailto:')) return decoded(text.slice(7).split('?')[0] ?? '')
  return text
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text).trim()
  } catch {
    return text.trim()
  }
}

/** Of an ATTENDEE or ORGANIZER; where it is not a mail address, the one its EMAIL says (RFC 7986 §6.2). */
export const addressOf = (property: Property): string => {
  const address = normalAddress(String(rawValues(property)[0]))
  const email = property.getFirstParameter('email') as string | undefined
  return address.includes('@') || email === undefined ? address : normalAddress(email)
}
