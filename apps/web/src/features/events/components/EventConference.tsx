import { IconVideo, IconX } from '@tabler/icons-react'
import type { Resource } from '@amphi/contract/resources'
import type { RoomId } from '@amphi/contract/rooms'
import type { ReactNode } from 'react'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Menu } from '#ui/Menu.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { announce } from '#ui/toasts.ts'
import { Tool } from '#ui/Tool.tsx'
import { type Booked, type Draft, isBooked } from '../draft.ts'
import { resourceWords } from '../resource-words.ts'
import type { Reserved } from '../useReserved.ts'
import css from './EventConference.module.css'

export interface RoomToMeet {
  id: RoomId
  name: string
}

/** A booked link: what it is, what it leads to, and the way to do without. */
function BookedLink({
  booked,
  resource,
  error,
  onRemove,
}: {
  booked: Booked
  /** Unless it is no more. */
  resource: Resource | undefined
  error: ReactNode
  onRemove: () => void
}) {
  const say = useWords('events')
  const language = useLanguage()
  const words = resource ? resourceWords(say, resource, language) : ''
  return (
    <div className={css.booked} role="group" aria-label={say('room')}>
      <CopyLine
        icon={<IconVideo size={19} stroke={1.8} />}
        label={resource?.name ?? say('room')}
        note={booked.conferenceId ? say('resource.works') : undefined}
        value={booked.url}
        deed={say('resource.copy')}
        action={
          <Tool label={say('resource.remove')} size={40} onClick={onRemove}>
            <IconX size={18} stroke={2} />
          </Tool>
        }
      />
      {words ? <p className="small muted">{say('resource.meant', { words })}</p> : null}
      {error ? <Notice tone="error">{error}</Notice> : null}
    </div>
  )
}

/** Books a link: one button where there is one resource, by name where there are several. */
function Book({
  resources,
  busy,
  onBook,
}: {
  resources: readonly Resource[]
  busy: boolean
  onBook: (resource: Resource) => void
}) {
  const say = useWords('events')
  const icon = <IconVideo size={19} stroke={1.8} />
  const [only, ...others] = resources
  if (!only) return null
  if (others.length === 0)
    return (
      <Button icon={icon} busy={busy} onClick={() => onBook(only)}>
        {say('resource.add')}
      </Button>
    )
  return (
    <Menu
      label={say('resource.which')}
      items={resources.map((resource) => ({ label: resource.name, onSelect: () => onBook(resource) }))}
      trigger={(props) => (
        <Button {...props} icon={icon} busy={busy}>
          {say('resource.add')}
        </Button>
      )}
    />
  )
}

/** Where an event is held by video: under a link that is booked at a click, in a room of one’s own, or nowhere. */
export function EventConference({
  room,
  before,
  title,
  rooms,
  mayCreate,
  resources,
  conference,
  error,
  reserved,
  onRoom,
}: {
  room: Draft['room']
  /** As it was saved. */
  before: Draft['room'] | undefined
  title: string
  rooms: readonly RoomToMeet[]
  mayCreate: boolean
  resources: readonly Resource[]
  conference: string | null
  error: ReactNode
  reserved: Reserved
  onRoom: (room: Draft['room']) => void
}) {
  const say = useWords('events')
  const sentence = useSentence()
  const bookable = resources.filter(({ can }) => can.book)
  if (isBooked(room))
    return (
      <BookedLink
        booked={room}
        resource={resources.find(({ id }) => id === room.resourceId)}
        error={error}
        onRemove={() => {
          reserved.drop(room)
          onRoom('none')
          announce(say('resource.removed'))
        }}
      />
    )

  const book = async ({ id }: Resource) => {
    // It has a link of that already, which those invited know.
    if (before !== undefined && isBooked(before) && before.resourceId === id) {
      onRoom(before)
      return
    }
    const booked = await reserved.reserve(id, title)
    if (!booked) return
    onRoom(booked)
    announce(say('resource.works'))
  }
  // Where a resource has rooms of this house, it is what makes one for a meeting.
  const makesRooms = bookable.some(({ address }) => address === null)
  const options: { value: Exclude<Draft['room'], Booked>; label: string }[] = [
    { value: 'none', label: say('room.none') },
    ...(conference !== null ? [{ value: 'kept' as const, label: say('room.kept') }] : []),
    ...(mayCreate && !makesRooms ? [{ value: 'new' as const, label: say('room.new') }] : []),
    ...rooms.map(({ id, name }) => ({ value: id, label: name })),
  ]
  // One that is no longer among those offered stays what it is.
  const known = options.some(({ value }) => value === room)
    ? options
    : [...options, { value: room, label: say('room.kept') }]
  const failed = reserved.error ? sentence(reserved.error) : undefined
  const choice = (
    <Select
      label={say('room')}
      note={room === 'kept' ? conference : room === 'new' ? say('room.new_note') : undefined}
      error={error ?? failed}
      className="grow"
      value={room}
      onChange={onRoom}
      options={known}
    />
  )
  if (bookable.length === 0) return choice
  return (
    <div className={css.choice}>
      {choice}
      <Book resources={bookable} busy={reserved.busy} onBook={(resource) => void book(resource)} />
    </div>
  )
}
