import { IconAdjustmentsHorizontal, IconMicrophoneOff } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { Menu } from '#ui/Menu.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './people.module.css'
import { useMuteAll } from './useMuteAll.ts'
import { useRoom } from './RoomContext.ts'

const icon = { size: 18, stroke: 1.9 }

/** For those who lead: silence, and what participants may do. */
export function PeopleHead() {
  const say = useCallWords()
  const { call, showDialog } = useRoom()
  const moderates = useStore(call.moderation.moderates)
  const muteAll = useMuteAll()
  if (!moderates) return null
  return (
    <div className={css.head}>
      <Menu
        label={say('people.mute_all')}
        items={[
          {
            label: say('people.mute_participants'),
            icon: <IconMicrophoneOff {...icon} />,
            onSelect: () => muteAll(false),
          },
          { label: say('people.mute_everyone'), icon: <IconMicrophoneOff {...icon} />, onSelect: () => muteAll(true) },
        ]}
        trigger={(props) => (
          <Button size="s" icon={<IconMicrophoneOff {...icon} />} {...props}>
            {say('people.mute_all')}
          </Button>
        )}
      />
      <Button size="s" icon={<IconAdjustmentsHorizontal {...icon} />} onClick={() => showDialog('limits')}>
        {say('bar.tools')}
      </Button>
    </div>
  )
}
