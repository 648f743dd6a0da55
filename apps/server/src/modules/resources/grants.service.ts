import { randomUUID } from 'node:crypto'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import { type ResourceGrant, ResourceGrantId, type ResourceId, type ResourceLevel } from '@amphi/contract/resources'
import { type PeopleService, pictureUrl } from '#modules/people'
import type { PersonActor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { resourceGrantsIn } from './grants.repository.ts'
import { mayShare } from './resources.policy.ts'
import type { ResourcesService } from './resources.service.ts'

interface Needs {
  db: Db
  people: Pick<PeopleService, 'shutOut' | 'groups'>
  resources: ResourcesService
}

interface Given {
  users: readonly UserId[]
  groups: readonly GroupId[]
  level: ResourceLevel
}

/** Who may do more with a resource than everyone. */
export const createResourceGrantsService = ({ db, people, resources }: Needs) => {
  const refuseOthers = async (actor: PersonActor, id: ResourceId, within: Db = db) => {
    await resources.existing(actor.tenantId, id, within)
    const standing = await resources.standingIn(actor, id, within)
    if (!mayShare(actor, standing)) throw new Failure('resource.not_yours', { resourceId: id })
  }

  const list = async (actor: PersonActor, id: ResourceId): Promise<ResourceGrant[]> => {
    await refuseOthers(actor, id)
    const rows = await resourceGrantsIn(db).list(actor.tenantId, id)
    return rows.flatMap(({ id: grantId, level, user, group, members }): ResourceGrant[] => {
      const it = { id: grantId, level }
      if (user) {
        return [{ ...it, to: { kind: 'person', id: user.id, name: user.name, pictureUrl: pictureUrl(user.pictureId) } }]
      }
      return group ? [{ ...it, to: { kind: 'group', id: group.id, name: group.name, members } }] : []
    })
  }

  const changing = async (actor: PersonActor, id: ResourceId, change: (tx: Tx) => Promise<void>) => {
    await db.transaction(async (tx) => {
      await refuseOthers(actor, id, tx)
      await change(tx)
      await resources.announce(tx, actor.tenantId, id)
    })
    return list(actor, id)
  }

  return {
    list,

    share: (actor: PersonActor, resourceId: ResourceId, { users, groups, level }: Given) =>
      changing(actor, resourceId, async (tx) => {
        const { tenantId } = actor
        const out = await people.shutOut(tenantId, users, tx)
        const missing = users.find((userId) => out.has(userId))
        if (missing) throw new Failure('person.not_found', { userId: missing })
        await people.groups.hold(tx, tenantId, [...new Set(groups)])
        const to = [
          ...[...new Set(users)].map((userId) => ({ userId, groupId: null })),
          ...[...new Set(groups)].map((groupId) => ({ userId: null, groupId })),
        ]
        const id = () => ResourceGrantId.parse(randomUUID())
        await resourceGrantsIn(tx).put(to.map((it) => ({ tenantId, resourceId, id: id(), level, ...it })))
      }),

    withdraw: (actor: PersonActor, resourceId: ResourceId, grantId: ResourceGrantId) =>
      changing(actor, resourceId, async (tx) => {
        const gone = await resourceGrantsIn(tx).remove(actor.tenantId, resourceId, grantId)
        if (!gone) throw new Failure('resource.grant_not_found', { grantId })
      }),
  }
}
