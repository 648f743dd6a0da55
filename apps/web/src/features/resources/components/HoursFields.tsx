import type { ResourceHours } from '@amphi/contract/resources'
import { useLanguage, useWords } from '#ground/words.ts'
import { Checkbox } from '#ui/Choice.tsx'
import { type Option, Select } from '#ui/Select.tsx'
import { usualHours } from '../resource-form.ts'
import css from './resources.module.css'

const week = [1, 2, 3, 4, 5, 6, 7]

/** 1 January 2024 was a Monday. */
const dayName = (day: number, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))

/** Each half hour of a day, and the time that is said already. */
const timesWith = (time: string): Option[] => {
  const halves = Array.from(
    { length: 48 },
    (_, at) => `${String(at >> 1).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`,
  )
  return [...new Set([...halves, time])].toSorted().map((value) => ({ value, label: value }))
}

/** The days and hours it is meant for, or none. */
export function HoursFields({
  hours,
  onHours,
}: {
  hours: ResourceHours | null
  onHours: (hours: ResourceHours | null) => void
}) {
  const say = useWords('resources')
  const language = useLanguage()
  return (
    <fieldset className={css.hours}>
      <legend className="sr">{say('hours')}</legend>
      <Checkbox label={say('hours.say')} checked={hours !== null} onChange={(on) => onHours(on ? usualHours : null)} />
      {hours ? (
        <>
          <div className={css.days} role="group" aria-label={say('hours.days')}>
            {week.map((day) => {
              const on = hours.days.includes(day)
              const days = on ? hours.days.filter((it) => it !== day) : [...hours.days, day].toSorted((a, b) => a - b)
              return (
                <label key={day} data-on={on || undefined}>
                  <input type="checkbox" className="sr" checked={on} onChange={() => onHours({ ...hours, days })} />
                  {dayName(day, language)}
                </label>
              )
            })}
          </div>
          <div className={css.two}>
            <Select
              label={say('hours.from')}
              value={hours.from}
              onChange={(from) => onHours({ ...hours, from })}
              options={timesWith(hours.from)}
            />
            <Select
              label={say('hours.to')}
              value={hours.to}
              onChange={(to) => onHours({ ...hours, to })}
              options={timesWith(hours.to)}
            />
          </div>
        </>
      ) : null}
    </fieldset>
  )
}
