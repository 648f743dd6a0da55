import type { Occupancy as Figures } from '@amphi/contract/engines'
import { useWords } from '#ground/words.ts'
import css from './Occupancy.module.css'

const steps = { little: 1, rather: 2, very: 3, full: 3 }

/** How busy the service is, in one word and what it means for whoever wants to start. */
export function Occupancy({ level, short }: { level: Figures['level']; short?: boolean }) {
  const say = useWords('meetings')
  return (
    <p className={css.occupancy} data-level={level}>
      <span className={css.steps} aria-hidden="true">
        {[1, 2, 3].map((step) => (
          <i key={step} data-on={step <= steps[level] || undefined} />
        ))}
      </span>
      <b>{say(`level.${level}`)}</b>
      {short ? null : <span className="muted">{say(`means.${level}`)}</span>}
    </p>
  )
}
