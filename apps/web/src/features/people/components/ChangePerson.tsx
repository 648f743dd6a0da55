import { textLengths } from '@amphi/contract/limits'
import type { Capability, Person } from '@amphi/contract/people'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextField } from '#ui/TextField.tsx'
import { toast } from '#ui/toasts.ts'
import { useChangePerson } from '../queries.ts'
import { Rights } from './Rights.tsx'

/** Who someone is, and what they may. */
export function ChangePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useWords('people')
  const ui = useWords('ui')
  const sentence = useSentence()
  const change = useChangePerson()
  const [name, setName] = useState(person.name)
  const [email, setEmail] = useState(person.email)
  const [role, setRole] = useState(person.role)
  const [capabilities, setCapabilities] = useState<Capability[]>(person.capabilities)
  const isElsewhere = email.trim().toLowerCase() !== person.email
  const told = person.state === 'invited' ? 'email.invited' : 'email.told'
  const submit = () => {
    if (change.isPending) return
    const body = { name, role, capabilities, ...(isElsewhere ? { email } : {}) }
    const onSuccess = () => {
      onClose()
      toast(say('changed', { name: name.trim() }))
    }
    change.mutate({ params: { userId: person.id }, body }, { onSuccess })
  }
  return (
    <FormDialog
      title={person.name}
      sub={person.email}
      width={520}
      onClose={onClose}
      onSubmit={submit}
      deed={ui('save')}
      busy={change.isPending}
    >
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <TextField
        required
        maxLength={textLengths.personName.max}
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        required
        type="email"
        maxLength={textLengths.email.max}
        label={say('email')}
        note={person.can.changeEmail ? undefined : say('email.own')}
        readOnly={!person.can.changeEmail}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {isElsewhere ? <Notice tone="info">{say(told, { email: person.email })}</Notice> : null}
      <Rights role={role} capabilities={capabilities} onRole={setRole} onCapabilities={setCapabilities} />
    </FormDialog>
  )
}
