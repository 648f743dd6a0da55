import { Link } from '@tanstack/react-router'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Card } from '#ui/Card.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Trouble } from '#ui/Trouble.tsx'
import { useInvitations } from '../queries.ts'
import css from './invitations.module.css'

/** What was sent from a room before; nothing where nothing was. */
export function InvitationList({ roomId }: { roomId: string }) {
  const say = useWords('invitations')
  const { capital, day, timeOfDay } = useFormat()
  const sentence = useSentence()
  const { data, error, refetch } = useInvitations(roomId)
  if (!data && error) return <Trouble text={sentence(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton rows={2} />
  if (data.length === 0) return null
  return (
    <Card title={say('before')}>
      <Rows>
        {data.map(({ id, subject, sentAt, count, by }) => (
          <li key={id}>
            <div className="grow">
              <Link
                className={css.subject}
                to="/rooms/$roomId/invitations/$invitationId"
                params={{ roomId, invitationId: id }}
              >
                {subject}
              </Link>
              <p className="small muted">
                {say('sent', {
                  count,
                  name: by?.name ?? say('gone'),
                  day: capital(day(sentAt)),
                  time: timeOfDay(sentAt),
                })}
              </p>
            </div>
          </li>
        ))}
      </Rows>
    </Card>
  )
}
