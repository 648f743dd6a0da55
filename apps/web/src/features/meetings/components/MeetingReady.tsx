import { IconArrowRight, IconCheck, IconLink, IconMessage2Share, IconUserShield } from '@tabler/icons-react'
import { useEffect } from 'react'
import { linkAddress } from '#ground/room-address.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Qr } from '#ui/Qr.tsx'
import { announce } from '#ui/toasts.ts'
import { useCopy } from '#ui/useCopy.ts'
import css from './MeetingReady.module.css'

/** The two links of a meeting. Unless they are `kept` here, the moderators’ is shown this once. */
export function MeetingReady({
  meeting,
  kept,
  origin = location.origin,
  onClose,
}: {
  meeting: { name: string; code: string; moderatorCode: string }
  kept: boolean
  origin?: string
  onClose: () => void
}) {
  const say = useWords('meetings')
  const { copied, copy } = useCopy()
  const link = linkAddress(meeting.code, undefined, origin)
  const opened = say('ready.title')
  useEffect(() => announce(opened), [opened])
  return (
    <Dialog
      width={720}
      title={say('ready.title')}
      sub={say(kept ? 'ready.sub_kept' : 'ready.sub')}
      icon={
        <span className={css.done}>
          <IconCheck size={22} stroke={2.4} />
        </span>
      }
      onClose={onClose}
      actions={
        <>
          <Button variant="subtle" size="l" onClick={onClose}>
            {say('ready.later')}
          </Button>
          <LinkButton
            autoFocus
            variant="filled"
            size="l"
            iconEnd={<IconArrowRight size={20} />}
            to="/m/$code"
            params={{ code: meeting.moderatorCode }}
          >
            {say('ready.enter')}
          </LinkButton>
        </>
      }
    >
      <div className={css.links}>
        <div className={css.lines}>
          <CopyLine label={say('ready.guests')} value={link} icon={<IconLink size={17} stroke={1.9} />} />
          <CopyLine
            label={say('ready.moderators')}
            note={say('ready.moderators_note')}
            value={linkAddress(meeting.moderatorCode, 'moderators', origin)}
            icon={<IconUserShield size={17} stroke={1.9} />}
          />
          <button
            type="button"
            className={css.message}
            onClick={() => {
              copy(say('ready.message_text', { link }))
              announce(say('ready.message_copied'))
            }}
          >
            {copied ? <IconCheck size={18} stroke={2.2} /> : <IconMessage2Share size={18} stroke={1.8} />}
            {say(copied ? 'ready.message_copied' : 'ready.message')}
          </button>
        </div>
        <figure className={css.qr}>
          <Qr value={link} size={148} />
          <figcaption>{say('ready.qr')}</figcaption>
        </figure>
      </div>
    </Dialog>
  )
}
