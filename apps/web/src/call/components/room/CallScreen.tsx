import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import type { Call } from '../../call.ts'
import { useNarrow } from '../useMedia.ts'
import { useTitle } from '../useTitle.ts'
import { Attention } from './Attention.tsx'
import css from './call.module.css'
import { ControlBar } from './ControlBar.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Panel } from './Panel.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { PhoneTop } from './PhoneTop.tsx'
import { type PanelName, RoomContext, useRoom } from './RoomContext.ts'
import { Stage } from './Stage.tsx'
import { TopBar } from './TopBar.tsx'
import { useAnnouncements } from './useAnnouncements.ts'
import { useDialog } from './useDialog.ts'
import { useShortcuts } from './useShortcuts.ts'

/** What has no picture of its own: the keys, and the voice of the page. */
function Unseen() {
  useShortcuts()
  useAnnouncements()
  return null
}

/** On a phone, an open sheet takes the place of the bar. */
function Foot({ narrow }: { narrow: boolean }) {
  const { panel } = useRoom()
  if (!narrow) return <ControlBar />
  return panel ? null : <PhoneBar />
}

/** The stage first, where someone's picture is awaited; the rest just after, in pieces between which media gets on. */
const useSettled = (call: Call) => {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    void call.settled.then(() => startTransition(() => setSettled(true)))
  }, [call])
  return settled
}

/** In the call. */
export function CallScreen({ call }: { call: Call }) {
  const narrow = useNarrow()
  const [panel, showPanel] = useState<PanelName | null>(null)
  const [dialog, showDialog] = useDialog()
  const place = useRef<HTMLDivElement>(null)
  const room = useMemo(() => ({ call, panel, showPanel, dialog, showDialog }), [call, panel, dialog, showDialog])
  const furnished = useSettled(call)
  // The door one came through is gone, and the focus with it.
  useEffect(() => {
    if (furnished) place.current?.focus({ preventScroll: true })
  }, [furnished])
  useTitle(call.door.room.name)
  return (
    <RoomContext value={room}>
      <div ref={place} tabIndex={-1} className={css.call}>
        {furnished ? narrow ? <PhoneTop /> : <TopBar /> : <div className={css.head} />}
        {furnished && !(panel && narrow) ? <Attention /> : null}
        <div className={css.middle} data-sheet={(panel && narrow) || undefined}>
          <Stage furnished={furnished} />
          {panel ? <Panel panel={panel} /> : null}
        </div>
        {furnished ? <Foot narrow={narrow} /> : <div className={css.foot} />}
        {furnished ? <Unseen /> : null}
        <Dialogs />
      </div>
    </RoomContext>
  )
}
