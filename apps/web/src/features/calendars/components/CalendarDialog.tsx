import { textLengths } from '@amphi/contract/limits'
import type { Calendar } from '@amphi/contract/calendars'
import { type ReactNode, useId, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { type ColorName, colorNames, colors } from '../colors.ts'
import { useChangeCalendar, useCreateCalendar, useRemoveCalendar } from '../queries.ts'
import css from './calendars.module.css'
import { type Sharers, ShareCalendar } from './ShareCalendar.tsx'

/** What is done with a calendar in a window of its own. */
export type CalendarDeed = { kind: 'create' } | { kind: 'change' | 'share' | 'remove'; calendar: Calendar }

function Colors({ color, onColor }: { color: string | undefined; onColor: (color: string) => void }) {
  const say = useWords('calendars')
  const name = useId()
  const own = color !== undefined && !(Object.values(colors) as string[]).includes(color) ? [color] : []
  const offered: [ColorName | 'own', string][] = [
    ...colorNames.map((it): [ColorName, string] => [it, colors[it]]),
    ...own.map((it): ['own', string] => ['own', it]),
  ]
  return (
    <fieldset className={css.colors}>
      <legend>{say('color')}</legend>
      {offered.map(([key, value]) => (
        <label key={key} title={say(`color.${key}`)}>
          <input type="radio" className="sr" name={name} checked={value === color} onChange={() => onColor(value)} />
          <span className={css.swatch} style={{ background: value }} aria-hidden="true" />
          <span className="sr">{say(`color.${key}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** A new calendar, or another name and colour for one; of one that others share, the colour one sees it in. */
function Form({ calendar, onClose }: { calendar?: Calendar; onClose: () => void }) {
  const say = useWords('calendars')
  const sentence = useSentence()
  const create = useCreateCalendar()
  const change = useChangeCalendar()
  const [name, setName] = useState(calendar?.name ?? '')
  const [color, setColor] = useState(calendar?.color)
  const { error, isPending } = calendar ? change : create
  const submit = () => {
    const mayName = !calendar || calendar.can.configure
    const body = { ...(mayName ? { name } : {}), ...(color ? { color } : {}) }
    if (calendar) change.mutate({ params: { calendarId: calendar.id }, body }, { onSuccess: onClose })
    else
      create.mutate(
        { body: { name, ...(color ? { color } : {}) } },
        {
          onSuccess: () => {
            toast(say('created', { name }))
            onClose()
          },
        },
      )
  }
  return (
    <FormDialog
      title={say(calendar ? 'change.title' : 'create')}
      deed={say(calendar ? 'do.change' : 'do.create')}
      busy={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {!calendar || calendar.can.configure ? (
        <TextField
          autoFocus
          required
          maxLength={textLengths.calendarName.max}
          label={say('name')}
          placeholder={say('name_example')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      ) : (
        <p className="muted">{say('color_for_you', { name: calendar.name })}</p>
      )}
      <Colors color={color} onColor={setColor} />
    </FormDialog>
  )
}

function Remove({ calendar, onClose }: { calendar: Calendar; onClose: () => void }) {
  const say = useWords('calendars')
  const remove = useRemoveCalendar()
  const { id: calendarId, name, shares } = calendar
  return (
    <AskFirst
      title={say('remove.title', { name })}
      keep={say('remove.keep')}
      deed={say('remove.do')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onDo={() =>
        remove.mutate(
          { params: { calendarId } },
          {
            onSuccess: () => {
              toast(say('removed', { name }))
              onClose()
            },
          },
        )
      }
    >
      <p>{say('remove.text')}</p>
      {shares > 0 ? <p>{say('remove.shared', { count: shares })}</p> : null}
    </AskFirst>
  )
}

/** The window of a deed. Who it is shared with is found by what is handed in: `find`. */
export function CalendarDialog({
  deed,
  picked,
  find,
  onShared,
  onClose,
}: {
  deed: CalendarDeed
  picked: Sharers
  find: ReactNode
  onShared: () => void
  onClose: () => void
}) {
  if (deed.kind === 'create') return <Form onClose={onClose} />
  if (deed.kind === 'change') return <Form calendar={deed.calendar} onClose={onClose} />
  if (deed.kind === 'remove') return <Remove calendar={deed.calendar} onClose={onClose} />
  return (
    <ShareCalendar calendar={deed.calendar} picked={picked} onShared={onShared} onClose={onClose}>
      {find}
    </ShareCalendar>
  )
}
