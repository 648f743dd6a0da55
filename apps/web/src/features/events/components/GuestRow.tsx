import { IconAt, IconCheck, IconUsers, IconX } from '@tabler/icons-react'
import type { InvitedGroup } from '@amphi/contract/event-guests'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Tool } from '#ui/Tool.tsx'
import { type DraftGuest, type Guests, peopleOf } from '../guests.ts'
import { AnswerSums } from './AnswerSums.tsx'
import { GivenAnswer } from './GivenAnswer.tsx'
import css from './guests.module.css'
import { GuestState } from './GuestState.tsx'

function Face({ guest }: { guest: DraftGuest }) {
  if (guest.kind === 'person') return <Avatar of={guest} size={36} />
  const Icon = guest.kind === 'group' ? IconUsers : IconAt
  return (
    <span className={css.face} data-kind={guest.kind} aria-hidden="true">
      <Icon size={20} stroke={1.8} />
    </span>
  )
}

/** Who came to a group and left it since its members were invited, and how they are invited as they are now. */
function Since({
  group: { joined, left },
  isRenewed,
  onRenew,
}: {
  group: InvitedGroup
  isRenewed: boolean
  onRenew: () => void
}) {
  const say = useWords('events')
  if (isRenewed) return <span className={css.said}>{say('group.renewed')}</span>
  const parts = [
    ...(joined > 0 ? [say('group.joined', { count: joined })] : []),
    ...(left > 0 ? [say('group.left', { count: left })] : []),
  ]
  if (parts.length === 0) return null
  return (
    <>
      <span className={css.said}>{say('group.since', { what: parts.join(', ') })}</span>
      <Button size="s" variant="subtle" onClick={onRenew}>
        {say('group.renew')}
      </Button>
    </>
  )
}

function Members({ event, guest }: { event: Guests; guest: DraftGuest }) {
  const members = peopleOf(event, guest)
  if (members.length === 0) return null
  return (
    <details className={css.members}>
      <summary>
        <AnswerSums people={members} />
      </summary>
      <ul>
        {members.map((it) => (
          <li key={it.email}>
            <span>
              {it.name || it.email}
              <GuestState person={it} />
            </span>
            <GivenAnswer answer={it.answer} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** One of those invited, in the form: whether they must come, what they answered, and how they are taken off. */
export function GuestRow({
  guest,
  event,
  onChange,
  onRemove,
}: {
  guest: DraftGuest
  /** As it was read, where it is not new. */
  event: Guests | undefined
  onChange: (guest: DraftGuest) => void
  onRemove: () => void
}) {
  const say = useWords('events')
  const { kind, id, name, isOptional } = guest
  const [person] = event && kind !== 'group' ? peopleOf(event, guest) : []
  const group = event?.groups.find((it) => it.id === id)
  const address = kind === 'address' && name !== id ? id : undefined
  return (
    <li>
      <Face guest={guest} />
      <span className={css.who}>
        <span className={css.name} dir="auto">
          {name}
        </span>
        {address ? <span className={css.said}>{address}</span> : null}
        {kind === 'group' ? <span className={css.said}>{say('group.members', { count: guest.count })}</span> : null}
        {event && kind === 'group' ? <Members event={event} guest={guest} /> : null}
        {group ? (
          <Since
            group={group}
            isRenewed={guest.isRenewed === true}
            onRenew={() => onChange({ ...guest, isRenewed: true })}
          />
        ) : null}
        {person ? <GivenAnswer answer={person.answer} /> : null}
        {person ? <GuestState person={person} /> : null}
      </span>
      <span className={css.deeds}>
        <Button
          size="s"
          variant={isOptional ? 'light' : 'subtle'}
          aria-pressed={isOptional}
          icon={isOptional ? <IconCheck size={16} stroke={2.2} /> : null}
          aria-label={say('optional.of', { name })}
          onClick={() => onChange({ ...guest, isOptional: !isOptional })}
        >
          {say('optional')}
        </Button>
        <Tool label={say('guest.remove', { name })} onClick={onRemove}>
          <IconX size={18} stroke={2} />
        </Tool>
      </span>
    </li>
  )
}
