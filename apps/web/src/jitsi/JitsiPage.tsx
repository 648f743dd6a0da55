import type { JitsiMeeting } from '@amphi/contract/jitsi'
import { IconClockHour4, IconDoorExit, IconHourglass, IconPlugConnectedX, IconUsers } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { useWords } from '#ground/words.ts'
import { Announcer } from '#ui/Announcer.tsx'
import { Button, ButtonAnchor } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import type { Conference, ConferenceView } from './conference.ts'
import css from './jitsi.module.css'
import { PlainLink } from './PlainLink.tsx'
import { useJitsiWords } from './words.ts'

type State = Exclude<Conference['kind'], 'inside' | 'loading'>

const icons: Record<State, ReactNode> = {
  early: <IconHourglass size={28} stroke={1.7} />,
  unreachable: <IconPlugConnectedX size={28} stroke={1.7} />,
  left: <IconDoorExit size={28} stroke={1.7} />,
  over: <IconClockHour4 size={28} stroke={1.7} />,
}

/** Of the tab; the institution is not asked here, for this page asks nothing but of its meeting. */
const useName = (name: string) =>
  useEffect(() => {
    document.title = name
  }, [name])

/** What there is to say where there is no meeting to show. */
function Instead({ now, again }: { now: Exclude<Conference, { kind: 'inside' | 'loading' }>; again: () => void }) {
  const say = useJitsiWords()
  const ui = useWords('ui')
  const main = useRef<HTMLElement>(null)
  const which =
    now.kind === 'over' ? now.why : now.kind === 'unreachable' && now.whose === 'ours' ? 'unanswered' : now.kind
  const title = say(`${which}.title`)
  useName(title)
  useEffect(() => main.current?.focus(), [which])
  return (
    <main ref={main} tabIndex={-1} className={css.middle} aria-label={title}>
      <EmptyState
        heading="h1"
        tone={now.kind === 'unreachable' ? 'rec' : 'plain'}
        icon={which === 'full' ? <IconUsers size={28} stroke={1.7} /> : icons[now.kind]}
        title={title}
        text={
          <>
            {now.kind === 'early' ? <b className={css.subject}>{now.subject}</b> : null}
            {say(`${which}.text`)}
          </>
        }
      >
        {now.kind === 'unreachable' ? (
          <Button variant="filled" size="l" onClick={again}>
            {ui('retry')}
          </Button>
        ) : null}
        {now.kind === 'left' ? (
          <Button variant="filled" size="l" onClick={again}>
            {say('left.again')}
          </Button>
        ) : null}
        {now.kind === 'early' ? null : (
          <ButtonAnchor size="l" variant="subtle" href="/" target="_top">
            {say('home')}
          </ButtonAnchor>
        )}
      </EmptyState>
    </main>
  )
}

/** Inside a page of ours, which has a bar of its own. */
const isFramed = window.parent !== window

/** The bar, and their frame under it. Hidden, it stays while one leaves: Jitsi lets go of the call by itself. */
export function JitsiPage({ conference, place }: { conference: ConferenceView; place: HTMLElement }) {
  const say = useJitsiWords()
  const now = useSyncExternalStore(conference.seen.subscribe, conference.seen.get)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    frame.current?.append(place)
  }, [place])
  return (
    <div className={css.page}>
      {now.kind === 'inside' && !isFramed ? <Bar meeting={now.meeting} /> : null}
      <main ref={frame} className={css.frame} hidden={now.kind !== 'inside'} aria-label={say('frame')} />
      {now.kind === 'loading' ? <Loading /> : null}
      {now.kind === 'inside' || now.kind === 'loading' ? null : (
        <Instead now={now} again={() => void conference.again()} />
      )}
      <Announcer />
    </div>
  )
}

function Bar({ meeting }: { meeting: JitsiMeeting }) {
  useName(meeting.subject)
  return (
    <header className={css.bar}>
      <h1 className={`clip grow ${css.name}`}>{meeting.subject}</h1>
      <PlainLink meeting={meeting} />
    </header>
  )
}

function Loading() {
  const say = useJitsiWords()
  useName(say('loading'))
  return (
    <p className={css.middle} role="status">
      {say('loading')}
    </p>
  )
}
