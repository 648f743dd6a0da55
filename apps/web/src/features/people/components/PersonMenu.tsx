import { IconDotsVertical, IconTrash, IconUserCheck, IconUserCog, IconUserOff } from '@tabler/icons-react'
import type { Person } from '@amphi/contract/people'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { toast } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useChangePerson } from '../queries.ts'
import { ChangePerson } from './ChangePerson.tsx'
import { RemovePerson } from './RemovePerson.tsx'

export function PersonMenu({ person }: { person: Person }) {
  const say = useWords('people')
  const sentence = useSentence()
  const change = useChangePerson()
  const [deed, setDeed] = useState<'change' | 'remove'>()
  const look = { size: 19, stroke: 1.8 }
  const disabled = person.state === 'disabled'
  const items: (MenuItem | false)[] = [
    person.can.change && {
      label: say('menu.change'),
      icon: <IconUserCog {...look} />,
      onSelect: () => setDeed('change'),
    },
    person.can.disable && {
      label: say(disabled ? 'menu.enable' : 'menu.disable'),
      icon: disabled ? <IconUserCheck {...look} /> : <IconUserOff {...look} />,
      onSelect: () =>
        change.mutate(
          { params: { userId: person.id }, body: { disabled: !disabled } },
          {
            onSuccess: () => toast(say(disabled ? 'enabled' : 'disabled', { name: person.name })),
            onError: (error) => toast(sentence(error), 'error'),
          },
        ),
    },
    person.can.remove && {
      label: say('menu.remove'),
      icon: <IconTrash {...look} />,
      danger: true,
      onSelect: () => setDeed('remove'),
    },
  ]
  const allowed = items.filter((item) => item !== false)
  if (allowed.length === 0) return null
  const label = say('menu.of', { name: person.name })
  return (
    <>
      <Menu
        label={label}
        items={allowed}
        trigger={(props) => (
          <Tool {...props} label={label}>
            <IconDotsVertical size={18} stroke={1.8} />
          </Tool>
        )}
      />
      {deed === 'change' ? <ChangePerson person={person} onClose={() => setDeed(undefined)} /> : null}
      {deed === 'remove' ? <RemovePerson person={person} onClose={() => setDeed(undefined)} /> : null}
    </>
  )
}
