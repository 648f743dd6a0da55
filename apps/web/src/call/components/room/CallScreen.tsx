import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import type { Call } from '../../call.ts'
import { useCompact, useUpright } from '../useMedia.ts'
import { Attention } from './Attention.tsx'
import css from './call.module.css'
import { ControlBar } from './ControlBar.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Ending } from './Ending.tsx'
import { Panel } from './Panel.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { PhoneTop } from './PhoneTop.tsx'
import { type PanelName, RoomContext } from './RoomContext.ts'
import { Skip } from './Skip.tsx'
import { Stage } from './Stage.tsx'
import { TopBar } from './TopBar.tsx'
import { useAnnouncements } from './useAnnouncements.ts'
import { useLobbyNews } from './useLobbyNews.ts'
import { useLockNews } from './useLockNews.ts'
import { useBack } from './useBack.ts'
import { useDialog } from './useDialog.ts'
import { useLobbyCalls } from './useLobbyCalls.ts'
import { useShortcuts } from './useShortcuts.ts'

/** What has no picture of its own: the keys, and the voice of the page. */
function Unseen() {
  useShortcuts()
  useAnnouncements()
  useLockNews()
  useLobbyNews()
  return null
}

/** Names the page, and tells whoever leads that somebody is at the door. */
function Knocks() {
  useLobbyCalls()
  return null
}

/** Held upright, a phone's open sheet takes the place of the bar. */
function Foot({ compact, covered }: { compact: boolean; covered: boolean }) {
  if (!compact) return <ControlBar />
  return covered ? null : <PhoneBar />
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
  const compact = useCompact()
  const upright = useUpright()
  const [panel, showPanel] = useState<PanelName | null>(null)
  const [dialog, showDialog] = useDialog()
  const place = useRef<HTMLDivElement>(null)
  const room = useMemo(() => ({ call, panel, showPanel, dialog, showDialog }), [call, panel, dialog, showDialog])
  const furnished = useSettled(call)
  const sheet = panel !== null && upright
  // The door one came through is gone, and the focus with it.
  useEffect(() => {
    if (furnished) place.current?.focus({ preventScroll: true })
  }, [furnished])
  useBack(call, dialog === 'leave', () => showDialog('leave'))
  return (
    <RoomContext value={room}>
      <div ref={place} tabIndex={-1} className={css.call}>
        {furnished ? <Skip bar={!sheet} /> : null}
        {furnished ? compact ? <PhoneTop covered={sheet} /> : <TopBar /> : <div className={css.head} />}
        {furnished && !(panel && compact) ? <Attention /> : null}
        {furnished ? <Ending /> : null}
        <div className={css.middle} data-sheet={sheet || undefined}>
          <Stage furnished={furnished} />
          {panel ? <Panel panel={panel} /> : null}
        </div>
        {furnished ? <Foot compact={compact} covered={sheet} /> : <div className={css.foot} />}
        {furnished ? <Unseen /> : null}
        <Knocks />
        <Dialogs />
      </div>
    </RoomContext>
  )
}
