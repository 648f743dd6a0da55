import type { Me } from '@amphi/contract/profile'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { AccountLinkForm, ConfirmEmail, useReadLink } from '#features/logins'
import { useSentence } from '#ground/useSentence.ts'
import { greet, useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { PublicFrame } from '../frame/PublicFrame.tsx'
import { NarrowFrame } from './NarrowFrame.tsx'

/** A mailed or printed link: the first administrator, an invitation, a new password, a new address. */
export function LinkPage() {
  const { secret } = useParams({ from: '/link/$secret' })
  const say = useWords('sign-in')
  const sentence = useSentence()
  const { tenant, me } = useWelcome()
  const navigate = useNavigate()
  const { data, error, read } = useReadLink(secret)
  // The secret travels in a body and is never kept by the cache.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(read, [secret])
  const enter = async (who: Me) => {
    await greet(who)
    await navigate({ to: '/', replace: true })
  }
  if (error)
    return (
      <PublicFrame>
        <Trouble heading="h1" title={say('spent')} text={sentence(error)} onRetry={read}>
          <LinkButton to="/forgotten">{say('new_link')}</LinkButton>
        </Trouble>
      </PublicFrame>
    )
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
