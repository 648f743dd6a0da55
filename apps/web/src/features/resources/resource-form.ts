import type { Resource, ResourceDetail, ResourceHours, ResourceServer } from '@amphi/contract/resources'

type Carrier = Extract<ResourceServer, { kind: 'rooms' }>['carrier']

/** What is typed of a resource. */
export interface ResourceForm {
  name: string
  email: string
  kind: ResourceServer['kind']
  carrier: Carrier
  url: string
  hours: ResourceHours | null
  shortest: number | null
  policy: Resource['policy']
}

/** Working hours, as they are proposed. */
export const usualHours: ResourceHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }

export const emptyForm: ResourceForm = {
  name: '',
  email: '',
  kind: 'rooms',
  carrier: null,
  url: '',
  hours: null,
  shortest: null,
  policy: 'accepts',
}

export const formOf = ({ name, email, server, hours, shortest, policy }: ResourceDetail): ResourceForm => ({
  name,
  email,
  kind: server.kind,
  carrier: server.kind === 'rooms' ? server.carrier : null,
  url: server.kind === 'address' ? server.url : '',
  hours,
  shortest,
  policy,
})

export const serverOf = ({ kind, carrier, url }: Pick<ResourceForm, 'kind' | 'carrier' | 'url'>): ResourceServer =>
  kind === 'rooms' ? { kind, carrier } : { kind, url: url.trim() }

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What is said otherwise than it was. */
export const changesOf = (before: ResourceForm, after: ResourceForm) => ({
  ...(after.name.trim() === before.name ? {} : { name: after.name.trim() }),
  ...(after.email.trim() === before.email ? {} : { email: after.email.trim() }),
  ...(isSame(serverOf(after), serverOf(before)) ? {} : { server: serverOf(after) }),
  ...(isSame(after.hours, before.hours) ? {} : { hours: after.hours }),
  ...(after.shortest === before.shortest ? {} : { shortest: after.shortest }),
  ...(after.policy === before.policy ? {} : { policy: after.policy }),
})

/** The address of its server was taken away: it has none any more, and so it is none. */
export const isDissociated = (before: ResourceForm, after: ResourceForm) =>
  before.kind === 'address' && after.kind === 'address' && after.url.trim() === ''
