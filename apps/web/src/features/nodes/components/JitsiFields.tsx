import { textLengths } from '@amphi/contract/limits'
import { useState } from 'react'
import { useWords } from '#ground/words.ts'
import { Notice } from '#ui/Notice.tsx'
import { PasswordField } from '#ui/PasswordField.tsx'
import { Select } from '#ui/Select.tsx'
import { TextArea, TextField } from '#ui/TextField.tsx'
import { accesses, type NodeForm } from '../node-form.ts'

interface Props {
  form: NodeForm
  /** Whether what signs tokens is kept, as long as it is of the same kind. */
  kept: boolean
  onType: (some: Partial<NodeForm>) => void
}

/** How a Jitsi server lets people in, and what cannot be done there. */
export function JitsiFields({ form, kept, onType }: Props) {
  const say = useWords('nodes')
  const [before] = useState(form.access)
  const { access } = form
  const stays = kept && access === before
  const secret = {
    required: !stays,
    minLength: textLengths.nodeSecret.min,
    maxLength: textLengths.nodeSecret.max,
    autoComplete: 'off',
    value: form.secret,
  }
  return (
    <>
      <Select
        label={say('form.access')}
        note={access === 'open' ? say('form.jitsi_open') : undefined}
        value={access}
        onChange={(chosen) => onType({ access: chosen, secret: '' })}
        options={accesses.map((value) => ({ value, label: say(`form.access.${value}`) }))}
      />
      {access === 'open' ? null : (
        <TextField
          required
          mono
          dir="ltr"
          maxLength={textLengths.nodeApplication.max}
          label={say('form.app_id')}
          note={say('form.app_id_note')}
          value={form.appId}
          onChange={(event) => onType({ appId: event.target.value })}
        />
      )}
      {access === 'secret' ? (
        <PasswordField
          {...secret}
          label={say('form.secret')}
          note={say(stays ? 'form.secret_kept' : 'form.secret_note')}
          onChange={(event) => onType({ secret: event.target.value })}
        />
      ) : null}
      {access === 'key' ? (
        <>
          <TextField
            required
            mono
            dir="ltr"
            maxLength={textLengths.nodeApplication.max}
            label={say('form.key_id')}
            note={say('form.key_id_note')}
            value={form.keyId}
            onChange={(event) => onType({ keyId: event.target.value })}
          />
          <TextArea
            {...secret}
            dir="ltr"
            rows={4}
            spellCheck={false}
            label={say('form.key')}
            note={say(stays ? 'form.secret_kept' : 'form.key_note')}
            onChange={(event) => onType({ secret: event.target.value })}
          />
        </>
      ) : null}
      <Notice tone="info">{say('form.jitsi_cannot')}</Notice>
    </>
  )
}
