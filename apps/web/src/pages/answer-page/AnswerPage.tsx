import type { AskedEvent, InvitationState } from '@amphi/contract/answers'
import type { GivenAnswer } from '@amphi/contract/event-guests'
import { IconCalendarOff, IconClock, IconMapPin, IconRepeat, IconVideo } from '@tabler/icons-react'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ownText, useWhen } from '#features/events'
import { useFormat } from '#ground/format.ts'
import { Refusal } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWords } from '#ground/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Linked } from '../../ui/Linked.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import css from './AnswerPage.module.css'
import { useAnswer } from './useAnswer.ts'
import type {} from './words.ts'

const look = { size: 20, stroke: 1.8 }

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>
        {icon}
        <span className="sr">{label}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

function Facts({ event }: { event: AskedEvent }) {
  const say = useWords('answer-page')
  const { capital } = useFormat()
  const { whole } = useWhen()
  const text = ownText(event.description)
  return (
    <>
      <dl className={css.facts}>
        <Fact icon={<IconClock {...look} />} label={say('when')}>
          {capital(whole(event))}
        </Fact>
        {event.repeats ? (
          <Fact icon={<IconRepeat {...look} />} label={say('dates')}>
            {say('repeats')}
          </Fact>
        ) : null}
        {event.location ? (
          <Fact icon={<IconMapPin {...look} />} label={say('where')}>
            <Linked text={event.location} />
          </Fact>
        ) : null}
        {event.conference ? (
          <Fact icon={<IconVideo {...look} />} label={say('conference')}>
            <Linked text={event.conference} />
          </Fact>
        ) : null}
      </dl>
      {text ? (
        <p className={css.text}>
          <Linked text={text} />
        </p>
      ) : null}
    </>
  )
}

/** There is nothing to answer: it is off, over, not for them any more, or the link leads nowhere. */
function Nothing({ why, event }: { why: Exclude<InvitationState, 'open'> | 'unknown'; event?: AskedEvent | null }) {
  const say = useWords('answer-page')
  useTitle(say(`closed.${why}`))
  return (
    <EmptyState
      heading="h1"
      tone="hand"
      icon={<IconCalendarOff size={28} stroke={1.7} />}
      title={say(`closed.${why}`)}
      text={say(`closed_text.${why}`)}
    >
      {event ? <p className="muted">{event.title}</p> : null}
    </EmptyState>
  )
}

function Asked({
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
  const title = event.title || say('untitled')
  useTitle(title)
  return (
    <div className={css.card}>
      <p className="muted">{say('invites', { name: event.organizer })}</p>
      <h1>{title}</h1>
      <Facts event={event} />
      <AnswerForm secret={secret} event={event} proposed={proposed} given={given} />
    </div>
  )
}

/** Where the link in a letter leads: the meeting, and whether one comes. No account is needed. */
export function AnswerPage() {
  const { secret } = useParams({ from: '/answer/$secret' })
  const { say: proposed } = useSearch({ from: '/answer/$secret' })
  const sentence = useSentence()
  const { data, error, read, given } = useAnswer(secret)
  const isUnknown = error instanceof Refusal && (error.code === 'answer.not_found' || error.code === 'request.invalid')
  return (
    <PublicFrame signIn={false}>
      {isUnknown ? <Nothing why="unknown" /> : null}
      {error && !isUnknown ? <Trouble heading="h1" text={sentence(error)} onRetry={read} /> : null}
      {data || error ? null : <Skeleton rows={3} />}
      {data?.state === 'open' && data.event ? (
        <Asked secret={secret} event={data.event} proposed={proposed} given={given} />
      ) : null}
      {data && data.state !== 'open' ? <Nothing why={data.state} event={data.event} /> : null}
    </PublicFrame>
  )
}
