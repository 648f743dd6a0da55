import { IconCheck, IconHelp, IconX } from '@tabler/icons-react'
import type { Answer } from '@amphi/contract/event-guests'
import type { EventRead } from '@amphi/contract/events'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { announce } from '#ui/toasts.ts'
import { useAnswerEvent } from '../queries.ts'
import css from './events.module.css'

const offered = [
  ['accepted', IconCheck],
  ['tentative', IconHelp],
  ['declined', IconX],
] as const satisfies readonly (readonly [Answer, unknown])[]

/** Whether one comes: to all of a series, or to this date. */
export function AnswerField({ event }: { event: EventRead }) {
  const say = useWords('events')
  const sentence = useSentence()
  const tell = useAnswerEvent()
  const [alone, setAlone] = useState(false)
  const { calendarId, eventId, occurrence } = event
  const send = (answer: (typeof offered)[number][0]) =>
    tell.mutate(
      { params: { calendarId, eventId }, body: { answer, occurrence: alone ? occurrence : null } },
      { onSuccess: () => announce(say('answered', { answer: say(`answer.${answer}`) })) },
    )
  return (
    <fieldset className={css.answers}>
      <legend>{say('your_answer')}</legend>
      <div className={css.answerLine}>
        {offered.map(([answer, Icon]) => (
          <Button
            key={answer}
            variant={event.answer === answer ? 'light' : 'default'}
            aria-pressed={event.answer === answer}
            busy={tell.isPending && tell.variables.body.answer === answer}
            icon={<Icon size={18} stroke={2} />}
            onClick={() => send(answer)}
          >
            {say(`answer.${answer}`)}
          </Button>
        ))}
      </div>
      {event.repeats ? <Checkbox label={say('series.one')} checked={alone} onChange={setAlone} /> : null}
      {tell.error ? <Notice tone="error">{sentence(tell.error)}</Notice> : null}
    </fieldset>
  )
}
