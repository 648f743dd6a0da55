import type { TenantId } from '@amphi/contract/tenants'
import type { CalendarObject } from '../ics/calendar-object.ts'

/** What somebody outside says to an address of ours, who has proven to be the one at `from`. */
export interface Outside {
  tenantId: TenantId
  from: string
  to: string
  message: CalendarObject
  /** Whether it has lain here for a while: what another program was to say of the same is said by now. */
  hasWaited: boolean
}

/** Why nothing is done about it. */
export type PassedOver =
  | 'method_unknown'
  | 'not_for_them'
  | 'not_the_attendee'
  | 'not_the_organizer'
  | 'event_unknown'
  | 'nobody_there'
  | 'not_bookable'
  | 'older'
  | 'too_many'

/** Nothing where it is done; `later`, where it is to be said again when it has waited. */
export type Heard = PassedOver | 'later' | undefined
