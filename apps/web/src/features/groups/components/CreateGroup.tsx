import { textLengths } from '@amphi/contract/limits'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { TextField } from '#ui/TextField.tsx'
import { usePhone } from '#ui/usePhone.ts'
import { useCreateGroup } from '../queries.ts'

function CreateDialog({ onClose }: { onClose: () => void }) {
  const say = useWords('groups')
  const sentence = useSentence()
  const create = useCreateGroup()
  const [name, setName] = useState('')
  return (
    <FormDialog
      title={say('create')}
      onClose={onClose}
      onSubmit={() => create.mutate({ body: { name } }, { onSuccess: onClose })}
      deed={say('do.create')}
      busy={create.isPending}
    >
      <TextField
        autoFocus
        required
        maxLength={textLengths.groupName.max}
        label={say('name')}
        placeholder={say('name_example')}
        value={name}
        error={create.error ? sentence(create.error) : undefined}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  )
}

export function CreateGroup() {
  const say = useWords('groups')
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="filled" icon={<IconPlus size={20} stroke={2.2} />} onClick={() => setOpen(true)}>
        {say(phone ? 'do.create' : 'create')}
      </Button>
      {open ? <CreateDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
