import { textLengths } from '@amphi/contract/limits'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { TextField } from '#ui/TextField.tsx'
import { usePhone } from '#ui/usePhone.ts'
import { useAddPlatform } from '../queries.ts'
import { Secret } from './Secret.tsx'

function AddDialog({ onClose }: { onClose: () => void }) {
  const say = useWords('platforms')
  const sentence = useSentence()
  const add = useAddPlatform()
  const [name, setName] = useState('')
  if (add.data) return <Secret name={add.data.name} secret={add.data.secret} onClose={onClose} />
  return (
    <FormDialog
      title={say('add')}
      sub={say('add_sub')}
      onClose={onClose}
      onSubmit={() => add.mutate({ body: { name } })}
      deed={say('do.add')}
      busy={add.isPending}
    >
      <TextField
        autoFocus
        required
        maxLength={textLengths.platformName.max}
        label={say('name')}
        placeholder={say('name_example')}
        value={name}
        error={add.error ? sentence(add.error) : undefined}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  )
}

export function AddPlatform() {
  const say = useWords('platforms')
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="filled" icon={<IconPlus size={18} stroke={2} />} onClick={() => setOpen(true)}>
        {say(phone ? 'do.add' : 'add')}
      </Button>
      {open ? <AddDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
