import { useEffect, useRef } from 'react'
import { toast } from '#ui/toasts.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** Everybody inside is told whom moderators have to let in from now on. */
export const useLobbyNews = () => {
  const say = useCallWords()
  const { call } = useRoom()
  const lobby = useStore(call.session.seen)?.lobby
  const before = useRef(lobby)
  useEffect(() => {
    if (before.current !== undefined && lobby !== undefined && before.current !== lobby)
      toast(say(`lobby.now_${lobby}`))
    before.current = lobby
  }, [lobby, say])
}
