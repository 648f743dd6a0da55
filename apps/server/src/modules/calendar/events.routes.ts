import { giveAnswer, readAnswer } from '@amphi/contract/answers'
import { readTimes } from '@amphi/contract/event-times'
import * as contract from '@amphi/contract/events'
import type { Mount } from '#platform/http'
import type { CalendarService } from './calendar.service.ts'

export const mountEvents = (mount: Mount, { events, times, answering, conferences }: CalendarService) => {
  mount(contract.listEvents, (actor, { query }) =>
    events.list(actor, { from: new Date(query.from), to: new Date(query.to) }),
  )
  mount(contract.readEvent, (actor, { params, query }) => events.read(actor, params, query.occurrence))
  mount(readTimes, (actor, { params, body }) => times.read(actor, params.calendarId, body))
  mount(contract.createEvent, (actor, { params, body }) => events.create(actor, params.calendarId, body))
  mount(contract.changeEvent, (actor, { params, body }) => events.change(actor, params, body))
  mount(contract.answerEvent, (actor, { params, body }) => events.answer(actor, params, body))
  mount(readAnswer, ({ tenantId }, { body }) => answering.read(tenantId, body.secret))
  mount(giveAnswer, ({ tenantId }, { body: { secret, ...given } }) => answering.give(tenantId, secret, given))
  mount(contract.removeEvent, async (actor, { params, query }) => {
    await events.remove(actor, params, query)
  })
  mount(contract.reserveConference, (actor, { body }) => conferences.reserve(actor, body.resourceId, body.title))
  mount(contract.giveBackConference, (actor, { params }) => conferences.giveBack(actor, params.conferenceId))
}
