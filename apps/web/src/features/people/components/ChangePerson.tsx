import type { Capability, Person } from '@amphi/contract/people'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useChangePerson } from '../queries.ts'
import { Rights } from './Rights.tsx'

export function ChangePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const ui = useWords('ui')
  const sentence = useSentence()
  const change = useChangePerson()
  const [role, setRole] = useState(person.role)
  const [capabilities, setCapabilities] = useState<Capability[]>(person.capabilities)
  return (
    <Dialog
      title={person.name}
      sub={person.email}
      onClose={onClose}
      onSubmit={() =>
        change.isPending ||
        change.mutate({ params: { userId: person.id }, body: { role, capabilities } }, { onSuccess: onClose })
      }
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" variant="filled" busy={change.isPending}>
            {ui('save')}
          </Button>
        </>
      }
    >
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <Rights role={role} capabilities={capabilities} onRole={setRole} onCapabilities={setCapabilities} />
    </Dialog>
  )
}
