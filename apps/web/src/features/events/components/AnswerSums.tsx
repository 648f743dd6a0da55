import type { EventPerson } from '@amphi/contract/event-guests'
import { useWords } from '#ground/words.ts'
import { Notice } from '#ui/Notice.tsx'
import { sumsOf } from '../guests.ts'
import css from './guests.module.css'

/**
 * How many come, may come, do not, and have not said: in words, and as lengths beside one another, with how many
 * invitations do not leave at all.
 */
export function AnswerSums({ people, bar = false }: { people: readonly EventPerson[]; bar?: boolean }) {
  const say = useWords('events')
  const sums = sumsOf(people)
  // One sentence says it of all.
  const kept = people.filter(({ delivery }) => delivery === 'kept').length
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
      {bar && kept > 0 ? <Notice tone="hand">{say('delivery.kept', { count: kept })}</Notice> : null}
    </>
  )
}
