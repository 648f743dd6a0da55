import { IconMicrophone, IconMicrophoneOff, IconUsers, IconVolume } from '@tabler/icons-react'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { Hint } from './Hint.tsx'
import css from './hints.module.css'
import { useRoom } from './RoomContext.ts'
import { Told } from './Told.tsx'
import { useDeeds } from './useDeeds.ts'

/** What one would want to be told: mute while speaking, a dead microphone, sound held back. */
export function Hints() {
  const say = useCallWords()
  const { call, showDialog } = useRoom()
  const deeds = useDeeds()
  const silence = useStore(call.silence)
  const allowed = useStore(call.moderation.allowed)
  const blocked = useStore(call.line.soundBlocked)
  const { kind } = useStore(call.connection.state)
  const alone = useStore(call.roster.seats).length === 1 && kind === 'connected'
  return (
    <div className={css.hints} role="status">
      {blocked ? (
        <Hint
          icon={<IconVolume size={20} stroke={1.9} aria-hidden="true" />}
          words={say('hint.sound')}
          deed={say('hint.sound_on')}
          onDeed={() => void call.line.startSound()}
        />
      ) : null}
      {alone ? (
        <Hint
          icon={<IconUsers size={20} stroke={1.9} aria-hidden="true" />}
          words={say('alone.words')}
          deed={say('bar.invite')}
          onDeed={() => showDialog('invite')}
        />
      ) : null}
      <Told />
      {silence === 'muted' && allowed.microphone ? (
        <Hint
          icon={<IconMicrophoneOff size={20} stroke={1.9} aria-hidden="true" />}
          words={say('hint.muted')}
          deed={say('hint.unmute')}
          onDeed={deeds.microphone}
        />
      ) : null}
      {silence === 'dead' ? (
        <Hint
          icon={<IconMicrophone size={20} stroke={1.9} aria-hidden="true" />}
          words={say('hint.dead')}
          deed={say('hint.devices')}
          onDeed={() => showDialog('devices')}
        />
      ) : null}
    </div>
  )
}
