import { mostGuests } from '@amphi/contract/limits'
import { type ReactNode, useState } from 'react'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { countOf, type DraftGuest, type Guests, type Invitable, withGuests } from '../guests.ts'
import { AnswerSums } from './AnswerSums.tsx'
import css from './guests.module.css'
import { GuestRow } from './GuestRow.tsx'

/** The field in which people, groups and addresses are found. */
export type PickGuests = (field: {
  label: string
  placeholder: string
  error: ReactNode
  /** Who is invited already. */
  without: ReadonlySet<string>
  onPick: (it: Invitable) => void
  onPaste: (text: string) => boolean
}) => ReactNode

/** What a pasted list holds: people with their addresses, and the lines that have none. */
export type ReadList = (text: string) => { people: { email: string; name?: string }[]; unread: string[] }

/** So many are shown at once; a class may be long. */
const shown = 8

/** Whether a text that is pasted is a list, or somebody’s name or address. */
const isList = (text: string, { people }: ReturnType<ReadList>) => people.length > 1 || /\n\s*\S/.test(text.trim())

/** Whom one invites, and what those invited answered. */
export function GuestFields({
  guests,
  event,
  error,
  pick,
  readList,
  onGuests,
}: {
  guests: readonly DraftGuest[]
  /** As it was read, where it is not new. */
  event: Guests | undefined
  error: ReactNode
  pick: PickGuests
  readList: ReadList
  onGuests: (guests: DraftGuest[]) => void
}) {
  const say = useWords('events')
  const [unread, setUnread] = useState<readonly string[]>([])
  const [all, setAll] = useState(false)
  const count = countOf(guests)
  const invited = event?.people.filter(({ isOrganizer }) => !isOrganizer) ?? []
  const seen = all ? guests : guests.slice(0, shown)
  const paste = (text: string) => {
    const read = readList(text)
    if (!isList(text, read)) return false
    const people = read.people.map(({ email, name }) => ({ kind: 'address' as const, id: email, name: name ?? email }))
    onGuests(withGuests(guests, people))
    setUnread(read.unread)
    return true
  }
  return (
    <fieldset className={css.guests}>
      <legend className="sr">{say('people')}</legend>
      {pick({
        label: say('guest.add'),
        placeholder: say('guest.example'),
        error,
        without: new Set(guests.map(({ id }) => id)),
        onPick: (it) => onGuests(withGuests(guests, [it])),
        onPaste: paste,
      })}
      {unread.length > 0 ? (
        <Notice tone="hand">
          {say('guest.unread', { count: unread.length })}
          <ul className={css.unread}>
            {unread.slice(0, shown).map((line, at) => (
              <li key={at} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {count > mostGuests ? <Notice tone="error">{say('guest.over', { many: count, most: mostGuests })}</Notice> : null}
      {invited.length > 0 ? <AnswerSums bar people={invited} /> : null}
      {guests.length > 0 ? (
        <ul className={css.list} aria-label={say('people')}>
          {seen.map((guest, at) => (
            <GuestRow
              key={guest.id}
              guest={guest}
              event={event}
              onChange={(next) => onGuests(guests.with(at, next))}
              onRemove={() => onGuests(guests.toSpliced(at, 1))}
            />
          ))}
        </ul>
      ) : null}
      {guests.length > shown ? (
        <div>
          <Button size="s" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? say('guest.fewer') : say('guest.more', { count: guests.length - shown })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}
