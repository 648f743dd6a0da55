import { Dialog } from '#ui/Dialog.tsx'
import { reactions } from '../../model/reactions.ts'
import { useCallWords } from '../../words.ts'
import css from './reaction.module.css'
import { ReactionMark } from './ReactionMark.tsx'
import { useRoom } from './RoomContext.ts'

/** The reactions on a phone: with their words, and gone after one. */
export function ReactDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  return (
    <Dialog title={say('react.title')} onClose={onClose}>
      <div className={css.row}>
        {reactions.map((reaction) => (
          <button
            key={reaction}
            type="button"
            onClick={() => {
              call.reactions.send(reaction)
              onClose()
            }}
          >
            <ReactionMark reaction={reaction} size={48} />
            {say(`react.${reaction}`)}
          </button>
        ))}
      </div>
    </Dialog>
  )
}
