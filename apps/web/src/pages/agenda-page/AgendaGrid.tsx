import FullCalendar, {
  type DateClickInfo,
  type DateSelectInfo,
  type EventApi,
  type EventClickInfo,
  type EventDisplayInfo,
  type EventInput,
  useCalendarController,
} from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import english from '@fullcalendar/react/locales/en-gb'
import french from '@fullcalendar/react/locales/fr'
import '@fullcalendar/react/skeleton.css'
import classic from '@fullcalendar/react/themes/classic'
import '@fullcalendar/react/themes/classic/theme.css'
import timeGrid from '@fullcalendar/react/timegrid'
import { useEffect, useMemo } from 'react'
import type { Calendar } from '@amphi/contract/calendars'
import { type EventInstance, placeOf } from '#features/events'
import * as when from '#ground/local-time.ts'
import { useFormat } from '#ground/format.ts'
import { useDark } from '#ground/theme.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { classes } from '../../ui/classes.ts'
import css from './AgendaGrid.module.css'
import { EventFace, lookOf } from './EventFace.tsx'
import { keyOf } from './key-of.ts'
import type { View } from './search.ts'
import type {} from './words.ts'

/** From when to when, as it was drawn: hours, or days, both included. */
export interface Drawn {
  start: string
  end: string | undefined
  allDay: boolean
}

interface Props {
  view: Exclude<View, 'list'>
  day: string
  instances: readonly EventInstance[]
  calendars: ReadonlyMap<string, Calendar>
  mayPlan: boolean
  onDraw: (drawn: Drawn) => void
  onOpen: (instance: EventInstance) => void
  /** Put elsewhere, or made longer; `takeBack` puts it where it was. */
  onMove: (instance: EventInstance, drawn: Required<Drawn>, takeBack: () => void) => void
  /** Put elsewhere as well. */
  onCopy: (instance: EventInstance, drawn: Required<Drawn>) => void
}

const drawnAs = { day: 'timeGridDay', week: 'timeGridWeek', month: 'dayGridMonth' } as const
const plugins = [timeGrid, dayGrid, interaction, classic]
const locales = [french, english]

const inputOf = (instance: EventInstance, calendar: Calendar | undefined): EventInput => {
  const { days, startsAt, endsAt, title, can, eventId } = instance
  const times = days
    ? { allDay: true, start: days.first, end: when.plusDays(days.last, 1) }
    : { allDay: false, start: startsAt, end: endsAt }
  return {
    ...times,
    id: keyOf(instance),
    title: title ?? '',
    editable: can.change && eventId !== null,
    ...(calendar ? { color: calendar.color } : {}),
    extendedProps: { instance },
  }
}

const instanceOf = ({ extendedProps }: EventApi) => extendedProps['instance'] as EventInstance

const local = (date: Date) => when.localIn(date, when.zoneHere())

/** Where a block stands now. */
const drawnOf = ({ allDay, start, end }: Pick<EventApi, 'allDay' | 'start' | 'end'>): Required<Drawn> => {
  const from = start ?? new Date()
  if (!allDay) return { start: local(from), end: local(end ?? new Date(from.getTime() + 3_600_000)), allDay }
  const first = when.dayOf(local(from))
  return { start: first, end: end ? when.plusDays(when.dayOf(local(end)), -1) : first, allDay }
}

const hourOf = (date: Date) => `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`

/** A day over its column. */
function DayHead({ date, isToday, inMonth }: { date: Date; isToday: boolean; inMonth: boolean }) {
  const language = useLanguage()
  const weekday = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'short' }).format(date)
  return (
    <span className={css.day} data-today={(isToday && !inMonth) || undefined}>
      {weekday} {inMonth ? null : <b className="num">{date.getDate()}</b>}
    </span>
  )
}

/** Days and hours, drawn on to plan something and dragged on to move it. */
export function AgendaGrid(props: Props) {
  const { view, day, instances, calendars, mayPlan, onDraw, onOpen, onMove, onCopy } = props
  const say = useWords('agenda-page')
  const language = useLanguage()
  const dark = useDark()
  const { timeOfDay } = useFormat()
  const controller = useCalendarController()
  useEffect(() => {
    controller.gotoDate(day)
  }, [controller, day])
  const events = useMemo(
    () => instances.map((instance) => inputOf(instance, calendars.get(instance.calendarId))),
    [instances, calendars],
  )

  const draw = ({ start, end, allDay }: DateSelectInfo) => onDraw(drawnOf({ start, end, allDay }))
  const point = ({ date, allDay }: DateClickInfo) => {
    const at = local(date)
    onDraw({ start: allDay ? when.dayOf(at) : at, end: undefined, allDay: allDay && view !== 'month' })
  }
  const face = ({ event, isShort, view: { type } }: EventDisplayInfo) => {
    const instance = instanceOf(event)
    // What is being drawn is none yet.
    if (!instance) return <span className={css.face}>{event.start ? timeOfDay(event.start) : ''}</span>
    const inMonth = type === drawnAs.month
    return (
      <EventFace
        instance={instance}
        calendar={calendars.get(instance.calendarId)}
        hour={inMonth && !event.allDay && event.start ? hourOf(event.start) : ''}
        small={inMonth || event.allDay || isShort}
        marked={!inMonth}
      />
    )
  }
  return (
    <div className={css.grid}>
      <FullCalendar
        key={view}
        className={css.palette ?? ''}
        controller={controller}
        plugins={plugins}
        locales={locales}
        locale={language === 'fr' ? 'fr' : 'en-gb'}
        colorScheme={dark ? 'dark' : 'light'}
        initialView={drawnAs[view]}
        initialDate={day}
        headerToolbar={false}
        height="100%"
        expandRows
        firstDay={1}
        nowIndicator
        allDayText={say('all_day')}
        timedText={say('hours')}
        allDayDividerClass={css.divider ?? ''}
        slotLaneClass={({ isMinor }) => (isMinor ? (css.minor ?? '') : '')}
        slotHeaderClass={({ isMinor }) => (isMinor ? (css.minor ?? '') : '')}
        // The corner over the hours says whose they are.
        weekNumbers={view !== 'month'}
        weekNumberHeaderContent={() => <span className={css.place}>{placeOf(when.zoneHere())}</span>}
        scrollTime="07:30"
        slotDuration="00:30"
        snapDuration="00:15"
        slotHeaderInterval="01:00"
        slotHeaderContent={({ date }) => (date ? hourOf(date) : '')}
        eventMinHeight={24}
        eventShortHeight={44}
        slotEventOverlap={false}
        dayMaxEvents
        events={events}
        selectable={mayPlan}
        selectMirror
        selectMinDistance={6}
        longPressDelay={400}
        eventInteractive
        eventDisplay="block"
        moreLinkText={(count: number) => say('more', { count })}
        moreLinkHint={(count: number) => say('more', { count })}
        closeHint={say('close')}
        dayHeaderContent={({ date, isToday }) => <DayHead date={date} isToday={isToday} inMonth={view === 'month'} />}
        dayCellTopContent={({ date, isToday }) => (
          <span className={css.cellDay} data-today={isToday || undefined}>
            {date.getDate()}
          </span>
        )}
        eventClass={({ event, isPast, isFuture }) => {
          const instance = instanceOf(event)
          const look = instance ? lookOf(instance) : 'drawn'
          const isOn = look === 'plain' && !event.allDay && !isPast && !isFuture
          return classes(css.event, css[look], isOn && css.on)
        }}
        eventContent={face}
        popoverClass={css.palette ?? ''}
        highlightClass={css.drawing ?? ''}
        select={draw}
        dateClick={mayPlan ? point : () => undefined}
        eventClick={({ event, jsEvent }: EventClickInfo) => {
          jsEvent.preventDefault()
          onOpen(instanceOf(event))
        }}
        eventDrop={({ event, revert, jsEvent }) => {
          const drawn = drawnOf(event)
          if (!jsEvent.altKey && !jsEvent.ctrlKey) return onMove(instanceOf(event), drawn, revert)
          revert()
          onCopy(instanceOf(event), drawn)
        }}
        eventResize={({ event, revert }) => onMove(instanceOf(event), drawnOf(event), revert)}
      />
    </div>
  )
}
