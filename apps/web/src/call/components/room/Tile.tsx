import { IconHandStop, IconMicrophoneOff, IconPin, IconPinnedOff, IconShieldFilled } from '@tabler/icons-react'
import { memo } from 'react'
import { Avatar } from '#ui/Avatar.tsx'
import { Bars } from '#ui/Marks.tsx'
import { Tool } from '#ui/Tool.tsx'
import type { Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { Video } from '../Video.tsx'
import css from './tile.module.css'

const tones = ['#FF9DA3', '#FF9DA3', 'var(--a-hand)', '#fff']

const Wave = () => (
  <svg width="15" height="13" viewBox="0 0 15 13" aria-hidden="true" className={css.wave}>
    {[4, 9, 13, 7].map((height, index) => (
      <rect key={height} x={index * 4} y={(13 - height) / 2} width="2.6" height={height} rx="1.3" />
    ))}
  </svg>
)

interface Props {
  seat: Seat
  small?: boolean
  /** The line is down: what is shown of others is what it was. */
  dim?: boolean
  /** One chose to see nobody’s picture. */
  unseen?: boolean
  pinned?: boolean
  onPin?: (id: string) => void
}

/** What is to be said of someone’s picture, the gravest first. */
const noteOf = ({ strength, films }: Seat, dim: boolean, unseen: boolean) => {
  if (dim) return 'tile.reconnecting'
  if (strength === 0) return 'tile.lost'
  if (unseen && films) return 'tile.unseen'
  return strength === 1 ? 'tile.poor' : undefined
}

/** Someone, as their picture and a plate with their name. */
export const Tile = memo(function Tile(props: Props) {
  const { seat, small = false, dim = false, unseen = false, pinned = false, onPin } = props
  const say = useCallWords()
  const { name, own, camera, strength } = seat
  const note = own ? (camera && seat.confides ? 'tile.confided' : undefined) : noteOf(seat, dim, unseen)
  return (
    <figure
      className={css.tile}
      data-speaking={seat.speaking || undefined}
      data-small={small || undefined}
      data-dim={(!own && (dim || strength === 0)) || undefined}
      data-pinned={pinned || undefined}
    >
      {camera ? (
        <Video picture={camera} mirrored={own} />
      ) : (
        <span className={css.off}>
          <Avatar of={seat} size={small ? 48 : 88} />
        </span>
      )}
      {seat.hand === null ? null : (
        <span className={css.hand}>
          <span className="sr">{say('tile.hand', { order: seat.hand })}</span>
          <IconHandStop size={small ? 15 : 18} stroke={2} aria-hidden="true" />
          <b className="num" aria-hidden="true">
            {seat.hand}
          </b>
        </span>
      )}
      {note && !(small && seat.hand !== null) ? <span className={css.note}>{say(note)}</span> : null}
      <figcaption className={css.plate}>
        {seat.speaking ? <Wave /> : null}
        {!seat.microphone ? (
          <IconMicrophoneOff size={15} stroke={2} color="#FF9DA3" role="img" aria-label={say('tile.muted')} />
        ) : null}
        <span className="clip" title={name}>
          {own && small ? say('tile.just_you') : name}
        </span>
        {own && !small ? <span className={css.you}>{say('tile.mark')}</span> : null}
        {seat.moderator ? (
          <IconShieldFilled size={13} color="var(--a-hand)" role="img" aria-label={say('tile.moderator')} />
        ) : null}
      </figcaption>
      {(small && strength === 3) || (dim && !own) ? null : (
        <span className={css.quality}>
          <Bars level={strength} size={13} tone={tones[strength] ?? '#fff'} />
        </span>
      )}
      {onPin ? (
        <span className={css.pin}>
          <Tool
            label={say(pinned ? 'tile.unpin' : 'tile.pin', { name })}
            tone="stage"
            size={small ? 30 : 36}
            on={pinned}
            onClick={() => onPin(seat.id)}
          >
            {pinned ? <IconPinnedOff size={18} stroke={1.9} /> : <IconPin size={18} stroke={1.9} />}
          </Tool>
        </span>
      ) : null}
    </figure>
  )
})
