import { useState } from 'react'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choice.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import { useRevokeLogins } from '../queries.ts'

/** Everywhere but here; who has tokens says whether these end as well. */
export function SignOutElsewhere({ onClose }: { onClose: () => void }) {
  const say = useWords('logins')
  const ui = useWords('ui')
  const sentence = useSentence()
  const { data: tokens = [] } = useAsk('listApiTokens')
  const revoke = useRevokeLogins()
  const [withTokens, setWithTokens] = useState(true)
  const onSuccess = () => {
    onClose()
    toast(say(withTokens && tokens.length > 0 ? 'revoked_all_tokens' : 'revoked_all'))
  }
  return (
    <Dialog
      title={say('revoke_all')}
      sub={say('revoke_all_sub')}
      onClose={onClose}
      onSubmit={() =>
        revoke.isPending || revoke.mutate({ query: { tokens: withTokens ? 'revoke' : 'keep' } }, { onSuccess })
      }
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" variant="filled" busy={revoke.isPending}>
            {say('do.revoke_all')}
          </Button>
        </>
      }
    >
      {revoke.error ? <Notice tone="error">{sentence(revoke.error)}</Notice> : null}
      {tokens.length > 0 ? (
        <Checkbox
          checked={withTokens}
          onChange={setWithTokens}
          label={say('revoke_tokens', { count: tokens.length })}
          note={say('revoke_tokens_note')}
        />
      ) : null}
    </Dialog>
  )
}
