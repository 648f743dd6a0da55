import { useWelcome } from '#ground/welcome.ts'
import { Rich } from '#ui/Rich.tsx'
import { useCallWords } from '../../words.ts'

/** Where one signs in and comes back to this door from. */
export const signInHere = () => `/sign-in?next=${encodeURIComponent(location.pathname)}`

/** For whoever has an account, and came by a link without being signed in. */
export function SignInHere({ className }: { className?: string | undefined }) {
  const say = useCallWords()
  const { me } = useWelcome()
  if (me) return null
  return (
    <p className={className}>
      <Rich words={say('ready.account')} parts={{ a: (words) => <a href={signInHere()}>{words}</a> }} />
    </p>
  )
}
