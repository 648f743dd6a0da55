import type { Me } from '@amphi/contract/profile'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { safeNext, SignInForm } from '#features/logins'
import { greet, useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { NarrowFrame } from './NarrowFrame.tsx'

/** Leads back to the page one came from: a room's link, most often. */
export function SignInPage() {
  const say = useWords('sign-in')
  const { next } = useSearch({ from: '/sign-in' })
  const { me, tenant } = useWelcome()
  const navigate = useNavigate()
  const to = safeNext(next)
  const enter = async (who: Me) => {
    await greet(who)
    await navigate({ to, replace: true })
  }
  if (me) return <Navigate to={to} replace />
  return (
    <NarrowFrame title={say('title')} sub={to === '/' ? say('sub', { name: tenant.name }) : say('sub_next')}>
      <SignInForm onSignedIn={(who) => void enter(who)} />
    </NarrowFrame>
  )
}
