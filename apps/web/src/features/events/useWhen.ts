import type { EventInstance, EventTime } from '@amphi/contract/events'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { asDate, hourOf, zoneHere } from '#ground/local-time.ts'

/** `America/New_York` as one reads it: `New York`. */
export const placeOf = (timeZone: string) => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

const clock = (local: string) => new Date(`2024-01-01T${hourOf(local)}:00`)

/** When something takes place, in words, on the clock of the browser. */
export const useWhen = () => {
  const say = useWords('events')
  const { day, timeOfDay, timeOn } = useFormat()
  return {
    hours: ({ startsAt, endsAt }: Pick<EventInstance, 'startsAt' | 'endsAt'>) =>
      say('when.hours', { start: timeOfDay(startsAt), end: timeOn(endsAt, startsAt) }),
    whole: ({ days, startsAt, endsAt }: Pick<EventInstance, 'days' | 'startsAt' | 'endsAt'>) => {
      if (!days)
        return say('when.on', { day: day(startsAt), start: timeOfDay(startsAt), end: timeOn(endsAt, startsAt) })
      const first = day(asDate(days.first))
      return days.first === days.last
        ? say('when.day', { day: first })
        : say('when.days', { first, last: day(asDate(days.last)) })
    },
    /** In its own zone, where that is another than the browser’s. */
    elsewhere: (time: EventTime) =>
      time.kind === 'hours' && time.timeZone !== zoneHere()
        ? say('when.elsewhere', {
            place: placeOf(time.timeZone),
            start: timeOfDay(clock(time.start)),
            end: timeOfDay(clock(time.end)),
          })
        : undefined,
  }
}
