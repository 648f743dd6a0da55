import { useEffect, useEffectEvent } from 'react'
import { useDeeds } from './useDeeds.ts'
import { useRoom } from './RoomContext.ts'

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select'))

/** Where a list or a menu is open, its own keys hold: a letter there looks for an entry. */
const busy = (target: EventTarget | null) =>
  writes(target) ||
  document.querySelector('dialog[open]') !== null ||
  document.querySelector(':popover-open[role]') !== null

/** One key, one deed; never while someone writes, and not at all when they do not want it. */
export const useShortcuts = () => {
  const { call, panel, showPanel, showDialog } = useRoom()
  const deeds = useDeeds()

  const table: Record<string, () => void> = {
    m: deeds.microphone,
    v: deeds.camera,
    h: deeds.hand,
    c: () => showPanel(panel === 'chat' ? null : 'chat'),
    p: () => showPanel(panel === 'people' ? null : 'people'),
    r: () => document.getElementById('call-react')?.click(),
    s: () => (call.roster.screens.get().some(({ own }) => own) ? deeds.stopShares() : deeds.share()),
    // From what is seen: a shared screen takes the stage whichever of the two was chosen.
    g: () => call.layout.setMode(call.layout.stage.get().kind === 'grid' ? 'speaker' : 'grid'),
    q: () => showDialog('quality'),
    i: () => showDialog('invite'),
    f: deeds.fullScreen,
    '?': () => showDialog('shortcuts'),
    PageUp: () => turn(-1),
    PageDown: () => turn(1),
  }
  const turn = (by: number) => {
    const stage = call.layout.stage.get()
    if (stage.kind === 'grid') call.layout.turn(stage.page + by)
  }

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return
    const single = event.key.length === 1
    if (busy(event.target) || (single && event.key !== '?' && !call.own.choices.get().shortcuts)) return
    const deed = table[single ? event.key.toLowerCase() : event.key]
    if (!deed) return
    event.preventDefault()
    deed()
  })
  useEffect(() => {
    const heard = (event: KeyboardEvent) => pressed(event)
    document.addEventListener('keydown', heard)
    return () => document.removeEventListener('keydown', heard)
  }, [])
}
