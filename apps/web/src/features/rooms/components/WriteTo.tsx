import { useState } from 'react'
import { randomId } from '#ground/random-id.ts'
import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextArea, TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'

/** A message to somebody of the institution, begun with what is asked of them. */
export function WriteTo({
  person,
  begun,
  onClose,
}: {
  person: { id: string; name: string }
  begun: { subject: string; text: string }
  onClose: () => void
}) {
  const say = useWords('rooms')
  const sentence = useSentence()
  const write = useTell('writeMemo')
  // Of one message, however often it is sent.
  const [id] = useState(randomId)
  const [said, setSaid] = useState(begun)
  const isEmpty = said.subject.trim() === '' || said.text.trim() === ''
  return (
    <FormDialog
      title={say('holders.write', { name: person.name })}
      sub={say('write.note')}
      deed={say('write.send')}
      busy={write.isPending}
      disabled={isEmpty}
      onClose={onClose}
      onSubmit={() =>
        write.mutate(
          { body: { id, to: person.id, ...said } },
          {
            onSuccess: () => {
              toast(say('write.sent'))
              onClose()
            },
          },
        )
      }
    >
      {write.error ? <Notice tone="error">{sentence(write.error)}</Notice> : null}
      <TextField
        label={say('write.subject')}
        maxLength={300}
        value={said.subject}
        onChange={(event) => setSaid({ ...said, subject: event.target.value })}
      />
      <TextArea
        label={say('write.text')}
        rows={7}
        maxLength={10_000}
        value={said.text}
        onChange={(event) => setSaid({ ...said, text: event.target.value })}
      />
    </FormDialog>
  )
}
