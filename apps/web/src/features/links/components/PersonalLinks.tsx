import { IconPlus } from '@tabler/icons-react'
import type { RoomLink } from '@amphi/contract/room-links'
import type { RoomSeen } from '@amphi/contract/rooms'
import { shortDate } from '#ground/format.ts'
import { linkAddress } from '#ground/room-address.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { LinkMenu } from './LinkMenu.tsx'
import css from './links.module.css'

/** The links of single people: under which name, as what, until when, and whether they came. */
export function PersonalLinks({
  room,
  links,
  textFor,
  onDraw,
  onMake,
  onClose,
}: {
  room: RoomSeen
  links: readonly RoomLink[]
  textFor: (link: RoomLink) => string
  onDraw: (link: RoomLink) => void
  onMake: () => void
  onClose: () => void
}) {
  const say = useWords('links')
  const language = useLanguage()
  const factsOf = ({ role, expiresAt, lastUsedAt }: RoomLink) =>
    [
      say(`role.${role}`),
      expiresAt && say('until', { day: shortDate(language, expiresAt) }),
      lastUsedAt ? say('used', { day: shortDate(language, lastUsedAt) }) : say('unused'),
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <Dialog
      title={say('personal', { count: links.length })}
      sub={say('personal_sub')}
      width={620}
      onClose={onClose}
      actions={
        <Button variant="filled" icon={<IconPlus size={18} stroke={2.2} />} onClick={onMake}>
          {say('personal_make')}
        </Button>
      }
    >
      <ul className={css.personal}>
        {links.map((link) => (
          <li key={link.id}>
            <CopyLine
              label={link.name ?? ''}
              note={factsOf(link)}
              value={linkAddress(link.code, link.kind)}
              action={<LinkMenu room={room} link={link} text={textFor(link)} onDraw={() => onDraw(link)} />}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
