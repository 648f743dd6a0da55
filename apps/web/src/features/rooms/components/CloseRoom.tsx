import type { RoomSeen } from '@amphi/contract/rooms'
import { brief } from '#ground/brief.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Gradins } from '#ui/Gradins.tsx'
import { Rich } from '#ui/Rich.tsx'
import { toast } from '#ui/toasts.ts'
import { useCloseRoom } from '../queries.ts'
import css from './RoomDialogs.module.css'

const hall = { cx: 196, cy: 132, rows: 3, inner: 78, gap: 20, pitch: 21, aisles: [270] }

function Inside({ people, moderators }: { people: number; moderators: number }) {
  return (
    <>
      <Gradins
        {...hall}
        width={392}
        height={146}
        seat={13}
        blocks={[
          { size: moderators, tone: 'var(--a-hand)' },
          { size: people - moderators, tone: 'var(--a-speaking)' },
        ]}
        empty="rgba(255,255,255,.16)"
      />
      <p className={`${css.inside} num`}>{people}</p>
    </>
  )
}

/** Says how many are inside before it ends it for all of them. The numbers stay current while one thinks. */
export function CloseRoom({ room, onClose }: { room: RoomSeen; onClose: () => void }) {
  const say = useWords('rooms')
  const close = useCloseRoom()
  const { people = 0, moderators = 0 } = room.session ?? {}
  const name = brief(room.name)
  const onSuccess = () => {
    onClose()
    toast(say('close.done', { name }))
  }
  return (
    <AskFirst
      title={say('close.title', { name })}
      figure={people > 0 ? <Inside people={people} moderators={moderators} /> : undefined}
      keep={say('close.keep')}
      deed={say(people > 0 ? 'close.all' : 'close.do')}
      busy={close.isPending}
      error={close.error}
      onDo={() => close.mutate({ params: { roomId: room.id } }, { onSuccess })}
      onClose={onClose}
    >
      <p>
        {people === 0 ? (
          say('close.nobody')
        ) : (
          <>
            <Rich words={say('close.people', { count: people })} />
            <Rich words={say(moderators > 0 ? 'close.moderators' : 'close.no_moderator', { count: moderators })} />{' '}
            {say('close.after', { count: people })}
          </>
        )}
      </p>
    </AskFirst>
  )
}
