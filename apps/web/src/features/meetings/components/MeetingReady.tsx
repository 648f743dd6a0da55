import { IconArrowRight, IconCheck, IconLink, IconMessage2Share, IconUserShield } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { linkAddress } from '#ground/room-address.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Qr } from '#ui/Qr.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { announce } from '#ui/toasts.ts'
import { useCopy } from '#ui/useCopy.ts'
import css from './MeetingReady.module.css'

/** What one pastes into a letter or a message. */
function Message({ label, text }: { label: string; text: string }) {
  const say = useWords('meetings')
  const { copied, copy } = useCopy()
  return (
    <button
      type="button"
      className={css.message}
      onClick={() => {
        copy(text)
        announce(say('ready.message_copied'))
      }}
    >
      {copied ? <IconCheck size={18} stroke={2.2} /> : <IconMessage2Share size={18} stroke={1.8} />}
      {copied ? say('ready.message_copied') : label}
    </button>
  )
}

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
  const links = {
    guests: linkAddress(meeting.code, undefined, origin),
    moderators: linkAddress(meeting.moderatorCode, 'moderators', origin),
  }
  // The one that may be shown to a whole hall, unless asked otherwise.
  const [drawn, setDrawn] = useState<keyof typeof links>('guests')
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
          <div className={css.line}>
            <CopyLine
              label={say('ready.guests')}
              deed={say('ready.guests_copy')}
              value={links.guests}
              icon={<IconLink size={17} stroke={1.9} />}
            />
            <Message label={say('ready.message')} text={say('ready.message_text', { link: links.guests })} />
          </div>
          <div className={css.line}>
            <CopyLine
              label={say('ready.moderators')}
              deed={say('ready.moderators_copy')}
              note={say('ready.moderators_note')}
              value={links.moderators}
              icon={<IconUserShield size={17} stroke={1.9} />}
            />
            <Message label={say('ready.colleague')} text={say('ready.colleague_text', { link: links.moderators })} />
          </div>
        </div>
        <div className={css.codes}>
          <figure className={css.qr}>
            <Qr value={links[drawn]} size={148} />
            <figcaption>{say(`ready.qr_${drawn}`)}</figcaption>
          </figure>
          <Segmented
            label={say('ready.qr_of')}
            value={drawn}
            onChange={setDrawn}
            options={[
              { value: 'guests', label: say('ready.draw_guests') },
              { value: 'moderators', label: say('ready.draw_moderators') },
            ]}
          />
        </div>
      </div>
    </Dialog>
  )
}
