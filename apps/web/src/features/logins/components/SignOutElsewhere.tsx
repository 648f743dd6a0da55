import { useState } from 'react'
import { useAsk } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Checkbox } from '#ui/Choice.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import { useRevokeLogins } from '../queries.ts'

/** Everywhere but here; who has tokens or app passwords says whether these end as well. */
export function SignOutElsewhere({ onClose }: { onClose: () => void }) {
  const say = useWords('logins')
  const sentence = useSentence()
  const { data: tokens = [] } = useAsk('listApiTokens')
  const { data: appPasswords = [] } = useAsk('listAppPasswords')
  const count = tokens.length + appPasswords.length
  const kind = appPasswords.length === 0 ? 'tokens' : tokens.length === 0 ? 'passwords' : 'both'
  const revoke = useRevokeLogins()
  const [withTokens, setWithTokens] = useState(true)
  const onSuccess = () => {
    onClose()
    toast(say(withTokens && count > 0 ? `revoked_all_${kind}` : 'revoked_all'))
  }
  return (
    <FormDialog
      title={say('revoke_all')}
      sub={say('revoke_all_sub')}
      onClose={onClose}
      onSubmit={() => revoke.mutate({ query: { tokens: withTokens ? 'revoke' : 'keep' } }, { onSuccess })}
      deed={say('do.revoke_all')}
      busy={revoke.isPending}
    >
      {revoke.error ? <Notice tone="error">{sentence(revoke.error)}</Notice> : null}
      {count > 0 ? (
        <Checkbox
          checked={withTokens}
          onChange={setWithTokens}
          label={say(`revoke_${kind}`, { count })}
          note={say('revoke_note')}
        />
      ) : null}
    </FormDialog>
  )
}
