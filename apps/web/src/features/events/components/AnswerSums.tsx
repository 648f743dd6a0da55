import type { EventPerson } from '@amphi/contract/event-guests'
import { useWords } from '#ground/words.ts'
import { sumsOf } from '../guests.ts'
import css from './guests.module.css'

/** How many come, may come, do not, and have not said: in words, and as lengths beside one another. */
export function AnswerSums({ people, bar = false }: { people: readonly EventPerson[]; bar?: boolean }) {
  const say = useWords('events')
  const sums = sumsOf(people)
  return (
    <>
      {bar ? (
        <div className={css.bar} aria-hidden="true">
          {sums.map(({ answer, count }) => (
            <i key={answer} data-answer={answer} style={{ flexGrow: count }} />
          ))}
        </div>
      ) : null}
      <span className={css.sums}>{sums.map(({ answer, count }) => say(`sum.${answer}`, { count })).join(', ')}</span>
    </>
  )
}
