import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk, useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import css from './app-passwords.module.css'
import { CreateAppPassword } from './CreateAppPassword.tsx'

/** One for each device whose calendar signs in here; a lost device costs one line. */
export function AppPasswordList() {
  const say = useWords('app-passwords')
  const sentence = useSentence()
  const { shortDate } = useFormat()
  const { data, error } = useAsk('listAppPasswords')
  const revoke = useTell('revokeAppPassword', { touches: ['listAppPasswords'] })
  const [making, setMaking] = useState(false)
  if (error) return <Notice tone="error">{sentence(error)}</Notice>
  if (!data) return <Skeleton rows={1} />
  return (
    <>
      {data.length > 0 ? (
        <Rows label={say('list')}>
          {data.map((password) => (
            <li key={password.id}>
              <div className="grow">
                <b>{password.name}</b>
                <p className="small muted">
                  {say('made', { day: shortDate(password.createdAt) })}{' '}
                  {password.lastUsedAt ? say('used', { day: shortDate(password.lastUsedAt) }) : say('unused')}
                </p>
              </div>
              <Button
                size="s"
                aria-label={say('revoke_named', { name: password.name })}
                onClick={() =>
                  revoke.mutate(
                    { params: { appPasswordId: password.id } },
                    {
                      onSuccess: () => toast(say('revoked', { name: password.name })),
                      onError: (problem) => toast(sentence(problem), 'error'),
                    },
                  )
                }
              >
                {say('revoke')}
              </Button>
            </li>
          ))}
        </Rows>
      ) : (
        <p className="muted">{say('none')}</p>
      )}
      <div className={css.deeds}>
        <Button variant="light" onClick={() => setMaking(true)}>
          {say('create')}
        </Button>
        <LinkButton to="/account/calendar">{say('connect')}</LinkButton>
      </div>
      {making ? <CreateAppPassword onClose={() => setMaking(false)} /> : null}
    </>
  )
}
