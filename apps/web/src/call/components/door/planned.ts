import type { Door } from '@amphi/contract/doors'
import { duration, useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useCallWords } from '../../words.ts'

const dayOf = (when: Date) => when.toDateString()

/** For so long before it one is told how long it still is, in milliseconds. */
const soon = 24 * 3_600_000

/** When a closed room is awaited, by the clock of whoever waits, and how long that still is, if it is soon. */
export const usePlanned = ({ session, planned }: Door): { when: string; left: string | null } | null => {
  const say = useCallWords()
  const now = useNow(10_000)
  const { day, timeOfDay } = useFormat()
  if (session || !planned) return null
  const [start, end] = [new Date(planned.startsAt), new Date(planned.endsAt)]
  const said = { day: day(start, now), start: timeOfDay(start), end: timeOfDay(end) }
  const when = say(dayOf(start) === dayOf(end) ? 'planned.within' : 'planned.from', said)
  const opensItself = planned.opensIn !== null
  const wait = planned.opensIn === null ? start.getTime() - now.getTime() : planned.opensIn * 1000
  if (wait <= 0 || wait > soon) return { when, left: null }
  const time = wait < 60_000 ? say('planned.moment') : duration(wait)
  return { when, left: say(opensItself ? 'planned.opens' : 'planned.starts', { time }) }
}
