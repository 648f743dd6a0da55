import { IconDotsVertical, IconLinkOff, IconMessage2Share, IconQrcode, IconRefresh } from '@tabler/icons-react'
import type { RoomLink } from '@amphi/contract/room-links'
import type { RoomSeen } from '@amphi/contract/rooms'
import { useState } from 'react'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { announce } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useCopy } from '#ui/useCopy.ts'
import { useRevokeLink } from '../queries.ts'

const look = { size: 19, stroke: 1.8 }

/** All else one may do with a link; without one, with the room's own, which never changes. */
export function LinkMenu({
  room,
  link,
  text,
  onDraw,
  onRenew,
}: {
  room: RoomSeen
  link?: RoomLink
  /** Ready to paste. */
  text: string
  onDraw: () => void
  onRenew?: () => void
}) {
  const say = useWords('links')
  const { copy } = useCopy()
  const revoke = useRevokeLink()
  const [asking, setAsking] = useState(false)
  const label = say('menu', { link: link ? (link.name ?? say(link.kind)) : say('guests') })
  const items: (MenuItem | false)[] = [
    {
      label: say('copy_text'),
      icon: <IconMessage2Share {...look} />,
      onSelect: () => {
        copy(text)
        announce(say('text_copied'))
      },
    },
    { label: say('draw'), icon: <IconQrcode {...look} />, onSelect: onDraw },
    onRenew !== undefined && { label: say('renew'), icon: <IconRefresh {...look} />, onSelect: onRenew },
    link !== undefined && {
      label: say('revoke'),
      icon: <IconLinkOff {...look} />,
      danger: true,
      onSelect: () => setAsking(true),
    },
  ]
  return (
    <>
      <Menu
        label={label}
        items={items.filter((item) => item !== false)}
        trigger={(props) => (
          <Tool {...props} label={label} size={34}>
            <IconDotsVertical size={18} stroke={1.8} />
          </Tool>
        )}
      />
      {asking && link ? (
        <AskFirst
          title={say('revoke_title')}
          keep={say('keep')}
          deed={say('revoke')}
          busy={revoke.isPending}
          error={revoke.error}
          onClose={() => setAsking(false)}
          onDo={() =>
            revoke.mutate(
              { params: { roomId: room.id, linkId: link.id } },
              {
                onSuccess: () => {
                  setAsking(false)
                  announce(say('revoked'))
                },
              },
            )
          }
        >
          <p>{say(link.kind === 'moderators' ? 'revoke_text_leads' : 'revoke_text')}</p>
        </AskFirst>
      ) : null}
    </>
  )
}
