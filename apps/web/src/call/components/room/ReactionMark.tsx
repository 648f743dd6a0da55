import {
  IconAwardFilled,
  IconBulbFilled,
  IconConfettiFilled,
  IconHeartFilled,
  IconMoodHappyFilled,
  IconMoodSurprised,
  IconQuestionMark,
  IconThumbUpFilled,
} from '@tabler/icons-react'
import type { Reaction } from '../../model/reactions.ts'
import css from './reaction.module.css'

const marks = {
  agree: { Icon: IconThumbUpFilled, tone: '#0e7f4b' },
  bravo: { Icon: IconAwardFilled, tone: '#a06c00' },
  love: { Icon: IconHeartFilled, tone: '#c42b3a' },
  laugh: { Icon: IconMoodHappyFilled, tone: '#b4531b' },
  surprise: { Icon: IconMoodSurprised, tone: '#2b62a9' },
  party: { Icon: IconConfettiFilled, tone: '#7b3f72' },
  idea: { Icon: IconBulbFilled, tone: '#155543' },
  question: { Icon: IconQuestionMark, tone: '#43524c' },
} satisfies Record<Reaction, unknown>

/** A reaction, drawn: its name stands beside it or on its button. */
export function ReactionMark({ reaction, size = 34 }: { reaction: Reaction; size?: number }) {
  const { Icon, tone } = marks[reaction]
  return (
    <span className={css.mark} style={{ width: size, height: size, background: tone }} aria-hidden="true">
      <Icon size={size * 0.58} stroke={2.2} />
    </span>
  )
}
