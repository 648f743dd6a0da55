import {
  checkInvitation,
  draftInvitation,
  listInvitations,
  readInvitation,
  sendInvitation,
} from '@amphi/contract/invitations'
import { personRemoved } from '@amphi/contract/people'
import type { Ground } from '#platform/ground'
import { relayInvitations } from './invitations.realtime.ts'
import { type Below, createInvitationsService } from './invitations.service.ts'

/** How long one can look up whom an invitation reached, in milliseconds: 90 days, as long as letters are kept. */
const keptFor = 90 * 24 * 3600 * 1000

/** Whom a room’s people ask to come, by the mailbox here and by e-mail, and whom that reached. */
export const openInvitations = async ({ db, bus, clock, http, sockets, sweeps, log }: Ground, below: Below) => {
  const invitations = createInvitationsService({ db, bus, clock, below })
  http.mount(draftInvitation, (actor, { params, query }) => invitations.draft(actor, params.roomId, query.language))
  http.mount(checkInvitation, (actor, { params, body }) => invitations.check(actor, params.roomId, body))
  http.mount(sendInvitation, (actor, { params, body }) => invitations.send(actor, params.roomId, body))
  http.mount(listInvitations, (actor, { params }) => invitations.list(actor, params.roomId))
  http.mount(readInvitation, (actor, { params }) => invitations.read(actor, params.roomId, params.invitationId))
  relayInvitations(bus, sockets, invitations, (error) => log.error({ err: error }, 'invitations not relayed'))
  await bus.on(personRemoved, 'invitations', ({ tenantId, userId }) => invitations.forget(tenantId, userId))
  sweeps.every(3600, 'invitations', () => invitations.removeOld(new Date(clock.now().getTime() - keptFor)))
}
