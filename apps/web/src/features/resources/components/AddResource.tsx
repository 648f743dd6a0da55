import { IconPlus } from '@tabler/icons-react'
import { textLengths } from '@amphi/contract/limits'
import type { ResourceId } from '@amphi/contract/resources'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { usePhone } from '#ui/usePhone.ts'
import { useCreateResource } from '../queries.ts'
import { emptyForm, serverOf } from '../resource-form.ts'
import { ServerFields } from './ServerFields.tsx'

function AddDialog({ onAdded, onClose }: { onAdded: (id: ResourceId) => void; onClose: () => void }) {
  const say = useWords('resources')
  const sentence = useSentence()
  const create = useCreateResource()
  const [form, setForm] = useState(emptyForm)
  const submit = () =>
    create.mutate(
      { body: { name: form.name, server: serverOf(form) } },
      {
        onSuccess: ({ id, name }) => {
          toast(say('added', { name }))
          onAdded(id)
        },
      },
    )
  return (
    <FormDialog
      title={say('add')}
      sub={say('add_sub')}
      width={560}
      deed={say('do.add')}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {create.error ? <Notice tone="error">{sentence(create.error)}</Notice> : null}
      <TextField
        autoFocus
        required
        maxLength={textLengths.resourceName.max}
        label={say('name')}
        note={say('name_note')}
        placeholder={say('name_example')}
        value={form.name}
        onChange={({ target }) => setForm({ ...form, name: target.value })}
      />
      <ServerFields required server={form} onServer={(server) => setForm({ ...form, ...server })} />
    </FormDialog>
  )
}

/** A new one: its name and where it is; everything else has a value to begin with. */
export function AddResource({ onAdded }: { onAdded: (id: ResourceId) => void }) {
  const say = useWords('resources')
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="filled" icon={<IconPlus size={18} stroke={2} />} onClick={() => setOpen(true)}>
        {say(phone ? 'do.add' : 'add')}
      </Button>
      {open ? <AddDialog onAdded={onAdded} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
