import type { EventPerson } from '@amphi/contract/event-guests'
import { useState } from 'react'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { AnswerSums } from './AnswerSums.tsx'
import css from './guests.module.css'
import { GivenAnswer } from './GivenAnswer.tsx'
import { GuestState } from './GuestState.tsx'

/** So many are shown at once; a class may be long. */
const shown = 8

/** All who have to do with an event, and who comes. */
export function PeopleList({ people }: { people: readonly EventPerson[] }) {
  const say = useWords('events')
  const [all, setAll] = useState(false)
  const invited = people.filter(({ isOrganizer }) => !isOrganizer)
  const seen = all ? people : people.slice(0, shown)
  return (
    <>
      {invited.length > 0 ? <AnswerSums bar people={invited} /> : null}
      <ul className={css.list}>
        {seen.map((it) => (
          <li key={it.email}>
            <Avatar of={{ name: it.name || it.email, pictureUrl: it.pictureUrl }} size={36} />
            <span className={css.who}>
              <span dir="auto">{it.name || it.email}</span>
              {it.isOrganizer ? <span className={css.said}>{say('organizer')}</span> : null}
              {it.isOptional ? <span className={css.said}>{say('optional')}</span> : null}
              <GuestState person={it} />
            </span>
            {it.isOrganizer ? null : (
              <span className={css.deeds}>
                <GivenAnswer answer={it.answer} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {people.length > shown ? (
        <Button size="s" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say('guest.fewer') : say('guest.more', { count: people.length - shown })}
        </Button>
      ) : null}
    </>
  )
}
