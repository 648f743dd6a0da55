import type { Lobby } from '@amphi/contract/lobby'
import { IconCheck, IconHourglassHigh, IconX } from '@tabler/icons-react'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { useCallWords } from '../../words.ts'
import { useCompact } from '../useMedia.ts'
import css from './attention.module.css'
import { useRoom } from './RoomContext.ts'
import { useLettingIn } from './useLettingIn.ts'
import { WhoAsks } from './WhoAsks.tsx'
import { useSteady } from './useSteady.ts'

const shownAtMost = 3

/** Those who ask to be let in, in the order in which they came; on a phone how many, and the way to their names. */
export function WaitingStrip({ lobby }: { lobby: Lobby }) {
  const say = useCallWords()
  const compact = useCompact()
  const { showPanel } = useRoom()
  const deeds = useLettingIn()
  const steady = useSteady()
  const shown = lobby.waiting.slice(0, shownAtMost)
  const more = lobby.count - shown.length
  const [first] = lobby.waiting
  const all = say(compact || lobby.count === 1 ? 'lobby.admit' : 'lobby.admit_all')
  const some = say('attention.waiting', { count: lobby.count })
  return (
    <div className={css.waiting}>
      <span className={css.ask}>
        <IconHourglassHigh size={19} stroke={1.9} aria-hidden="true" />
        {compact && lobby.count === 1 && first ? (
          <WhoAsks words={say('attention.waits_short', { name: first.name })} />
        ) : (
          <b className="clip">{some}</b>
        )}
      </span>
      {compact ? (
        <button type="button" className={css.rest} onClick={() => showPanel('people')}>
          {say('attention.see')}
        </button>
      ) : (
        <ol aria-label={some}>
          {shown.map(({ id, name, pictureUrl, account }) => (
            <li key={id}>
              <Avatar of={{ name, pictureUrl }} size={28} />
              <span className="clip" title={account === null ? name : say('lobby.called', { name, account })}>
                {account === null ? name : say('lobby.called', { name, account })}
              </span>
              <button
                type="button"
                className={css.admit}
                aria-label={say('lobby.admit_named', { name })}
                onClick={steady(() => deeds.admit([id]))}
              >
                <IconCheck size={18} stroke={2.3} />
              </button>
              <button
                type="button"
                aria-label={say('lobby.refuse_named', { name })}
                onClick={steady(() => deeds.refuse([id]))}
              >
                <IconX size={17} stroke={2.2} />
              </button>
            </li>
          ))}
        </ol>
      )}
      {more > 0 && !compact ? (
        <button type="button" className={css.rest} onClick={() => showPanel('people')}>
          {say('attention.more', { count: more })}
        </button>
      ) : null}
      <Button
        variant="filled"
        className={css.every}
        aria-label={say('lobby.whom', { deed: all, people: say('call.people', { count: lobby.count }) })}
        onClick={() => deeds.admit('all')}
      >
        {all}
      </Button>
    </div>
  )
}
