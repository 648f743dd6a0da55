import { useEffect, useRef } from 'react'
import { toast } from '#ui/toasts.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** Everybody inside is told when the door begins to ask for a password, or asks no more. */
export const useLockNews = () => {
  const say = useCallWords()
  const { call } = useRoom()
  const locked = useStore(call.session.seen)?.locked
  const before = useRef(locked)
  useEffect(() => {
    if (before.current !== undefined && locked !== undefined && before.current !== locked)
      toast(say(locked ? 'lock.on' : 'lock.off'))
    before.current = locked
  }, [locked, say])
}
