import { mostGuests, textLengths } from '@amphi/contract/limits'
import type { Calendar } from '@amphi/contract/calendars'
import type { EventRead, Reach } from '@amphi/contract/events'
import type { Resource, ResourceId } from '@amphi/contract/resources'
import { useEffect, useEffectEvent, useState } from 'react'
import { Refusal } from '#ground/request.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choice.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Select } from '#ui/Select.tsx'
import { TextArea, TextField } from '#ui/TextField.tsx'
import { changesOf, type Draft, draftOf, givenOf, isBooked, problemOf, rebased } from '../draft.ts'
import { countOf } from '../guests.ts'
import { type Known, readAgain, useChangeEvent, useCreateEvent } from '../queries.ts'
import { dayOf, zoneHere } from '#ground/local-time.ts'
import { useReserved } from '../useReserved.ts'
import { EventConference, type RoomToMeet } from './EventConference.tsx'
import css from './events.module.css'
import { GuestFields, type PickGuests, type ReadList } from './GuestFields.tsx'
import { ReminderFields } from './ReminderFields.tsx'
import { RepeatFields } from './RepeatFields.tsx'
import { TimesFields } from './TimesFields.tsx'
import { WhenFields } from './WhenFields.tsx'
import { WhichOfSeries } from './WhichOfSeries.tsx'

/**
 * What is written: something new, as it was drawn, under a link of a resource that is booked at once where one is named;
 * or what is there already, as it was read.
 */
export type FormSubject = { kind: 'new'; draft: Draft; books?: ResourceId } | { kind: 'known'; event: EventRead }

const placesOfRefusals = {
  'event.ends_before_start': 'when',
  'event.repeats_badly': 'repeat',
  'room.not_found': 'room',
  'room.not_yours': 'room',
  'room.creation_forbidden': 'room',
  'resource.not_found': 'room',
  'resource.not_bookable': 'room',
  'conference.not_found': 'room',
  'event.guest_without_address': 'guests',
  'calendar.guests_over_limit': 'guests',
  'person.not_found': 'guests',
  'group.not_found': 'guests',
} as const
const placeOf = (error: unknown) =>
  error instanceof Refusal ? placesOfRefusals[error.code as keyof typeof placesOfRefusals] : undefined

/** What is there and what was written upon it; and what that is sent as. */
const useSaving = (subject: FormSubject, onSaved: (event: EventRead) => void) => {
  const [read, setRead] = useState(subject.kind === 'known' ? subject.event : undefined)
  const [draft, setDraft] = useState(() =>
    subject.kind === 'known' ? draftOf(subject.event, zoneHere()) : subject.draft,
  )
  const reserved = useReserved()
  const bookFirst = useEffectEvent(async () => {
    if (subject.kind !== 'new' || !subject.books) return
    const room = await reserved.reserve(subject.books, subject.draft.title)
    if (room) setDraft((now) => ({ ...now, room }))
  })
  useEffect(() => {
    // A form that is drawn and gone at once books nothing.
    const timer = setTimeout(() => void bookFirst())
    return () => clearTimeout(timer)
  }, [])
  const create = useCreateEvent()
  const change = useChangeEvent()
  const before = read && draftOf(read, zoneHere())
  const changes = before && changesOf(before, draft)
  const isMoving = before !== undefined && before.calendarId !== draft.calendarId
  const isChanged = changes === undefined || isMoving || Object.keys(changes).length > 0

  const send = (reach: Reach) => {
    const { room } = draft
    if (isBooked(room)) reserved.sent(room)
    const heard = { onSuccess: onSaved, onError: () => void (isBooked(room) && reserved.refused(room)) }
    if (!read || !changes) {
      create.mutate({ params: { calendarId: draft.calendarId }, body: givenOf(draft) }, heard)
      return
    }
    change.mutate(
      {
        params: { calendarId: read.calendarId, eventId: read.eventId },
        body: {
          occurrence: read.occurrence,
          reach,
          version: read.version,
          ...(isMoving ? { calendarId: draft.calendarId } : {}),
          changes,
        },
      },
      heard,
    )
  }
  const again = async () => {
    if (!read || !before) return
    const now = await readAgain(read satisfies Known)
    setRead(now)
    setDraft(rebased(before, draft, draftOf(now, zoneHere())))
    change.reset()
  }
  return {
    draft,
    setDraft,
    read,
    isNew: read === undefined,
    isChanged,
    /** One date of a series may differ in all but this. */
    mayBeOne: !isMoving && changes?.repeat === undefined && changes?.room === undefined,
    repeats: read?.repeats === true,
    before,
    reserved,
    /** What it has already; what is booked is shown by itself. */
    conference: before && !isBooked(before.room) ? (read?.conference ?? null) : null,
    busy: create.isPending || change.isPending,
    error: create.error ?? change.error,
    send,
    again,
  }
}

/** Plans something, or changes it: one date of a series, what follows, or all. */
export function EventForm({
  subject,
  calendars,
  rooms,
  mayCreateRooms,
  resources,
  pickGuests,
  readList,
  onSaved,
  onClose,
}: {
  subject: FormSubject
  /** Those one writes in. */
  calendars: readonly Calendar[]
  /** Those one may invite to. */
  rooms: readonly RoomToMeet[]
  mayCreateRooms: boolean
  /** Those one may book, and those one only looks after. */
  resources: readonly Resource[]
  pickGuests: PickGuests
  readList: ReadList
  onSaved: (event: EventRead) => void
  onClose: () => void
}) {
  const say = useWords('events')
  const ui = useWords('ui')
  const sentence = useSentence()
  const [asking, setAsking] = useState(false)
  const saving = useSaving(subject, onSaved)
  const { draft, setDraft, isNew, isChanged, busy, error, send } = saving
  const [tried, setTried] = useState(false)
  const problem = problemOf(draft)
  const calendar = calendars.find(({ id }) => id === draft.calendarId)
  const mayInvite = calendar === undefined || calendar.can.invite
  const tells = draft.guests.length > 0 || (saving.read?.people.length ?? 0) > 0
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more })
  const place = placeOf(error)
  const said = error ? sentence(error) : undefined
  const isStale = error instanceof Refusal && error.code === 'calendar.changed_meanwhile'

  const submit = () => {
    setTried(true)
    if (problem || busy || countOf(draft.guests) > mostGuests) return
    if (!isChanged) onClose()
    else if (saving.repeats) setAsking(true)
    else send('all')
  }

  return (
    <>
      <Dialog
        whole
        title={say(isNew ? 'form.new' : 'form.change')}
        width={640}
        onClose={onClose}
        onSubmit={submit}
        actions={
          <>
            <Button onClick={onClose}>{ui('cancel')}</Button>
            <Button type="submit" variant="filled" busy={busy}>
              {say(
                tells && mayInvite
                  ? isNew
                    ? 'form.do.invite'
                    : 'form.do.tell'
                  : isNew
                    ? 'form.do.new'
                    : 'form.do.change',
              )}
            </Button>
          </>
        }
      >
        {error && !place ? (
          <Notice
            tone="error"
            aside={
              isStale ? (
                <Button size="s" onClick={() => void saving.again()}>
                  {say('form.again')}
                </Button>
              ) : null
            }
          >
            {isStale ? say('form.stale') : said}
          </Notice>
        ) : null}
        <TextField
          autoFocus={isNew}
          size="l"
          label={say('title')}
          placeholder={say('title_example')}
          maxLength={textLengths.eventTitle.max}
          value={draft.title}
          onChange={({ target }) => set({ title: target.value })}
        />
        <WhenFields
          draft={draft}
          problem={problem === 'ends_before_start' || place === 'when' ? 'ends_before_start' : undefined}
          onDraft={setDraft}
        />
        <RepeatFields
          repeat={draft.repeat}
          day={dayOf(draft.start)}
          error={tried && problem === 'until_before_start' ? say('problem.until_before_start') : undefined}
          onRepeat={(repeat) => set({ repeat })}
        />
        {place === 'repeat' ? <Notice tone="error">{said}</Notice> : null}
        <EventConference
          room={draft.room}
          before={saving.before?.room}
          title={draft.title.trim()}
          rooms={rooms}
          mayCreate={mayCreateRooms}
          resources={resources}
          conference={saving.conference}
          error={place === 'room' ? said : undefined}
          reserved={saving.reserved}
          onRoom={(room) => setDraft((now) => ({ ...now, room }))}
        />
        {mayInvite ? (
          <GuestFields
            guests={draft.guests}
            event={saving.read}
            error={place === 'guests' ? said : undefined}
            pick={pickGuests}
            readList={readList}
            onGuests={(guests) => set({ guests })}
          />
        ) : (
          <p className="small muted">{say('guest.not_on_behalf', { owner: calendar.owner?.name ?? calendar.name })}</p>
        )}
        {calendar && mayInvite && calendar.access !== 'owner' && draft.guests.length > 0 ? (
          <p className="small muted">{say('guest.on_behalf', { owner: calendar.owner?.name ?? calendar.name })}</p>
        ) : null}
        <TimesFields
          draft={draft}
          eventId={saving.read?.eventId}
          room={rooms.find(({ id }) => id === draft.room)?.name}
          isMine={calendar?.access === 'owner'}
          onTime={set}
        />
        <TextField
          label={say('location')}
          placeholder={say('location_example')}
          maxLength={textLengths.eventLocation.max}
          value={draft.location}
          onChange={({ target }) => set({ location: target.value })}
        />
        <TextArea
          label={say('description')}
          rows={3}
          maxLength={textLengths.eventDescription.max}
          value={draft.description}
          onChange={({ target }) => set({ description: target.value })}
        />
        {calendars.length > 1 ? (
          <Select
            label={say('calendar')}
            value={draft.calendarId}
            onChange={(calendarId) => set({ calendarId })}
            options={calendars.map(({ id, name, access, owner }) => ({
              value: id,
              label: owner && access !== 'owner' ? say('calendar.of', { name, owner: owner.name }) : name,
            }))}
          />
        ) : null}
        <ReminderFields reminders={draft.reminders} onReminders={(reminders) => set({ reminders })} />
        <div className={css.flags}>
          <Checkbox
            label={say('free')}
            note={say('free_note')}
            checked={draft.isFree}
            onChange={(isFree) => set({ isFree })}
          />
          <Checkbox
            label={say('private')}
            note={say('private_note')}
            checked={draft.isPrivate}
            onChange={(isPrivate) => set({ isPrivate })}
          />
        </div>
      </Dialog>
      {asking ? (
        <WhichOfSeries
          deed="change"
          mayBeOne={saving.mayBeOne}
          onChoose={(reach) => {
            setAsking(false)
            send(reach)
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
