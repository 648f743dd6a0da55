import type { Door, Entry } from '@amphi/contract/doors'
import { IconArrowLeft, IconExternalLink, IconWindow } from '@tabler/icons-react'
import { useState } from 'react'
import { useTitle } from '#ground/useTitle.ts'
import { Button, ButtonAnchor } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LongName } from '#ui/LongName.tsx'
import type { VisitView } from '../../visit.ts'
import { useCallWords } from '../../words.ts'
import { useArrival } from '../useArrival.ts'
import css from './door.module.css'
import { DoorTop } from './DoorTop.tsx'

interface Props {
  visit: VisitView
  door: Door
  entry: Extract<Entry, { outcome: 'sent' }>
}

/** Their pages inside ours: they may use the camera and the microphone, as ours may. */
function Inside({ visit, door, entry, toTab }: Props & { toTab: () => void }) {
  const say = useCallWords()
  return (
    <div className={css.framed}>
      <header className={css.frameTop}>
        <b className="clip grow">{door.room.name}</b>
        {/* Some servers let no page show them inside. */}
        <ButtonAnchor
          size="s"
          href={entry.address}
          target="_blank"
          rel="noopener noreferrer"
          icon={<IconExternalLink size={18} stroke={1.8} />}
          onClick={toTab}
        >
          {say('sent.to_tab')}
        </ButtonAnchor>
        <Button size="s" icon={<IconArrowLeft size={18} stroke={1.8} />} onClick={visit.back}>
          {say('sent.leave')}
        </Button>
      </header>
      <iframe
        title={say('sent.frame', { name: door.room.name })}
        src={entry.address}
        allow="camera; microphone; display-capture; autoplay; fullscreen; clipboard-write"
        referrerPolicy="no-referrer"
      />
    </div>
  )
}

/** Let in where the engine has pages of its own: opened in a tab, inside ours, or as one likes. */
export function Sent({ visit, door, entry }: Props) {
  const say = useCallWords()
  const main = useArrival<HTMLElement>()
  const [within, setWithin] = useState(entry.opens === 'inside')
  const title = say('sent.title')
  useTitle(title)
  if (within) return <Inside visit={visit} door={door} entry={entry} toTab={() => setWithin(false)} />
  return (
    <div className={css.page}>
      <DoorTop />
      <main id="main" className={css.middle} ref={main} tabIndex={-1} aria-label={title}>
        <EmptyState
          heading="h1"
          title={title}
          icon={<IconExternalLink size={28} stroke={1.7} />}
          text={
            <>
              <LongName name={door.room.name} lines={2}>
                {(shown) => <b>{shown}</b>}
              </LongName>
              {say('sent.text')}
            </>
          }
        >
          <ButtonAnchor
            variant="filled"
            size="l"
            href={entry.address}
            target="_blank"
            rel="noopener noreferrer"
            iconEnd={<IconExternalLink size={19} stroke={1.8} />}
          >
            {say('sent.tab')}
          </ButtonAnchor>
          {entry.opens === 'either' ? (
            <Button size="l" icon={<IconWindow size={19} stroke={1.8} />} onClick={() => setWithin(true)}>
              {say('sent.inside')}
            </Button>
          ) : null}
          <Button size="l" variant="subtle" onClick={visit.back}>
            {say('sent.back')}
          </Button>
        </EmptyState>
      </main>
    </div>
  )
}
