import { textLengths } from '@amphi/contract/limits'
import type { AskedEvent } from '@amphi/contract/answers'
import type { GivenAnswer } from '@amphi/contract/event-guests'
import { IconCheck, IconHelp, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useWhen } from '#features/events'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import css from './AnswerPage.module.css'
import { givenAnswers } from './search.ts'
import type { useAnswer } from './useAnswer.ts'
import type {} from './words.ts'

const icons = { accepted: IconCheck, tentative: IconHelp, declined: IconX }

const isGiven = (answer: AskedEvent['answer']): answer is GivenAnswer => answer !== 'needs-action'

/** Whether one comes, and a word with it: said by a button, never by the link alone. */
export function AnswerForm({
  secret,
  event,
  proposed,
  given,
}: {
  secret: string
  event: AskedEvent
  proposed: GivenAnswer | undefined
  given: ReturnType<typeof useAnswer>['given']
}) {
  const say = useWords('answer-page')
  const sentence = useSentence()
  const { capital } = useFormat()
  const { whole } = useWhen()
  const [chosen, setChosen] = useState(proposed ?? (isGiven(event.answer) ? event.answer : undefined))
  const [date, setDate] = useState('')
  const [comment, setComment] = useState(event.comment)
  const said = given.data && given.variables?.body.answer
  const send = () => {
    if (!chosen || given.isPending) return
    given.mutate({ body: { secret, answer: chosen, comment, occurrence: date === '' ? null : date } })
  }
  const dates = event.dates.map((it) => ({
    value: it.occurrence,
    label: isGiven(it.answer)
      ? say('date_answered', { date: capital(whole(it)), answer: say(`answer.${it.answer}`) })
      : capital(whole(it)),
  }))
  return (
    <form
      className={css.form}
      onSubmit={(submitted) => {
        submitted.preventDefault()
        send()
      }}
    >
      <fieldset>
        <legend>{event.name === '' ? say('asked') : say('asked_of', { name: event.name })}</legend>
        <div className={css.answers}>
          {givenAnswers.map((answer) => {
            const Icon = icons[answer]
            return (
              <Button
                key={answer}
                size="l"
                variant={chosen === answer ? 'light' : 'default'}
                aria-pressed={chosen === answer}
                icon={<Icon size={20} stroke={2} />}
                onClick={() => setChosen(answer)}
              >
                {say(`answer.${answer}`)}
              </Button>
            )
          })}
        </div>
      </fieldset>
      {dates.length > 1 ? (
        <Select
          label={say('dates')}
          value={date}
          onChange={setDate}
          options={[{ value: '', label: say('dates.all') }, ...dates]}
        />
      ) : null}
      <TextArea
        label={say('comment')}
        rows={2}
        maxLength={textLengths.answerComment.max}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      {given.error ? <Notice tone="error">{sentence(given.error)}</Notice> : null}
      <div role="status">
        {said && !given.isPending ? (
          <Notice tone="open">{say('done', { answer: say(`answer.${said}`) })}</Notice>
        ) : null}
      </div>
      <Button type="submit" size="l" variant="filled" busy={given.isPending} disabled={!chosen}>
        {say(isGiven(event.answer) ? 'change' : 'send')}
      </Button>
    </form>
  )
}
