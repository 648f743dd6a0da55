import { useNow } from '#ground/useNow.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './cut.module.css'
import { useRoom } from './RoomContext.ts'

/** The line is down: what is kept, for how long already; and it comes back by itself. */
export function Cut() {
  const say = useCallWords()
  const { call } = useRoom()
  const state = useStore(call.connection.state)
  const now = useNow(500)
  if (state.kind !== 'reconnecting') return null
  const seconds = Math.max(0, Math.round((now.getTime() - state.since) / 1000))
  return (
    <div className={css.cut}>
      <span className={css.ring} aria-hidden="true" />
      <div className="grow">
        <b>{say('cut.title')}</b>
        <p>{say('cut.text')}</p>
      </div>
      <span className="num">{say('cut.seconds', { seconds })}</span>
    </div>
  )
}
