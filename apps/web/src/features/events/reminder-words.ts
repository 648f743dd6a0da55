import type { Say } from '#ground/words.ts'
import type {} from './index.ts'

/** Minutes before, which are proposed. */
export const proposedReminders = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080] as const

const units = [
  ['week', 10_080],
  ['day', 1440],
  ['hour', 60],
] as const

/** `10 minutes avant`, in the largest unit that says it whole. */
export const reminderWords = (say: Say<'events'>, minutes: number) => {
  if (minutes === 0) return say('reminder.now')
  const [unit, size] = units.find(([, it]) => minutes % it === 0) ?? (['minute', 1] as const)
  return say(`reminder.${unit}`, { count: minutes / size })
}
