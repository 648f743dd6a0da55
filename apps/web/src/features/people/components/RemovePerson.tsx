import type { Person } from '@amphi/contract/people'
import { useState } from 'react'
import { useWelcome } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { Select } from '#ui/Select.tsx'
import { toast } from '#ui/toasts.ts'
import { usePeople, useRemovePerson } from '../queries.ts'

/** Deleting someone says first who receives what was theirs. */
export function RemovePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useWords('people')
  const { me } = useWelcome()
  const { data = [] } = usePeople()
  const remove = useRemovePerson()
  const heirs = data.filter(({ id, state }) => id !== person.id && state === 'active')
  const [chosen, setChosen] = useState(me && me.id !== person.id ? me.id : '')
  const heir = heirs.find(({ id }) => id === chosen)?.id ?? heirs[0]?.id
  const onSuccess = () => {
    onClose()
    toast(say('remove.done', { name: person.name }))
  }
  return (
    <AskFirst
      title={say('remove.title', { name: person.name })}
      deed={say('remove.do')}
      busy={remove.isPending}
      disabled={!heir}
      error={remove.error}
      onDo={() => heir && remove.mutate({ params: { userId: person.id }, query: { heir } }, { onSuccess })}
      onClose={onClose}
    >
      <p>{say('remove.text')}</p>
      <Select
        label={say('remove.heir')}
        value={heir ?? ''}
        onChange={setChosen}
        options={heirs.map(({ id, name, email }) => ({ value: id as string, label: `${name} (${email})` }))}
      />
    </AskFirst>
  )
}
