import { IconMoodSmile } from '@tabler/icons-react'
import { reactions } from '../../model/reactions.ts'
import { useCallWords } from '../../words.ts'
import { Control } from './Control.tsx'
import css from './emoji.module.css'
import { Popover } from './Popover.tsx'
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
          {reactions.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={say(`react.${emoji}`)}
              title={say(`react.${emoji}`)}
              onClick={() => call.reactions.send(emoji)}
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
    </Popover>
  )
}
