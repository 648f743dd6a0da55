import type { Calendar } from '@amphi/contract/calendars'
import { PickPeople } from '#features/directory'
import { EventDetail, EventForm, type PickGuests, RemoveEvent, WhichOfSeries } from '#features/events'
import { readPeople } from '#features/people'
import { useResources } from '#features/resources'
import { isPast, useRooms } from '#features/rooms'
import { useWelcome } from '#ground/welcome.ts'
import type { Deeds, Opened } from './useDeeds.ts'

const pickGuests: PickGuests = ({ onPick, ...field }) => (
  <PickPeople addresses picked={[]} onPicked={(picked) => picked.forEach(onPick)} {...field} />
)

function Form({
  subject,
  deeds,
  writable,
}: {
  subject: Extract<Opened, { kind: 'form' }>['subject']
  deeds: Deeds
  writable: readonly Calendar[]
}) {
  const { me } = useWelcome()
  const { data: rooms = [] } = useRooms()
  const { data: resources = [] } = useResources()
  const offered = rooms.filter((room) => room.can.invite && room.archivedAt === null && !isPast(room))
  return (
    <EventForm
      subject={subject}
      calendars={writable}
      rooms={offered}
      mayCreateRooms={me?.can.createRooms === true}
      resources={resources}
      pickGuests={pickGuests}
      readList={readPeople}
      onSaved={deeds.saved}
      onClose={deeds.close}
    />
  )
}

/** The window of what one does. */
export function AgendaWindows({
  deeds,
  calendars,
  writable,
}: {
  deeds: Deeds
  calendars: ReadonlyMap<string, Calendar>
  writable: readonly Calendar[]
}) {
  const { opened } = deeds
  if (!opened) return null
  if (opened.kind === 'detail') {
    const { instance } = opened
    return (
      <EventDetail
        instance={instance}
        calendar={calendars.get(instance.calendarId)}
        onEdit={deeds.edit}
        onCopy={deeds.copy}
        onRemove={() => deeds.remove(instance)}
        onClose={deeds.close}
      />
    )
  }
  if (opened.kind === 'remove')
    return <RemoveEvent instance={opened.instance} onRemoved={deeds.close} onClose={deeds.close} />
  if (opened.kind === 'series')
    return <WhichOfSeries deed="move" busy={deeds.moving} onChoose={deeds.put} onClose={deeds.close} />
  return <Form subject={opened.subject} deeds={deeds} writable={writable} />
}
