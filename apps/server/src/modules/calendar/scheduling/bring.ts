import { randomUUID } from 'node:crypto'
import { deliverCalendarMessage } from '@amphi/contract/calendars'
import type { SchedulingMethod } from '@amphi/contract/letters'
import type { UserId } from '@amphi/contract/people'
import type { ResourceId } from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import type { Clock } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Jobs } from '#platform/jobs'
import { type CalendarObject, writeObject } from '../ics/calendar-object.ts'
import { messagesIn } from './messages.repository.ts'

interface Needs {
  jobs: Jobs
  clock: Clock
}

/** For whom it is, or for which resource. */
export type BroughtTo = { userId: UserId; resourceId: null } | { userId: null; resourceId: ResourceId }

type Brought = BroughtTo & {
  tenantId: TenantId
  method: SchedulingMethod
  content: CalendarObject
}

/** Says something to a calendar of the house: written with what makes it true, and heard afterwards. */
export const bring = async (tx: Tx, { jobs, clock }: Needs, { content, ...message }: Brought) => {
  const id = randomUUID()
  await messagesIn(tx).insert([{ ...message, id, ics: writeObject(content.root), writtenAt: clock.now() }])
  await jobs.ask(tx, deliverCalendarMessage, { tenantId: message.tenantId, messageId: id })
}
