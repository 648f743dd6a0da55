import type { Person } from '@amphi/contract/people'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { toast } from '#ui/toasts.ts'
import { usePeople, useRemovePerson } from '../queries.ts'

/** Deleting someone says first who receives what was theirs. */
export function RemovePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useWords('people')
  const ui = useWords('ui')
  const sentence = useSentence()
  const { me } = useWelcome()
  const { data = [] } = usePeople()
  const remove = useRemovePerson()
  const heirs = data.filter(({ id, state }) => id !== person.id && state === 'active')
  const [chosen, setChosen] = useState(me && me.id !== person.id ? me.id : '')
  const heir = heirs.find(({ id }) => id === chosen)?.id ?? heirs[0]?.id
  return (
    <Dialog
      alert
      title={say('remove.title', { name: person.name })}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button
            variant="danger"
            busy={remove.isPending}
            disabled={!heir}
            onClick={() =>
              heir &&
              remove.mutate(
                { params: { userId: person.id }, query: { heir } },
                {
                  onSuccess: () => {
                    onClose()
                    toast(say('remove.done', { name: person.name }))
                  },
                },
              )
            }
          >
            {say('remove.do')}
          </Button>
        </>
      }
    >
      <p>{say('remove.text')}</p>
      {remove.error ? <Notice tone="error">{sentence(remove.error)}</Notice> : null}
      <Select
        label={say('remove.heir')}
        value={heir ?? ''}
        onChange={setChosen}
        options={heirs.map(({ id, name, email }) => ({ value: id as string, label: `${name} (${email})` }))}
      />
    </Dialog>
  )
}
