import {
  IconDots,
  IconHandStop,
  IconMicrophone,
  IconMicrophoneOff,
  IconPin,
  IconPinnedOff,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react'
import { Avatar } from '#ui/Avatar.tsx'
import { Bars } from '#ui/Marks.tsx'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { Tool } from '#ui/Tool.tsx'
import type { Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './people.module.css'
import { useRoom } from './RoomContext.ts'
import { strengthTone } from './useStrength.ts'

const icon = { size: 19, stroke: 1.8 }

/** Someone in the list: who they are, what they have on, and what one may do. */
export function PersonRow({ seat }: { seat: Seat }) {
  const say = useCallWords()
  const { call } = useRoom()
  const mayLower = useStore(call.hands.mayLower)
  const pinned = useStore(call.layout.pin) === seat.id
  const items: MenuItem[] = [
    {
      label: say(pinned ? 'people.unpin' : 'people.pin'),
      icon: pinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />,
      onSelect: () => call.layout.togglePin(seat.id),
    },
  ]
  if (seat.hand !== null && mayLower)
    items.unshift({
      label: say('people.lower'),
      icon: <IconHandStop {...icon} />,
      onSelect: () => call.hands.lower(seat.id),
    })
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
        {seat.moderator ? <span className={css.role}>{say('chat.moderator')}</span> : null}
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
      <Menu
        label={say('people.actions', { name: seat.name })}
        items={items}
        trigger={(props) => (
          <Tool label={say('people.actions', { name: seat.name })} {...props}>
            <IconDots size={18} stroke={1.9} />
          </Tool>
        )}
      />
    </li>
  )
}
