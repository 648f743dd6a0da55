import type { EventInstance } from '@amphi/contract/events'
import { dayOf, localIn, zoneHere } from '#ground/local-time.ts'

/** The days it shows on, where the browser is: both included. */
export const shownOn = ({ days, startsAt, endsAt }: Pick<EventInstance, 'days' | 'startsAt' | 'endsAt'>) => {
  if (days) return days
  const zone = zoneHere()
  const first = dayOf(localIn(new Date(startsAt), zone))
  // What ends at midnight is not of the next day.
  const last = dayOf(localIn(new Date(Math.max(Date.parse(startsAt), Date.parse(endsAt) - 1)), zone))
  return { first, last }
}
