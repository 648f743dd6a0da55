import { IconMicrophoneOff } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './dialogs.module.css'
import { CamerasSwitch } from './CamerasSwitch.tsx'
import { LobbySwitch } from './LobbySwitch.tsx'
import { LimitSwitches } from './LimitSwitches.tsx'
import { useMuteAll } from './useMuteAll.ts'
import { useRoom } from './RoomContext.ts'

/** What a moderator sets for everyone: what participants may do, and silence. */
export function LimitsDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  const limits = useStore(call.moderation.limits)
  const muteAll = useMuteAll()
  const icon = <IconMicrophoneOff size={18} stroke={1.9} />
  return (
    <Dialog title={say('limits.title')} sub={say('limits.sub')} width={480} onClose={onClose}>
      <LimitSwitches
        lines={{
          microphone: { label: say('limits.microphone'), note: say('limits.microphone_note') },
          camera: { label: say('limits.camera') },
          screen: { label: say('limits.screen') },
          chat: { label: say('limits.chat'), note: say('limits.chat_note') },
        }}
        allowed={limits}
        onChange={call.moderation.limitAll}
      />
      <CamerasSwitch />
      <LobbySwitch />
      <section className={css.silence} aria-labelledby="limits-silence">
        <h3 id="limits-silence">{say('people.mute_all')}</h3>
        <Button icon={icon} onClick={() => muteAll(false)}>
          {say('people.mute_participants')}
        </Button>
        <Button icon={icon} onClick={() => muteAll(true)}>
          {say('people.mute_everyone')}
        </Button>
      </section>
    </Dialog>
  )
}
