import { IconScreenShare, IconScreenShareOff } from '@tabler/icons-react'
import { Menu } from '#ui/Menu.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { Control } from './Control.tsx'
import { useRoom } from './RoomContext.ts'
import { useDeeds } from './useDeeds.ts'

/** Shares a screen; while one is shared, stops it or shares another beside it. */
export function ShareMenu() {
  const say = useCallWords()
  const { call } = useRoom()
  const deeds = useDeeds()
  const sharing = useStore(call.roster.screens).some(({ own }) => own)
  const allowed = useStore(call.moderation.allowed).screen
  const face = {
    icon: allowed ? <IconScreenShare size={23} stroke={1.9} /> : <IconScreenShareOff size={23} stroke={1.9} />,
    label: say(allowed ? 'bar.share' : 'bar.share_closed'),
    state: allowed ? undefined : ('closed' as const),
  }
  if (!sharing) return <Control {...face} onClick={deeds.share} />
  return (
    <Menu
      label={say('bar.share_menu')}
      items={[
        { label: say('screen.stop'), icon: <IconScreenShareOff size={19} stroke={1.8} />, onSelect: deeds.stopShares },
        { label: say('screen.another'), icon: <IconScreenShare size={19} stroke={1.8} />, onSelect: deeds.share },
      ]}
      trigger={(props) => <Control {...face} state="on" {...props} />}
    />
  )
}
