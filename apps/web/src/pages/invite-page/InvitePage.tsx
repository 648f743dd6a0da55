import { IconChevronLeft } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { PickPeople, type Picked } from '#features/directory'
import { InvitationList, InviteForm, Reached, useInvitation, useInvitationsLive } from '#features/invitations'
import { readPeople } from '#features/people'
import { useRoom } from '#features/rooms'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { useWords } from '#ground/words.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import css from './InvitePage.module.css'
import type {} from './words.ts'

function Head({ roomId, title, sub, children }: { roomId: string; title: string; sub?: string; children?: ReactNode }) {
  const say = useWords('invite-page')
  const { data: room } = useRoom(roomId)
  useTitle(title)
  return (
    <header className={css.head}>
      <nav aria-label={say('crumb')} className={css.crumb}>
        <IconChevronLeft size={16} />
        <Link to="/rooms/$roomId" params={{ roomId }} className="clip">
          {room?.name ?? say('back')}
        </Link>
      </nav>
      <div className={css.title}>
        <div className="grow">
          <h1>{title}</h1>
          {sub ? <p className="muted">{sub}</p> : null}
        </div>
        {children}
      </div>
    </header>
  )
}

/** Whom one asks to come into a room. */
export function InvitePage() {
  const { roomId } = useParams({ from: '/shell/rooms/$roomId/invite' })
  const say = useWords('invite-page')
  const navigate = useNavigate()
  const [picked, setPicked] = useState<Picked[]>([])
  return (
    <>
      <Head roomId={roomId} title={say('invite')} />
      <div className={css.body}>
        <InviteForm
          roomId={roomId}
          picked={picked}
          picker={<PickPeople addresses label={say('pick')} picked={picked} onPicked={setPicked} />}
          readList={readPeople}
          onSent={({ id: invitationId }) =>
            void navigate({
              to: '/rooms/$roomId/invitations/$invitationId',
              params: { roomId, invitationId },
              replace: true,
            })
          }
        />
        <InvitationList roomId={roomId} />
      </div>
    </>
  )
}

/** Who an invitation reached; it follows while letters are on their way. */
export function InvitationPage() {
  const { roomId, invitationId } = useParams({ from: '/shell/rooms/$roomId/invitations/$invitationId' })
  const say = useWords('invite-page')
  const sentence = useSentence()
  const { capital, day, timeOfDay } = useFormat()
  const { data, error, refetch } = useInvitation(roomId, invitationId)
  useInvitationsLive(roomId)
  if (error)
    return (
      <Trouble heading="h1" text={sentence(error)} onRetry={() => void refetch()}>
        <LinkButton to="/rooms/$roomId" params={{ roomId }}>
          {say('back')}
        </LinkButton>
      </Trouble>
    )
  if (!data) return <Skeleton />
  const { subject, sentAt, recipients } = data
  const when = say('sub', { day: capital(day(sentAt)), time: timeOfDay(sentAt) })
  return (
    <>
      <Head roomId={roomId} title={say('sent')} sub={`${subject} · ${when}`}>
        <LinkButton to="/rooms/$roomId/invite" params={{ roomId }}>
          {say('again')}
        </LinkButton>
      </Head>
      <div className={css.body}>
        <Reached recipients={recipients} />
      </div>
    </>
  )
}
