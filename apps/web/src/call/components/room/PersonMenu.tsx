import {
  IconAdjustmentsHorizontal,
  IconBan,
  IconDots,
  IconHandStop,
  IconMicrophone,
  IconMicrophoneOff,
  IconPin,
  IconPinnedOff,
  IconScreenShareOff,
  IconShield,
  IconShieldOff,
  IconUserMinus,
  IconUserStar,
  IconVideoOff,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { Tool } from '#ui/Tool.tsx'
import type { Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useCompact } from '../useMedia.ts'
import { useStore } from '../useStore.ts'
import { PersonLimits } from './PersonLimits.tsx'
import { PutOut } from './PutOut.tsx'
import { useModerating } from './useModerating.ts'
import { useMuteAll } from './useMuteAll.ts'
import { useRoom } from './RoomContext.ts'

const icon = { size: 19, stroke: 1.8 }

/** What one may do to someone: for oneself, and, where one leads, for everyone. */
export function PersonMenu({ seat }: { seat: Seat }) {
  const say = useCallWords()
  const { call } = useRoom()
  const { moderation } = call
  const moderate = useModerating()
  const muteAll = useMuteAll()
  const compact = useCompact()
  const mayLower = useStore(call.hands.mayLower)
  const pinned = useStore(call.layout.pin) === seat.id
  const moderates = useStore(moderation.moderates)
  const inSpotlight = useStore(moderation.spotlight) === seat.id
  const shares = useStore(call.roster.screens).some(({ ownerId }) => ownerId === seat.id)
  const [open, setOpen] = useState<'limits' | 'remove' | 'ban' | null>(null)
  const { id, name, can, allowed } = seat
  const close = () => setOpen(null)

  const items: (MenuItem | false | null | undefined)[] = [
    seat.hand !== null &&
      mayLower && {
        label: say('people.lower'),
        icon: <IconHandStop {...icon} />,
        onSelect: () => moderate(call.hands.lower(id)),
      },
    can?.mute &&
      seat.microphone && {
        label: say('people.mute'),
        icon: <IconMicrophoneOff {...icon} />,
        onSelect: () => moderate(moderation.mute(id, 'microphone')),
      },
    can?.mute &&
      !seat.microphone &&
      (allowed?.microphone
        ? {
            label: say('people.ask'),
            icon: <IconMicrophone {...icon} />,
            onSelect: () => moderate(moderation.askToUnmute(id), () => say('people.asked', { name })),
          }
        : {
            label: say('people.give'),
            icon: <IconMicrophone {...icon} />,
            onSelect: () => moderate(moderation.giveFloor(id), () => say('people.asked', { name })),
          }),
    can?.mute &&
      seat.microphone && {
        label: say('people.mute_others'),
        icon: <IconMicrophoneOff {...icon} />,
        onSelect: () => muteAll(true, [id]),
      },
    can?.mute &&
      seat.films && {
        label: say('people.stop_camera'),
        icon: <IconVideoOff {...icon} />,
        onSelect: () => moderate(moderation.mute(id, 'camera')),
      },
    can?.mute &&
      shares && {
        label: say('people.stop_screen'),
        icon: <IconScreenShareOff {...icon} />,
        onSelect: () => moderate(moderation.mute(id, 'screen')),
      },
    can?.limit && {
      label: say('people.limits'),
      icon: <IconAdjustmentsHorizontal {...icon} />,
      onSelect: () => setOpen('limits'),
    },
    {
      label: say(pinned ? 'people.unpin' : 'people.pin'),
      icon: pinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />,
      onSelect: () => call.layout.togglePin(id),
    },
    moderates && {
      label: say(inSpotlight ? 'people.spotlight_off' : 'people.spotlight'),
      icon: <IconUserStar {...icon} />,
      onSelect: () => moderate(moderation.putInSpotlight(inSpotlight ? null : id)),
    },
    can?.setRole && {
      label: say(seat.moderator ? 'people.demote' : 'people.promote'),
      icon: seat.moderator ? <IconShieldOff {...icon} /> : <IconShield {...icon} />,
      onSelect: () => moderate(moderation.giveRole(id, seat.moderator ? 'participant' : 'moderator')),
    },
    can?.remove && {
      label: say('people.remove'),
      icon: <IconUserMinus {...icon} />,
      danger: true,
      onSelect: () => setOpen('remove'),
    },
    can?.remove && {
      label: say('people.ban'),
      icon: <IconBan {...icon} />,
      danger: true,
      onSelect: () => setOpen('ban'),
    },
  ]
  return (
    <>
      <Menu
        label={say('people.actions', { name })}
        items={items.filter((item) => typeof item === 'object' && item !== null)}
        trigger={(props) => (
          <Tool label={say('people.actions', { name })} size={compact ? 44 : 36} {...props}>
            <IconDots size={18} stroke={1.9} />
          </Tool>
        )}
      />
      {open === 'limits' ? <PersonLimits seat={seat} onClose={close} /> : null}
      {open === 'remove' || open === 'ban' ? <PutOut seat={seat} how={open} onClose={close} /> : null}
    </>
  )
}
