import { useId } from 'react'
import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Checkbox } from '#ui/Choice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import { usePhone } from '#ui/usePhone.ts'
import { type Draft, type DraftProblem, withStart } from '../draft.ts'
import { placeOf } from '../useWhen.ts'
import { dayOf, hourOf, type Local, minutesBetween, zoneHere } from '#ground/local-time.ts'
import css from './events.module.css'

const quarters = Array.from({ length: 96 }, (_, at) => {
  const hours = String(Math.floor(at / 4)).padStart(2, '0')
  return `${hours}:${String((at % 4) * 15).padStart(2, '0')}`
})

function Hour({
  label,
  at,
  from,
  onChange,
}: {
  label: string
  at: Local
  from?: Local
  onChange: (hour: string) => void
}) {
  const { timeOfDay, duration } = useFormat()
  // What another program set between two quarters stays as it is.
  const hours = quarters.includes(hourOf(at)) ? quarters : [...quarters, hourOf(at)].toSorted()
  const phone = usePhone()
  const long = (hour: string) => {
    if (!from || phone) return ''
    const minutes = minutesBetween(from, `${dayOf(at)}T${hour}`)
    return minutes > 0 && minutes <= 12 * 60 ? ` (${duration(minutes * 60_000)})` : ''
  }
  return (
    <Select
      bare
      label={label}
      className={css.hour}
      value={hourOf(at)}
      onChange={onChange}
      options={hours.map((hour) => ({
        value: hour,
        label: `${timeOfDay(new Date(`2024-01-01T${hour}:00`))}${long(hour)}`,
      }))}
    />
  )
}

function Day({
  label,
  at,
  min,
  onChange,
}: {
  label: string
  at: Local
  min?: string
  onChange: (day: string) => void
}) {
  return (
    <TextField
      bare
      required
      type="date"
      label={label}
      className={css.day}
      min={min}
      value={dayOf(at)}
      onChange={({ target }) => {
        if (target.value) onChange(target.value)
      }}
    />
  )
}

const zones = () => {
  const all = Intl.supportedValuesOf('timeZone')
  return all.includes('UTC') ? all : [...all, 'UTC']
}

/** Folded away: few look at it, and who does needs it. */
function Zone({ timeZone, onZone }: { timeZone: string; onZone: (timeZone: string) => void }) {
  const say = useWords('events')
  const known = zones()
  const offered = known.includes(timeZone) ? known : [timeZone, ...known]
  return (
    <details className={css.zone} open={timeZone !== zoneHere()}>
      <summary>{say('zone', { place: placeOf(timeZone) })}</summary>
      <Select
        label={say('zone.choose')}
        value={timeZone}
        onChange={onZone}
        options={offered.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      />
    </details>
  )
}

/** From when to when, or which days. */
export function WhenFields({
  draft,
  problem,
  onDraft,
}: {
  draft: Draft
  problem: DraftProblem | undefined
  onDraft: (draft: Draft) => void
}) {
  const say = useWords('events')
  const id = useId()
  const { allDay, start, end, timeZone } = draft
  const wrong = problem === 'ends_before_start'
  const setStart = (next: Local) => onDraft(withStart(draft, next))
  const setEnd = (next: Local) => onDraft({ ...draft, end: next })
  return (
    <fieldset className={css.when} aria-describedby={wrong ? id : undefined}>
      <legend>{say('when')}</legend>
      <div className={css.times}>
        <span className={css.word} aria-hidden="true">
          {say(allDay ? 'from_day' : 'from')}
        </span>
        <Day label={say('start.day')} at={start} onChange={(day) => setStart(`${day}${start.slice(10)}`)} />
        {allDay ? null : (
          <Hour label={say('start.hour')} at={start} onChange={(hour) => setStart(`${dayOf(start)}T${hour}`)} />
        )}
        <span className={css.word} aria-hidden="true">
          {say(allDay ? 'to_day' : 'to')}
        </span>
        <Day label={say('end.day')} at={end} min={dayOf(start)} onChange={(day) => setEnd(`${day}${end.slice(10)}`)} />
        {allDay ? null : (
          <Hour label={say('end.hour')} at={end} from={start} onChange={(hour) => setEnd(`${dayOf(end)}T${hour}`)} />
        )}
      </div>
      {wrong ? (
        <p id={id} className={css.problem} role="alert">
          {say('problem.ends_before_start')}
        </p>
      ) : null}
      <Checkbox label={say('all_day')} checked={allDay} onChange={(on) => onDraft({ ...draft, allDay: on })} />
      {allDay ? null : <Zone timeZone={timeZone} onZone={(zone) => onDraft({ ...draft, timeZone: zone })} />}
    </fieldset>
  )
}
