import { randomUUID } from 'node:crypto'
import { calendarChanged, CalendarId, calendarListed } from '@amphi/contract/calendars'
import type { Changes } from '@amphi/contract/grammar'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { ResourcesService } from '#modules/resources'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { type Access, colorOf, firstNames, strongestOf } from './calendar.ts'
import { mayArrange } from './calendars.policy.ts'
import type { ConferencesService } from './conference/conferences.service.ts'
import { type CalendarRow, calendarsIn } from './calendars.repository.ts'
import { sharesIn } from './shares.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  people: Pick<PeopleService, 'groups'>
  resources: ResourcesService
  conferences: ConferencesService
}

/** A calendar as one person has it before them. */
export interface CalendarSeen {
  calendar: CalendarRow
  /** Who that is. */
  userId: UserId | undefined
  access: Access
  /** Whether they may invite others in its owner’s name. */
  onBehalf: boolean
  /** What its address ends with, among theirs. */
  slug: string
  color: string
  /** Their own choice of it, where it is not its owner’s. */
  ownColor: string | null
  isHidden: boolean
}

type Whose = Pick<PersonActor, 'tenantId' | 'userId'>
type Arranged = Pick<CalendarRow, 'name' | 'color' | 'description' | 'position' | 'timeZone' | 'isTransparent'>
type Wanted = Pick<CalendarRow, 'name'> & Changes<Arranged & Pick<CalendarRow, 'slug'>>
/** What its owner says of it. */
export type CalendarChanges = Changes<Arranged>

/** What is said of it, and nothing that is not. */
const said = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>
  }>

/** More than anybody keeps apart. */
const mostCalendars = 100

export const inboxSlug = 'inbox'

/** One’s own, as one has it. */
export const ownSeen = (calendar: CalendarRow): CalendarSeen => ({
  calendar,
  userId: calendar.ownerId ?? undefined,
  access: 'owner',
  onBehalf: true,
  slug: calendar.slug,
  color: calendar.color,
  ownColor: null,
  isHidden: false,
})

export const createCalendarsService = ({ db, bus, clock, tenants, people, resources, conferences }: Needs) => {
  const make = async (
    within: Db,
    { tenantId, ...of }: { tenantId: TenantId } & ({ ownerId: UserId } | { resourceId: ResourceId }),
    given: Pick<CalendarRow, 'kind' | 'slug' | 'name'> & Partial<CalendarRow>,
  ) => {
    const { timeZone } = await tenants.get(tenantId)
    const row: CalendarRow = {
      tenantId,
      id: CalendarId.parse(randomUUID()),
      ownerId: null,
      resourceId: null,
      ...of,
      description: '',
      color: colorOf(0),
      position: 0,
      timeZone,
      isTransparent: false,
      sequence: 0,
      forgottenTo: 0,
      createdAt: clock.now(),
      ...given,
    }
    return (await calendarsIn(within).insert(row)) ? row : undefined
  }

  /** Their own; whoever looks for the first time has one, and an inbox. */
  const own = async (whose: Whose, within: Db = db): Promise<CalendarRow[]> => {
    const rows = await calendarsIn(within).ofOwner(whose.tenantId, whose.userId)
    if (rows.some(({ kind }) => kind === 'default')) return rows
    const { tenantId, userId: ownerId } = whose
    const { language } = await tenants.get(tenantId)
    await make(within, { tenantId, ownerId }, { kind: 'default', slug: 'calendar', name: firstNames[language] })
    await make(within, { tenantId, ownerId }, { kind: 'inbox', slug: inboxSlug, name: 'Inbox', position: 1000 })
    return calendarsIn(within).ofOwner(whose.tenantId, whose.userId)
  }

  const sharedSeen = async ({ tenantId, userId }: Whose, within: Db): Promise<CalendarSeen[]> => {
    const shares = await calendarsIn(within).sharedWith(tenantId, userId)
    const byId = Map.groupBy(
      shares.filter(({ calendar }) => calendar.ownerId !== userId),
      ({ calendar }) => calendar.id,
    )
    return [...byId.values()].flatMap((several) => {
      const strongest = strongestOf(several)
      if (!strongest) return []
      const { calendar, level } = strongest
      const onBehalf = several.some((it) => it.onBehalf)
      return [
        {
          calendar,
          userId,
          access: level,
          onBehalf,
          slug: calendar.id,
          color: calendar.color,
          ownColor: null,
          isHidden: false,
        },
      ]
    })
  }

  /** Of resources whose bookings one may see; out of sight, until one looks. */
  const bookedSeen = async (whose: Whose, within: Db): Promise<CalendarSeen[]> => {
    const seen = await resources.seenBy(whose, within)
    const rows = await calendarsIn(within).ofResources(
      whose.tenantId,
      seen.map(({ id }) => id),
    )
    return rows.map((calendar) => ({
      calendar: { ...calendar, name: seen.find(({ id }) => id === calendar.resourceId)?.name ?? calendar.name },
      userId: whose.userId,
      access: 'read',
      onBehalf: false,
      slug: calendar.id,
      color: calendar.color,
      ownColor: null,
      isHidden: true,
    }))
  }

  /** All that one sees: one’s own first, then what others share, then what resources are booked for. */
  const list = async (whose: Whose, within: Db = db): Promise<CalendarSeen[]> => {
    const all = [
      ...(await own(whose, within)).map(ownSeen),
      ...(await sharedSeen(whose, within)),
      ...(await bookedSeen(whose, within)),
    ]
    const views = await calendarsIn(within).views(whose.tenantId, whose.userId)
    return all.map((seen) => {
      const view = views.find(({ calendarId }) => calendarId === seen.calendar.id)
      if (!view) return seen
      return { ...seen, color: view.color ?? seen.color, ownColor: view.color, isHidden: view.isHidden }
    })
  }

  const find = async (whose: Whose, calendarId: CalendarId, within: Db = db): Promise<CalendarSeen> => {
    const seen = (await list(whose, within)).find(({ calendar }) => calendar.id === calendarId)
    // An inbox is for programs, at its address.
    if (!seen || seen.calendar.kind === 'inbox') throw new Failure('calendar.not_found', { calendarId })
    return seen
  }

  /** One of theirs, to arrange. */
  const arranged = async (within: Db, actor: Whose, calendarId: CalendarId) => {
    const seen = await find(actor, calendarId, within)
    if (!mayArrange(seen.access)) throw new Failure('calendar.not_yours', { calendarId })
    return seen
  }

  /** All whose lists show it. */
  const tell = async (tx: Tx, { tenantId, id: calendarId, ownerId }: CalendarRow) => {
    await bus.announce(tx, calendarChanged, { tenantId, calendarId })
    if (ownerId) await bus.announce(tx, calendarListed, { tenantId, userId: ownerId })
    for (const { userId, groupId } of await sharesIn(tx).list(tenantId, calendarId)) {
      const whose = { userId: userId ?? undefined, groupId: groupId ?? undefined }
      await bus.announce(tx, calendarListed, { tenantId, ...whose })
    }
  }

  return {
    /** Their own, which they have from the first look on. */
    ownOf: (tenantId: TenantId, userId: UserId, within: Db = db) => own({ tenantId, userId }, within),
    list,
    find,
    arranged,
    tell,

    /** The one at an address of theirs; undefined where there is none. */
    async at(whose: Whose, slug: string): Promise<CalendarSeen | undefined> {
      const row = await calendarsIn(db).findBySlug(whose.tenantId, whose.userId, slug)
      if (row) return ownSeen(row)
      return (await list(whose)).find((seen) => seen.slug === slug)
    },

    /** Where invitations of theirs stand. */
    async defaultOf(tenantId: TenantId, userId: UserId, within: Db = db): Promise<CalendarRow> {
      const found = (await own({ tenantId, userId }, within)).find(({ kind }) => kind === 'default')
      if (!found) throw new Error(`${userId} has no calendar.`)
      return found
    },

    /** Of what a resource is booked for; made with the first booking. */
    async bookingsOf(tx: Tx, tenantId: TenantId, resourceId: ResourceId): Promise<CalendarRow> {
      const name = (await resources.known(tenantId, resourceId, tx))?.name ?? ''
      await make(tx, { tenantId, resourceId }, { kind: 'bookings', slug: 'bookings', name, isTransparent: true })
      const [found] = await calendarsIn(tx).ofResources(tenantId, [resourceId])
      if (!found) throw new Error(`The resource ${resourceId} has no calendar.`)
      return found
    },

    create: (actor: Whose, wanted: Wanted): Promise<CalendarSeen> =>
      db.transaction(async (tx) => {
        const before = await own(actor, tx)
        if (before.length >= mostCalendars) throw new Failure('calendar.limit_reached', { most: mostCalendars })
        const slug = wanted.slug ?? randomUUID()
        const usual = { color: colorOf(before.length - 1), position: before.length }
        const { tenantId, userId: ownerId } = actor
        const given = { kind: 'further' as const, ...usual, ...said(wanted), slug, name: wanted.name }
        const row = await make(tx, { tenantId, ownerId }, given)
        if (!row) throw new Failure('calendar.address_taken', { slug })
        await tell(tx, row)
        return ownSeen(row)
      }),

    /** As its owner has it, for all who see it; the colour is each reader’s own. */
    change: (actor: Whose, calendarId: CalendarId, changes: CalendarChanges & { isHidden?: boolean | undefined }) =>
      db.transaction(async (tx) => {
        const seen = await find(actor, calendarId, tx)
        const { tenantId, userId } = actor
        const isTheirs = mayArrange(seen.access)
        const { color, isHidden, ...rest } = changes
        const forAll = isTheirs ? { ...rest, color } : rest
        const saysMore = Object.values(forAll).some((it) => it !== undefined)
        if (!isTheirs && saysMore) throw new Failure('calendar.not_yours', { calendarId })
        const forSelf = {
          color: isTheirs ? null : (color ?? seen.ownColor),
          isHidden: isHidden ?? seen.isHidden,
        }
        if (isHidden !== undefined || (color !== undefined && !isTheirs)) {
          await calendarsIn(tx).setView({ tenantId, calendarId, userId, ...forSelf })
          await bus.announce(tx, calendarListed, { tenantId, userId })
        }
        if (!saysMore) return
        await calendarsIn(tx).change(tenantId, calendarId, forAll)
        await tell(tx, seen.calendar)
      }),

    remove: (actor: Whose, calendarId: CalendarId) =>
      db.transaction(async (tx) => {
        const { calendar } = await arranged(tx, actor, calendarId)
        if (calendar.kind !== 'further') throw new Failure('calendar.default_stays', { calendarId })
        await calendarsIn(tx).hold(actor.tenantId, calendarId)
        await tell(tx, calendar)
        await conferences.forgetAll(tx, actor.tenantId, calendarId)
        await calendarsIn(tx).remove(actor.tenantId, calendarId)
      }),

    /** All whose pages show what stands in it. */
    async readers(tenantId: TenantId, calendarId: CalendarId): Promise<UserId[]> {
      const calendar = await calendarsIn(db).find(tenantId, calendarId)
      if (!calendar) return []
      const shares = await sharesIn(db).list(tenantId, calendarId)
      const named = shares.flatMap(({ userId }) => userId ?? [])
      const groups = shares.flatMap(({ groupId }) => groupId ?? [])
      const members = await Promise.all(groups.map((groupId) => people.groups.memberIds(tenantId, groupId)))
      return [...new Set([...(calendar.ownerId ? [calendar.ownerId] : []), ...named, ...members.flat()])]
    },

    /** Whoever is no more has no calendars. */
    forget: (tenantId: TenantId, userId: UserId) =>
      db.transaction(async (tx) => {
        const ids = (await calendarsIn(tx).ofOwner(tenantId, userId)).map(({ id }) => id).toSorted()
        for (const id of ids) await calendarsIn(tx).hold(tenantId, id)
        for (const id of ids) await conferences.forgetAll(tx, tenantId, id)
        await calendarsIn(tx).removeOf(tenantId, userId)
      }),
  }
}

export type CalendarsService = ReturnType<typeof createCalendarsService>
