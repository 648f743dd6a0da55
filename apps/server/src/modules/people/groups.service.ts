import { randomUUID } from 'node:crypto'
import type { Changes } from '@amphi/contract/grammar'
import { type Group, GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import { type Db, isTaken, type Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { groupsIn } from './groups.repository.ts'
import { cardOf } from './person.ts'
import { refuseMembers } from './refuse-members.ts'
import { usersIn } from './users.repository.ts'

export const createGroupsService = ({ db }: { db: Db }) => {
  const seen = async (within: Db, tenantId: TenantId, groupId: GroupId): Promise<Group> => {
    const group = await groupsIn(within).find(tenantId, groupId)
    if (!group) throw new Failure('group.not_found', { groupId })
    const members = await groupsIn(within).members(tenantId, [groupId])
    return { ...group, members: members.map(cardOf) }
  }

  /** The database knows best who was first, also of two at once. */
  const asTaken = async (name: string, deed: () => Promise<void>) => {
    try {
      await deed()
    } catch (error) {
      throw isTaken(error) ? new Failure('group.name_taken', { name }) : error
    }
  }

  return {
    async list(actor: PersonActor): Promise<Group[]> {
      refuseMembers(actor)
      const [groups, members] = [await groupsIn(db).list(actor.tenantId), await groupsIn(db).members(actor.tenantId)]
      const byGroup = Map.groupBy(members, ({ groupId }) => groupId)
      return groups.map((group) => ({ ...group, members: (byGroup.get(group.id) ?? []).map(cardOf) }))
    },

    async create(actor: PersonActor, { name }: { name: string }): Promise<Group> {
      refuseMembers(actor)
      const id = GroupId.parse(randomUUID())
      await asTaken(name, () => groupsIn(db).insert(actor.tenantId, { id, name }))
      return { id, name, members: [] }
    },

    async change(
      actor: PersonActor,
      groupId: GroupId,
      { name, members }: Changes<{ name: string; members: UserId[] }>,
    ) {
      refuseMembers(actor)
      return db.transaction(async (tx) => {
        const { tenantId } = actor
        await seen(tx, tenantId, groupId)
        if (name !== undefined) await asTaken(name, () => groupsIn(tx).rename(tenantId, groupId, name))
        if (members) {
          const wanted = [...new Set(members)]
          const known = await usersIn(tx).among(tenantId, wanted)
          if (known.length < wanted.length) throw new Failure('person.not_found')
          await groupsIn(tx).replaceMembers(tenantId, groupId, wanted)
        }
        return seen(tx, tenantId, groupId)
      })
    },

    /** For the floors above: refuses a group that is not there, and holds the others until the transaction ends. */
    async hold(tx: Tx, tenantId: TenantId, groupIds: readonly GroupId[]) {
      const held = new Set((await groupsIn(tx).hold(tenantId, groupIds)).map(({ id }) => id))
      const missing = groupIds.find((id) => !held.has(id))
      if (missing) throw new Failure('group.not_found', { groupId: missing })
    },

    /** Of those that are there. */
    names: (tenantId: TenantId, groupIds: readonly GroupId[]) => groupsIn(db).among(tenantId, groupIds),

    memberIds: (tenantId: TenantId, groupId: GroupId) => groupsIn(db).memberIds(tenantId, groupId),

    async remove(actor: PersonActor, groupId: GroupId) {
      refuseMembers(actor)
      if (!(await groupsIn(db).remove(actor.tenantId, groupId))) throw new Failure('group.not_found', { groupId })
    },
  }
}
