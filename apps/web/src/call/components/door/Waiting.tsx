import type { Door } from '@amphi/contract/doors'
import { IconArrowLeft, IconBellRinging, IconLogin2, IconUsers } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { Button } from '#ui/Button.tsx'
import { Gradins } from '#ui/Gradins.tsx'
import { LongName } from '#ui/LongName.tsx'
import type { VisitView } from '../../visit.ts'
import { useCallWords } from '../../words.ts'
import { useArrival } from '../useArrival.ts'
import { useNarrow } from '../useMedia.ts'
import { Checks } from './Checks.tsx'
import { usePlanned } from './planned.ts'
import css from './door.module.css'
import { PhoneChecks } from './PhoneChecks.tsx'
import type { WhoHolds } from './Ready.tsx'
import { SignInHere, signInHere } from './SignInHere.tsx'
import { DoorTop } from './DoorTop.tsx'
import { RoomWelcome } from './RoomWelcome.tsx'

const aisles = [225, 270, 315]

/** The seats, one's own the only one taken: the figure of someone who came early. */
export function EarlySeats({ full }: { full?: boolean }) {
  const say = useCallWords()
  const narrow = useNarrow()
  const shape = narrow
    ? { width: 350, height: 186, cx: 175, cy: 176, inner: 96, gap: 20, pitch: 20, seat: 13 }
    : { width: 540, height: 286, cx: 270, cy: 268, inner: 148, gap: 31, pitch: 30, seat: 20 }
  const blocks = full ? [{ size: 200, tone: 'var(--a-hand)' }] : [{ size: 1, tone: 'var(--a-speaking)' }]
  return (
    <Gradins
      {...shape}
      rows={4}
      aisles={aisles}
      blocks={blocks}
      empty="rgba(255,255,255,.14)"
      label={say(full ? 'door.full' : 'wait.figure')}
    />
  )
}

/** No session yet: stay here, and be let in. */
export function Waiting({
  visit,
  Holders,
  door,
  seats,
  of,
  trouble,
}: {
  visit: VisitView
  Holders: WhoHolds
  door: Door
  seats?: number
  of?: 'room' | 'institution'
  /** Why it did not open, though it opens itself. */
  trouble?: unknown
}) {
  const say = useCallWords()
  const narrow = useNarrow()
  const heading = useArrival<HTMLHeadingElement>()
  const { me } = useWelcome()
  const sentence = useSentence()
  const [asking, setAsking] = useState(false)
  const [ring, setRing] = useState(false)
  const ringing = useRef(false)
  useEffect(() => {
    ringing.current = ring
  }, [ring])
  useEffect(
    () => () => {
      // This page gives way to the call, or to the device check when one turns back.
      if (ringing.current && visit.state.get().kind === 'inside') void visit.own.testSound()
    },
    [visit],
  )
  const { timeOfDay } = useFormat()
  const planned = usePlanned(door)
  const { ended } = door
  const closed = ended ? say('ready.ended', { time: timeOfDay(ended) }) : say('wait.title')
  const everywhere = of === 'institution'
  const title = seats === undefined ? closed : say(everywhere ? 'door.full_everywhere' : 'door.full')
  const text = say(door.needs.lobby ? 'wait.then_lobby' : ended ? 'wait.again' : 'wait.text')
  const full = everywhere
    ? say('door.full_everywhere_text', { count: seats ?? 0 })
    : say('door.full_text', { count: seats ?? 0 })
  useTitle(title)
  return (
    <div className={`${css.board} board`}>
      <DoorTop board />
      <main id="main" tabIndex={-1} className={css.main}>
        <section className={css.center}>
          <EarlySeats full={seats !== undefined} />
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <LongName name={door.room.name} lines={2}>
            {(shown) => <p className={css.room}>{shown}</p>}
          </LongName>
          {planned && seats === undefined ? (
            <p className={css.planned}>
              {planned.when}
              {planned.left === null ? null : <b>{planned.left}</b>}
            </p>
          ) : null}
          <p className={css.when}>{seats === undefined ? text : full}</p>
          <RoomWelcome text={door.welcome} className={css.welcome} />
          {trouble ? (
            <p role="status" className={css.when}>
              {sentence(trouble)}
            </p>
          ) : null}
          <div className={css.actions}>
            <Button
              size="l"
              variant="onboard"
              aria-pressed={ring}
              icon={<IconBellRinging size={19} stroke={1.8} />}
              onClick={() => setRing(!ring)}
            >
              {say(ring ? 'wait.sound_on' : 'wait.sound')}
            </Button>
            {everywhere && door.roomId ? (
              <Button
                size="l"
                variant="onboard"
                icon={<IconUsers size={19} stroke={1.8} />}
                onClick={() => setAsking(true)}
              >
                {say('ready.holders')}
              </Button>
            ) : null}
            <Button size="l" variant="onboard" icon={<IconArrowLeft size={19} stroke={1.8} />} onClick={visit.back}>
              {say('wait.back')}
            </Button>
          </div>
        </section>
        {narrow ? <PhoneChecks own={visit.own} /> : <Checks own={visit.own} />}
      </main>
      {asking && door.roomId ? (
        <Holders
          roomId={door.roomId}
          onRetry={() => {
            setAsking(false)
            visit.enter()
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
      <footer className={css.foot}>
        {seats === undefined ? null : <SignInHere />}
        {me || seats !== undefined ? null : (
          <>
            <span>{say('wait.sign_in_ask')}</span>
            <a href={signInHere()}>
              <IconLogin2 size={18} stroke={1.9} />
              {say('wait.sign_in')}
            </a>
          </>
        )}
      </footer>
    </div>
  )
}
