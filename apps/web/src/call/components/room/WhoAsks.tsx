import { Rich } from '#ui/Rich.tsx'
import css from './attention.module.css'

const parts = { b: (name: string) => <b className="clip">{name}</b> }

/** Where there is little room: a name, as much of it as fits, and under it what they ask for, all of it. */
export function WhoAsks({ words }: { words: string }) {
  return (
    <span className={css.who}>
      <Rich words={words} parts={parts} />
    </span>
  )
}
