import { IconCheck, IconCopy, IconLink } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { announce } from '#ui/toasts.ts'
import { useCopy } from '#ui/useCopy.ts'
import { useCallWords } from '../../words.ts'
import css from './dialogs.module.css'
import { useRoom } from './RoomContext.ts'

/** The guests' link, whichever link one came in by: a moderators' link is not for the corridor. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  const { name, code } = call.door.room
  const { copied, copy } = useCopy()
  const link = `${location.origin}/${code}`
  const text = say('invite.text', { name, link })
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
      <div>
        <b>{say('invite.message')}</b>
        <p className={css.text}>{text}</p>
      </div>
    </Dialog>
  )
}
