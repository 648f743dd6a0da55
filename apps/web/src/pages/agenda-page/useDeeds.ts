import { useState } from 'react'
import type { Calendar } from '@amphi/contract/calendars'
import type { EventRead, EventTime, Reach } from '@amphi/contract/events'
import {
  type EventInstance,
  type FormSubject,
  isKnown,
  type Known,
  newDraft,
  useMoveEvent,
  useWhen,
} from '#features/events'
import * as when from '#ground/local-time.ts'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
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
