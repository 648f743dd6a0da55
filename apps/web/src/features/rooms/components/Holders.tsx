import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import type { Holder } from '@amphi/contract/sessions'
import { useFormat } from '#ground/format.ts'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import css from './Holders.module.css'
import { useRoom } from '../queries.ts'
import { CloseRoom } from './CloseRoom.tsx'
import { WriteTo } from './WriteTo.tsx'

type Account = NonNullable<Holder['owner']>

/** Whose room it is, and who opened it, where that is somebody else. */
const accountsOf = ({ owner, openedBy }: Holder): Account[] =>
  [owner, openedBy?.id === owner?.id ? null : openedBy].filter((it) => it !== null)

/** One’s own room needs no asking. */
function CloseOwn({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const { data } = useRoom(roomId)
  return data ? <CloseRoom room={data} onClose={onClose} /> : null
}

function One({
  holder,
  onWrite,
  onEnd,
}: {
  holder: Holder
  onWrite: (person: Account) => void
  onEnd: (roomId: string) => void
}) {
  const say = useWords('rooms')
  const { timeOfDay } = useFormat()
  const { owner, name, room, own, since, people } = holder
  const time = timeOfDay(since)
  const whose = owner?.name ?? name
  const facts = [
    room === null ? say('holders.since', { time }) : say('holders.room_since', { room, time }),
    say('holders.people', { count: people }),
    ...(name !== '' && name !== whose ? [say('holders.opened_by', { name })] : []),
  ]
  return (
    <li>
      <div className={css.who}>
        <b>{whose === '' ? say('holders.nobody') : whose}</b>
        <span>{facts.join(', ')}</span>
      </div>
      {own === null ? null : (
        <Button
          size="s"
          variant="light"
          aria-label={say('holders.close_named', { name: room ?? '' })}
          onClick={() => onEnd(own)}
        >
          {say('close.do')}
        </Button>
      )}
      {accountsOf(holder)
        .filter(({ can }) => can.write)
        .map((person) => (
          <Button
            key={person.id}
            size="s"
            variant="light"
            icon={<IconMail size={18} stroke={1.8} />}
            onClick={() => onWrite(person)}
          >
            {say('holders.write', { name: person.name })}
          </Button>
        ))}
    </li>
  )
}

/** As many rooms are open, or people inside, as may be: who holds them, so that they can be asked. */
export function Holders({ roomId, onRetry, onClose }: { roomId: string; onRetry: () => void; onClose: () => void }) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const { data, error, refetch } = useAsk('listHolders', { params: { roomId } })
  const [asked, setAsked] = useState<{ person: Account; room: string | null }>()
  const [ended, setEnded] = useState<string>()
  const isOfPeople = data?.full === 'people'
  const room = asked?.room
  if (asked)
    return (
      <WriteTo
        person={asked.person}
        begun={{
          subject: room ? say('write.asks_room', { room }) : say('write.asks'),
          text: say(isOfPeople ? 'write.request_people' : 'write.request_sessions'),
        }}
        onClose={() => setAsked(undefined)}
      />
    )
  if (ended)
    return (
      <CloseOwn
        roomId={ended}
        onClose={() => {
          setEnded(undefined)
          void refetch()
        }}
      />
    )
  const hasOwn = data?.holders.some(({ own }) => own !== null)
  const isAllOwn = data?.holders.every(({ own }) => own !== null)
  const text = isOfPeople ? ('holders.text_people' as const) : ('holders.text' as const)
  const own = isAllOwn ? ('holders.text_all_own' as const) : ('holders.text_own' as const)
  return (
    <Dialog
      title={say(isOfPeople ? 'holders.title_people' : 'holders.title')}
      sub={say(hasOwn ? own : text)}
      width={560}
      onClose={onClose}
      actions={
        <Button variant="filled" onClick={onRetry}>
          {say(isOfPeople ? 'holders.retry_people' : 'holders.retry')}
        </Button>
      }
    >
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      {!data && !error ? <Skeleton rows={3} /> : null}
      {data?.full === null ? <p>{say('holders.none')}</p> : null}
      <ul className={css.holders}>
        {data?.holders.map((holder, place) => (
          <One
            key={place}
            holder={holder}
            onWrite={(person) => setAsked({ person, room: holder.room })}
            onEnd={setEnded}
          />
        ))}
      </ul>
    </Dialog>
  )
}
