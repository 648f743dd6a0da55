import type { ResourceDetail } from '@amphi/contract/resources'
import { useState } from 'react'
import { Refusal } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { TextArea } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { useChangeResource } from '../queries.ts'
import css from './resources.module.css'

const linesOf = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((it) => it.trim())
    .filter((it) => it !== '')

/** Who may book it by letter without an account: addresses, and whole domains. */
export function Outsiders({ resource: { id, outsiders } }: { resource: ResourceDetail }) {
  const say = useWords('resources')
  const sentence = useSentence()
  const change = useChangeResource()
  const [text, setText] = useState(outsiders.join('\n'))
  const wanted = linesOf(text)
  const isSame = wanted.join('\n') === outsiders.join('\n')
  const wrong = change.error instanceof Refusal && change.error.code === 'request.invalid'
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(
          { params: { resourceId: id }, body: { outsiders: wanted } },
          { onSuccess: ({ outsiders: kept }) => (setText(kept.join('\n')), toast(say('outsiders.kept'))) },
        )
      }}
    >
      <TextArea
        label={say('outsiders')}
        note={say('outsiders.note')}
        rows={3}
        spellCheck={false}
        autoCapitalize="none"
        placeholder={say('outsiders.example')}
        value={text}
        error={change.error ? (wrong ? say('outsiders.wrong') : sentence(change.error)) : undefined}
        onChange={(event) => {
          setText(event.target.value)
          change.reset()
        }}
      />
      {isSame ? null : (
        <Button type="submit" variant="light" busy={change.isPending}>
          {say('outsiders.keep')}
        </Button>
      )}
    </form>
  )
}
