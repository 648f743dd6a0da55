import { IconCheck, IconCopy, IconLink } from '@tabler/icons-react'
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
import { InvitePassword, useInvitePassword } from './InvitePassword.tsx'
import { useRoom } from './RoomContext.ts'

function Locking({ onPassword }: { onPassword: (password: string | null) => void }) {
  const password = useInvitePassword()
  useEffect(() => onPassword(password ?? null), [password, onPassword])
  return password === undefined ? null : <InvitePassword key={password} password={password} />
}

/** The guests' link, whichever link one came in by: a moderators' link is not for the corridor. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  const { name } = call.door.room
  const { copied, copy } = useCopy()
  const link = roomAddress(call.door.room)
  const mayLock = useStore(call.session.seen)?.can.lock ?? false
  const [password, setPassword] = useState<string | null>(null)
  const text = [
    say('invite.text', { name, link }),
    ...(password === null ? [] : [say('invite.text_password', { password })]),
    say('invite.text_how'),
  ].join('\n')
  return (
    <Dialog
      title={say('invite.title')}
      sub={say('invite.sub')}
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
      <CopyLine label={say('invite.link')} value={link} icon={<IconLink size={18} stroke={1.9} />} />
      {mayLock ? <Locking onPassword={setPassword} /> : null}
      <div>
        <b>{say('invite.message')}</b>
        <p className={css.text}>{text}</p>
      </div>
    </Dialog>
  )
}
