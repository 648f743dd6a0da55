import { textLengths } from '@amphi/contract/limits'
import { useState } from 'react'
import { useTell } from '#ground/queries.ts'
import type { ReplyOf } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextField } from '#ui/TextField.tsx'

export type MadeAppPassword = ReplyOf<'createAppPassword'>

/** Makes an app password, then shows it this once; where a page shows it instead, it is handed over by `onMade`. */
export function CreateAppPassword({
  proposed = '',
  onMade,
  onClose,
}: {
  /** A name for the device, to begin with. */
  proposed?: string
  onMade?: (made: MadeAppPassword) => void
  onClose: () => void
}) {
  const say = useWords('app-passwords')
  const sentence = useSentence()
  const create = useTell('createAppPassword', { touches: ['listAppPasswords'] })
  const [name, setName] = useState(proposed)
  if (create.data && !onMade)
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
      onClose={onClose}
      onSubmit={() =>
        create.mutate(
          { body: { name } },
          {
            onSuccess: (made) => {
              if (!onMade) return
              onMade(made)
              onClose()
            },
          },
        )
      }
      deed={say('do.create')}
      busy={create.isPending}
    >
      {create.error ? <Notice tone="error">{sentence(create.error)}</Notice> : null}
      <TextField
        autoFocus
        required
        maxLength={textLengths.appPasswordName.max}
        label={say('name')}
        placeholder={say('name_example')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  )
}
