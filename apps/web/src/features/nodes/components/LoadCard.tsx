import { useFormat } from '#ground/format.ts'
import { useWords } from '#ground/words.ts'
import { Card } from '#ui/Card.tsx'
import { usePhone } from '#ui/usePhone.ts'
import { curveThrough, roundAbove } from '../curve.ts'
import type { Nodes } from '../queries.ts'
import css from './nodes.module.css'

/** What is drawn on a phone has fewer marks, not smaller ones. */
const wide = { width: 1000, height: 170, left: 64, marks: 6 }
const narrow = { width: 288, height: 120, left: 44, marks: 3 }

function Curve({ today, capacity, label }: { today: Nodes['today']; capacity: number; label: string }) {
  const say = useWords('nodes')
  const { timeOfDay, number } = useFormat()
  const { width, height, left, marks } = usePhone() ? narrow : wide
  const people = today.map((it) => it.people)
  const top = roundAbove(Math.max(...people, capacity) * 1.05)
  const { line, area, x, y } = curveThrough(people, top, width, height)
  const step = Math.max(1, Math.ceil(today.length / marks))
  return (
    <svg
      className={css.curve}
      viewBox={`${-left} -26 ${width + left + 8} ${height + 58}`}
      role="img"
      aria-label={label}
    >
      {[0, top / 2, top].map((value) => (
        <g key={value}>
          <path d={`M0 ${y(value)}H${width}`} className={css.rule} />
          <text x="-10" y={y(value) + 5} textAnchor="end">
            {number(value)}
          </text>
        </g>
      ))}
      <path d={area} className={css.area} />
      <path d={line} className={css.line} />
      <path d={`M0 ${y(capacity)}H${width}`} className={css.limit} />
      <text x="8" y={y(capacity) - 7} className={css.limitText}>
        {say('capacity.line')}
      </text>
      {today.map(({ at }, index) =>
        index % step === 0 ? (
          <text key={at} x={x(index)} y={height + 22} textAnchor={index === 0 ? 'start' : 'middle'}>
            {timeOfDay(at)}
          </text>
        ) : null,
      )}
    </svg>
  )
}

/** People in meetings over the last hours, against what the open servers are meant to carry. */
export function LoadCard({ nodes, today }: Pick<Nodes, 'nodes' | 'today'>) {
  const say = useWords('nodes')
  const { number, timeOfDay } = useFormat()
  const open = nodes.filter(({ state, health }) => state === 'enabled' && health !== 'down')
  const capacity = open.reduce((sum, { seats }) => sum + seats, 0)
  const now = nodes.reduce((sum, { people }) => sum + people, 0)
  const peak = today.reduce<Nodes['today'][number] | undefined>(
    (most, it) => (it.people > (most?.people ?? 0) ? it : most),
    undefined,
  )
  return (
    <Card
      title={
        <>
          {say('lately')}
          <span className={css.under}>{say('lately_sub')}</span>
        </>
      }
      aside={
        <dl className={css.figures}>
          <div>
            <dt>{say('now')}</dt>
            <dd className="num">{number(now)}</dd>
          </div>
          <div>
            <dt>{say('capacity')}</dt>
            <dd className="num">{number(capacity)}</dd>
          </div>
          {peak ? (
            <div data-over={peak.people > capacity || undefined}>
              <dt>{say('peak', { time: timeOfDay(peak.at) })}</dt>
              <dd className="num">{number(peak.people)}</dd>
            </div>
          ) : null}
        </dl>
      }
    >
      {today.length > 1 ? (
        <Curve
          today={today}
          capacity={capacity}
          label={say('curve', { now: number(now), capacity: number(capacity) })}
        />
      ) : (
        <p className="muted">{say('lately_none')}</p>
      )}
    </Card>
  )
}
