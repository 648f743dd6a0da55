import type { Lobbies } from '@amphi/contract/sessions'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { Notice } from '#ui/Notice.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import css from './dialogs.module.css'
import { useRoom } from './RoomContext.ts'

/** Each stricter than the one before. */
const lobbies = ['off', 'guests', 'everyone'] as const satisfies readonly Lobbies[]

/** Whom a moderator lets in, in this session: never fewer than the institution asks for. It holds at once. */
export function LobbySwitch() {
  const say = useCallWords()
  const sentence = useSentence()
  const { moderation } = useRoom().call
  const may = useStore(moderation.switchesLobby)
  const lobby = useStore(moderation.lobby)
  const least = useStore(moderation.lobbyAtLeast)
  // As one left it, until the server has answered.
  const [asked, setAsked] = useState<Lobbies>()
  const [trouble, setTrouble] = useState<unknown>(null)
  if (!may) return null
  const change = async (wanted: Lobbies) => {
    setTrouble(null)
    setAsked(wanted)
    try {
      await moderation.switchLobby(wanted)
    } catch (error) {
      setTrouble(error)
    }
    setAsked(undefined)
  }
  const offered = lobbies.slice(lobbies.indexOf(least))
  return (
    <section className={css.lobby} aria-labelledby="limits-lobby">
      <h3 id="limits-lobby">{say('limits.lobby')}</h3>
      <p className="muted">{say('limits.lobby_note')}</p>
      <Segmented
        label={say('limits.lobby')}
        value={asked ?? lobby}
        disabled={offered.length === 1}
        options={offered.map((value) => ({ value, label: say(`limits.lobby_${value}`) }))}
        onChange={(wanted) => void change(wanted)}
      />
      {least === 'off' ? null : <p className="muted small">{say('limits.lobby_institution')}</p>}
      {trouble ? <Notice tone="error">{sentence(trouble)}</Notice> : null}
    </section>
  )
}
