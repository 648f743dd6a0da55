import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Tool } from '#ui/Tool.tsx'
import { useCallWords } from '../../words.ts'
import { useCompact, useUpright } from '../useMedia.ts'
import { useStore } from '../useStore.ts'
import { Chat } from './Chat.tsx'
import css from './panel.module.css'
import { People } from './People.tsx'
import { type PanelName, useRoom } from './RoomContext.ts'

/** Beside the stage, or on an upright phone a sheet in the place of the bar: the chat, or the people. */
export function Panel({ panel }: { panel: PanelName }) {
  const say = useCallWords()
  const { call, showPanel } = useRoom()
  const compact = useCompact()
  const sheet = useUpright()
  const count = useStore(call.roster.seats).length
  const pane = useRef<HTMLElement>(null)
  const opener = useRef<Element | null>(null)

  useEffect(() => {
    opener.current = document.activeElement
    return () => {
      // Closed, it gives the focus back to whatever opened it, if that still stands.
      const back = opener.current
      if (back instanceof HTMLElement && back.isConnected) back.focus()
      else document.querySelector<HTMLElement>('[data-bar] button')?.focus()
    }
  }, [])
  useEffect(() => {
    const tab = pane.current?.querySelector<HTMLElement>('[data-first]')
    // On a phone, the keyboard would cover what one came to read.
    const field = compact ? null : pane.current?.querySelector<HTMLElement>('textarea')
    const first = field ?? tab
    first?.focus()
  }, [panel, compact])

  const close = () => showPanel(null)
  const tab = (name: PanelName, words: string, extra?: number) => (
    <button
      type="button"
      aria-current={panel === name || undefined}
      onClick={() => showPanel(name)}
      data-first={panel === name || undefined}
    >
      {words}
      {extra === undefined ? null : <span className="num">{` ${extra}`}</span>}
    </button>
  )
  return (
    <aside
      ref={pane}
      className={css.panel}
      data-sheet={sheet || undefined}
      data-beside={(compact && !sheet) || undefined}
      id="call-panel"
      tabIndex={-1}
      aria-labelledby="call-panel-title"
      onKeyDown={(event) => {
        const { key, target, currentTarget, defaultPrevented } = event
        // A menu or a dialog over it closes first, and alone.
        const isOver = !(target instanceof Element) || !currentTarget.contains(target) || target.closest('[popover]')
        if (key === 'Escape' && !defaultPrevented && !isOver) close()
      }}
    >
      <h2 id="call-panel-title" className="sr">
        {say(panel === 'chat' ? 'bar.chat' : 'bar.people')}
      </h2>
      {sheet ? <i className={css.grip} aria-hidden="true" /> : null}
      <header className={css.tabs}>
        {tab('chat', say('bar.chat'))}
        {tab('people', say('bar.people'), count)}
        <span className="grow" />
        <Tool
          label={say(panel === 'chat' ? 'panel.close_chat' : 'panel.close_people')}
          size={compact ? 44 : 36}
          onClick={close}
        >
          <IconX size={compact ? 22 : 19} stroke={1.9} />
        </Tool>
      </header>
      {panel === 'chat' ? <Chat /> : <People />}
    </aside>
  )
}
