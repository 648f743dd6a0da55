import { textLengths } from '@amphi/contract/limits'
import { useWords } from '#ground/words.ts'
import { PasswordField } from '#ui/PasswordField.tsx'
import { Select } from '#ui/Select.tsx'
import { TextField } from '#ui/TextField.tsx'
import type { NodeForm } from '../node-form.ts'
import { JitsiFields } from './JitsiFields.tsx'
import css from './nodes.module.css'

/** What is said of a server; of one of the house its address is known already. */
export function NodeFields({
  form,
  kept,
  ours,
  serveOthers,
  onType,
}: {
  form: NodeForm
  /** Whether a secret is kept, which stays unless another is written. */
  kept: boolean
  ours: boolean
  serveOthers: boolean
  onType: (some: Partial<NodeForm>) => void
}) {
  const say = useWords('nodes')
  const isJitsi = form.engine === 'jitsi'
  return (
    <>
      {ours ? null : (
        <>
          <TextField
            autoFocus={!kept}
            required
            type="url"
            mono
            dir="ltr"
            maxLength={textLengths.nodeAddress.max}
            label={say('form.address')}
            note={say(isJitsi ? 'form.address_jitsi_note' : 'form.address_note')}
            placeholder={say(isJitsi ? 'form.address_jitsi_example' : 'form.address_example')}
            value={form.address}
            onChange={(event) => onType({ address: event.target.value })}
          />
          {isJitsi ? (
            <JitsiFields form={form} kept={kept} onType={onType} />
          ) : (
            <PasswordField
              required={!kept}
              minLength={textLengths.nodeSecret.min}
              maxLength={textLengths.nodeSecret.max}
              autoComplete="off"
              label={say('form.secret')}
              note={say(kept ? 'form.secret_kept' : 'form.secret_note')}
              value={form.secret}
              onChange={(event) => onType({ secret: event.target.value })}
            />
          )}
        </>
      )}
      <TextField
        maxLength={textLengths.nodeName.max}
        label={say('form.name')}
        required={kept}
        placeholder={say('form.name_example')}
        value={form.name}
        onChange={(event) => onType({ name: event.target.value })}
      />
      <div className={css.two}>
        <TextField
          inputMode="numeric"
          pattern=" *[0-9]{1,6} *"
          required
          label={say('form.seats')}
          note={say('form.seats_note')}
          value={form.seats}
          onChange={(event) => onType({ seats: event.target.value })}
        />
        <TextField
          inputMode="decimal"
          pattern=" *[0-9]{1,3}([.,][0-9]+)? *"
          required
          label={say('form.weight')}
          note={say('form.weight_note')}
          value={form.weight}
          onChange={(event) => onType({ weight: event.target.value })}
        />
      </div>
      <TextField
        label={say('form.tags')}
        note={say('form.tags_note')}
        value={form.tags}
        onChange={(event) => onType({ tags: event.target.value })}
      />
      {serveOthers ? (
        <Select
          label={say('form.serves')}
          value={form.serves}
          onChange={(serves) => onType({ serves })}
          options={(['here', 'everyone', 'named'] as const).map((value) => ({ value, label: say(`serves.${value}`) }))}
        />
      ) : null}
      {serveOthers && form.serves === 'named' ? (
        <TextField
          required
          mono
          label={say('form.hosts')}
          note={say('form.hosts_note')}
          placeholder={say('form.hosts_example')}
          value={form.hosts}
          onChange={(event) => onType({ hosts: event.target.value })}
        />
      ) : null}
    </>
  )
}
