import type { Door } from '@amphi/contract/doors'
import { unledFor } from '@amphi/contract/limits'
import { IconDoorExit, IconExternalLink, IconLogin2, IconUserOff, IconUsers, IconWindow } from '@tabler/icons-react'
import { useFormat } from '#ground/format.ts'
import { useNow } from '#ground/useNow.ts'
import { useTitle } from '#ground/useTitle.ts'
import { Button, ButtonAnchor } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LongName } from '#ui/LongName.tsx'
import type { EndedWhy, Over } from '../../call.ts'
import type { VisitView } from '../../visit.ts'
import { type CallSay, useCallWords } from '../../words.ts'
import { useArrival } from '../useArrival.ts'
import css from './door.module.css'
import { DoorTop } from './DoorTop.tsx'

const icons = {
  left: IconDoorExit,
  ended: IconDoorExit,
  removed: IconUserOff,
  elsewhere: IconWindow,
}

const deeds = {
  left: 'after.rejoin',
  removed: 'after.rejoin',
  elsewhere: 'after.here',
} as const

interface Props {
  visit: VisitView
  door: Door
  sessionId: string
  how: Over
  why: EndedWhy
  leaveTo: string | null
}

/** Whether, and until when, the same link leads here again. */
const useNextTime = ({ linkUntil }: Door) => {
  const say = useCallWords()
  const { day, timeOfDay } = useFormat()
  const now = useNow(30_000)
  if (linkUntil === null) return say('after.next_time')
  const isOver = new Date(linkUntil) <= now
  return isOver ? '' : say('after.until', { day: day(linkUntil), time: timeOfDay(linkUntil) })
}

/** What happened, in a sentence or two. A deleted room has no next time. */
const textOf = (say: CallSay, how: Over, why: EndedWhy, nextTime: string, unled: string) => {
  if (how === 'left' && why === 'no_moderator') return say('after.left_unled', { long: unled })
  if (how === 'left' && why === 'empty') return say('after.left_empty')
  if (how !== 'ended') return say(`after.${how}_text`)
  const reason = say(why === null ? 'after.ended_text' : `after.why.${why}`)
  return why === 'room_deleted' ? reason : `${reason} ${nextTime}`
}

/** Out again: why, and the ways on. */
export function After({ visit, door, sessionId, how, why, leaveTo }: Props) {
  const say = useCallWords()
  const nextTime = useNextTime(door)
  const { duration } = useFormat()
  const main = useArrival<HTMLElement>()
  const Icon = icons[how]
  const title = say(`after.${how}`)
  useTitle(title)
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" className={css.middle} ref={main} tabIndex={-1} aria-label={title}>
        <EmptyState
          heading="h1"
          title={title}
          tone={how === 'removed' ? 'rec' : 'plain'}
          icon={<Icon size={28} stroke={1.7} />}
          text={
            <>
              <LongName name={door.room.name} lines={2}>
                {(shown) => <b>{shown}</b>}
              </LongName>
              {textOf(say, how, why, nextTime, duration(unledFor * 1000))}
            </>
          }
        >
          {how === 'ended' ? null : (
            <Button variant="filled" size="l" icon={<IconLogin2 size={19} stroke={2} />} onClick={visit.enter}>
              {say(deeds[how])}
            </Button>
          )}
          {leaveTo === null ? null : (
            <ButtonAnchor
              size="l"
              variant={how === 'ended' ? 'filled' : 'default'}
              href={leaveTo}
              rel="noopener noreferrer nofollow"
              iconEnd={<IconExternalLink size={19} stroke={1.8} />}
            >
              {say('after.go_on', { site: new URL(leaveTo).host })}
            </ButtonAnchor>
          )}
          {how === 'ended' && door.roomId ? (
            <ButtonAnchor
              size="l"
              icon={<IconUsers size={19} stroke={1.8} />}
              href={`/rooms/${door.roomId}/sessions/${sessionId}`}
            >
              {say('after.who_came')}
            </ButtonAnchor>
          ) : null}
          <ButtonAnchor size="l" href="/">
            {say('after.home')}
          </ButtonAnchor>
        </EmptyState>
      </main>
    </div>
  )
}
