import { useState } from 'react'
import type { BusyTime } from '@amphi/contract/event-times'
import type { EventRead } from '@amphi/contract/events'
import type { RoomId } from '@amphi/contract/rooms'
import { localIn } from '#ground/local-time.ts'
import { keyOf, useAsk } from '#ground/queries.ts'
import { type AskOf, call } from '#ground/request.ts'
import { useSettled } from '#ground/useSettled.ts'
import { useMutation } from '@tanstack/react-query'
import type { Times } from './busy.ts'
import type { Draft } from './draft.ts'
import { givenGuests } from './guests.ts'

type Asked = AskOf<'readTimes'>

const askedOf = (
  { calendarId, start, end, timeZone, guests, room }: Draft,
  eventId: EventRead['eventId'] | undefined,
): Asked => ({
  params: { calendarId },
  body: {
    time: { start, end, timeZone },
    guests: givenGuests(guests),
    room:
      room === 'none' || room === 'new' || room === 'kept'
        ? { kind: 'none' }
        : { kind: 'room', roomId: room as RoomId },
    ...(eventId ? { eventId } : {}),
  },
})

/** All that is told, on the clock of the event, as its form says its hours. */
const onClockOf = ({ from, to, people, room, proposals }: Times, timeZone: string): Times => {
  const local = (moment: string) => localIn(new Date(moment), timeZone)
  const all = (busy: readonly BusyTime[]) => busy.map((it) => ({ ...it, from: local(it.from), to: local(it.to) }))
  return {
    from: local(from),
    to: local(to),
    people: people.map((it) => ({ ...it, busy: it.busy && all(it.busy) })),
    room: all(room),
    proposals,
  }
}

/** When those of a draft are busy, asked once one pauses; and the next times that suit them, when they are wanted. */
export const useTimes = (draft: Draft, eventId: EventRead['eventId'] | undefined) => {
  const isTimed = !draft.allDay && draft.start < draft.end
  const now = JSON.stringify(askedOf(draft, eventId))
  const settled = useSettled(now, 350)
  const asked = JSON.parse(settled) as Asked
  const { data } = useAsk('readTimes', asked, { enabled: isTimed, keep: true })
  const propose = useMutation({
    mutationKey: keyOf('readTimes'),
    mutationFn: (body: Asked['body']) => call('readTimes', { params: { calendarId: draft.calendarId }, body }),
    networkMode: 'always',
  })
  // What was found suits those it was asked for, and nobody else.
  const of = JSON.stringify([asked.params, asked.body.guests, asked.body.room])
  const [foundFor, setFoundFor] = useState<string>()
  return {
    times: isTimed && data ? onClockOf(data, asked.body.time.timeZone) : undefined,
    proposals: foundFor === of ? propose.data?.proposals : undefined,
    finding: propose.isPending,
    error: propose.error,
    find: () => {
      setFoundFor(of)
      propose.mutate({ ...askedOf(draft, eventId).body, propose: true })
    },
  }
}
