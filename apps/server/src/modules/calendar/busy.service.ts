import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { calendarsIn, type CalendarRow } from './calendars.repository.ts'
import type { CalendarSeen } from './calendars.service.ts'
import { busyOf, type BusyPeriod, mergePeriods } from './ics/busy.ts'
import { type Addressed, busyText } from './ics/busy-text.ts'
import type { CalendarObject } from './ics/calendar-object.ts'
import { dateValue, momentOf } from './ics/date-values.ts'
import { utc } from './ics/zone.ts'
import { objectsIn } from './objects.repository.ts'
import { kept } from './objects.service.ts'

interface Needs {
  db: Db
  clock: Clock
  people: Pick<PeopleService, 'correspondents'>
}

interface Span {
  from: Date
  to: Date
}

/** Whose calendar it is, by their address; and the UID of what does not count. */
interface Whose {
  owner?: string
  except?: string
}

const page = 500

/** When people are busy, without what it is that they do. */
export const createBusyService = ({ db, clock, people }: Needs) => {
  const inCalendar = async (
    { tenantId, id: calendarId, timeZone }: CalendarRow,
    { from, to }: Span,
    { owner, except }: Whose = {},
  ) => {
    const periods: BusyPeriod[] = []
    for (let after = ''; ;) {
      const rows = await objectsIn(db).touching({ tenantId, calendarId }, { from, to }, after, page)
      for (const row of rows) {
        const object = row.uid === except ? undefined : kept(row)
        if (object) periods.push(...busyOf(object, { from, to, zone: timeZone }, owner))
      }
      const last = rows.at(-1)
      if (!last || rows.length < page) return periods
      after = last.name
    }
  }

  const inAll = async (calendars: readonly CalendarRow[], span: Span, whose?: Whose) => {
    const all = await Promise.all(calendars.map((calendar) => inCalendar(calendar, span, whose)))
    return mergePeriods(all.flat())
  }

  /** Of somebody of the house, in all calendars of theirs that count. */
  const ofPerson = async (tenantId: TenantId, userId: UserId, span: Span, except?: string) => {
    const own = await calendarsIn(db).ofOwner(tenantId, userId)
    const counting = own.filter(({ kind, isTransparent }) => kind !== 'inbox' && !isTransparent)
    const [person] = await people.correspondents.among(tenantId, [userId])
    const owner = person?.email.toLowerCase()
    return inAll(counting, span, { ...(owner ? { owner } : {}), ...(except ? { except } : {}) })
  }

  return {
    /** Of these calendars, as a calendar that says nothing else (RFC 4791, 7.10). */
    text: async (calendars: readonly CalendarSeen[], span: Span) =>
      busyText(
        await inAll(
          calendars.map(({ calendar }) => calendar),
          span,
        ),
        { ...span, now: clock.now() },
      ),

    /** What a VFREEBUSY asks, of whom, and who asks (RFC 5546, 3.3.2). */
    askedIn: ({ main, zoneOf }: CalendarObject) => {
      const momentIn = (name: string) => {
        const property = main?.getFirstProperty(name)
        return property && new Date(momentOf(dateValue(property, zoneOf), utc))
      }
      const [from, to] = [momentIn('dtstart'), momentIn('dtend')]
      const addresses = (name: string) => (main?.getAllProperties(name) ?? []).map((it) => String(it.getFirstValue()))
      const [organizer = ''] = addresses('organizer')
      return { organizer, attendees: addresses('attendee'), span: from && to && from < to ? { from, to } : undefined }
    },

    of: ofPerson,

    /** Of nobody: always free. */
    answer: async (tenantId: TenantId, userId: UserId | undefined, span: Span, addressed: Addressed) =>
      busyText(userId ? await ofPerson(tenantId, userId, span) : [], { ...span, now: clock.now(), addressed }),
  }
}

export type BusyService = ReturnType<typeof createBusyService>
