import { textLengths } from '@amphi/contract/limits'
import { IconSearch } from '@tabler/icons-react'
import type { Group } from '@amphi/contract/groups'
import type { PersonCard } from '@amphi/contract/people'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Checkbox } from '#ui/Choice.tsx'
import { FormDialog } from '#ui/FormDialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { TextField } from '#ui/TextField.tsx'
import { useChangeGroup } from '../queries.ts'
import css from './groups.module.css'

/** A group's name, and who belongs to it out of everyone. */
export function ChangeGroup({
  group,
  everyone,
  onClose,
}: {
  group: Group
  everyone: readonly PersonCard[]
  onClose: () => void
}) {
  const say = useWords('groups')
  const ui = useWords('ui')
  const sentence = useSentence()
  const change = useChangeGroup()
  const [name, setName] = useState(group.name)
  const [search, setSearch] = useState('')
  const [members, setMembers] = useState(() => new Set(group.members.map(({ id }) => id)))
  const shown = everyone.filter((person) => person.name.toLowerCase().includes(search.trim().toLowerCase()))
  const set = (id: PersonCard['id'], on: boolean) => {
    const next = new Set(members)
    if (on) next.add(id)
    else next.delete(id)
    setMembers(next)
  }
  return (
    <FormDialog
      title={say('change')}
      width={520}
      onClose={onClose}
      onSubmit={() =>
        change.mutate({ params: { groupId: group.id }, body: { name, members: [...members] } }, { onSuccess: onClose })
      }
      aside={<span className="grow muted">{say('members', { count: members.size })}</span>}
      deed={ui('save')}
      busy={change.isPending}
    >
      {change.error ? <Notice tone="error">{sentence(change.error)}</Notice> : null}
      <TextField
        required
        maxLength={textLengths.groupName.max}
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        type="search"
        label={say('who')}
        placeholder={say('search')}
        icon={<IconSearch size={19} stroke={1.8} />}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className={css.choices} aria-label={say('who')}>
        {shown.map((person) => (
          <li key={person.id}>
            <Checkbox
              checked={members.has(person.id)}
              onChange={(on) => set(person.id, on)}
              label={
                <span className="row">
                  <Avatar of={person} size={26} /> {person.name}
                </span>
              }
            />
          </li>
        ))}
      </ul>
    </FormDialog>
  )
}
