import { unledFor } from '@amphi/contract/limits'
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { leftBehind } from '../../model/leaving.ts'
import type { Seat } from '../../model/roster-seats.ts'
import { type CallSay, useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** How many others one would send away, and how many of them could go on leading. */
const insideOf = (say: CallSay, others: readonly Seat[]) => {
  if (others.length === 0) return say('leave.alone')
  const moderators = others.filter(({ moderator }) => moderator).length
  const who = say('leave.others', { count: others.length })
  const some = others.length === 1 ? 'leave.moderator_only' : 'leave.moderators'
  const leading = say(moderators > 0 ? some : 'leave.no_moderator', { count: moderators })
  return `${who}${leading} ${say('leave.after', { count: others.length })}`
}

/** Whether one means it. Who may end the meeting says which of the two they mean, knowing how many are inside. */
export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const sentence = useSentence()
  const { call } = useRoom()
  const { duration } = useFormat()
  const seen = useStore(call.session.seen)
  const mayEnd = seen?.can.end ?? false
  const seats = useStore(call.roster.seats)
  const others = seats.filter(({ own }) => !own)
  const behind = leftBehind(seen, seats, useStore(call.roster.awaited))
  const [ending, setEnding] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const end = async () => {
    setEnding(true)
    try {
      await call.end()
    } catch (error) {
      setTrouble(error)
      setEnding(false)
    }
  }
  return (
    <Dialog
      title={say('leave.title')}
      width={520}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('leave.stay')}</Button>
          {mayEnd ? (
            <Button variant="grave" busy={ending} onClick={() => void end()}>
              {say('leave.end')}
            </Button>
          ) : null}
          <Button variant="filled" onClick={call.leave}>
            {say('leave.leave')}
          </Button>
        </>
      }
    >
      {mayEnd ? <p>{insideOf(say, others)}</p> : null}
      {behind === 'no_moderator' ? <p>{say('leave.unled', { long: duration(unledFor * 1000) })}</p> : null}
      {mayEnd || behind === 'no_moderator' ? null : <p>{say('leave.goes_on')}</p>}
      {trouble ? (
        <Notice tone="error">
          {say('leave.failed')} {sentence(trouble)}
        </Notice>
      ) : null}
    </Dialog>
  )
}
