import {
  IconDotsVertical,
  IconMailForward,
  IconTrash,
  IconUserCheck,
  IconUserCog,
  IconUserOff,
} from '@tabler/icons-react'
import type { Person } from '@amphi/contract/people'
import { useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { toast } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { useChangePerson, useInviteAgain } from '../queries.ts'
import { ChangePerson } from './ChangePerson.tsx'
import { DisablePerson } from './DisablePerson.tsx'
import { RemovePerson } from './RemovePerson.tsx'

export function PersonMenu({ person }: { person: Person }) {
  const say = useWords('people')
  const sentence = useSentence()
  const change = useChangePerson()
  const inviteAgain = useInviteAgain()
  const [deed, setDeed] = useState<'change' | 'disable' | 'remove'>()
  const failed = { onError: (error: Error) => toast(sentence(error), 'error') }
  const enable = () =>
    change.mutate(
      { params: { userId: person.id }, body: { disabled: false } },
      { ...failed, onSuccess: () => toast(say('enabled', { name: person.name })) },
    )
  const look = { size: 19, stroke: 1.8 }
  const disabled = person.state === 'disabled'
  const items: (MenuItem | false)[] = [
    person.can.change && {
      label: say('menu.change'),
      icon: <IconUserCog {...look} />,
      onSelect: () => setDeed('change'),
    },
    person.can.invite && {
      label: say('menu.invite_again'),
      icon: <IconMailForward {...look} />,
      onSelect: () =>
        inviteAgain.mutate(
          { params: { userId: person.id } },
          { ...failed, onSuccess: () => toast(say('invited_again', { email: person.email })) },
        ),
    },
    person.can.disable && {
      label: say(disabled ? 'menu.enable' : 'menu.disable'),
      icon: disabled ? <IconUserCheck {...look} /> : <IconUserOff {...look} />,
      onSelect: () => (disabled ? enable() : setDeed('disable')),
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
      {deed === 'disable' ? <DisablePerson person={person} onUndo={enable} onClose={() => setDeed(undefined)} /> : null}
      {deed === 'remove' ? <RemovePerson person={person} onClose={() => setDeed(undefined)} /> : null}
    </>
  )
}
