import { IconMoodSmile } from '@tabler/icons-react'
import { reactions } from '../../model/reactions.ts'
import { useCallWords } from '../../words.ts'
import { Control } from './Control.tsx'
import css from './reaction.module.css'
import { Popover } from './Popover.tsx'
import { ReactionMark } from './ReactionMark.tsx'
import { useRoom } from './RoomContext.ts'

/** The reactions, one click each; the window stays, since one often claps twice. */
export function ReactMenu() {
  const say = useCallWords()
  const { call } = useRoom()
  return (
    <Popover
      id="call-react"
      label={say('react.title')}
      trigger={(props) => (
        <Control icon={<IconMoodSmile size={23} stroke={1.9} />} label={say('bar.react')} {...props} />
      )}
    >
      {() => (
        <div className={css.reactions}>
          {reactions.map((reaction) => (
            <button
              key={reaction}
              type="button"
              aria-label={say(`react.${reaction}`)}
              title={say(`react.${reaction}`)}
              onClick={() => call.reactions.send(reaction)}
            >
              <ReactionMark reaction={reaction} />
            </button>
          ))}
        </div>
      )}
    </Popover>
  )
}
