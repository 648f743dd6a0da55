import { IconChevronDown, IconUserMinus, IconUsers } from '@tabler/icons-react'
import type { Calendar, CalendarLevel, CalendarShare } from '@amphi/contract/calendars'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import { type ReactNode, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choice.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Menu } from '#ui/Menu.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Select } from '#ui/Select.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { announce, toast } from '#ui/toasts.ts'
import { useCalendarShares, useShareCalendar, useWithdrawCalendarShare } from '../queries.ts'
import css from './calendars.module.css'

/** With whom: people and groups of the house. */
export interface Sharers {
  users: readonly UserId[]
  groups: readonly GroupId[]
}

const levels = ['busy', 'read', 'write'] as const satisfies readonly CalendarLevel[]

/** How far somebody sees it; and how far else, or no longer. */
function Level({ calendar, share }: { calendar: Calendar; share: CalendarShare }) {
  const say = useWords('calendars')
  const sentence = useSentence()
  const change = useShareCalendar()
  const withdraw = useWithdrawCalendarShare()
  const { to, level, onBehalf } = share
  const onError = (error: Error) => toast(sentence(error), 'error')
  const tell = (next: { level: CalendarLevel; onBehalf: boolean }) =>
    change.mutate(
      {
        params: { calendarId: calendar.id },
        body: { ...next, ...(to.kind === 'person' ? { users: [to.id] } : { groups: [to.id] }) },
      },
      { onError },
    )
  return (
    <Menu
      label={say('share.change', { name: to.name })}
      items={[
        ...levels.map((other) => ({
          label: say(`level.${other}`),
          checked: other === level,
          onSelect: () => tell({ level: other, onBehalf: onBehalf && other === 'write' }),
        })),
        {
          label: say('share.withdraw'),
          icon: <IconUserMinus size={19} stroke={1.8} />,
          danger: true,
          onSelect: () =>
            withdraw.mutate(
              { params: { calendarId: calendar.id, shareId: share.id } },
              { onError, onSuccess: () => announce(say('share.withdrawn', { name: to.name })) },
            ),
        },
      ]}
      trigger={(props) => (
        <Button
          {...props}
          size="s"
          busy={change.isPending || withdraw.isPending}
          aria-label={say('share.level_of', { name: to.name, level: say(`level.${level}`) })}
          iconEnd={<IconChevronDown size={16} stroke={2} />}
        >
          {say(`level.${level}`)}
        </Button>
      )}
    />
  )
}

function Line({ calendar, share }: { calendar: Calendar; share: CalendarShare }) {
  const say = useWords('calendars')
  const { to, onBehalf } = share
  return (
    <li>
      {to.kind === 'person' ? (
        <Avatar of={to} size={36} />
      ) : (
        <span className={css.group} aria-hidden="true">
          <IconUsers size={20} stroke={1.8} />
        </span>
      )}
      <span className={css.who}>
        <b>{to.name}</b>
        {to.kind === 'group' ? (
          <span className="muted small">{say('share.members', { count: to.members })}</span>
        ) : null}
        {onBehalf ? <span className="muted small">{say('share.behalf_done')}</span> : null}
      </span>
      <Level calendar={calendar} share={share} />
    </li>
  )
}

/** Who else sees a calendar, and how far. What finds them by name is handed in: `children`. */
export function ShareCalendar({
  calendar,
  picked,
  onShared,
  onClose,
  children,
}: {
  calendar: Calendar
  picked: Sharers
  onShared: () => void
  onClose: () => void
  children: ReactNode
}) {
  const say = useWords('calendars')
  const sentence = useSentence()
  const { data, error } = useCalendarShares(calendar.id)
  const share = useShareCalendar()
  const [level, setLevel] = useState<CalendarLevel>('read')
  const [onBehalf, setOnBehalf] = useState(false)
  const many = picked.users.length + picked.groups.length
  const submit = () =>
    share.mutate(
      {
        params: { calendarId: calendar.id },
        body: {
          users: [...picked.users],
          groups: [...picked.groups],
          level,
          onBehalf: onBehalf && level === 'write',
        },
      },
      {
        onSuccess: () => {
          onShared()
          announce(say('share.done', { count: many }))
        },
      },
    )
  return (
    <Dialog title={say('share.title', { name: calendar.name })} sub={say('share.sub')} width={560} onClose={onClose}>
      {children}
      {many > 0 ? (
        <>
          <div className={css.deed}>
            <Select
              label={say('share.as')}
              className="grow"
              value={level}
              onChange={setLevel}
              options={levels.map((value) => ({ value, label: say(`may.${value}`) }))}
            />
            <Button variant="filled" busy={share.isPending} onClick={submit}>
              {say('do.share')}
            </Button>
          </div>
          {level === 'write' ? (
            <Checkbox
              label={say('share.behalf')}
              note={say('share.behalf_note')}
              checked={onBehalf}
              onChange={setOnBehalf}
            />
          ) : null}
        </>
      ) : null}
      {share.error ? <Notice tone="error">{sentence(share.error)}</Notice> : null}
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {data || error ? null : <Skeleton rows={2} />}
      {data && data.length > 0 ? (
        <Rows label={say('share.list')}>
          {data.map((it) => (
            <Line key={it.id} calendar={calendar} share={it} />
          ))}
        </Rows>
      ) : null}
      {data?.length === 0 ? <p className="muted">{say('share.nobody')}</p> : null}
    </Dialog>
  )
}
