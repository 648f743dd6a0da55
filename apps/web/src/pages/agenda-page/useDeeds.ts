import { useState } from 'react'
import type { Calendar } from '@amphi/contract/calendars'
import type { EventRead, EventTime, Reach } from '@amphi/contract/events'
import type { ResourceId } from '@amphi/contract/resources'
import type { RoomId } from '@amphi/contract/rooms'
import {
  copyOf,
  type EventInstance,
  type FormSubject,
  isKnown,
  type Known,
  newDraft,
  readAgain,
  useMoveEvent,
  useWhen,
  withTime,
} from '#features/events'
import { useResources } from '#features/resources'
import { useRooms } from '#features/rooms'
import * as when from '#ground/local-time.ts'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { toast } from '../../ui/toasts.ts'
import type { Drawn } from './AgendaGrid.tsx'
import type {} from './words.ts'

/** The one window that is open. */
export type Opened =
  | { kind: 'detail'; instance: EventInstance }
  | { kind: 'form'; subject: FormSubject }
  | { kind: 'remove'; instance: Known }
  | { kind: 'series'; instance: Known; drawn: Required<Drawn>; takeBack: () => void }

/** Where it was put, on the clock it is kept on. */
const timeOf = (was: EventTime, { start, end, allDay }: Required<Drawn>): EventTime => {
  if (allDay) return { kind: 'days', first: start, last: end ?? start }
  const here = when.zoneHere()
  const timeZone = was.kind === 'hours' ? was.timeZone : here
  const there = (local: string) => (timeZone === here ? local : when.localIn(new Date(local), timeZone))
  const to = end ?? when.plusMinutes(start, 60)
  return { kind: 'hours', start: there(start), end: there(to), timeZone }
}

/** What one does in one’s agenda, and the window each deed has. */
export const useDeeds = (writable: readonly Calendar[]) => {
  const say = useWords('agenda-page')
  const sentence = useSentence()
  const { capital } = useFormat()
  const { whole } = useWhen()
  const moveEvent = useMoveEvent()
  const { me } = useWelcome()
  const { data: rooms = [] } = useRooms()
  const { data: resources = [] } = useResources()
  const [opened, setOpened] = useState<Opened>()
  const [moving, setMoving] = useState(false)

  const plan = ({ drawn, day }: { drawn?: Drawn; day?: string | undefined }) => {
    const calendar = writable.find(({ isDefault }) => isDefault) ?? writable[0]
    if (!calendar) return
    const timeZone = when.zoneHere()
    const draft = newDraft({
      calendarId: calendar.id,
      timeZone,
      now: when.localIn(new Date(), timeZone),
      start: drawn?.start ?? day,
      end: drawn?.end,
      allDay: drawn?.allDay,
    })
    setOpened({ kind: 'form', subject: { kind: 'new', draft } })
  }

  /** A room of one’s choice stays; one that was made for it is made anew. */
  const placeForCopy = ({ room, resourceId }: EventRead): { room: RoomId | 'new' | 'none'; books?: ResourceId } => {
    const bookable = resources.filter(({ can }) => can.book)
    const same = bookable.find(({ id }) => id === resourceId)
    if (same) return { room: 'none', books: same.id }
    if (!room) return { room: 'none' }
    const chosen = rooms.find(({ id, kind }) => id === room.id && kind !== 'event')
    if (chosen) return { room: chosen.id }
    // Where a resource has rooms of this house, it is what makes one.
    const maker = bookable.find(({ address }) => address === null)
    if (maker) return { room: 'none', books: maker.id }
    return { room: me?.can.createRooms ? 'new' : 'none' }
  }

  const copy = (event: EventRead, drawn?: Required<Drawn>) => {
    const calendar = writable.find(({ id }) => id === event.calendarId) ?? writable[0]
    if (!calendar) return
    const { room, ...more } = placeForCopy(event)
    const wanted = { calendarId: calendar.id, zoneHere: when.zoneHere(), now: new Date(), room }
    const draft = copyOf(event, wanted)
    const placed = drawn ? withTime(draft, timeOf(event.time, drawn)) : draft
    setOpened({ kind: 'form', subject: { kind: 'new', draft: placed, ...more } })
  }

  const failed = (error: unknown) => toast(sentence(error), 'error')

  const put = async (instance: Known, reach: Reach, drawn: Required<Drawn>, takeBack: () => void) => {
    setMoving(true)
    try {
      const { moved, back } = await moveEvent(instance, reach, (was) => timeOf(was, drawn))
      const title = moved.title || say('untitled')
      toast(say('moved', { title, when: whole(moved) }), 'plain', () => {
        back().then(() => toast(say('moved_back', { title })), failed)
      })
    } catch (error) {
      takeBack()
      failed(error)
    } finally {
      setMoving(false)
      // What was opened meanwhile stays.
      setOpened((now) => (now?.kind === 'series' ? undefined : now))
    }
  }

  return {
    opened,
    moving,
    plan,
    open: (instance: EventInstance) => setOpened({ kind: 'detail', instance }),
    edit: (event: EventRead) => setOpened({ kind: 'form', subject: { kind: 'known', event } }),
    copy: (event: EventRead) => copy(event),
    copyTo: (instance: EventInstance, drawn: Required<Drawn>) => {
      if (isKnown(instance)) readAgain(instance).then((event) => copy(event, drawn), failed)
    },
    remove: (instance: EventInstance) => {
      if (isKnown(instance)) setOpened({ kind: 'remove', instance })
    },
    move: (instance: EventInstance, drawn: Required<Drawn>, takeBack: () => void) => {
      if (!isKnown(instance)) takeBack()
      else if (instance.repeats) setOpened({ kind: 'series', instance, drawn, takeBack })
      else void put(instance, 'all', drawn, takeBack)
    },
    put: (reach: Reach) => {
      if (opened?.kind === 'series') void put(opened.instance, reach, opened.drawn, opened.takeBack)
    },
    saved: (event: EventRead) => {
      setOpened(undefined)
      toast(say('saved', { title: event.title || say('untitled'), when: capital(whole(event)) }))
    },
    close: () => {
      if (moving) return
      if (opened?.kind === 'series') opened.takeBack()
      setOpened(undefined)
    },
  }
}

export type Deeds = ReturnType<typeof useDeeds>
