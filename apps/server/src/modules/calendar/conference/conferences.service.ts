import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { EventRoom } from '@amphi/contract/events'
import type { UserId } from '@amphi/contract/people'
import type { Language } from '@amphi/contract/requests'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import { type Rooms, shownCode } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Log } from '#platform/log'
import { calendarsIn, type CalendarRow } from '../calendars.repository.ts'
import { type CalendarObject, readObject } from '../ics/calendar-object.ts'
import { isCancelled } from '../ics/attendees.ts'
import { instancesOf } from '../ics/expand.ts'
import { holdsPrivate } from '../ics/private.ts'
import { publishedText } from '../ics/published.ts'
import { edited } from '../ics/series-parts.ts'
import { dayMs } from '../ics/zone.ts'
import { objectsIn } from '../objects.repository.ts'
import { type ConferenceRow, conferencesIn } from './conferences.repository.ts'
import { type Conference, project, withdraw, type Written } from './projection.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  rooms: Rooms
  log: Log
}

/** Minutes before the start at which one may come in. */
const opensBefore = 15

/** For so long ahead a room knows when it is awaited, in milliseconds; then it is told anew. */
const ahead = 60 * dayMs
const mostOpenings = 200
const nobody = '00000000-0000-0000-0000-000000000000'

const words: Record<Language, { label: string; join: (url: string) => string }> = {
  fr: { label: 'Visioconférence', join: (url) => `Rejoindre\u00a0: ${url}` },
  en: { label: 'Video conference', join: (url) => `Join: ${url}` },
}

const eventsOf = ({ root }: CalendarObject) => root.getAllSubcomponents('vevent')

const planOf = (eventId: EventId) => `event ${eventId}`

/** Rooms of events: which one, what of it stands in the event, and when it is awaited. */
export const createConferencesService = ({ db, clock, tenants, people, rooms, log }: Needs) => {
  /** In the tongue of whose calendar it is. */
  const conferenceAt = async (tx: Tx, { tenantId, ownerId }: CalendarRow, url: string): Promise<Conference> => {
    const [owner] = await people.correspondents.among(tenantId, [ownerId], tx)
    const language = owner?.language ?? (await tenants.get(tenantId)).language
    const { label, join } = words[language]
    return { url, label, language, lines: [join(url)] }
  }

  const plan = async (tx: Tx, { tenantId, eventId, roomId }: ConferenceRow, object: CalendarObject, zone: string) => {
    const now = clock.now()
    const range = { from: now, to: new Date(now.getTime() + ahead), zone, most: mostOpenings }
    const times = instancesOf(object, range)
      .filter(({ allDay, component }) => !allDay && !isCancelled(component))
      .map(({ startsAt, endsAt }) => ({
        opensAt: new Date(startsAt.getTime() - opensBefore * 60_000),
        startsAt,
        endsAt,
        openers: 'moderators' as const,
      }))
    await rooms.openings.plan(tx, { tenantId, id: roomId }, planOf(eventId), times)
  }

  /** As it is now, and not as it was when it was looked for. */
  const planAgain = async (tx: Tx, { tenantId, eventId, calendarId }: ConferenceRow) => {
    const calendar = await calendarsIn(tx).hold(tenantId, calendarId)
    const row = calendar && (await conferencesIn(tx).find(tenantId, eventId))
    const object = row && (await objectsIn(tx).findById({ tenantId, calendarId: calendar.id }, eventId))
    if (row && object) await plan(tx, row, readObject(object.ics), calendar.timeZone)
  }

  /** What was made for it and serves nothing else is closed to newcomers; whoever is inside may stay. */
  const release = async (tx: Tx, row: ConferenceRow, by: PersonActor['userId'] | null) => {
    const { tenantId, eventId, roomId, ownsRoom } = row
    await conferencesIn(tx).remove(tenantId, eventId)
    const room = await rooms.hold(tx, tenantId, roomId)
    if (!room) return
    await rooms.openings.plan(tx, room, planOf(eventId), [])
    if (!ownsRoom || (await conferencesIn(tx).ofRoom(tenantId, roomId)) > 0) return
    if (room.archivedAt === null) await rooms.archive(tx, room, by)
  }

  const roomFor = async (tx: Tx, actor: PersonActor, wanted: Exclude<EventRoom, { kind: 'none' }>, title: string) => {
    if (wanted.kind === 'new') return { room: await rooms.createEvent(tx, actor, title), ownsRoom: true }
    const { room, can } = await rooms.seenBy(actor, wanted.roomId, tx)
    if (!can.invite) throw new Failure('room.not_yours', { roomId: wanted.roomId })
    return { room, ownsRoom: false }
  }

  return {
    /** The room an event is to be held in from now on; what of another stands in its text must go, and is given back. */
    async settle(
      tx: Tx,
      actor: PersonActor,
      { calendar, eventId, title }: { calendar: CalendarRow; eventId: EventId; title: string },
      wanted: EventRoom,
    ): Promise<Written | undefined> {
      const { tenantId, id: calendarId } = calendar
      const before = await conferencesIn(tx).find(tenantId, eventId)
      if (wanted.kind === 'none') {
        if (before) await release(tx, before, actor.userId)
        return before
      }
      if (before && (wanted.kind === 'new' ? before.ownsRoom : before.roomId === wanted.roomId)) return undefined
      if (before) await release(tx, before, actor.userId)
      const { room, ownsRoom } = await roomFor(tx, actor, wanted, title)
      const url = `${await tenants.addressOf(tenantId)}/${shownCode(room.code)}`
      const nothing = { block: '', wroteLocation: false, wroteUrl: false }
      const createdAt = clock.now()
      await conferencesIn(tx).put({
        tenantId,
        eventId,
        calendarId,
        roomId: room.id,
        ownsRoom,
        url,
        ...nothing,
        createdAt,
      })
      return before
    },

    /** What follows a series is held where the series was. */
    async share(tx: Tx, tenantId: TenantId, from: EventId, to: EventId) {
      const row = await conferencesIn(tx).find(tenantId, from)
      if (row) await conferencesIn(tx).put({ ...row, eventId: to, createdAt: clock.now() })
    },

    /** Without what was written of a conference. */
    without: (object: CalendarObject, written: Written): CalendarObject =>
      edited(object, (copy) => {
        for (const event of eventsOf(copy)) withdraw(event, written)
      }),

    /**
     * Before an event is kept: with its conference in every part of it; undefined where it has none, or where all
     * stands there already. Its room learns when it is awaited, and one that was made for it what it is called.
     */
    async projected(
      tx: Tx,
      calendar: CalendarRow,
      eventId: EventId,
      object: CalendarObject,
    ): Promise<CalendarObject | undefined> {
      const row = await conferencesIn(tx).find(calendar.tenantId, eventId)
      if (!row) return undefined
      const wanted = await conferenceAt(tx, calendar, row.url)
      let written: Written = row
      const shown = edited(object, (copy) => {
        const all = eventsOf(copy).map((event) => project(event, wanted, row))
        // What was written in any of them is ours to take out again.
        const wroteLocation = all.some((it) => it.wroteLocation)
        const wroteUrl = all.some((it) => it.wroteUrl)
        written = { ...written, ...all[0], wroteLocation, wroteUrl }
      })
      await conferencesIn(tx).put({ ...row, ...written, calendarId: calendar.id })
      await plan(tx, row, shown, calendar.timeZone)
      const title = String((object.main ?? eventsOf(object)[0])?.getFirstPropertyValue('summary') ?? '').trim()
      // What is private has no title at the door, nor in lists of rooms.
      if (row.ownsRoom && title !== '' && !holdsPrivate(object))
        await rooms.retitle(tx, calendar.tenantId, row.roomId, title)
      const isSame = JSON.stringify(shown.root.toJSON()) === JSON.stringify(object.root.toJSON())
      return isSame ? undefined : shown
    },

    /** The event stands in another calendar. */
    async move(tx: Tx, tenantId: TenantId, eventId: EventId, calendarId: CalendarId) {
      const row = await conferencesIn(tx).find(tenantId, eventId)
      if (row) await conferencesIn(tx).put({ ...row, calendarId })
    },

    /** The event is no more. */
    async forget(tx: Tx, tenantId: TenantId, eventId: EventId) {
      const row = await conferencesIn(tx).find(tenantId, eventId)
      if (row) await release(tx, row, null)
    },

    /** Nor is any of a calendar. */
    async forgetAll(tx: Tx, tenantId: TenantId, calendarId: CalendarId) {
      for (const row of await conferencesIn(tx).ofCalendar(tenantId, calendarId)) await release(tx, row, null)
    },

    /** The rooms of events, as whoever reads these may know them. */
    async roomsOf(tenantId: TenantId, eventIds: readonly EventId[]) {
      const rows = await conferencesIn(db).among(tenantId, eventIds)
      const found = await rooms.among(tenantId, [...new Set(rows.map(({ roomId }) => roomId))])
      const byId = new Map<RoomId, (typeof found)[number]>(found.map((room) => [room.id, room]))
      return new Map(
        rows.flatMap(({ eventId, roomId }) => {
          const room = byId.get(roomId)
          return room ? [[eventId, { id: room.id, name: room.name, code: shownCode(room.code) }] as const] : []
        }),
      )
    },

    /**
     * What is planned next in a room by one of these, to be put into anybody’s calendar; undefined where nothing is, or it
     * is private.
     */
    async publishedOf(
      tx: Tx,
      tenantId: TenantId,
      { roomId, owners }: { roomId: RoomId; owners: readonly UserId[] },
    ): Promise<string | undefined> {
      const now = clock.now()
      const found = (await conferencesIn(tx).eventsIn(tenantId, roomId))
        .filter(({ ownerId }) => owners.includes(ownerId))
        .map(({ ics, timeZone }) => ({ object: readObject(ics), timeZone }))
        .filter(({ object }) => !holdsPrivate(object))
        .flatMap(({ object, timeZone }) => {
          const all = instancesOf(object, { from: now, to: new Date(8.64e15), zone: timeZone, most: 50 })
          const next = all.find(({ component }) => !isCancelled(component))
          return next ? [{ object, startsAt: next.startsAt }] : []
        })
      const [first] = found.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
      return first && publishedText(first.object)
    },

    /** Rooms of series that go on learn when they are awaited further on. */
    async planAhead() {
      for (let after: string = nobody; ;) {
        const some = await conferencesIn(db).goingOn(clock.now(), after, 100)
        for (const { conference } of some) {
          const { tenantId, eventId } = conference
          await db
            .transaction((tx) => planAgain(tx, conference))
            // One that cannot be planned keeps no other from it.
            .catch((error: unknown) => log.error({ err: error, tenantId, eventId }, 'a meeting is not planned ahead'))
        }
        const last = some.at(-1)
        if (!last) return
        after = last.conference.eventId
      }
    },
  }
}

export type ConferencesService = ReturnType<typeof createConferencesService>
