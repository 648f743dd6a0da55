import { IconChartBar, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { csv } from '#ground/csv.ts'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { save } from '#ground/save.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { type Day, firstOf, kinds, type Line, linesOf, type Period, periods, sumOf } from '../figures.ts'
import css from './UsageFigures.module.css'

/** A day or a month, as one says it. */
const useWhen = () => {
  const language = useLanguage()
  const { capital } = useFormat()
  return (when: string) => {
    const isDay = when.length > 7
    const options = isDay
      ? ({ weekday: 'short', day: 'numeric', month: 'short' } as const)
      : ({ month: 'long', year: 'numeric' } as const)
    const date = new Date(`${isDay ? when : `${when}-01`}T00:00:00Z`)
    const locale = language === 'en' ? 'en-GB' : 'fr-FR'
    return capital(new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date))
  }
}

function Sums({ days }: { days: readonly Day[] }) {
  const say = useWords('usage')
  const { number } = useFormat()
  return (
    <dl className={css.sums}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{say(kind)}</dt>
          <dd className="num">{number(sumOf(days, kind))}</dd>
          <dd className="small muted">{say(`${kind}_note`)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Lines({ lines, period }: { lines: readonly Line[]; period: Period }) {
  const say = useWords('usage')
  const { number } = useFormat()
  const when = useWhen()
  const most = Math.max(1, ...lines.map(({ visits }) => visits))
  return (
    <div className={css.scroll}>
      <table className={css.lines}>
        <thead>
          <tr>
            <th scope="col">{say(`period.${period}_column`)}</th>
            {kinds.map((kind) => (
              <th scope="col" key={kind}>
                {say(kind)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.when}>
              <th scope="row">{when(line.when)}</th>
              {kinds.map((kind) => (
                <td className="num" key={kind}>
                  {kind === 'visits' ? (
                    <span className={css.bar} style={{ inlineSize: `${(line.visits / most) * 72}px` }} />
                  ) : null}
                  {number(line[kind])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** How much the institution is used: a month by its days, a year by its months; and the days as a file. */
export function UsageFigures() {
  const say = useWords('usage')
  const sentence = useSentence()
  const language = useLanguage()
  const [period, setPeriod] = useState<Period>('days')
  const { data, error, refetch } = useAsk('readUsage', { query: {} })
  if (error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  const first = firstOf(data.today, period)
  const days = data.days.filter(({ day }) => day >= first)
  const sheet = () => {
    const head = [say('period.days_column'), ...kinds.map((kind) => say(kind))]
    const rows = days.map((day) => [day.day, ...kinds.map((kind) => String(day[kind]))])
    save(`${say('file')} ${first} ${data.today}.csv`, 'text/csv;charset=utf-8', csv([head, ...rows], language))
  }
  return (
    <div className={css.usage}>
      <div className={css.head}>
        <Segmented
          label={say('period')}
          value={period}
          onChange={setPeriod}
          options={periods.map((value) => ({ value, label: say(`period.${value}`) }))}
        />
        <span className="grow" />
        {days.length > 0 ? (
          <Button icon={<IconDownload size={18} stroke={1.8} />} onClick={sheet}>
            {say('sheet')}
          </Button>
        ) : null}
      </div>
      {days.length === 0 ? (
        <EmptyState icon={<IconChartBar size={28} stroke={1.7} />} title={say('none')} text={say('none_text')} />
      ) : (
        <>
          <Card>
            <Sums days={days} />
          </Card>
          <Card flush title={say(`period.${period}_title`)}>
            <Lines lines={linesOf(days, period)} period={period} />
          </Card>
        </>
      )}
    </div>
  )
}
