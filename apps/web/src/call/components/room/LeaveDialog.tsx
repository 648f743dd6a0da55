import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useSentence } from '#ground/useSentence.ts'
import { useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** Whether one means it. Who may end the meeting says which of the two they mean, knowing how many are inside. */
export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const say = useCallWords()
  const sentence = useSentence()
  const { call } = useRoom()
  const mayEnd = useStore(call.session.seen)?.can.end ?? false
  const others = useStore(call.roster.seats).length - 1
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
      <p>{mayEnd ? (others > 0 ? say('leave.text', { count: others }) : say('leave.alone')) : say('leave.goes_on')}</p>
      {trouble ? (
        <Notice tone="error">
          {say('leave.failed')} {sentence(trouble)}
        </Notice>
      ) : null}
    </Dialog>
  )
}
