import { IconCheck, IconCopy, IconLink, IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { roomAddress } from '#ground/room-address.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { announce } from '#ui/toasts.ts'
import { useCopy } from '#ui/useCopy.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './dialogs.module.css'
import { messageOf, whoGoesIn } from './invite-words.ts'
import { InvitePassword, useInvitePassword } from './InvitePassword.tsx'
import { useRoom } from './RoomContext.ts'

/** To be changed by those who manage the room, and told by all who lead. */
function Locking({ mayLock, onPassword }: { mayLock: boolean; onPassword: (password: string | null) => void }) {
  const say = useCallWords()
  const password = useInvitePassword()
  useEffect(() => onPassword(password ?? null), [password, onPassword])
  if (password === undefined) return null
  if (mayLock) return <InvitePassword key={password} password={password} />
  return password === null ? null : (
    <CopyLine
      label={say('invite.password')}
      deed={say('invite.password_copy')}
      value={password}
      icon={<IconLock size={18} stroke={1.9} />}
    />
  )
}

/** The guests' link, whichever link one came in by: a moderators' link is not for the corridor. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  const { name } = call.door.room
  const { copied, copy } = useCopy()
  const link = roomAddress(call.door.room)
  const seen = useStore(call.session.seen)
  const [password, setPassword] = useState<string | null>(null)
  const text = messageOf(say, { name, link, password, door: seen })
  return (
    <Dialog
      title={say('invite.title')}
      sub={seen ? whoGoesIn(say, seen) : undefined}
      width={520}
      onClose={onClose}
      actions={
        <Button
          variant="filled"
          icon={copied ? <IconCheck size={18} stroke={2.2} /> : <IconCopy size={18} stroke={1.9} />}
          onClick={() => {
            copy(text)
            announce(say('invite.copied'))
          }}
        >
          {say(copied ? 'invite.copied' : 'invite.copy_text')}
        </Button>
      }
    >
      <CopyLine
        label={say('invite.link')}
        deed={say('invite.link_copy')}
        value={link}
        icon={<IconLink size={18} stroke={1.9} />}
      />
      {seen?.can.readPassword ? <Locking mayLock={seen.can.lock} onPassword={setPassword} /> : null}
      <div>
        <b>{say('invite.message')}</b>
        <p className={css.text}>{text}</p>
      </div>
    </Dialog>
  )
}
