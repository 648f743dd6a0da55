import { IconCalendarPlus, IconChevronLeft, IconChevronRight, IconPlus, IconStack2 } from '@tabler/icons-react'
import { lazyRouteComponent, Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useMemo, useState } from 'react'
import { type CalendarDeed, CalendarDialog, CalendarList, useCalendars } from '#features/calendars'
import { type Picked, PickPeople } from '#features/directory'
import { ShareResource, useResources, useResourcesLive } from '#features/resources'
import { type EventInstance, useAgendaLive, useEvents } from '#features/events'
import * as when from '#ground/local-time.ts'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tool } from '../../ui/Tool.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { announce } from '../../ui/toasts.ts'
import { usePhone } from '../../ui/usePhone.ts'
import { PageHead } from '../shell/PageHead.tsx'
import { AgendaList } from './AgendaList.tsx'
import css from './AgendaPage.module.css'
import { AgendaWindows } from './AgendaWindows.tsx'
import { type View, views } from './search.ts'
import { useDeeds } from './useDeeds.ts'
import { daysOf, stepped, weekNumber } from './view.ts'
import { WeekStrip } from './WeekStrip.tsx'
import type {} from './words.ts'

// Only who looks at a grid fetches what draws it.
const AgendaGrid = lazyRouteComponent(() => import('./AgendaGrid.tsx'), 'AgendaGrid')

const startOf = (day: string) => new Date(`${day}T00:00:00`)

/** Which days are shown and how; the address says so. */
const useShown = () => {
  const phone = usePhone()
  const search = useSearch({ from: '/shell/agenda' })
  const navigate = useNavigate()
  const now = useNow()
  const today = when.dayOf(when.localIn(now, when.zoneHere()))
  // Seven columns are too narrow for a phone, whoever sent the address.
  const view: View = phone && search.view === 'week' ? 'list' : (search.view ?? (phone ? 'list' : 'week'))
  const day = search.date ?? today
  const go = (next: { view?: View; date?: string }) =>
    void navigate({ to: '/agenda', search: (was) => ({ ...was, ...next }), replace: true })
  return { view, day, today, phone, go }
}

/** What these days are called. */
const useTitleOf = () => {
  const language = useLanguage()
  const { capital } = useFormat()
  const phone = usePhone()
  return (view: View, day: string) => {
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
    const { from, to } = daysOf(view, day)
    const last = when.plusDays(to, -1)
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
    const isOther = day.slice(0, 4) !== String(new Date().getFullYear())
    const month = format(phone ? { month: 'long' } : { month: 'long', year: 'numeric' })
    if (view === 'day')
      return capital(
        format({ weekday: 'long', day: 'numeric', month: 'long', ...(isOther ? { year: 'numeric' } : {}) })
          .format(when.asDate(day))
          .replace(/ 1 /, language === 'fr' ? ' 1er ' : ' 1 '),
      )
    if (view !== 'week' || from.slice(0, 7) === last.slice(0, 7))
      return capital(month.format(when.asDate(view === 'week' ? from : day)))
    return capital(month.formatRange(when.asDate(from), when.asDate(last)))
  }
}

function Calendars({ onDeed }: { onDeed: (deed: CalendarDeed) => void }) {
  const say = useWords('agenda-page')
  const { data: resources = [] } = useResources()
  const shared = new Set(resources.filter(({ can }) => can.share).map(({ id }) => id))
  return (
    <>
      <CalendarList shared={shared} onDeed={onDeed} />
      <div className={css.under}>
        <Button
          size="s"
          variant="subtle"
          icon={<IconPlus size={17} stroke={2} />}
          onClick={() => onDeed({ kind: 'create' })}
        >
          {say('new_calendar')}
        </Button>
        <Link to="/account/calendar">{say('connect')}</Link>
      </div>
    </>
  )
}

/** The windows of calendars, and who they are shared with, found by typing. */
function CalendarWindow({ deed, onClose }: { deed: CalendarDeed; onClose: () => void }) {
  const say = useWords('agenda-page')
  const [picked, setPicked] = useState<Picked[]>([])
  const find = <PickPeople label={say('share_with')} picked={picked} onPicked={setPicked} />
  const sharing = {
    picked: {
      users: picked.flatMap((it) => (it.kind === 'person' ? [it.id] : [])),
      groups: picked.flatMap((it) => (it.kind === 'group' ? [it.id] : [])),
    },
    onShared: () => setPicked([]),
    onClose,
  }
  // The bookings of a resource are seen by whoever it is shared with.
  if (deed.kind === 'share' && deed.calendar.resourceId !== null)
    return (
      <ShareResource resource={{ id: deed.calendar.resourceId, name: deed.calendar.name }} {...sharing}>
        {find}
      </ShareResource>
    )
  return <CalendarDialog deed={deed} find={find} {...sharing} />
}

/** One’s days: what is planned, in one’s own calendars and in those that others share. */
export function AgendaPage() {
  const say = useWords('agenda-page')
  const sentence = useSentence()
  const { view, day, today, phone, go } = useShown()
  const titleOf = useTitleOf()
  const { from, to } = daysOf(view, day)
  const { data: all } = useCalendars()
  const { data, error, refetch } = useEvents(startOf(view === 'list' ? when.mondayOf(from) : from), startOf(to))
  useAgendaLive()
  useResourcesLive()
  const calendars = useMemo(() => new Map((all ?? []).map((it) => [it.id as string, it])), [all])
  const writable = useMemo(() => (all ?? []).filter(({ can }) => can.write), [all])
  const deeds = useDeeds(writable)
  const [calendarDeed, setCalendarDeed] = useState<CalendarDeed>()
  const [choosing, setChoosing] = useState(false)

  const show = (next: { view?: View; date?: string }) => {
    go(next)
    announce(titleOf(next.view ?? view, next.date ?? day))
  }
  const mayPlan = writable.length > 0
  const plan = mayPlan ? () => deeds.plan({ day: day === today ? undefined : day }) : undefined
  const instances: readonly EventInstance[] = data ?? []
  const title = titleOf(view, day)
  const planButton = plan ? (
    <Button variant="filled" icon={<IconCalendarPlus size={19} stroke={1.9} />} onClick={plan}>
      {say('plan')}
    </Button>
  ) : null
  const bar = (
    <div className={css.bar}>
      <div className={css.steps}>
        <Tool label={say(`before.${view}`)} size={44} onClick={() => show({ date: stepped(view, day, -1) })}>
          <IconChevronLeft size={22} />
        </Tool>
        <Button onClick={() => show({ date: today })}>{say('today')}</Button>
        <Tool label={say(`after.${view}`)} size={44} onClick={() => show({ date: stepped(view, day, 1) })}>
          <IconChevronRight size={22} />
        </Tool>
      </div>
      <Segmented
        label={say('view')}
        value={view}
        onChange={(next) => show({ view: next })}
        options={(phone ? (['list', 'day', 'month'] as const) : views).map((value) => ({
          value,
          label: say(`view.${value}`),
        }))}
      />
      <Button className={css.choose} icon={<IconStack2 size={19} stroke={1.8} />} onClick={() => setChoosing(true)}>
        {say('calendars')}
      </Button>
    </div>
  )
  return (
    <div className={css.page} data-view={view}>
      <PageHead
        title={title}
        tab={say('title')}
        sub={view === 'week' ? say('week_number', { week: weekNumber(day) }) : undefined}
      >
        {phone ? null : bar}
        {planButton}
      </PageHead>
      {phone ? bar : null}
      <div className={css.body}>
        {error && !data ? <Trouble text={sentence(error)} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <Skeleton rows={6} />}
        {data && view === 'list' ? (
          <div className={css.listed}>
            {phone ? (
              <WeekStrip day={day} today={today} instances={instances} onDay={(date) => show({ date })} />
            ) : null}
            <AgendaList
              from={from}
              to={to}
              instances={instances}
              calendars={calendars}
              onOpen={deeds.open}
              onPlan={plan}
            />
          </div>
        ) : null}
        {data && view !== 'list' ? (
          <Suspense fallback={<Skeleton rows={6} />}>
            <AgendaGrid
              view={view}
              day={day}
              instances={instances}
              calendars={calendars}
              mayPlan={mayPlan}
              onDraw={(drawn) => deeds.plan({ drawn })}
              onOpen={deeds.open}
              onMove={deeds.move}
              onCopy={deeds.copyTo}
            />
          </Suspense>
        ) : null}
        <aside className={css.aside} aria-label={say('calendars')}>
          <Calendars onDeed={setCalendarDeed} />
        </aside>
      </div>
      {choosing ? (
        <Dialog title={say('calendars')} width={420} onClose={() => setChoosing(false)}>
          <Calendars
            onDeed={(deed) => {
              setChoosing(false)
              setCalendarDeed(deed)
            }}
          />
        </Dialog>
      ) : null}
      {calendarDeed ? <CalendarWindow deed={calendarDeed} onClose={() => setCalendarDeed(undefined)} /> : null}
      <AgendaWindows deeds={deeds} calendars={calendars} writable={writable} />
    </div>
  )
}
