import type { Person, PersonCard } from '@amphi/contract/people'
import type { Me } from '@amphi/contract/profile'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import { abilitiesOn, abilitiesOf } from './people.policy.ts'
import type { User } from './user.ts'

export const pictureUrl = (pictureId: string | null) => (pictureId ? `/api/v1/pictures/${pictureId}` : null)

export const cardOf = ({ id, name, pictureId }: Pick<User, 'id' | 'name' | 'pictureId'>): PersonCard => ({
  id,
  name,
  pictureUrl: pictureUrl(pictureId),
})

export const meOf = (user: User): Me => ({
  ...cardOf(user),
  email: user.email ?? '',
  role: user.role,
  capabilities: user.capabilities,
  language: user.language,
  emailNotices: user.emailNotices,
  can: abilitiesOf(user),
})

export const stateOf = ({ disabledAt, joinedAt }: User): Person['state'] =>
  disabledAt ? 'disabled' : joinedAt ? 'active' : 'invited'

/** As they act, where they may sign in at all. */
export const actorOf = (tenantId: TenantId, user: User): PersonActor | undefined =>
  user.disabledAt || user.removedAt
    ? undefined
    : {
        kind: 'person',
        tenantId,
        userId: user.id,
        name: user.name,
        role: user.role,
        capabilities: user.capabilities,
      }

/** As an administrator sees them. */
export const personSeenBy = (reader: UserId, user: User): Person => ({
  ...cardOf(user),
  email: user.email ?? '',
  role: user.role,
  capabilities: user.capabilities,
  state: stateOf(user),
  createdAt: user.createdAt.toISOString(),
  lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
  can: abilitiesOn(reader, { id: user.id, state: stateOf(user) }),
})
