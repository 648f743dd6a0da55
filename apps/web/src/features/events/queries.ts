import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { EventInstance, EventRead, EventTime, Reach } from '@amphi/contract/events'
import { useLive } from '#ground/live.ts'
import { keyOf, useAsk, useTell } from '#ground/queries.ts'
import { call, type RouteName } from '#ground/request.ts'

const seen = ['listCalendars', 'listCalendarShares', 'listEvents', 'readEvent'] as const satisfies RouteName[]

/** Kept fresh by the channel `agenda`. */
export const useEvents = (from: Date, to: Date) =>
  useAsk('listEvents', { query: { from: from.toISOString(), to: to.toISOString() } }, { keep: true })

/** One that is seen whole, or one of its series. */
export type Known = EventInstance & { eventId: EventRead['eventId'] }
export const isKnown = (instance: EventInstance): instance is Known => instance.eventId !== null

const addressOf = ({ calendarId, eventId, occurrence }: Known) => ({
  params: { calendarId, eventId },
  query: occurrence === null ? {} : { occurrence },
})
export const useEvent = (instance: Known) => useAsk('readEvent', addressOf(instance))
export const readAgain = (instance: Known) => call('readEvent', addressOf(instance))

const touches = ['listEvents', 'readEvent', 'listRooms'] as const satisfies RouteName[]
export const useCreateEvent = () => useTell('createEvent', { touches })
export const useChangeEvent = () => useTell('changeEvent', { touches })
export const useAnswerEvent = () => useTell('answerEvent', { touches })
export const useRemoveEvent = () => useTell('removeEvent', { touches })

/** Puts one, or its series, to another time, whatever else somebody changed of it; answers with the way back. */
export const useMoveEvent = () => {
  const { mutateAsync: change } = useTell('changeEvent', { touches })
  return async (instance: Known, reach: Reach, timeFrom: (was: EventTime) => EventTime) => {
    const { time: was, version, occurrence } = await readAgain(instance)
    const { params } = addressOf(instance)
    const moved = await change({
      params,
      body: { occurrence, reach, version, changes: { time: timeFrom(was) } },
    })
    // What follows became a series of its own, which goes back as a whole.
    const isCut = moved.eventId !== instance.eventId
    const back = () =>
      change({
        params: { ...params, eventId: moved.eventId },
        body: {
          occurrence: moved.occurrence,
          reach: isCut ? 'all' : reach,
          version: moved.version,
          changes: { time: was },
        },
      })
    return { moved, back }
  }
}

/** Several changes at once are one asking. */
const together = 300

/** Asks anew for what is shown whenever something changes in a calendar one sees. */
export const useAgendaLive = () => {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive('agenda', ({ say }) => {
    if (say === 'refused' || timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      for (const name of seen) void client.invalidateQueries({ queryKey: keyOf(name) })
    }, together)
  })
}
