import { createHash, randomUUID } from 'node:crypto'
import { calendarChanged, EventId } from '@amphi/contract/calendars'
import type { UserId } from '@amphi/contract/people'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { busyTitles, letterName } from './calendar.ts'
import type { ConferencesService } from './conference/conferences.service.ts'
import { mayRead, mayWrite } from './calendars.policy.ts'
import { calendarsIn, type CalendarRow } from './calendars.repository.ts'
import { type CalendarSeen, ownSeen } from './calendars.service.ts'
import { mayRemind } from './ics/alarms.ts'
import { organizerOf } from './ics/attendees.ts'
import { type CalendarObject, readObject, writeObject } from './ics/calendar-object.ts'
import { dateValue } from './ics/date-values.ts'
import { spanOf } from './ics/span.ts'
import { IcsError } from './ics/ics-error.ts'
import { busyOnlyText, holdsPrivate } from './ics/private.ts'
import { type ObjectRow, objectsIn, type Place, type Range } from './objects.repository.ts'
import type { RemindersService } from './reminders/reminders.service.ts'
import type { SendingService } from './scheduling/sending.service.ts'

/**
 * Whose doing it is: somebody’s, who may speak to others for the calendar, or not; another calendar’s; or that of who
 * books a resource by letter, from outside.
 */
export type By =
  | { mayInvite: boolean; silent?: boolean; writer?: UserId | undefined }
  | 'invitation'
  | 'answer'
  | 'letter'

/** What stands in a calendar, under a name. */
interface Standing {
  seen: CalendarSeen
  name: string
}

interface Manner {
  mayReplace: boolean
  conditions: Conditions
}

interface Wanted {
  /** Of a new one, where somebody has named it already. */
  id?: EventId
  name: string
  ics: string
  object: CalendarObject
  before: ObjectRow | undefined
  by: By
  /** Of the calendar, where its change was numbered already. */
  sequence?: number
}

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  conferences: ConferencesService
  sending: SendingService
  reminders: Pick<RemindersService, 'planFor'>
}

/** On what a change depends, as its HTTP request says (RFC 9110, 13.1; RFC 6638, 3.2.10): tags without quotes. */
export interface Conditions {
  /** One of these, or any where it is `*`. */
  ifMatch?: readonly string[] | '*'
  /** None of these, or nothing at all where it is `*`. */
  ifNoneMatch?: readonly string[] | '*'
  ifScheduleTagMatch?: string
}

export interface Stored {
  row: ObjectRow
  isNew: boolean
  /** Whether what is kept is what was sent, byte for byte. */
  asSent: boolean
}

/** One that was readable once; undefined where it is no more, so that the others are shown. */
export const kept = ({ ics }: Pick<ObjectRow, 'ics'>): CalendarObject | undefined => {
  try {
    return readObject(ics)
  } catch (error) {
    if (error instanceof IcsError) return undefined
    throw error
  }
}

/** What was over a day ago is told to nobody: old calendars are taken over as they are. */
const isLongOver = (object: CalendarObject | undefined, zone: string, now: Date) => {
  const endsAt = object && spanOf(object, zone).endsAt
  return endsAt !== undefined && endsAt !== null && endsAt.getTime() < now.getTime() - 24 * 3600 * 1000
}

/** Whether somebody else may have to do with it, before it is read. */
const involvesOthers = /^(ORGANIZER|ATTENDEE)[;:]/im

const componentsInvolve = ({ root }: CalendarObject) =>
  root.getAllSubcomponents('vevent').some((it) => it.hasProperty('organizer') || it.hasProperty('attendee'))

/** What could say that it is private, before it is read. */
const mayBePrivate = /^CLASS[;:]/im

/** So many rows are read at a time, where all are told. */
const page = 500

const matches = (tags: readonly string[] | '*', row: ObjectRow | undefined) =>
  row !== undefined && (tags === '*' || tags.includes(row.etag))

const refuseUnmet = ({ ifMatch, ifNoneMatch, ifScheduleTagMatch }: Conditions, row: ObjectRow | undefined) => {
  const isMet =
    (ifMatch === undefined || matches(ifMatch, row)) &&
    (ifNoneMatch === undefined || !matches(ifNoneMatch, row)) &&
    (ifScheduleTagMatch === undefined || row?.scheduleTag === ifScheduleTagMatch)
  if (!isMet) throw new Failure('calendar.changed_meanwhile')
}

export const newEventId = () => EventId.parse(randomUUID())

export const etagOf = (ics: string) => createHash('sha1').update(ics).digest('base64url')

/** Half a day and more, in milliseconds: whatever the time zone of whoever asks, nothing is missed. */
const wide = 15 * 3600 * 1000

/** Between which moments an object is looked for. */
const boundsOf = (object: CalendarObject, zone: string) => {
  const { startsAt, endsAt } = spanOf(object, zone)
  const isExact = isSingle(object) && endsAt !== null && endsAt > startsAt
  if (isExact) return { startsAt, endsAt, isExact }
  return { startsAt: new Date(startsAt.getTime() - wide), endsAt: endsAt && new Date(endsAt.getTime() + wide), isExact }
}

/** One event that takes place once, at a time that is the same everywhere. */
const isSingle = ({ main, overrides, zoneOf }: CalendarObject) => {
  if (!main || overrides.size > 0 || main.hasProperty('rrule') || main.hasProperty('rdate')) return false
  const start = main.getFirstProperty('dtstart')
  const form = start && dateValue(start, zoneOf).form
  return form === 'utc' || form === 'zoned'
}

/** What came in as iCalendar, read; refused with what is wrong with it. */
export const read = (ics: string): CalendarObject => {
  try {
    return readObject(ics)
  } catch (error) {
    if (error instanceof IcsError) throw new Failure('calendar.unreadable', { why: error.kind })
    throw error
  }
}

const placeOf = ({ tenantId, id: calendarId }: CalendarRow): Place => ({ tenantId, calendarId })

const refuseUnread = ({ access, calendar }: CalendarSeen) => {
  if (!mayRead(access)) throw new Failure('calendar.not_found', { calendarId: calendar.id })
}

const refuseReaders = (seen: CalendarSeen) => {
  refuseUnread(seen)
  if (!mayWrite(seen.access)) throw new Failure('calendar.read_only', { calendarId: seen.calendar.id })
}

export const createObjectsService = ({ db, bus, clock, tenants, conferences, sending, reminders }: Needs) => {
  /** Of an invitation one changes what is one’s own. */
  const asAllowed = async (
    tx: Tx,
    calendar: CalendarRow,
    before: ObjectRow | undefined,
    after: CalendarObject,
    by: By,
  ) => {
    if (typeof by === 'string' || !before || !involvesOthers.test(before.ics)) return after
    return sending.allowed(tx, calendar, kept(before), after)
  }

  /** What comes from another calendar was said by it already. */
  const tellOthers = async (
    tx: Tx,
    {
      calendar,
      before,
      after,
      by,
    }: { calendar: CalendarRow; before: ObjectRow | undefined; after: CalendarObject | undefined; by: By },
  ): Promise<CalendarObject | undefined> => {
    if (typeof by === 'string') return undefined
    const involved = (after && componentsInvolve(after)) || (before && involvesOthers.test(before.ics))
    if (!involved) return undefined
    const twin = await objectsIn(tx).findTwin(calendar, before?.uid ?? after?.uid ?? '')
    // What stands in another calendar of theirs as well is moved from one to the other: those invited know it already.
    if (twin && !after) return undefined
    const known = before ?? twin
    if (isLongOver(after ?? (known && kept(known)), calendar.timeZone, clock.now())) return undefined
    return sending.sent(tx, { calendar, before: known && kept(known), after, ...by })
  }

  /** In a calendar that is held. */
  const write = async (
    tx: Tx,
    calendar: CalendarRow,
    { id, name, ics, object, before, by, sequence }: Wanted,
  ): Promise<{ row: ObjectRow; asSent: boolean }> => {
    const place = placeOf(calendar)
    const now = clock.now()
    const eventId = before?.id ?? id ?? newEventId()
    const said = await asAllowed(tx, calendar, before, object, by)
    // What nobody has named yet is held nowhere, unless a resource is asked for.
    const isNew = before === undefined && id === undefined
    const mayHaveOne = !isNew || componentsInvolve(said)
    const shown = mayHaveOne
      ? await conferences.projected(tx, calendar, {
          eventId,
          isNew,
          object: said,
          isByLetter: by === 'letter',
          mayBook: typeof by !== 'object' || by.mayInvite,
        })
      : undefined
    const told = await tellOthers(tx, { calendar, before, after: shown ?? said, by })
    const written = told ?? shown ?? (said === object ? undefined : said)
    const text = written ? writeObject(written.root) : ics
    // What we write ourselves must be as readable as what is sent.
    if (written) read(text)
    const etag = etagOf(text)
    const row: ObjectRow = {
      ...place,
      id: eventId,
      name,
      uid: object.uid,
      ics: text,
      etag,
      // An answer changes nothing that whoever answered, or invites, would have to read first (RFC 6638, 3.2.10).
      scheduleTag: !involvesOthers.test(text) ? null : by === 'answer' ? (before?.scheduleTag ?? etag) : etag,
      ...boundsOf(written ?? object, calendar.timeZone),
      sequence: sequence ?? (await calendarsIn(tx).step(place.tenantId, place.calendarId)),
      createdAt: before?.createdAt ?? now,
      changedAt: now,
    }
    await objectsIn(tx).write(row, before === undefined)
    await reminders.planFor(tx, calendar, { row, object: written ?? object, before })
    await bus.announce(tx, calendarChanged, place)
    return { row, asSent: text === ics }
  }

  const drop = async (tx: Tx, calendar: CalendarRow, before: ObjectRow, by: By) => {
    const { id, name } = before
    const place = placeOf(calendar)
    await tellOthers(tx, { calendar, before, after: undefined, by })
    await conferences.forget(tx, place.tenantId, id)
    const sequence = await calendarsIn(tx).step(place.tenantId, place.calendarId)
    await objectsIn(tx).remove(place, name, sequence, clock.now())
    await bus.announce(tx, calendarChanged, place)
  }

  const hold = async (tx: Tx, { calendar: { tenantId, id } }: CalendarSeen): Promise<CalendarRow> => {
    const calendar = await calendarsIn(tx).hold(tenantId, id)
    if (!calendar) throw new Failure('calendar.not_found', { calendarId: id })
    return calendar
  }

  /** A row as its reader may know it: of what is private, others learn when it is. */
  const asTold = async ({ access, calendar }: CalendarSeen, row: ObjectRow): Promise<ObjectRow> => {
    if (access === 'owner' || !mayBePrivate.test(row.ics)) return row
    const object = read(row.ics)
    if (!holdsPrivate(object)) return row
    const { language } = await tenants.get(calendar.tenantId)
    return { ...row, ics: busyOnlyText(object, busyTitles[language]) }
  }

  /** What is private is its owner’s to change; to others who write here it is not there. */
  const refusePrivate = ({ access }: CalendarSeen, row: ObjectRow | undefined) => {
    if (access === 'owner' || !row || !mayBePrivate.test(row.ics) || !holdsPrivate(read(row.ics))) return
    throw new Failure('calendar.read_only', { name: row.name })
  }

  /** In one order, or two who move things both ways would wait for each other. */
  const holdAll = async (tx: Tx, all: readonly CalendarSeen[]) => {
    const sorted = [...new Map(all.map((seen) => [seen.calendar.id, seen])).values()]
    for (const seen of sorted.toSorted((a, b) => a.calendar.id.localeCompare(b.calendar.id))) await hold(tx, seen)
  }

  /** Between calendars that are held. */
  const moving = async (tx: Tx, from: Standing, to: Standing, { mayReplace, conditions }: Manner) => {
    const [here, there] = [placeOf(from.seen.calendar), placeOf(to.seen.calendar)]
    const moved = await objectsIn(tx).find(here, from.name)
    if (!moved) throw new Failure('calendar.event_not_found', { name: from.name })
    refusePrivate(from.seen, moved)
    refuseUnmet(conditions, moved)
    const replaced = await objectsIn(tx).find(there, to.name)
    refusePrivate(to.seen, replaced)
    if (from.seen.calendar.ownerId !== to.seen.calendar.ownerId && involvesOthers.test(moved.ics))
      throw new Failure('event.not_yours')
    if (replaced && (replaced.id === moved.id || !mayReplace)) throw new Failure('calendar.changed_meanwhile')
    const namesake = await objectsIn(tx).findByUid(there, moved.uid)
    if (namesake && namesake.id !== moved.id && namesake.id !== replaced?.id)
      throw new Failure('calendar.uid_taken', { name: namesake.name })
    const now = clock.now()
    const left = await calendarsIn(tx).step(here.tenantId, here.calendarId)
    await objectsIn(tx).remove(here, from.name, left, now)
    if (replaced) await drop(tx, to.seen.calendar, replaced, { mayInvite: to.seen.onBehalf, writer: to.seen.userId })
    await conferences.move(tx, here.tenantId, moved.id, there.calendarId)
    const sequence = await calendarsIn(tx).step(there.tenantId, there.calendarId)
    const row = { ...moved, ...there, name: to.name, sequence, changedAt: now }
    await objectsIn(tx).write(row)
    const object = mayRemind.test(row.ics) ? kept(row) : undefined
    if (object) await reminders.planFor(tx, to.seen.calendar, { row, object, before: undefined })
    for (const place of here.calendarId === there.calendarId ? [here] : [here, there])
      await bus.announce(tx, calendarChanged, place)
    return { isNew: replaced === undefined }
  }

  const touching = async function* (place: Place, range: Range) {
    for (let after = ''; ;) {
      const rows = await objectsIn(db).touching(place, range, after, page)
      yield* rows
      const last = rows.at(-1)
      if (!last || rows.length < page) return
      after = last.name
    }
  }

  return {
    hold,
    drop,

    /** What our own pages made of it, in a calendar that is held. */
    keep: async (tx: Tx, calendar: CalendarRow, { object, ...wanted }: Omit<Wanted, 'ics'>): Promise<ObjectRow> =>
      (await write(tx, calendar, { ...wanted, object, ics: writeObject(object.root) })).row,

    /** What another calendar sent. */
    receive: async (
      tx: Tx,
      calendar: CalendarRow,
      { object, isAnswer, ...wanted }: Pick<Wanted, 'name' | 'object' | 'before'> & { isAnswer: boolean },
    ) =>
      write(tx, calendar, { ...wanted, object, ics: writeObject(object.root), by: isAnswer ? 'answer' : 'invitation' }),

    /** What somebody outside books a resource for, in the calendar of its bookings. */
    receiveBooking: async (
      tx: Tx,
      calendar: CalendarRow,
      { object, ...wanted }: Pick<Wanted, 'name' | 'object' | 'before'>,
    ): Promise<ObjectRow> =>
      (await write(tx, calendar, { ...wanted, object, ics: writeObject(object.root), by: 'letter' })).row,

    /** The message itself, as it came, for programs that look there (RFC 6638, 4.1). */
    async file(tx: Tx, inbox: CalendarRow, name: string, ics: string, message: CalendarObject) {
      const place = placeOf(inbox)
      const now = clock.now()
      await objectsIn(tx).write({
        ...place,
        id: newEventId(),
        name,
        // Several may be about one event.
        uid: `${message.uid} ${name}`,
        ics,
        etag: etagOf(ics),
        scheduleTag: null,
        ...boundsOf(message, inbox.timeZone),
        sequence: await calendarsIn(tx).step(place.tenantId, place.calendarId),
        createdAt: now,
        changedAt: now,
      })
      await bus.announce(tx, calendarChanged, place)
    },

    byId: ({ calendar }: CalendarSeen, id: EventId, within: Db) => objectsIn(within).findById(placeOf(calendar), id),

    async put(seen: CalendarSeen, name: string, ics: string, conditions: Conditions): Promise<Stored> {
      refuseReaders(seen)
      const object = read(ics)
      if (object.component !== 'VEVENT') throw new Failure('calendar.unreadable', { why: 'not_an_event' })
      const organizers = new Set([object.main, ...object.overrides.values()].flatMap((it) => organizerOf(it) ?? []))
      if (organizers.size > 1) throw new Failure('calendar.unreadable', { why: 'several_organizers' })
      return db.transaction(async (tx) => {
        const calendar = await calendarsIn(tx).holdToChange(seen.calendar.tenantId, seen.calendar.id)
        if (!calendar) throw new Failure('calendar.not_found', { calendarId: seen.calendar.id })
        const there = await objectsIn(tx).byNameOrUid(placeOf(calendar), name, object.uid)
        const before = there.find((it) => it.name === name)
        const namesake = there.find((it) => it.uid === object.uid)
        refusePrivate(seen, before)
        refuseUnmet(conditions, before)
        const isFromLetter = !before && namesake?.name.startsWith(letterName)
        if (namesake && namesake.name !== name && !isFromLetter)
          throw new Failure('calendar.uid_taken', { name: namesake.name })
        if (before && before.uid !== object.uid) throw new Failure('calendar.uid_taken', { name })
        if (namesake && isFromLetter) {
          refusePrivate(seen, namesake)
          const place = placeOf(calendar)
          await objectsIn(tx).remove(place, namesake.name, calendar.sequence, clock.now())
          const sequence = await calendarsIn(tx).step(place.tenantId, place.calendarId)
          const by = { mayInvite: seen.onBehalf, writer: seen.userId }
          return { ...(await write(tx, calendar, { name, ics, object, before: namesake, by, sequence })), isNew: true }
        }
        const { sequence } = calendar
        const by = { mayInvite: seen.onBehalf, writer: seen.userId }
        const written = await write(tx, calendar, { name, ics, object, before, by, sequence })
        return { ...written, isNew: before === undefined }
      })
    },

    /** `silent`: without a word to whoever invites. */
    remove: (seen: CalendarSeen, name: string, conditions: Conditions, silent = false) =>
      db.transaction(async (tx) => {
        refuseReaders(seen)
        const calendar = await hold(tx, seen)
        const before = await objectsIn(tx).find(placeOf(calendar), name)
        if (!before) throw new Failure('calendar.event_not_found', { name })
        refusePrivate(seen, before)
        refuseUnmet(conditions, before)
        await drop(tx, calendar, before, { mayInvite: seen.onBehalf, writer: seen.userId, silent })
      }),

    /** To another calendar, or under another name, with all that it is (RFC 4918, 9.9). */
    move: (from: Standing, to: Standing, manner: Manner): Promise<{ isNew: boolean }> =>
      db.transaction(async (tx) => {
        refuseReaders(from.seen)
        refuseReaders(to.seen)
        await holdAll(tx, [from.seen, to.seen])
        return moving(tx, from, to, manner)
      }),

    moving,
    holdAll,

    /** One at an address of their own. */
    async own({ tenantId, userId }: Pick<PersonActor, 'tenantId' | 'userId'>, slug: string, name: string) {
      const found = await objectsIn(db).findOwn(tenantId, userId, slug, name)
      return found && { seen: ownSeen(found.calendar), row: found.object }
    },

    async find(seen: CalendarSeen, name: string): Promise<ObjectRow | undefined> {
      refuseUnread(seen)
      const row = await objectsIn(db).find(placeOf(seen.calendar), name)
      return row && (await asTold(seen, row))
    },

    async among(seen: CalendarSeen, names: readonly string[]): Promise<ObjectRow[]> {
      refuseUnread(seen)
      const rows = await objectsIn(db).among(placeOf(seen.calendar), names)
      return Promise.all(rows.map((row) => asTold(seen, row)))
    },

    /** The heads of all that stands in it, some at a time. */
    async *heads(seen: CalendarSeen) {
      refuseUnread(seen)
      for (let after = ''; ;) {
        const rows = await objectsIn(db).heads(placeOf(seen.calendar), after, page)
        yield* rows
        const last = rows.at(-1)
        if (!last || rows.length < page) return
        after = last.name
      }
    },

    /** What may touch a time, some at a time: whether it does, its expansion says. */
    async *touching(seen: CalendarSeen, range: Range) {
      refuseUnread(seen)
      for await (const row of touching(placeOf(seen.calendar), range)) yield await asTold(seen, row)
    },

    /** The same for whoever is told only when its owner is busy: what it is, the caller keeps to itself. */
    touchingAll: ({ calendar }: CalendarSeen, range: Range) => touching(placeOf(calendar), range),

    /**
     * What changed since a step of the calendar, and up to which step that is; undefined where too much was forgotten
     * since, or the step has not come yet.
     */
    async changesSince({ calendar, access }: CalendarSeen, after: number, most: number) {
      if (!mayRead(access)) throw new Failure('calendar.not_found', { calendarId: calendar.id })
      // What it is now: a change under way waits for nothing, and is told next time.
      const now = await calendarsIn(db).find(calendar.tenantId, calendar.id)
      if (!now || after > now.sequence || (after > 0 && after < now.forgottenTo)) return undefined
      const changes = await objectsIn(db).changes(placeOf(now), after, now.sequence, most + 1)
      const told = changes.slice(0, most)
      const isWhole = changes.length <= most
      const upTo = isWhole ? now.sequence : (told.at(-1)?.sequence ?? now.sequence)
      // Whoever begins has no copy of what is gone.
      return { upTo, isWhole, changes: after === 0 ? told.filter(({ head }) => head) : told }
    },

    /** Each calendar remembers up to which change it does. */
    async forgetGone(before: Date) {
      for (const place of await objectsIn(db).forgetful(before))
        await db.transaction(async (tx) => {
          if (!(await calendarsIn(tx).hold(place.tenantId, place.calendarId))) return
          const forgottenTo = await objectsIn(tx).forgetGone(place, before)
          await calendarsIn(tx).change(place.tenantId, place.calendarId, { forgottenTo })
        })
    },
  }
}

export type ObjectsService = ReturnType<typeof createObjectsService>
