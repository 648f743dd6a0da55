import { IconHandStop, IconMicrophone, IconMicrophoneOff, IconVideo, IconVideoOff } from '@tabler/icons-react'
import { Avatar } from '#ui/Avatar.tsx'
import { Bars } from '#ui/Marks.tsx'
import type { Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './people.module.css'
import { PersonMenu } from './PersonMenu.tsx'
import { useRoom } from './RoomContext.ts'
import { strengthTone } from './useStrength.ts'

const icon = { size: 19, stroke: 1.8 }

/** Someone in the list: who they are, what they have on, and what one may do. */
export function PersonRow({ seat }: { seat: Seat }) {
  const say = useCallWords()
  const { call } = useRoom()
  const inSpotlight = useStore(call.moderation.spotlight) === seat.id
  const marks = [
    ...(seat.moderator ? [say('chat.moderator')] : []),
    ...(inSpotlight ? [say('people.in_spotlight')] : []),
    ...(seat.guest ? [say('people.guest')] : []),
    ...(seat.account === null ? [] : [say('people.account', { account: seat.account })]),
  ]
  const microphone = say(seat.microphone ? 'people.microphone_on' : 'people.microphone_off')
  const camera = say(seat.films ? 'people.camera_on' : 'people.camera_off')
  return (
    <li className={css.row} data-speaking={seat.speaking || undefined}>
      <Avatar of={seat} size={36} />
      <span className={css.who}>
        <b className={css.name} title={seat.name}>
          <span className="clip">{seat.name}</span>
          {seat.own ? <span>{` ${say('tile.mark')}`}</span> : null}
        </b>
        {marks.length > 0 ? <span className={css.role}>{marks.join(' · ')}</span> : null}
      </span>
      {seat.hand === null ? null : (
        <span className={css.hand}>
          <span className="sr">{say('tile.hand', { order: seat.hand })}</span>
          <IconHandStop size={15} stroke={2} aria-hidden="true" />
          <b className="num" aria-hidden="true">
            {seat.hand}
          </b>
        </span>
      )}
      <span
        className={css.state}
        data-off={!seat.microphone || undefined}
        role="img"
        aria-label={microphone}
        title={microphone}
      >
        {seat.microphone ? <IconMicrophone {...icon} /> : <IconMicrophoneOff {...icon} />}
      </span>
      <span className={css.state} data-off={!seat.films || undefined} role="img" aria-label={camera} title={camera}>
        {seat.films ? <IconVideo {...icon} /> : <IconVideoOff {...icon} />}
      </span>
      <Bars
        level={seat.strength}
        size={13}
        tone={seat.strength === 3 ? 'var(--a-ink-2)' : strengthTone(seat.strength)}
      />
      <PersonMenu seat={seat} />
    </li>
  )
}
