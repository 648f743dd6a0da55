import type { CalendarId, EventId } from '@amphi/contract/calendars'
import type { EventRoom } from '@amphi/contract/events'
import type { UserId } from '@amphi/contract/people'
import type { Language } from '@amphi/contract/requests'
import type { ResourceId } from '@amphi/contract/resources'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import { escaped, type ResourceRow, type ResourcesService } from '#modules/resources'
import { type Rooms, shownCode } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import type { Log } from '#platform/log'
import { type CalendarRow, calendarsIn } from '../calendars.repository.ts'
import { isCancelled } from '../ics/attendees.ts'
import { type CalendarObject, readObject } from '../ics/calendar-object.ts'
import { instancesOf } from '../ics/expand.ts'
import type { Component } from '../ics/ical.ts'
import { holdsPrivate } from '../ics/private.ts'
import { publishedText } from '../ics/published.ts'
import { edited } from '../ics/series-parts.ts'
import { textOf } from '../ics/text-of.ts'
import { dayMs } from '../ics/zone.ts'
import { objectsIn } from '../objects.repository.ts'
import { type BookingsService, type Booked, writeAnswers } from './bookings.service.ts'
import { type ConferenceRow, conferencesIn } from './conferences.repository.ts'
import type { LinksService } from './links.service.ts'
import { type Conference, project, withdraw, type Written } from './projection.ts'

interface Needs {
  db: Db
  clock: Clock
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  rooms: Rooms
  resources: ResourcesService
  bookings: BookingsService
  links: LinksService
  log: Log
}

/** For so long ahead a room knows when it is awaited, in milliseconds; then it is told anew. */
const ahead = 60 * dayMs
const mostOpenings = 200

/** Dates of a series that each have a link of their own. */
const mostOwnLinks = 50
const nobody = '00000000-0000-0000-0000-000000000000'

const words: Record<Language, { label: string; join: (url: string) => string }> = {
  fr: { label: 'Visioconférence', join: (url) => `Rejoindre\u00a0: ${url}` },
  en: { label: 'Video conference', join: (url) => `Join: ${url}` },
}

/** The part of a series that all are which are not otherwise. */
const whole = ''

const partsOf = ({ main, overrides }: CalendarObject): [string, Component][] => [
  ...(main ? [[whole, main] as [string, Component]] : []),
  ...overrides,
]

const planOf = ({ eventId, occurrence }: Pick<ConferenceRow, 'eventId' | 'occurrence'>) =>
  occurrence === whole ? `event ${eventId}` : `event ${eventId} ${occurrence}`

const nothingWritten = { block: '', wroteLocation: false, wroteUrl: false }

const titleOf = (object: CalendarObject) => {
  const [first] = partsOf(object)
  // What is private has no title at the door, nor in lists of rooms.
  return first && !holdsPrivate(object) ? textOf(first[1], 'summary').trim() : ''
}

/** Where an event is held: which conference, what of it stands in the event, and when it is awaited. */
export const createConferencesService = (needs: Needs) => {
  const { db, clock, tenants, people, rooms, resources, bookings, links, log } = needs

  /** In the tongue of whose calendar it is, or as the resource has it for that. */
  const conferenceOf = async (tx: Tx, calendar: CalendarRow, row: ConferenceRow, part: Component | undefined) => {
    const { tenantId, ownerId } = calendar
    const { url, resourceId } = row
    const [owner] = ownerId ? await people.correspondents.among(tenantId, [ownerId], tx) : []
    // Of somebody elsewhere, what their program says of its words.
    const foreign = owner ? undefined : part?.getFirstProperty('summary')?.getFirstParameter('language')
    const language = owner?.language ?? (await tenants.get(tenantId)).language
    const resource = resourceId ? await resources.known(tenantId, resourceId, tx) : undefined
    const { label, join } = words[language]
    if (!resource) {
      const html = `<p>${escaped(join(''))}${anchor(url)}</p>`
      return { url, label, language, lines: [join(url)], html } satisfies Conference
    }
    const said = part?.getFirstProperty('organizer')?.getFirstParameter('cn')
    const organizer = String(said ?? owner?.name ?? '') || (owner?.email.split('@')[0] ?? '')
    const saying = await resources.saying(resource, foreign?.toLowerCase() ?? language, {
      resource: resource.name,
      organizer,
      url,
    })
    const bare = { lines: [url], html: `<p>${anchor(url)}</p>`, language }
    return { url, label: resource.name, ...(saying ?? bare) } satisfies Conference
  }

  /** What a room is called that may not tell what it is for: as its resource is, or whose it is. */
  const plainNameOf = async (
    tx: Tx,
    { tenantId, ownerId }: CalendarRow,
    { resourceId }: ConferenceRow,
    conference: Conference | undefined,
  ) => {
    if (resourceId || !ownerId) return conference?.label ?? ''
    const [owner] = await people.correspondents.among(tenantId, [ownerId], tx)
    return owner?.name ?? ''
  }

  const plan = async (
    tx: Tx,
    row: ConferenceRow,
    object: CalendarObject,
    { isHere, zone, isForeign }: { isHere: IsHere; zone: string; isForeign: boolean },
  ) => {
    const { tenantId, roomId } = row
    if (!roomId) return
    const now = clock.now()
    const { opensBefore } = await tenants.get(tenantId)
    const range = { from: now, to: new Date(now.getTime() + ahead), zone, most: mostOpenings }
    const times = instancesOf(object, range)
      .filter(({ allDay, component }) => !allDay && !isCancelled(component) && isHere(component))
      .map(({ startsAt, endsAt }) => ({
        opensAt: new Date(startsAt.getTime() - opensBefore * 60_000),
        startsAt,
        endsAt,
        // Who booked it from outside is nobody here, who could open it.
        openers: isForeign ? ('everyone' as const) : ('moderators' as const),
      }))
    await rooms.openings.plan(tx, { tenantId, id: roomId }, planOf(row), times)
  }

  const planAll = async (
    tx: Tx,
    rows: readonly ConferenceRow[],
    object: CalendarObject,
    { timeZone: zone, ownerId }: CalendarRow,
  ) => {
    const isForeign = ownerId === null
    const byKey = new Map(rows.map((row) => [row.occurrence, row]))
    const series = byKey.get(whole)
    const rowOf = new Map<Component, ConferenceRow | undefined>(
      partsOf(object).map(([key, part]) => [part, byKey.get(key) ?? series]),
    )
    for (const row of rows) await plan(tx, row, object, { isHere: (part) => rowOf.get(part) === row, zone, isForeign })
  }

  /** As it is now, and not as it was when it was looked for. */
  const planAgain = async (
    tx: Tx,
    { tenantId, eventId, calendarId }: Pick<ConferenceRow, 'tenantId' | 'eventId'> & { calendarId: CalendarId },
  ) => {
    const calendar = await calendarsIn(tx).hold(tenantId, calendarId)
    const object = calendar && (await objectsIn(tx).findById({ tenantId, calendarId: calendar.id }, eventId))
    if (!object) return
    const rows = (await conferencesIn(tx).ofEvent(tenantId, eventId)).filter(isLive)
    await planAll(tx, rows, readObject(object.ics), calendar)
  }

  /** What was made for it and serves nothing else is closed to newcomers; whoever is inside may stay. */
  const close = async (tx: Tx, row: ConferenceRow, by: UserId | null) => {
    const { tenantId, roomId, ownsRoom } = row
    const room = roomId && (await rooms.hold(tx, tenantId, roomId))
    if (!room) return
    await rooms.openings.plan(tx, room, planOf(row), [])
    if (!ownsRoom || (await conferencesIn(tx).ofRoom(tenantId, roomId)) > 0) return
    if (room.archivedAt === null) await rooms.archive(tx, room, by)
  }

  /** Remembered, so that whatever program brings its link back, it is taken out again. */
  const end = async (tx: Tx, row: ConferenceRow, by: UserId | null) => {
    await conferencesIn(tx).put({ ...row, endedAt: clock.now() })
    await close(tx, row, by)
  }

  const drop = async (tx: Tx, row: ConferenceRow, by: UserId | null) => {
    await conferencesIn(tx).remove(row)
    if (isLive(row)) await close(tx, row, by)
  }

  const roomFor = async (tx: Tx, actor: PersonActor, wanted: { roomId: RoomId } | 'new', title: string) => {
    if (wanted === 'new') return { room: await rooms.createEvent(tx, actor, title), ownsRoom: true }
    const { room, can } = await rooms.seenBy(actor, wanted.roomId, tx)
    if (!can.invite) throw new Failure('room.not_yours', { roomId: wanted.roomId })
    return { room, ownsRoom: false }
  }

  const newRow = (
    { tenantId, id: calendarId }: CalendarRow,
    eventId: EventId,
    { roomId, url, ownsRoom, resourceId }: Pick<ConferenceRow, 'roomId' | 'url' | 'ownsRoom' | 'resourceId'>,
    occurrence = whole,
  ): ConferenceRow => ({
    tenantId,
    eventId,
    occurrence,
    calendarId,
    roomId,
    url,
    ownsRoom,
    resourceId,
    ...nothingWritten,
    reservedBy: null,
    createdAt: clock.now(),
    endedAt: null,
  })

  /** One that somebody asked for before there was an event becomes this one’s. */
  const claim = async (tx: Tx, actor: PersonActor, resourceId: ResourceId, conferenceId: EventId | undefined) => {
    if (!conferenceId) return undefined
    const reserved = await conferencesIn(tx).holdReserved(actor.tenantId, conferenceId, actor.userId)
    if (reserved?.resourceId !== resourceId) throw new Failure('conference.not_found', { conferenceId })
    await conferencesIn(tx).remove(reserved)
    return reserved
  }

  /** Which conference holds each part of it from now on: made where there is none, ended where nobody asks for it. */
  const settleBooked = async (
    tx: Tx,
    { calendar, eventId, object }: { calendar: CalendarRow; eventId: EventId; object: CalendarObject },
    booked: Booked | undefined,
    live: Map<string, ConferenceRow>,
  ) => {
    const left: ConferenceRow[] = []
    const put = async (row: ConferenceRow) => {
      live.set(row.occurrence, row)
      await conferencesIn(tx).put(row)
    }
    const stop = async (row: ConferenceRow) => {
      live.delete(row.occurrence)
      left.push(row)
      await end(tx, row, null)
    }
    const book = async (resource: ResourceRow, occurrence: string) => {
      const made = await links.make(tx, resource, { ownerId: calendar.ownerId, title: titleOf(object) })
      await put(newRow(calendar, eventId, { ...made, resourceId: resource.id }, occurrence))
    }

    const series = live.get(whole)
    const asked = booked?.of(object.main)
    const alone = [...object.overrides].flatMap(([key, part]) => {
      const resource = booked?.of(part)
      return resource ? [{ key, resource }] : []
    })
    if (!asked && alone.length > mostOwnLinks)
      throw new Failure('calendar.unreadable', { why: 'too_many_conferences', most: mostOwnLinks })
    // Somebody’s own room stays, whoever else is invited; it is the resource’s then, to go with it.
    if (series?.resourceId === null && asked) await put({ ...series, resourceId: asked.id })
    const isOurs = series !== undefined && series.resourceId !== null
    if (series && isOurs && object.main && asked?.id !== series.resourceId) {
      // Those it is still booked for keep their link.
      for (const { key, resource } of alone)
        if (resource.id === series.resourceId && !live.has(key)) await put({ ...series, occurrence: key })
      await stop(series)
    }
    if (asked && !live.has(whole)) await book(asked, whole)
    if (!live.has(whole))
      for (const { key, resource } of alone)
        if (live.get(key)?.resourceId !== resource.id) {
          const before = live.get(key)
          if (before) await stop(before)
          await book(resource, key)
        }
    const wanted = new Set(alone.map(({ key }) => key))
    for (const row of live.values()) if (row.occurrence !== whole && !wanted.has(row.occurrence)) await stop(row)
    return left
  }

  /** Links of other events, in a copy of one: its own takes their place. */
  const copied = async (
    tx: Tx,
    { tenantId, eventId }: Pick<ConferenceRow, 'tenantId' | 'eventId'>,
    object: CalendarObject,
  ): Promise<Written[]> => {
    const urls = partsOf(object).map(([, part]) => textOf(part, 'x-conference'))
    const others = await conferencesIn(tx).byUrl(
      tenantId,
      urls.filter((it) => it !== ''),
    )
    return others
      .filter((it) => it.eventId !== eventId)
      .map(({ url, block }) => ({ url, block, wroteLocation: true, wroteUrl: true }))
  }

  return {
    /** The conference an event is to have from now on; what of another stands in its text must go, and is given back. */
    async settle(
      tx: Tx,
      actor: PersonActor,
      {
        calendar,
        eventId,
        title,
        mayBook,
      }: { calendar: CalendarRow; eventId: EventId; title: string; mayBook: boolean },
      wanted: EventRoom,
    ): Promise<Written | undefined> {
      const { tenantId } = calendar
      const before = (await conferencesIn(tx).ofEvent(tenantId, eventId)).find(
        (row) => isLive(row) && row.occurrence === whole,
      )
      if (wanted.kind === 'none') {
        if (before) await end(tx, before, actor.userId)
        return before
      }
      if (wanted.kind === 'resource') {
        if (before?.resourceId === wanted.resourceId) return undefined
        const { resourceId } = wanted
        const resource = await resources.existing(tenantId, resourceId, tx)
        if (!mayBook) throw new Failure('calendar.not_on_behalf')
        const may = calendar.ownerId && (await resources.mayBook({ tenantId, userId: calendar.ownerId }, resource, tx))
        if (!may) throw new Failure('resource.not_bookable', { resourceId })
        if (before) await end(tx, before, actor.userId)
        const reserved = await claim(tx, actor, wanted.resourceId, wanted.conferenceId)
        if (reserved) await conferencesIn(tx).put(newRow(calendar, eventId, reserved))
        return before
      }
      const isSame = wanted.kind === 'new' ? before?.ownsRoom : before?.roomId === wanted.roomId
      if (before && before.resourceId === null && isSame) return undefined
      if (before) await end(tx, before, actor.userId)
      const { room, ownsRoom } = await roomFor(tx, actor, wanted.kind === 'new' ? 'new' : wanted, title)
      const url = `${await tenants.addressOf(tenantId)}/${shownCode(room.code)}`
      await conferencesIn(tx).put(newRow(calendar, eventId, { roomId: room.id, ownsRoom, url, resourceId: null }))
      return before
    },

    /** What follows a series is held where the series was, where somebody chose the room. */
    async share(tx: Tx, tenantId: TenantId, from: EventId, to: EventId) {
      const row = (await conferencesIn(tx).ofEvent(tenantId, from)).find(
        (it) => isLive(it) && it.occurrence === whole && it.resourceId === null,
      )
      if (row) await conferencesIn(tx).put({ ...row, eventId: to, createdAt: clock.now() })
    },

    /** Without what was written of a conference. */
    without: (object: CalendarObject, written: Written): CalendarObject =>
      edited(object, (copy) => {
        for (const [, part] of partsOf(copy)) withdraw(part, written)
      }),

    /**
     * Before an event is kept: with its conference in every part that has one; undefined where it has none, or where all
     * stands there already. Its rooms learn when they are awaited, and those that were made for it what they are called.
     */
    async projected(
      tx: Tx,
      calendar: CalendarRow,
      {
        eventId,
        isNew,
        object,
        isByLetter,
        mayBook,
      }: { eventId: EventId; isNew: boolean; object: CalendarObject; isByLetter: boolean; mayBook: boolean },
    ): Promise<CalendarObject | undefined> {
      const { tenantId } = calendar
      const rows = isNew ? [] : await conferencesIn(tx).ofEvent(tenantId, eventId)
      const live = new Map(rows.filter(isLive).map((row) => [row.occurrence, row]))
      const held = new Set([...live.values()].flatMap(({ resourceId }) => resourceId ?? []))
      const booked = await bookings.of(tx, calendar, object, { held, isByLetter, mayBook })
      if (rows.length === 0 && !booked) return undefined
      const left = await settleBooked(tx, { calendar, eventId, object }, booked, live)
      const foreign = booked ? await copied(tx, { tenantId, eventId }, object) : []
      const stale: Written[] = [...rows.filter((row) => !isLive(row)), ...left, ...foreign]
      const urls = new Set([...live.values()].map(({ url }) => url))

      const series = live.get(whole)
      const isInvited = (part: Component) => series?.resourceId === null || booked?.of(part) !== undefined
      const [first] = partsOf(object)
      const conferences = new Map<ConferenceRow, Conference>()
      for (const row of live.values())
        conferences.set(row, await conferenceOf(tx, calendar, row, object.overrides.get(row.occurrence) ?? first?.[1]))

      const written = new Map<ConferenceRow, Written[]>()
      const shown = edited(object, (copy) => {
        for (const [key, part] of partsOf(copy)) {
          if (booked) writeAnswers(part, booked)
          for (const row of stale) if (!urls.has(row.url)) withdraw(part, row)
          const row = live.get(key) ?? (isInvited(part) ? series : undefined)
          const conference = row && conferences.get(row)
          if (row && conference) written.set(row, [...(written.get(row) ?? []), project(part, conference, row)])
          else for (const one of [...live.values(), ...left]) withdraw(part, one)
        }
      })
      for (const row of live.values()) {
        const all = written.get(row) ?? []
        // What was written in any of them is ours to take out again.
        const wroteLocation = all.some((it) => it.wroteLocation)
        const wroteUrl = all.some((it) => it.wroteUrl)
        await conferencesIn(tx).put({ ...row, ...all[0], wroteLocation, wroteUrl, calendarId: calendar.id })
      }
      await planAll(tx, [...live.values()], shown, calendar)
      const title = titleOf(object)
      for (const row of live.values()) {
        // What became private is no longer told at the door.
        const isHidden = title === '' && holdsPrivate(object)
        const shownAs = isHidden ? await plainNameOf(tx, calendar, row, conferences.get(row)) : title
        if (row.ownsRoom && row.roomId && shownAs !== '') await rooms.retitle(tx, tenantId, row.roomId, shownAs)
      }
      const isSame = JSON.stringify(shown.root.toJSON()) === JSON.stringify(object.root.toJSON())
      return isSame ? undefined : shown
    },

    /** The event stands in another calendar. */
    async move(tx: Tx, tenantId: TenantId, eventId: EventId, calendarId: CalendarId) {
      for (const row of await conferencesIn(tx).ofEvent(tenantId, eventId))
        await conferencesIn(tx).put({ ...row, calendarId })
    },

    /** The event is no more. */
    async forget(tx: Tx, tenantId: TenantId, eventId: EventId) {
      for (const row of await conferencesIn(tx).ofEvent(tenantId, eventId)) await drop(tx, row, null)
    },

    /** Nor is any of a calendar. */
    async forgetAll(tx: Tx, tenantId: TenantId, calendarId: CalendarId) {
      for (const row of await conferencesIn(tx).ofCalendar(tenantId, calendarId)) await drop(tx, row, null)
    },

    /** A link that works at once, for an event that is yet to be saved. */
    reserve: (actor: PersonActor, resourceId: ResourceId, title: string) =>
      db.transaction(async (tx) => {
        const { tenantId, userId } = actor
        const resource = await resources.existing(tenantId, resourceId, tx)
        if (!(await resources.mayBook(actor, resource, tx))) throw new Failure('resource.not_bookable', { resourceId })
        const made = await links.make(tx, resource, { ownerId: userId, title })
        const row = await links.reserve(tx, { tenantId, reservedBy: userId, resourceId, ...made })
        return { id: row.eventId, url: row.url }
      }),

    /** It is not needed after all. */
    giveBack: (actor: PersonActor, conferenceId: EventId) =>
      db.transaction(async (tx) => {
        const row = await conferencesIn(tx).holdReserved(actor.tenantId, conferenceId, actor.userId)
        if (!row) throw new Failure('conference.not_found', { conferenceId })
        await drop(tx, row, actor.userId)
      }),

    /** Links that were asked for a day ago, and no event came. */
    async forgetForsaken() {
      const before = new Date(clock.now().getTime() - dayMs)
      for (const row of await conferencesIn(db).forsaken(before, 1000))
        await db.transaction(async (tx) => {
          const { tenantId, eventId, reservedBy } = row
          const held = reservedBy && (await conferencesIn(tx).holdReserved(tenantId, eventId, reservedBy))
          if (held) await drop(tx, held, null)
        })
    },

    /** What of a calendar is joined by video here. */
    heldIn: async (tenantId: TenantId, calendarId: CalendarId) =>
      new Set((await conferencesIn(db).ofCalendar(tenantId, calendarId)).filter(isLive).map(({ eventId }) => eventId)),

    /** Where events are held, as whoever reads these may know it. */
    async placesOf(tenantId: TenantId, eventIds: readonly EventId[]) {
      const rows = await conferencesIn(db).among(tenantId, eventIds)
      const found = await rooms.among(tenantId, [...new Set(rows.flatMap(({ roomId }) => roomId ?? []))])
      const byId = new Map<RoomId, (typeof found)[number]>(found.map((room) => [room.id, room]))
      const places = new Map<EventId, { room: RoomTold | null; resourceId: ResourceId | null }>()
      for (const { eventId, occurrence, roomId, resourceId } of rows) {
        if (occurrence !== whole && places.has(eventId)) continue
        const room = roomId ? byId.get(roomId) : undefined
        const told = room ? { id: room.id, name: room.name, code: shownCode(room.code) } : null
        places.set(eventId, { room: told, resourceId })
      }
      return places
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
        .filter(({ ownerId }) => ownerId !== null && owners.includes(ownerId))
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

    /** Rooms of what goes on learn when they are awaited: further on, or sooner; in all institutions, or in one. */
    async planAhead(tenantId?: TenantId) {
      for (let after: string = nobody; ;) {
        const some = await conferencesIn(db).goingOn({ now: clock.now(), tenantId }, after, 100)
        for (const one of some) {
          await db
            .transaction((tx) => planAgain(tx, one))
            // One that cannot be planned keeps no other from it.
            .catch((error: unknown) => log.error({ err: error, ...one }, 'a meeting is not planned ahead'))
        }
        const last = some.at(-1)
        if (!last) return
        after = last.eventId
      }
    },
  }
}

export type ConferencesService = ReturnType<typeof createConferencesService>

interface RoomTold {
  id: RoomId
  name: string
  code: string
}

type IsHere = (part: Component) => boolean

const isLive = ({ endedAt }: ConferenceRow) => endedAt === null

const anchor = (url: string) => `<a href="${escaped(url)}">${escaped(url)}</a>`
