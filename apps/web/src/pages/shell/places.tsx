import {
  IconArrowLeft,
  IconBuildingBank,
  IconCalendarMonth,
  IconChartBar,
  IconDoor,
  IconHelpCircle,
  IconHistory,
  IconHome,
  IconMail,
  IconMailCog,
  IconPlugConnected,
  IconServer2,
  IconSettings,
  IconUsers,
  IconUsersGroup,
  IconVideo,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { useUnread } from '#features/mailbox'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'

export interface Place {
  to: NonNullable<LinkProps['to']>
  label: string
  /** Under an icon, on a phone. */
  short?: string
  icon: typeof IconHome
  exact?: boolean
  /** How many things wait there; drawn where there are some. */
  count?: number
}

/** Only places that exist. */
export const usePlaces = (): { places: Place[]; foot: Place[] } => {
  const say = useWords('shell')
  const { me } = useWelcome()
  const unread = useUnread()
  const admin: Place = { to: '/admin', label: say('admin'), short: say('admin.short'), icon: IconSettings }
  return {
    places: [
      { to: '/', label: say('home'), icon: IconHome, exact: true },
      { to: '/rooms', label: say('rooms'), icon: IconDoor },
      { to: '/agenda', label: say('agenda'), icon: IconCalendarMonth },
      { to: '/messages', label: say('messages'), icon: IconMail, count: unread },
    ],
    foot: [...(me?.can.administer ? [admin] : []), { to: '/help', label: say('help'), icon: IconHelpCircle }],
  }
}

export const useAdminPlaces = (): { places: Place[]; foot: Place[] } => {
  const say = useWords('shell')
  return {
    places: [
      { to: '/admin/institution', label: say('institution'), short: say('institution.short'), icon: IconBuildingBank },
      { to: '/admin/servers', label: say('servers'), icon: IconServer2 },
      { to: '/admin/people', label: say('people'), icon: IconUsers },
      { to: '/admin/rooms', label: say('rooms'), icon: IconDoor },
      { to: '/admin/groups', label: say('groups'), icon: IconUsersGroup },
      {
        to: '/admin/conferences',
        label: say('conferences'),
        short: say('conferences.short'),
        icon: IconVideo,
      },
      { to: '/admin/platforms', label: say('platforms'), short: say('platforms.short'), icon: IconPlugConnected },
      { to: '/admin/letters', label: say('letters'), icon: IconMailCog },
      { to: '/admin/journal', label: say('journal'), icon: IconHistory },
      { to: '/admin/usage', label: say('usage'), short: say('usage.short'), icon: IconChartBar },
    ],
    foot: [{ to: '/', label: say('leave_admin'), icon: IconArrowLeft, exact: true }],
  }
}
