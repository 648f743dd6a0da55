import type { Person } from '@amphi/contract/people'
import { useWords } from '#ground/words.ts'
import { AskFirst } from '#ui/AskFirst.tsx'
import { toast } from '#ui/toasts.ts'
import { useChangePerson } from '../queries.ts'

/** Shutting someone out asks first, and can be taken back. */
export function DisablePerson({
  person,
  onUndo,
  onClose,
}: {
  person: Person
  onUndo: () => void
  onClose: () => void
}) {
  const say = useWords('people')
  const change = useChangePerson()
  const onSuccess = () => {
    onClose()
    toast(say('disabled', { name: person.name }), 'plain', onUndo)
  }
  return (
    <AskFirst
      title={say('disable.title', { name: person.name })}
      deed={say('menu.disable')}
      busy={change.isPending}
      error={change.error}
      onDo={() => change.mutate({ params: { userId: person.id }, body: { disabled: true } }, { onSuccess })}
      onClose={onClose}
    >
      <p>{say('disable.text')}</p>
    </AskFirst>
  )
}
