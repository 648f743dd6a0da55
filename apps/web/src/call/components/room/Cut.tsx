import { useNow } from '#ground/useNow.ts'
import { useReachable } from '#ground/useReachable.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './cut.module.css'
import { useRoom } from './RoomContext.ts'

function Strip({ title, text, since }: { title: string; text: string; since?: number }) {
  const say = useCallWords()
  const now = useNow(500)
  return (
    <div className={css.cut}>
      <span className={css.ring} aria-hidden="true" />
      <div className="grow">
        <b>{title}</b>
        <p>{text}</p>
      </div>
      {since === undefined ? null : (
        <span className="num">
          {say('cut.seconds', { seconds: Math.max(0, Math.round((now.getTime() - since) / 1000)) })}
        </span>
      )}
    </div>
  )
}

/**
 * The line is down: what is kept, for how long already; and it comes back by itself. Or only our server does not answer:
 * people go on seeing and hearing each other. The banner of other pages is silent meanwhile.
 */
export function Cut() {
  const say = useCallWords()
  const { call } = useRoom()
  const state = useStore(call.connection.state)
  const reachable = useReachable()
  if (state.kind === 'reconnecting')
    return <Strip title={say('cut.title')} text={say('cut.text')} since={state.since} />
  if (state.kind === 'connected' && !reachable) return <Strip title={say('cut.server')} text={say('cut.server_text')} />
  return null
}
