import { useEffect, useEffectEvent } from 'react'
import { useTitle } from '#ground/useTitle.ts'
import { announce } from '#ui/toasts.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'
import { notify } from '#ground/notify.ts'

/** Between two knocks that are heard, in milliseconds: a class that arrives is one. */
const quiet = 5_000

/** Whoever leads hears a knock, sees it in the title of the tab, and in a notice of the system if they asked for it. */
export const useLobbyCalls = () => {
  const { call } = useRoom()
  const say = useCallWords()
  const { count } = useStore(call.lobby.now)
  const { name } = call.door.room
  useTitle(count > 0 ? say('lobby.title_count', { count, name }) : name)

  const tell = useEffectEvent((names: readonly string[], aloud: boolean) => {
    const [first = ''] = names
    const text =
      names.length === 1 ? say('attention.waits', { name: first }) : say('attention.waiting', { count: names.length })
    announce(text)
    notify(name, { body: text, tag: 'amphi-lobby' })
    if (aloud) void call.own.knock()
  })
  useEffect(() => {
    let last = -Infinity
    return call.lobby.onArrival((names) => {
      const now = performance.now()
      tell(names, now - last > quiet)
      if (now - last > quiet) last = now
    })
  }, [call])
}
