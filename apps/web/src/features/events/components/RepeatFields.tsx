import { mostRepeated } from '@amphi/contract/limits'
import type { EventRead } from '@amphi/contract/events'
import type { MonthlyKind, Repeat, RepeatUnit } from '@amphi/contract/repeat'
import { useLanguage, useWords } from '#ground/words.ts'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import { monthlyWords, repeatWords, weekdayName } from '../repeat-words.ts'
import { isLastOfMonth, nthOfMonth, plusDays, weekdayOf } from '#ground/local-time.ts'
import css from './events.module.css'

const units = ['day', 'week', 'month', 'year'] as const satisfies readonly RepeatUnit[]
const ends = ['never', 'count', 'until'] as const
type End = (typeof ends)[number]

interface Props {
  repeat: Repeat
  /** The first. */
  day: string
  error?: string | undefined
  onRepeat: (repeat: Repeat) => void
}

/** A number that is being typed is none for a moment: it stays what it was. */
const numberIn = (text: string, most: number) => {
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined
}

function Weekdays({ repeat, day, onRepeat }: Props) {
  const say = useWords('events')
  const language = useLanguage()
  const own = weekdayOf(day)
  const chosen = repeat.weekdays ?? [own]
  const toggle = (weekday: number) => {
    const others = chosen.filter((it) => it !== weekday)
    const weekdays = others.length === chosen.length ? [...chosen, weekday] : others
    onRepeat({ ...repeat, weekdays: weekdays.toSorted((a, b) => a - b) })
  }
  return (
    <fieldset className={css.weekdays}>
      <legend className="sr">{say('repeat.weekdays')}</legend>
      {[0, 1, 2, 3, 4, 5, 6].map((weekday) => (
        <label key={weekday} data-on={chosen.includes(weekday) || undefined}>
          <input
            type="checkbox"
            className="sr"
            checked={chosen.includes(weekday)}
            // The day it starts on is always one of them.
            disabled={weekday === own}
            onChange={() => toggle(weekday)}
          />
          <span aria-hidden="true">{weekdayName(language, weekday, 'short').replace('.', '')}</span>
          <span className="sr">{weekdayName(language, weekday)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Monthly({ repeat, day, onRepeat }: Props) {
  const say = useWords('events')
  const language = useLanguage()
  const choices: MonthlyKind[] = [
    'date',
    ...(nthOfMonth(day) < 5 ? (['nth'] as const) : []),
    ...(isLastOfMonth(day) ? (['last'] as const) : []),
  ]
  return (
    <Select
      label={say('repeat.monthly')}
      value={repeat.monthly ?? 'date'}
      onChange={(monthly) => onRepeat({ ...repeat, monthly })}
      options={choices.map((value) => ({ value, label: monthlyWords(say, value, day, language) }))}
    />
  )
}

function Ends({ repeat, day, error, onRepeat }: Props) {
  const say = useWords('events')
  const { until, count, ...said } = repeat
  const end: End = until !== undefined ? 'until' : count !== undefined ? 'count' : 'never'
  const choose = (next: End) => {
    if (next === 'never') onRepeat(said)
    else if (next === 'count') onRepeat({ ...said, count: 10 })
    else onRepeat({ ...said, until: plusDays(day, 90) })
  }
  return (
    <>
      <Select
        label={say('repeat.ends')}
        value={end}
        onChange={choose}
        options={ends.map((value) => ({ value, label: say(`repeat.ends.${value}`) }))}
      />
      {count !== undefined && end === 'count' ? (
        <TextField
          label={say('repeat.count')}
          type="number"
          min={2}
          max={mostRepeated.count}
          value={count}
          onChange={(event) => onRepeat({ ...said, count: numberIn(event.target.value, mostRepeated.count) ?? count })}
        />
      ) : null}
      {end === 'until' ? (
        <TextField
          required
          label={say('repeat.until')}
          type="date"
          min={day}
          value={until ?? day}
          error={error}
          onChange={(event) => {
            if (event.target.value) onRepeat({ ...said, until: event.target.value })
          }}
        />
      ) : null}
    </>
  )
}

/** How it comes again, and the sentence that says so. */
export function RepeatFields({
  repeat,
  day,
  error,
  onRepeat,
}: {
  repeat: EventRead['repeat']
  day: string
  error?: string | undefined
  onRepeat: (repeat: EventRead['repeat']) => void
}) {
  const say = useWords('events')
  const language = useLanguage()
  const chosen = repeat === null ? 'never' : repeat === 'custom' ? 'custom' : repeat.every
  const options = ['never', ...units, ...(repeat === 'custom' ? (['custom'] as const) : [])] as const
  const choose = (next: (typeof options)[number]) => {
    if (next === 'custom') return
    if (next === 'never') onRepeat(null)
    else
      onRepeat({
        every: next,
        interval: 1,
        ...(next === 'week' ? { weekdays: [weekdayOf(day)] } : {}),
        ...(next === 'month' ? { monthly: 'date' as const } : {}),
      })
  }
  return (
    <div className={css.repeat}>
      <Select
        label={say('repeat')}
        value={chosen}
        onChange={choose}
        options={options.map((value) => ({ value, label: say(`repeat.${value}`) }))}
      />
      {repeat && repeat !== 'custom' ? (
        <>
          <div className={css.repeatLine}>
            <TextField
              label={say(`repeat.interval.${repeat.every}`)}
              className={css.interval}
              type="number"
              min={1}
              max={mostRepeated.interval}
              value={repeat.interval}
              onChange={(event) =>
                onRepeat({
                  ...repeat,
                  interval: numberIn(event.target.value, mostRepeated.interval) ?? repeat.interval,
                })
              }
            />
            {repeat.every === 'month' ? <Monthly repeat={repeat} day={day} onRepeat={onRepeat} /> : null}
            {repeat.every === 'week' ? <Weekdays repeat={repeat} day={day} onRepeat={onRepeat} /> : null}
          </div>
          <div className={css.repeatLine}>
            <Ends repeat={repeat} day={day} error={error} onRepeat={onRepeat} />
          </div>
          <p className={css.sentence} role="status">
            {repeatWords(say, repeat, day, language)}
          </p>
        </>
      ) : null}
      {repeat === 'custom' ? <p className="small muted">{say('repeat.custom_note')}</p> : null}
    </div>
  )
}
