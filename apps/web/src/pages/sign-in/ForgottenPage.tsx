import { Link } from '@tanstack/react-router'
import { ForgottenForm } from '#features/logins'
import { useWords } from '#ground/words.ts'
import { NarrowFrame } from './NarrowFrame.tsx'

export function ForgottenPage() {
  const say = useWords('sign-in')
  return (
    <NarrowFrame title={say('forgotten')} sub={say('forgotten_sub')}>
      <ForgottenForm />
      <p style={{ marginTop: 16 }}>
        <Link to="/sign-in">{say('back')}</Link>
      </p>
    </NarrowFrame>
  )
}
