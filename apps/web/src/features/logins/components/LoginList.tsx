import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Pill } from '#ui/Marks.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import { useLogins, useRevokeLogin } from '../queries.ts'
import { SignOutElsewhere } from './SignOutElsewhere.tsx'

/** Where one is signed in, and the way out of each, or of all others at once. */
export function LoginList() {
  const say = useWords('logins')
  const sentence = useSentence()
  const { day, timeOfDay } = useFormat()
  const { data, error } = useLogins()
  const revoke = useRevokeLogin()
  const [leaving, setLeaving] = useState(false)
  const failed = { onError: (problem: Error) => toast(sentence(problem), 'error') }
  if (error) return <Notice tone="error">{sentence(error)}</Notice>
  if (!data) return <Skeleton rows={2} />
  const named = (browser: string | null) => browser ?? say('unknown_browser')
  return (
    <>
      <Rows>
        {data.map((login) => (
          <li key={login.id}>
            <div className="grow">
              <b>{named(login.browser)}</b>
              <p className="small muted">
                {say('seen', {
                  day: day(login.lastSeenAt),
                  time: timeOfDay(login.lastSeenAt),
                  address: login.address,
                })}
              </p>
            </div>
            {login.current ? (
              <Pill tone="open">{say('here')}</Pill>
            ) : (
              <Button
                size="s"
                aria-label={say('revoke_named', { browser: named(login.browser) })}
                onClick={() => revoke.mutate({ params: { loginId: login.id } }, failed)}
              >
                {say('revoke')}
              </Button>
            )}
          </li>
        ))}
      </Rows>
      {data.length > 1 ? (
        <Button variant="light" onClick={() => setLeaving(true)}>
          {say('revoke_all')}
        </Button>
      ) : null}
      {leaving ? <SignOutElsewhere onClose={() => setLeaving(false)} /> : null}
    </>
  )
}
