import type { EventId } from '@amphi/contract/calendars'
import { eventReminded } from '@amphi/contract/events'
import type { LettersService } from '#modules/letters'
import type { Correspondent, PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Log } from '#platform/log'
import type { CalendarRow } from '../calendars.repository.ts'
import { peopleOf } from '../event-people.ts'
import { conferenceOf, repeats, startOf } from '../event-told.ts'
import { alarmsDue, type DueAlarm, mayRemind, nextAlarm } from '../ics/alarms.ts'
import type { CalendarObject } from '../ics/calendar-object.ts'
import type { Instance } from '../ics/expand.ts'
import { textOf } from '../ics/text-of.ts'
import { wallOf } from '../ics/zone.ts'
import { zoneOfName } from '../ics/zones.ts'
import type { ObjectRow } from '../objects.repository.ts'
import { kept } from '../objects.service.ts'
import { whenInWords } from '../scheduling/when.ts'
import { reminderLetter } from './reminder-letter.ts'
import { type ReminderRow, remindersIn } from './reminders.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  letters: LettersService
  log: Log
}

/** What is to be told, to whom. */
interface Telling {
  calendar: CalendarRow & { ownerId: NonNullable<CalendarRow['ownerId']> }
  eventId: EventId
  object: CalendarObject
  owner: Correspondent
}

/** So long after its moment a reminder is still of use, in milliseconds: 15 minutes. */
const lateBy = 15 * 60_000
/** In one go. */
const most = 1000

type Reminding = Pick<CalendarRow, 'ownerId' | 'kind' | 'timeZone'>

/** A resource’s calendar reminds nobody, nor does what others sent. */
const remindsSomebody = ({ ownerId, kind }: Reminding) => ownerId !== null && kind !== 'inbox'

/** Whoever said that they do not come is not called. */
const isDeclined = ({ component }: Instance, email: string) =>
  peopleOf(component).some((it) => it.email === email.toLowerCase() && !it.isOrganizer && it.answer === 'declined')

/** Reminds people of what stands in their own calendars, when they asked to be. */
export const createRemindersService = ({ db, bus, clock, tenants, people, letters, log }: Needs) => {
  const plan = async (tx: Tx, which: Pick<ReminderRow, 'tenantId' | 'eventId'>, dueAt: Date | undefined) => {
    const { tenantId, eventId } = which
    if (dueAt) await remindersIn(tx).put({ tenantId, eventId, dueAt })
    else await remindersIn(tx).remove(which)
  }

  const tellByLetter = async (tx: Tx, { calendar, object, owner }: Telling, { component, ...times }: Instance) => {
    const { tenantId } = calendar
    const language = owner.language ?? (await tenants.get(tenantId)).language
    const start = startOf(component, object)
    const zone = start?.form === 'zoned' ? start.zone : zoneOfName(calendar.timeZone)
    const conference = conferenceOf(component) ?? ''
    const location = textOf(component, 'location')
    const day = new Date(wallOf(times.startsAt.getTime(), zone)).toISOString().slice(0, 10)
    const letter = reminderLetter(
      {
        title: textOf(component, 'summary'),
        when: whenInWords(times, zone, language),
        // Where nobody wrote a place, the conference stands in its stead.
        location: location === conference ? '' : location,
        conference,
        link: `${await tenants.addressOf(tenantId)}/agenda?date=${day}`,
      },
      language,
    )
    await letters.write(tx, tenantId, { to: owner.email, ...letter })
  }

  /** Several alarms of one date at once are one reminder. */
  const tell = async (tx: Tx, telling: Telling, due: readonly DueAlarm[]) => {
    const { calendar, eventId, object, owner } = telling
    const { tenantId, id: calendarId, ownerId: userId } = calendar
    for (const alarms of Map.groupBy(due, ({ instance }) => instance.key).values()) {
      const [first] = alarms
      if (!first || isDeclined(first.instance, owner.email)) continue
      const isShown = alarms.some(({ kind }) => kind === 'shown')
      const occurrence = repeats(object) ? first.instance.key : null
      if (isShown) await bus.announce(tx, eventReminded, { tenantId, userId, calendarId, eventId, occurrence })
      const isMailed = (isShown && owner.emailNotices) || alarms.some(({ kind }) => kind === 'mailed')
      if (isMailed && owner.email !== '') await tellByLetter(tx, telling, first.instance)
    }
  }

  /** Once, whichever server comes first: what is told, and that it was, are one transaction. */
  const tellOne = (which: ReminderRow, now: Date) =>
    db.transaction(async (tx) => {
      const row = await remindersIn(tx).holdDue(which, now)
      if (!row) return
      const found = await remindersIn(tx).eventOf(row.tenantId, row.eventId)
      const object = found && kept(found.object)
      if (!found || !object || !remindsSomebody(found.calendar)) return plan(tx, row, undefined)
      const { calendar } = found
      const { ownerId, timeZone: zone } = calendar
      const after = new Date(now.getTime() + 1)
      const [owner] = ownerId ? await people.correspondents.among(row.tenantId, [ownerId], tx) : []
      if (ownerId && owner && !owner.isDisabled) {
        const from = new Date(Math.max(row.dueAt.getTime(), now.getTime() - lateBy))
        const telling = { calendar: { ...calendar, ownerId }, eventId: row.eventId, object, owner }
        await tell(tx, telling, alarmsDue(object, { from, to: after, zone }))
      }
      await plan(tx, row, nextAlarm(object, { from: after, zone }))
    })

  return {
    /** When what was just written is next to be reminded of; costs nothing where it was and is without alarms. */
    async planFor(
      tx: Tx,
      calendar: Reminding,
      { row, object, before }: { row: ObjectRow; object: CalendarObject; before: ObjectRow | undefined },
    ) {
      const wasTold = before !== undefined && mayRemind.test(before.ics)
      if (!remindsSomebody(calendar) || (!wasTold && !mayRemind.test(row.ics))) return
      const which = { tenantId: row.tenantId, eventId: row.id }
      const standing = wasTold ? await remindersIn(tx).hold(which) : undefined
      const now = clock.now()
      // What is due this very minute, and not told yet, still is.
      const from = standing && standing.dueAt < now ? standing.dueAt : now
      const dueAt = nextAlarm(object, { from, zone: calendar.timeZone })
      if (dueAt || standing) await plan(tx, which, dueAt)
    },

    /** Tells what is due; answers in how many milliseconds the next is. */
    async tellDue(): Promise<number | undefined> {
      const now = clock.now()
      const all = await remindersIn(db).due(now, most)
      for (const one of all)
        await tellOne(one, now)
          // One that cannot be told keeps no other from it.
          .catch((error: unknown) => log.error({ err: error, ...one }, 'a reminder is not told'))
      if (all.length === most) return 0
      const next = await remindersIn(db).nextAfter(now)
      return next && Math.max(0, next.getTime() - clock.now().getTime())
    },
  }
}

export type RemindersService = ReturnType<typeof createRemindersService>
