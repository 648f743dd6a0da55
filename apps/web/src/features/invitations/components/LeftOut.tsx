import { Link } from '@tanstack/react-router'
import type { ReplyOf } from '#ground/request.ts'
import { useWords } from '#ground/words.ts'
import { Checkbox } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import css from './invitations.module.css'

/** So many are named; a class may be long. */
const shown = 8

/** Whom the room, as it is, would not let in, and what can be done about it. They are invited all the same. */
export function LeftOut({
  roomId,
  left: { people, addresses },
  share,
  onShare,
}: {
  roomId: string
  left: ReplyOf<'checkInvitation'>
  share: boolean
  onShare: (share: boolean) => void
}) {
  const say = useWords('invitations')
  const names = [...people.map(({ name }) => name), ...addresses]
  if (names.length === 0) return null
  return (
    <Notice tone="hand">
      <p role="status">{say('left_out', { count: names.length })}</p>
      <ul className={css.lines}>
        {names.slice(0, shown).map((name, at) => (
          <li key={at} dir="auto">
            {name}
          </li>
        ))}
      </ul>
      {names.length > shown ? <p>{say('unread_more', { count: names.length - shown })}</p> : null}
      {people.length > 0 ? (
        <Checkbox checked={share} onChange={onShare} label={say('left_out_share', { count: people.length })} />
      ) : null}
      {addresses.length > 0 ? (
        <p>
          {say('left_out_addresses')}{' '}
          <Link to="/rooms/$roomId" params={{ roomId }}>
            {say('left_out_settings')}
          </Link>
        </p>
      ) : null}
    </Notice>
  )
}
