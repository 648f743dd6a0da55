import { IconDotsVertical, IconPencil, IconTrash, IconUserShare } from '@tabler/icons-react'
import type { Calendar } from '@amphi/contract/calendars'
import type { ResourceId } from '@amphi/contract/resources'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useCalendars, useChangeCalendar } from '../queries.ts'
import type { CalendarDeed } from './CalendarDialog.tsx'
import css from './calendars.module.css'

interface Props {
  /** Those whose bookings stand in a calendar, and that one may share with others. */
  shared: ReadonlySet<ResourceId>
  onDeed: (deed: CalendarDeed) => void
}

const look = { size: 19, stroke: 1.8 }

function Deeds({ calendar, shared, onDeed }: Props & { calendar: Calendar }) {
  const say = useWords('calendars')
  const { name, can, resourceId } = calendar
  const items: (MenuItem | false)[] = [
    {
      label: say(can.configure ? 'change' : 'change_color'),
      icon: <IconPencil {...look} />,
      onSelect: () => onDeed({ kind: 'change', calendar }),
    },
    (resourceId === null ? can.share : shared.has(resourceId)) && {
      label: say('share'),
      icon: <IconUserShare {...look} />,
      onSelect: () => onDeed({ kind: 'share', calendar }),
    },
    can.remove && {
      label: say('remove'),
      icon: <IconTrash {...look} />,
      danger: true,
      onSelect: () => onDeed({ kind: 'remove', calendar }),
    },
  ]
  const label = say('deeds', { name })
  return (
    <Menu
      label={label}
      items={items.filter((item) => item !== false)}
      trigger={(props) => (
        <Tool {...props} label={label} size={34} className={css.more}>
          <IconDotsVertical {...look} />
        </Tool>
      )}
    />
  )
}

function Line({ calendar, ...rest }: Props & { calendar: Calendar }) {
  const say = useWords('calendars')
  const sentence = useSentence()
  const change = useChangeCalendar()
  const { id: calendarId, name, color, isHidden, owner, access, shares } = calendar
  // What was asked for shows at once, and until the server says otherwise than it did.
  const [wanted, setWanted] = useState<{ was: boolean; on: boolean }>()
  const isShown = wanted?.was === isHidden ? wanted.on : !isHidden
  const fact =
    access === 'owner'
      ? shares > 0 && say('shared', { count: shares })
      : owner && say(`of.${access}`, { owner: owner.name })
  return (
    <li className={css.line}>
      <label className={css.name}>
        <input
          type="checkbox"
          checked={isShown}
          style={{ ['--color' as string]: color }}
          onChange={({ target: { checked: on } }) => {
            setWanted({ was: isHidden, on })
            change.mutate(
              { params: { calendarId }, body: { isHidden: !on } },
              {
                onError: (error) => {
                  setWanted(undefined)
                  toast(sentence(error), 'error')
                },
              },
            )
          }}
        />
        <span>
          <span className={css.title}>{name}</span>
          {fact ? <span className="small muted">{fact}</span> : null}
        </span>
      </label>
      <Deeds calendar={calendar} {...rest} />
    </li>
  )
}

/** The calendars one sees, each to be shown or hidden: one’s own, then those that others share. */
export function CalendarList(props: Props) {
  const say = useWords('calendars')
  const { data } = useCalendars()
  if (!data) return <Skeleton rows={2} />
  const own = data.filter(({ access }) => access === 'owner')
  const bookings = data.filter(({ resourceId }) => resourceId !== null)
  const others = data.filter(({ access, resourceId }) => access !== 'owner' && resourceId === null)
  const part = (title: string, calendars: readonly Calendar[]) =>
    calendars.length > 0 ? (
      <section className={css.part} aria-label={title}>
        <h2>{title}</h2>
        <ul>
          {calendars.map((calendar) => (
            <Line key={calendar.id} calendar={calendar} {...props} />
          ))}
        </ul>
      </section>
    ) : null
  return (
    <>
      {part(say('mine'), own)}
      {part(say('of_others'), others)}
      {part(say('of_resources'), bookings)}
    </>
  )
}
