import { useState } from 'react'
import { useFormat } from '#ground/format.ts'
import { useAsk, useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Rows } from '#ui/Rows.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toasts.ts'
import { CreateToken } from './CreateToken.tsx'

/** Keys for one's own scripts; each with an end. */
export function TokenList() {
  const say = useWords('tokens')
  const sentence = useSentence()
  const { shortDate, capital } = useFormat()
  const { me } = useWelcome()
  const { data, error } = useAsk('listApiTokens')
  const revoke = useTell('revokeApiToken', { touches: ['listApiTokens'] })
  const [making, setMaking] = useState(false)
  if (error) return <Notice tone="error">{sentence(error)}</Notice>
  if (!data) return <Skeleton rows={1} />
  return (
    <>
      {data.length > 0 ? (
        <Rows>
          {data.map((token) => (
            <li key={token.id}>
              <div className="grow">
                <b>{token.name}</b>
                <p className="small">{capital(token.scopes.map((scope) => say(`short.${scope}`)).join(', '))}</p>
                <p className="small muted">
                  {say('until', { day: shortDate(token.expiresAt) })}{' '}
                  {token.lastUsedAt ? say('used', { day: shortDate(token.lastUsedAt) }) : say('unused')}
                </p>
              </div>
              <Button
                size="s"
                aria-label={say('revoke_named', { name: token.name })}
                onClick={() =>
                  revoke.mutate(
                    { params: { apiTokenId: token.id } },
                    {
                      onSuccess: () => toast(say('revoked', { name: token.name })),
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
      <Button variant="light" onClick={() => setMaking(true)}>
        {say('create')}
      </Button>
      {making ? <CreateToken administers={me?.can.administer ?? false} onClose={() => setMaking(false)} /> : null}
    </>
  )
}
