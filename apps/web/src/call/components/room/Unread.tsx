import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** How many messages nobody looked at. */
export function Unread() {
  const say = useCallWords()
  const { call } = useRoom()
  const unread = useStore(call.chat.unread)
  if (unread === 0) return null
  return (
    <i className="num">
      {unread > 99 ? '99+' : unread}
      <span className="sr">{` ${say('bar.unread', { count: unread })} `}</span>
    </i>
  )
}
