import { personRemoved } from '@amphi/contract/people'
import * as resourcing from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { createResourceGrantsService } from './grants.service.ts'
import { createResourcesService } from './resources.service.ts'

export type { ResourcesService } from './resources.service.ts'
export type { ResourceRow } from './resources.repository.ts'
export { ofResource } from './resources.table.ts'
export { escaped } from './template.ts'

/** Where the pages of an institution hear that what can be booked is otherwise. */
const resourcesTopic = (tenantId: TenantId) => `resources ${tenantId}`

interface Below {
  tenants: TenantsService
  people: PeopleService
}

/** Conferences that calendars book, as they book a room of a building. */
export const openResources = async ({ db, bus, clock, http, sockets }: Ground, { tenants, people }: Below) => {
  const resources = createResourcesService({ db, bus, clock, tenants, people })
  const grants = createResourceGrantsService({ db, people, resources })
  const { mount } = http
  mount(resourcing.listResources, (actor) => resources.list(actor))
  mount(resourcing.readResource, (actor, { params }) => resources.read(actor, params.resourceId))
  mount(resourcing.createResource, (actor, { body }) => resources.create(actor, body))
  mount(resourcing.changeResource, (actor, { params, body }) => resources.change(actor, params.resourceId, body))
  mount(resourcing.writeTemplates, (actor, { params, body }) =>
    resources.write(actor, params.resourceId, body.templates),
  )
  mount(resourcing.previewTemplate, (actor, { body }) => resources.preview(actor, body.template, body.name))
  mount(resourcing.removeResource, (actor, { params, query }) =>
    resources.remove(actor, params.resourceId, query.upcoming),
  )
  mount(resourcing.listResourceGrants, (actor, { params }) => grants.list(actor, params.resourceId))
  mount(resourcing.shareResource, (actor, { params, body }) => grants.share(actor, params.resourceId, body))
  mount(resourcing.withdrawResourceGrant, (actor, { params }) =>
    grants.withdraw(actor, params.resourceId, params.resourceGrantId),
  )
  for (const fact of [resourcing.resourceChanged, resourcing.resourceRemoved] as const)
    bus.overhear(fact, ({ tenantId, resourceId }) =>
      sockets.send(resourcesTopic(tenantId), resourcing.resourceChanged, { tenantId, resourceId }),
    )
  sockets.guard('resources', async (actor) =>
    actor.kind === 'person' ? { topic: resourcesTopic(actor.tenantId) } : undefined,
  )
  await bus.on(personRemoved, 'resources', ({ tenantId, userId }) => resources.forgetPerson(tenantId, userId))
  return resources
}
