import { useMemo, useState } from 'react'
import type { Call } from '../../call.ts'
import { useCallWords } from '../../words.ts'
import { useArrival } from '../useArrival.ts'
import { useNarrow } from '../useMedia.ts'
import { useTitle } from '../useTitle.ts'
import { Attention } from './Attention.tsx'
import css from './call.module.css'
import { ControlBar } from './ControlBar.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Panel } from './Panel.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { PhoneTop } from './PhoneTop.tsx'
import { type DialogName, type PanelName, RoomContext } from './RoomContext.ts'
import { Stage } from './Stage.tsx'
import { TopBar } from './TopBar.tsx'
import { useAnnouncements } from './useAnnouncements.ts'
import { useShortcuts } from './useShortcuts.ts'

/** What has no picture of its own: the keys, and the voice of the page. */
function Unseen() {
  useShortcuts()
  useAnnouncements()
  return null
}

/** In the call. */
export function CallScreen({ call }: { call: Call }) {
  const say = useCallWords()
  const narrow = useNarrow()
  const [panel, showPanel] = useState<PanelName | null>(null)
  const [dialog, showDialog] = useState<DialogName | null>(null)
  const place = useArrival<HTMLDivElement>()
  const room = useMemo(() => ({ call, panel, showPanel, dialog, showDialog }), [call, panel, dialog])
  useTitle(call.door.room.name)
  return (
    <RoomContext value={room}>
      <div ref={place} tabIndex={-1} className={css.call} role="region" aria-label={say('call.region')}>
        {narrow ? <PhoneTop /> : <TopBar />}
        {panel && narrow ? null : <Attention />}
        <div className={css.middle} data-sheet={(panel && narrow) || undefined}>
          <Stage />
          {panel ? <Panel panel={panel} /> : null}
        </div>
        {narrow ? panel ? null : <PhoneBar /> : <ControlBar />}
        <Dialogs />
        <Unseen />
      </div>
    </RoomContext>
  )
}
