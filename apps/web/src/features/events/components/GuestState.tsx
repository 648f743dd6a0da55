import { postSilent } from '@amphi/contract/post'
import type { EventPerson } from '@amphi/contract/event-guests'
import { useWords } from '#ground/words.ts'
import css from './guests.module.css'

/** What somebody said with their answer; and what kept the invitation from them. */
export function GuestState({ person: { comment, delivery, problem } }: { person: EventPerson }) {
  const say = useWords('events')
  const said = problem === null || problem === postSilent ? '' : ` ${say('delivery.problem', { problem })}`
  return (
    <>
      {comment ? <span className={css.said}>{say('comment.said', { comment })}</span> : null}
      {delivery === 'failed' ? (
        <span className={css.failed}>
          {say('delivery.failed')}
          {said}
        </span>
      ) : null}
    </>
  )
}
