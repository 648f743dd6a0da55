import { z } from 'zod'
import { mostRepeated } from './limits.ts'

/** What an appointment is repeated by. */
export const repeatUnits = ['day', 'week', 'month', 'year'] as const
export type RepeatUnit = (typeof repeatUnits)[number]

/** Which day of a month: its number; the nth of that weekday; the last of it. */
export const monthlyKinds = ['date', 'nth', 'last'] as const
export type MonthlyKind = (typeof monthlyKinds)[number]

/**
 * How an appointment comes again, as people say it: every two weeks on Tuesdays and Thursdays, until a day or so many
 * times. Where both are said the day holds, and how many times is counted again.
 */
export const Repeat = z.object({
  every: z.enum(repeatUnits),
  interval: z.int().min(1).max(mostRepeated.interval),
  /** Of a week, 0 for Monday. */
  weekdays: z.array(z.int().min(0).max(6)).max(7).optional(),
  /** Of a month. */
  monthly: z.enum(monthlyKinds).optional(),
  /** Its last day, in the time zone of the appointment. */
  until: z.iso.date().optional(),
  count: z.int().min(1).max(mostRepeated.count).optional(),
})
export type Repeat = z.infer<typeof Repeat>
