import type { Door } from '@amphi/contract/doors'
import type { LobbyMessage, LobbyRequest } from '@amphi/contract/lobby'
import { IconArrowLeft, IconDoorExit, IconRefresh } from '@tabler/icons-react'
import { useEffect, useEffectEvent } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Gradins } from '#ui/Gradins.tsx'
import { LongName } from '#ui/LongName.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rich } from '#ui/Rich.tsx'
import { announce } from '#ui/toasts.ts'
import type { VisitView } from '../../visit.ts'
import { useCallWords } from '../../words.ts'
import { useArrival } from '../useArrival.ts'
import { useNarrow } from '../useMedia.ts'
import { Checks } from './Checks.tsx'
import css from './door.module.css'
import { DoorTop } from './DoorTop.tsx'
import { RoomWelcome } from './RoomWelcome.tsx'
import { PhoneChecks } from './PhoneChecks.tsx'

const above = { sup: (words: string) => <sup>{words}</sup> }

/** The queue: whoever came before, and oneself; without a place, oneself in an empty hall. */
function Queue({ place }: { place: number | null }) {
  const say = useCallWords()
  const narrow = useNarrow()
  const shape = narrow
    ? { width: 350, height: 176, cx: 175, cy: 168, inner: 104, gap: 24, pitch: 24, seat: 16 }
    : { width: 540, height: 272, cx: 270, cy: 256, inner: 164, gap: 36, pitch: 36, seat: 24 }
  const own = { size: 1, tone: 'var(--a-hand)' }
  const before = { size: (place ?? 1) - 1, tone: 'rgba(255,255,255,.62)' }
  return (
    <div className={css.queue}>
      <Gradins
        {...shape}
        rows={3}
        aisles={[270]}
        blocks={before.size > 0 ? [before, own] : [own]}
        empty="rgba(255,255,255,.12)"
        label={place === null ? say('lobby.figure_alone') : say(place === 1 ? 'lobby.first' : 'lobby.place', { place })}
      />
      {place === null ? null : (
        <p className="num" aria-hidden="true">
          <Rich words={say(place === 1 ? 'lobby.first_figure' : 'lobby.figure', { place })} parts={above} />
        </p>
      )}
    </div>
  )
}

function Message({ message }: { message: LobbyMessage }) {
  const say = useCallWords()
  const { timeOfDay } = useFormat()
  return (
    <figure className={css.message}>
      <Avatar of={{ name: message.by }} size={38} />
      <div>
        <blockquote dir="auto">{say('lobby.quote', { text: message.text })}</blockquote>
        <figcaption>{say('lobby.said', { name: message.by, time: timeOfDay(message.at) })}</figcaption>
      </div>
    </figure>
  )
}

/** A session runs, and somebody lets people in: what becomes of one's asking. */
export function Lobby({
  visit,
  door,
  request,
  trouble,
}: {
  visit: VisitView
  door: Door
  request: LobbyRequest
  trouble: unknown
}) {
  const say = useCallWords()
  const sentence = useSentence()
  const narrow = useNarrow()
  const heading = useArrival<HTMLHeadingElement>()
  const { place, message } = request
  const state = request.state === 'refused' || request.state === 'expired' ? request.state : 'waiting'
  const waits = state === 'waiting'
  const minutes = Math.round((Date.parse(request.expiresAt) - Date.parse(request.askedAt)) / 60_000)
  const placed = place === null ? say('lobby.title') : say(place === 1 ? 'lobby.first' : 'lobby.place', { place })
  const title = waits ? placed : say(`lobby.${state}`)
  useTitle(title)
  // The heading was read when one came; what changes under it is told.
  const tellPlace = useEffectEvent(() => document.activeElement !== heading.current && announce(title))
  useEffect(() => {
    tellPlace()
  }, [title])
  const said = message ? say('lobby.told', { name: message.by, text: message.text }) : ''
  useEffect(() => {
    if (said) announce(said)
  }, [said])
  const stop = (
    <Button
      size="l"
      variant="onboard"
      full={narrow}
      icon={<IconDoorExit size={19} stroke={1.8} />}
      onClick={visit.stopWaiting}
    >
      {say('lobby.stop')}
    </Button>
  )
  return (
    <div className={`${css.board} board`}>
      <DoorTop board />
      <main id="main" tabIndex={-1} className={css.main}>
        <section className={css.center}>
          <Queue place={waits ? place : null} />
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <LongName name={door.room.name} lines={2}>
            {(shown) => <p className={css.room}>{shown}</p>}
          </LongName>
          {waits && message ? <Message message={message} /> : null}
          <p className={css.when}>
            {say(waits ? 'lobby.text' : `lobby.${state}_text`, { count: minutes })}
            {waits && narrow ? ` ${say('lobby.unseen')}` : null}
          </p>
          {waits ? <RoomWelcome text={door.welcome} className={css.welcome} /> : null}
          {trouble ? <Notice tone="error">{sentence(trouble)}</Notice> : null}
          {waits ? (
            narrow ? null : (
              <div className={css.actions}>{stop}</div>
            )
          ) : (
            <div className={css.actions}>
              <Button size="l" variant="chalk" icon={<IconRefresh size={19} stroke={1.8} />} onClick={visit.askAgain}>
                {say('lobby.again')}
              </Button>
              <Button
                size="l"
                variant="onboard"
                icon={<IconArrowLeft size={19} stroke={1.8} />}
                onClick={visit.stopWaiting}
              >
                {say('wait.back')}
              </Button>
            </div>
          )}
        </section>
        {waits && narrow ? <PhoneChecks own={visit.own} /> : <Checks own={visit.own} />}
      </main>
      <footer className={css.foot}>{waits && narrow ? stop : <span>{waits ? say('lobby.unseen') : null}</span>}</footer>
    </div>
  )
}
