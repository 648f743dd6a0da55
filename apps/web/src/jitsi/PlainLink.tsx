import type { JitsiMeeting } from '@amphi/contract/jitsi'
import { IconExternalLink } from '@tabler/icons-react'
import { ButtonAnchor } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { plainAddress } from './frame.ts'
import css from './jitsi.module.css'
import { useJitsiWords } from './words.ts'

/** The way into the same meeting without this page; to hand it on is of no use where everybody needs a token. */
export function PlainLink({ meeting }: { meeting: JitsiMeeting }) {
  const say = useJitsiWords()
  const address = plainAddress(meeting)
  const own = meeting.token === null ? address : `${address}?jwt=${encodeURIComponent(meeting.token)}`
  return (
    <details className={css.plain}>
      <summary>
        {say('plain')}
        <IconExternalLink size={17} stroke={1.8} />
      </summary>
      <div className={css.panel}>
        <p className="small muted">{say('plain.text')}</p>
        <ButtonAnchor href={own} target="_blank" rel="noopener noreferrer" full>
          {say('plain.open')}
        </ButtonAnchor>
        {meeting.token === null ? <CopyLine label={say('plain.link')} value={address} /> : null}
      </div>
    </details>
  )
}
