import { textLengths } from '@amphi/contract/limits'
import type { Scope } from '@amphi/contract/scopes'
import { useState } from 'react'
import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import { Scopes } from './Scopes.tsx'

const spans = ['30', '90', '180', '366'] as const

/** Makes a token, then shows its secret this once. */
export function CreateToken({ administers, onClose }: { administers: boolean; onClose: () => void }) {
  const say = useWords('tokens')
  const sentence = useSentence()
  const create = useTell('createApiToken', { touches: ['listApiTokens'] })
  const [name, setName] = useState('')
  const [held, setHeld] = useState<readonly Scope[]>(['readRooms'])
  const [days, setDays] = useState<(typeof spans)[number]>('90')
  if (create.data)
    return (
      <Dialog
        title={say('ready')}
        sub={say('once')}
        width={560}
        onClose={onClose}
        actions={
          <Button variant="filled" onClick={onClose}>
            {say('kept')}
          </Button>
        }
      >
        <CopyLine label={create.data.name} value={create.data.secret} />
      </Dialog>
    )
  return (
    <FormDialog
      title={say('create')}
      sub={say('sub')}
      width={520}
      onClose={onClose}
      onSubmit={() => create.mutate({ body: { name, days: Number(days), scopes: [...held] } })}
      deed={say('do.create')}
      busy={create.isPending}
      disabled={held.length === 0}
    >
      {create.error ? <Notice tone="error">{sentence(create.error)}</Notice> : null}
      <TextField
        autoFocus
        required
        maxLength={textLengths.tokenName.max}
        label={say('name')}
        placeholder={say('name_example')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Scopes held={held} administers={administers} onChange={setHeld} />
      <Select
        label={say('days')}
        value={days}
        onChange={setDays}
        options={spans.map((span) => ({ value: span, label: say('span', { count: Number(span) }) }))}
      />
    </FormDialog>
  )
}
