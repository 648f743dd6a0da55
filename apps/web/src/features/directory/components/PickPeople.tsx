import { IconAt, IconUsers } from '@tabler/icons-react'
import type { Found } from '@amphi/contract/directory'
import { type ReactNode, useState } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useSettled } from '#ground/useSettled.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Picker, type Pickable } from '#ui/Picker.tsx'
import { toast } from '#ui/toasts.ts'
import { useChangeFavourite, useSearchDirectory } from '../queries.ts'
import css from './directory.module.css'

/** Someone of the house, a group, or an address that was typed: its id is the address itself. */
export type Picked = Found | { kind: 'address'; id: string; name: string }

/** As an address looks before the server says whether it is one. */
const looksLikeAddress = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/

const faceOf = (it: Picked, size: number): ReactNode => {
  if (it.kind === 'person') return <Avatar of={it} size={size} />
  const Icon = it.kind === 'group' ? IconUsers : IconAt
  return (
    <span className={css.face} data-kind={it.kind} style={{ width: size, height: size }} aria-hidden="true">
      <Icon size={size * 0.58} stroke={1.8} />
    </span>
  )
}

/** People and groups of the house found by typing, favourites first; addresses as well, where they may be typed. */
export function PickPeople({
  label,
  note,
  error,
  picked,
  addresses = false,
  only,
  without,
  placeholder,
  onPaste,
  onPicked,
}: {
  label: string
  note?: ReactNode
  error?: ReactNode
  picked: readonly Picked[]
  addresses?: boolean
  /** People alone, where no group will do. */
  only?: 'person'
  /** Those who are not offered: they were picked, and stand elsewhere. */
  without?: ReadonlySet<string>
  placeholder?: string
  /** Takes what is pasted as a whole, where it is more than a name. */
  onPaste?: (text: string) => boolean
  onPicked: (picked: Picked[]) => void
}) {
  const say = useWords('directory')
  const sentence = useSentence()
  const [search, setSearch] = useState('')
  const typed = search.trim()
  const sought = useSettled(typed, 180)
  const { data = [], error: trouble } = useSearchDirectory(sought, only)
  const favourite = useChangeFavourite()

  const chosen = new Set<string>([...picked.map(({ id }) => id), ...(without ?? [])])
  const address = typed.toLowerCase()
  const offered: Picked[] = data.filter(({ id }) => !chosen.has(id))
  // Whoever has that address here is offered by their name.
  if (addresses && looksLikeAddress.test(address) && !chosen.has(address) && sought === typed && data.length === 0)
    offered.push({ kind: 'address', id: address, name: address })

  const asOption = (it: Picked): Pickable => ({
    key: it.id,
    name: it.name,
    note: it.kind === 'group' ? say('group', { count: it.count }) : it.kind === 'address' ? say('address') : undefined,
    face: faceOf(it, 32),
    starred: it.kind === 'address' ? undefined : it.favourite,
  })
  const star = (id: string, on: boolean) => {
    const it = picked.find((other) => other.id === id)
    if (!it || it.kind === 'address') return
    favourite.mutate(
      { body: { kind: it.kind, id, favourite: on } },
      {
        onSuccess: () => onPicked(picked.map((other) => (other === it ? { ...it, favourite: on } : other))),
        onError: (problem) => toast(sentence(problem), 'error'),
      },
    )
  }
  const nothing = () => {
    if (trouble) return sentence(trouble)
    if (typed === '') return undefined
    return sought === typed ? say(only ? 'no_person' : addresses ? 'nobody_or_address' : 'nobody') : say('looking')
  }

  return (
    <Picker
      label={label}
      note={note}
      error={error}
      placeholder={
        placeholder ?? say(only ? 'placeholder_person' : addresses ? 'placeholder_or_address' : 'placeholder')
      }
      search={search}
      onSearch={setSearch}
      picked={picked.map((it) => ({ ...asOption(it), face: faceOf(it, 24) }))}
      options={offered.map(asOption)}
      empty={nothing()}
      onPick={(key) => {
        const it = offered.find(({ id }) => id === key)
        if (it) onPicked([...picked, it])
      }}
      onRemove={(key) => onPicked(picked.filter(({ id }) => id !== key))}
      onStar={star}
      {...(onPaste ? { onPaste } : {})}
    />
  )
}
