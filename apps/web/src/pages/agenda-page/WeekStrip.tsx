import { type EventInstance, shownOn } from '#features/events'
import * as when from '#ground/local-time.ts'
import { useFormat } from '#ground/format.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import css from './WeekStrip.module.css'
import type {} from './words.ts'

/** The week of a day, to go from one to another under a thumb; a dot is a day with something. */
export function WeekStrip({
  day,
  today,
  instances,
  onDay,
}: {
  day: string
  today: string
  instances: readonly EventInstance[]
  onDay: (day: string) => void
}) {
  const say = useWords('agenda-page')
  const language = useLanguage()
  const { day: dayWords } = useFormat()
  const monday = when.mondayOf(day)
  const short = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'short' })
  const taken = instances.map((it) => shownOn(it))
  return (
    <nav className={css.strip} aria-label={say('week')}>
      {[0, 1, 2, 3, 4, 5, 6].map((at) => {
        const it = when.plusDays(monday, at)
        const isTaken = taken.some(({ first, last }) => first <= it && it <= last)
        return (
          <button
            key={it}
            type="button"
            aria-current={it === day ? 'date' : undefined}
            data-today={it === today || undefined}
            onClick={() => onDay(it)}
          >
            <span aria-hidden="true">{short.format(when.asDate(it))}</span>
            <b className="num" aria-hidden="true">
              {Number(it.slice(8))}
            </b>
            <i data-taken={isTaken || undefined} />
            <span className="sr">{`${dayWords(when.asDate(it))}${isTaken ? `, ${say('taken')}` : ''}`}</span>
          </button>
        )
      })}
    </nav>
  )
}
