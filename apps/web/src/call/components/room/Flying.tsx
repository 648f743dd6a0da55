import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './flying.module.css'
import { ReactionMark } from './ReactionMark.tsx'
import { useRoom } from './RoomContext.ts'

/** Reactions rise over the stage with the name of who sent them, and are gone. */
export function Flying() {
  const say = useCallWords()
  const { call } = useRoom()
  const flying = useStore(call.reactions.flying)
  const seats = useStore(call.roster.seats)
  return (
    // Thirty of them read aloud would drown the teacher; hands and messages are what one asks with.
    <div className={css.sky} aria-hidden="true">
      {flying.map(({ key, from, reaction, at }) => {
        const seat = seats.find(({ id }) => id === from)
        const name = seat?.own ? say('tile.just_you') : (seat?.name ?? '')
        return (
          <span key={key} style={{ left: `${6 + at * 84}%` }}>
            <ReactionMark reaction={reaction} size={52} />
            <i className="clip">{name}</i>
          </span>
        )
      })}
    </div>
  )
}
