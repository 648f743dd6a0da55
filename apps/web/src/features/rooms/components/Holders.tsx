import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import css from './Holders.module.css'

/** As many rooms are open as may be: who holds them, so that they can be asked. */
export function Holders({ roomId, onRetry, onClose }: { roomId: string; onRetry: () => void; onClose: () => void }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { timeOfDay } = useFormat()
  const { data: holders, error } = useAsk('listHolders', { params: { roomId } })
  return (
    <Dialog
      title={say('holders.title')}
      sub={say('holders.text')}
      onClose={onClose}
      actions={
        <Button variant="filled" onClick={onRetry}>
          {say('holders.retry')}
        </Button>
      }
    >
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {!holders && !error ? <Skeleton rows={3} /> : null}
      {holders?.length === 0 ? <p>{say('holders.none')}</p> : null}
      <ul className={css.holders}>
        {holders?.map(({ name, room: held, since }, place) => (
          <li key={place}>
            <b>{name === '' ? say('holders.nobody') : name}</b>
            <span>
              {held === null
                ? say('holders.since', { time: timeOfDay(since) })
                : say('holders.room_since', { room: held, time: timeOfDay(since) })}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
