import {
  IconBell,
  IconCalendarEvent,
  IconClock,
  IconCopy,
  IconLock,
  IconMapPin,
  IconRepeat,
  IconUsers,
  IconVideo,
} from '@tabler/icons-react'
import type { Calendar } from '@amphi/contract/calendars'
import type { EventInstance, EventRead } from '@amphi/contract/events'
import type { ReactNode } from 'react'
import { useFormat } from '#ground/format.ts'
import { useSentence } from '#ground/useSentence.ts'
import { useLanguage, useWords } from '#ground/words.ts'
import { Button, ButtonAnchor } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Linked } from '#ui/Linked.tsx'
import { Pill } from '#ui/Marks.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { joinAddress } from '../join-address.ts'
import { conferenceText, ownLocation, ownText } from '../own-text.ts'
import { isKnown, type Known, useEvent } from '../queries.ts'
import { reminderWords } from '../reminder-words.ts'
import { repeatWords } from '../repeat-words.ts'
import { useWhen } from '../useWhen.ts'
import { shownOn } from '../shown-on.ts'
import { AnswerField } from './AnswerField.tsx'
import css from './events.module.css'
import { PeopleList } from './PeopleList.tsx'

const look = { size: 20, stroke: 1.8 }

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>
        {icon}
        <span className="sr">{label}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The room or the link, and what is said beside it. */
function Conference({ instance, event }: { instance: EventInstance; event: EventRead | undefined }) {
  const { room, conference, resourceId } = instance
  const text = event && (resourceId !== null || !room) ? conferenceText(event) : ''
  const isSaid = conference !== null && text.includes(conference)
  return (
    <>
      {room ? <span className={css.wrap}>{room.name}</span> : null}
      {room || conference === null || isSaid ? null : <Linked text={conference} />}
      {text ? (
        <span className={css.said}>
          <Linked text={text} />
        </span>
      ) : null}
    </>
  )
}

function Body({
  instance,
  event,
  calendar,
}: {
  instance: EventInstance
  event?: EventRead
  calendar: Calendar | undefined
}) {
  const say = useWords('events')
  const language = useLanguage()
  const { capital } = useFormat()
  const { whole, elsewhere } = useWhen()
  const other = event && elsewhere(event.time)
  const { status, isPrivate, isFree, repeats } = instance
  const location = ownLocation(instance)
  const text = event ? ownText(event.description) : ''
  const repeat = event?.repeat
  return (
    <>
      {status !== 'confirmed' || isPrivate || isFree ? (
        <p className={css.pills}>
          {status === 'cancelled' ? <Pill tone="rec">{say('cancelled')}</Pill> : null}
          {status === 'tentative' ? <Pill tone="hand">{say('tentative')}</Pill> : null}
          {isPrivate ? <Pill icon={<IconLock size={14} stroke={2} />}>{say('private')}</Pill> : null}
          {isFree ? <Pill>{say('free')}</Pill> : null}
        </p>
      ) : null}
      <dl className={css.facts}>
        <Fact icon={<IconClock {...look} />} label={say('when')}>
          {capital(whole(instance))}
          {other ? <span className={css.line}>{other}</span> : null}
        </Fact>
        {repeats ? (
          <Fact icon={<IconRepeat {...look} />} label={say('repeat')}>
            {repeat && repeat !== 'custom'
              ? repeatWords(say, repeat, shownOn(instance).first, language)
              : say('repeat.custom')}
            {instance.isException ? <span className={css.line}>{say('exception')}</span> : null}
          </Fact>
        ) : null}
        {location ? (
          <Fact icon={<IconMapPin {...look} />} label={say('location')}>
            <Linked text={location} />
          </Fact>
        ) : null}
        {instance.room || instance.conference ? (
          <Fact icon={<IconVideo {...look} />} label={say('room')}>
            <Conference instance={instance} event={event} />
          </Fact>
        ) : null}
        {event && event.reminders.length > 0 ? (
          <Fact icon={<IconBell {...look} />} label={say('reminders')}>
            {event.reminders.map((it) => reminderWords(say, it)).join(', ')}
          </Fact>
        ) : null}
        {calendar ? (
          <Fact icon={<IconCalendarEvent {...look} />} label={say('calendar')}>
            <span className={css.dot} style={{ background: calendar.color }} aria-hidden="true" />
            {calendar.access === 'owner'
              ? calendar.name
              : calendar.owner
                ? say('calendar.of', { name: calendar.name, owner: calendar.owner.name })
                : calendar.name}
          </Fact>
        ) : null}
        {event && event.people.length > 0 ? (
          <Fact icon={<IconUsers {...look} />} label={say('people')}>
            <PeopleList people={event.people} />
          </Fact>
        ) : null}
      </dl>
      {text ? (
        <p className={css.description}>
          <Linked text={text} />
        </p>
      ) : null}
    </>
  )
}

function KnownDetail({
  instance,
  calendar,
  onEdit,
  onCopy,
  onRemove,
  onClose,
}: {
  instance: Known
  calendar: Calendar | undefined
  onEdit: (event: EventRead) => void
  onCopy: (event: EventRead) => void
  onRemove: () => void
  onClose: () => void
}) {
  const say = useWords('events')
  const sentence = useSentence()
  const { data: event, error } = useEvent(instance)
  const shown = event ?? instance
  const join = shown.status === 'cancelled' ? undefined : joinAddress(shown)
  return (
    <Dialog
      title={shown.title || say('untitled')}
      width={500}
      onClose={onClose}
      actions={
        <>
          {shown.can.remove ? (
            <Button variant="grave" onClick={onRemove}>
              {say('remove.do')}
            </Button>
          ) : null}
          {shown.can.change && event ? (
            <Button icon={<IconCopy size={18} stroke={1.8} />} onClick={() => onCopy(event)}>
              {say('copy')}
            </Button>
          ) : null}
          {shown.can.change && event ? <Button onClick={() => onEdit(event)}>{say('edit')}</Button> : null}
          {join ? (
            <ButtonAnchor variant="filled" icon={<IconVideo size={19} stroke={1.9} />} {...join}>
              {say('join')}
            </ButtonAnchor>
          ) : null}
        </>
      }
    >
      {error ? <Notice tone="error">{sentence(error)}</Notice> : null}
      <Body instance={shown} {...(event ? { event } : {})} calendar={calendar} />
      {event?.can.answer ? <AnswerField event={event} /> : null}
      {event || error ? null : <Skeleton rows={1} />}
    </Dialog>
  )
}

/** All that one may know of it, and what one may do with it. */
export function EventDetail({
  instance,
  onClose,
  ...rest
}: {
  instance: EventInstance
  calendar: Calendar | undefined
  onEdit: (event: EventRead) => void
  onCopy: (event: EventRead) => void
  onRemove: () => void
  onClose: () => void
}) {
  const say = useWords('events')
  if (isKnown(instance)) return <KnownDetail instance={instance} onClose={onClose} {...rest} />
  return (
    <Dialog title={say('busy')} width={440} onClose={onClose}>
      <Body instance={instance} calendar={rest.calendar} />
    </Dialog>
  )
}
