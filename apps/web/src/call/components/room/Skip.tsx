import type { MouseEvent } from 'react'
import { useCallWords } from '../../words.ts'
import css from './call.module.css'
import { useRoom } from './RoomContext.ts'

/** For who goes by the keyboard: past the head and the pictures, to what is used all the time. */
export function Skip({ bar }: { bar: boolean }) {
  const say = useCallWords()
  const { panel } = useRoom()
  // The address stays as it is: going elsewhere in it would be leaving.
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault()
    document.querySelector<HTMLElement>(event.currentTarget.hash)?.focus()
  }
  return (
    <>
      {bar ? (
        <a href="#call-bar" className={css.skip} onClick={go}>
          {say('skip.bar')}
        </a>
      ) : null}
      {panel ? (
        <a href="#call-panel" className={css.skip} onClick={go}>
          {say(`skip.${panel}`)}
        </a>
      ) : null}
    </>
  )
}
