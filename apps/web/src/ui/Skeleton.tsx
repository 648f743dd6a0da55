import { useWords } from '#ground/words.ts'
import css from './Skeleton.module.css'

/** The shape of a list to come. It shows only after 300 ms: what is quick should not flicker. */
export function Skeleton({ rows = 5, label }: { rows?: number; label?: string }) {
  const say = useWords('ui')
  return (
    <div className={css.skeleton} role="status" aria-busy="true">
      <span className="sr">{label ?? say('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden="true">
          <i />
          <span>
            <i style={{ width: `${42 + ((row * 37) % 30)}%` }} />
            <i style={{ width: `${24 + ((row * 53) % 22)}%` }} />
          </span>
          <i />
        </div>
      ))}
    </div>
  )
}
