import type { Me } from '@amphi/contract/profile'
import { IconLinkOff } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { AccountLinkForm, ConfirmEmail, useReadLink } from '#features/logins'
import { Refusal } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useTitle } from '#ground/useTitle.ts'
import { greet, useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import { NarrowFrame } from './NarrowFrame.tsx'

/** `cut` on its way here, `spent` or never good: nothing to try again, only other ways in. */
function Dead({ how }: { how: 'cut' | 'spent' }) {
  const say = useWords('sign-in')
  const { me } = useWelcome()
  useTitle(say(how))
  return (
    <PublicFrame>
      <EmptyState
        heading="h1"
        tone="hand"
        icon={<IconLinkOff size={28} stroke={1.7} />}
        title={say(how)}
        text={say(`${how}_text`)}
      >
        {me ? null : (
          <LinkButton variant="filled" size="l" to="/sign-in">
            {say('title')}
          </LinkButton>
        )}
        <LinkButton size="l" to="/forgotten">
          {say('new_link')}
        </LinkButton>
      </EmptyState>
    </PublicFrame>
  )
}

function Unread({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const say = useWords('sign-in')
  const sentence = useSentence()
  useTitle(say('unread'))
  return (
    <PublicFrame>
      <Trouble heading="h1" title={say('unread')} text={sentence(error)} onRetry={onRetry} />
    </PublicFrame>
  )
}

/** A mailed or printed link: the first administrator, an invitation, a new password, a new address. */
export function LinkPage() {
  const { secret } = useParams({ from: '/link/$secret' })
  const say = useWords('sign-in')
  const { tenant, me } = useWelcome()
  const navigate = useNavigate()
  const { data, error, read } = useReadLink(secret)
  const enter = async (who: Me) => {
    await greet(who)
    await navigate({ to: '/', replace: true })
  }
  if (error instanceof Refusal && error.code === 'request.invalid') return <Dead how="cut" />
  if (error instanceof Refusal && error.code === 'link.spent') return <Dead how="spent" />
  if (error) return <Unread error={error} onRetry={read} />
  if (!data)
    return (
      <PublicFrame>
        <Skeleton rows={2} />
      </PublicFrame>
    )
  return (
    <NarrowFrame title={say(`link.${data.purpose}`)} sub={say(`link.${data.purpose}_sub`, { name: tenant.name })}>
      {data.purpose === 'email' ? (
        <ConfirmEmail secret={secret} email={data.email ?? ''} home={me ? '/account' : '/sign-in'} />
      ) : (
        <AccountLinkForm secret={secret} link={data} onSignedIn={(who) => void enter(who)} />
      )}
    </NarrowFrame>
  )
}
