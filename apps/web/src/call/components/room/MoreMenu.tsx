import {
  IconAdjustmentsHorizontal,
  IconChartBar,
  IconDots,
  IconKeyboard,
  IconLayoutGrid,
  IconLink,
  IconMoodSmile,
  IconScreenShare,
  IconShield,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'
import { useDeeds } from './useDeeds.ts'
import { usePreferences } from './usePreferences.tsx'

const size = { size: 19, stroke: 1.8 }

/** Whatever is not needed every minute; on a phone, all that has no place in the bar. */
export function MoreMenu({ className, phone }: { className?: string | undefined; phone?: boolean }) {
  const say = useCallWords()
  const { call, showPanel, showDialog } = useRoom()
  const deeds = useDeeds()
  const preferences = usePreferences()
  const moderates = useStore(call.moderation.moderates)
  const grid = useStore(call.layout.stage).kind === 'grid'
  const onPhone: MenuItem[] = [
    { label: say('bar.people'), icon: <IconUsers {...size} />, onSelect: () => showPanel('people') },
    {
      label: say(grid ? 'layout.speaker' : 'layout.grid'),
      icon: grid ? <IconUser {...size} /> : <IconLayoutGrid {...size} />,
      onSelect: () => call.layout.setMode(grid ? 'speaker' : 'grid'),
    },
    { label: say('bar.react'), icon: <IconMoodSmile {...size} />, onSelect: () => showDialog('react') },
    { label: say('bar.share'), icon: <IconScreenShare {...size} />, onSelect: deeds.share },
    { label: say('bar.invite'), icon: <IconLink {...size} />, onSelect: () => showDialog('invite') },
    ...(moderates
      ? [{ label: say('bar.tools'), icon: <IconShield {...size} />, onSelect: () => showDialog('limits') }]
      : []),
  ]
  const always: MenuItem[] = [
    { label: say('bar.devices'), icon: <IconAdjustmentsHorizontal {...size} />, onSelect: () => showDialog('devices') },
    { label: say('bar.quality'), icon: <IconChartBar {...size} />, onSelect: () => showDialog('quality') },
  ]
  const keys: MenuItem = {
    label: say('bar.shortcuts'),
    icon: <IconKeyboard {...size} />,
    onSelect: () => showDialog('shortcuts'),
  }
  return (
    <Menu
      label={say('bar.more')}
      items={phone ? [...onPhone, ...always, ...preferences] : [...always, ...preferences, keys]}
      trigger={(props) => (
        <button type="button" className={className} {...props}>
          <span>
            <IconDots size={phone ? 25 : 23} stroke={1.9} />
          </span>
          <span data-word>{say('bar.more')}</span>
        </button>
      )}
    />
  )
}
