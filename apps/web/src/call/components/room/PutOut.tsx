import { useState } from 'react'
import { AskFirst } from '#ui/AskFirst.tsx'
import type { Seat } from '../../model/roster-seats.ts'
import { useCallWords } from '../../words.ts'
import { useRoom } from './RoomContext.ts'

/** Asks before someone is put out: for now, or until the end. */
export function PutOut({ seat, how, onClose }: { seat: Seat; how: 'remove' | 'ban'; onClose: () => void }) {
  const say = useCallWords()
  const { call } = useRoom()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const putOut = async () => {
    setBusy(true)
    try {
      await call.moderation[how](seat.id)
      onClose()
    } catch (error) {
      setTrouble(error)
      setBusy(false)
    }
  }
  return (
    <AskFirst
      title={say(`${how}.title`, { name: seat.name })}
      deed={say(`${how}.deed`)}
      busy={busy}
      error={trouble}
      onDo={() => void putOut()}
      onClose={onClose}
    >
      <p>{say(`${how}.text`)}</p>
    </AskFirst>
  )
}
