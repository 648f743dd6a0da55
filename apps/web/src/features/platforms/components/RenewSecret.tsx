import { useState } from 'react'
import type { BbbClient } from '@amphi/contract/bbb-clients'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { useRenewSecret } from '../queries.ts'
import { Secret } from './Secret.tsx'

/** Hours for which the former secret is still good. */
const spans = ['0', '24', '168'] as const

export function RenewSecret({ platform, onClose }: { platform: BbbClient; onClose: () => void }) {
  const say = useWords('platforms')
  const sentence = useSentence()
  const renew = useRenewSecret()
  const [keepFor, setKeepFor] = useState<(typeof spans)[number]>('24')
  if (renew.data) return <Secret name={renew.data.name} secret={renew.data.secret} onClose={onClose} />
  return (
    <FormDialog
      title={say('renew.title', { name: platform.name })}
      sub={say('renew.text')}
      onClose={onClose}
      onSubmit={() => renew.mutate({ params: { bbbClientId: platform.id }, body: { keepFor: Number(keepFor) } })}
      deed={say('renew')}
      busy={renew.isPending}
    >
      {renew.error ? <Notice tone="error">{sentence(renew.error)}</Notice> : null}
      <Select
        label={say('renew.former')}
        value={keepFor}
        onChange={setKeepFor}
        options={spans.map((span) => ({ value: span, label: say(`renew.for_${span}`) }))}
      />
    </FormDialog>
  )
}
