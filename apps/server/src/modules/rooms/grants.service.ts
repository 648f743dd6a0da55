import { randomUUID } from 'node:crypto'
import { type Grant, GrantId, type GrantRole, roomHandedOver, roomShared } from '@amphi/contract/grants'
import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import { roomChanged, type RoomId } from '@amphi/contract/rooms'
import { type PeopleService, pictureUrl } from '#modules/people'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { type GrantRow, grantsIn } from './grants.repository.ts'
import { roomsIn } from './rooms.repository.ts'
import type { RoomsService } from './rooms.service.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  people: Pick<PeopleService, 'holdActive' | 'shutOut' | 'groups'>
  rooms: Pick<RoomsService, 'seenBy'>
}

interface Given {
  users: readonly UserId[]
  groups: readonly GroupId[]
  role: GrantRole
}

type Change = (tx: Tx, ownerId: UserId | null) => Promise<void>

/** Sharing a room with people and groups, and giving it away. */
export const createGrantsService = ({ db, bus, clock, people, rooms }: Needs) => {
  const seen = async (actor: PersonActor, roomId: RoomId, within: Db = db): Promise<Grant[]> => {
    const { can } = await rooms.seenBy(actor, roomId, within)
    const rows = await grantsIn(within).list(actor.tenantId, roomId)
    return rows.flatMap(({ id, role, user, group, members }): Grant[] => {
      const it = { id, role, can: { change: can.share } }
      if (user) {
        return [{ ...it, to: { kind: 'person', id: user.id, name: user.name, pictureUrl: pictureUrl(user.pictureId) } }]
      }
      return group ? [{ ...it, to: { kind: 'group', id: group.id, name: group.name, members } }] : []
    })
  }

  /**
   * One change of a room's grants at a time. Whoever manages a room by a grant manages it still when it is done: they
   * cannot shut themselves out by accident.
   */
  const changingIn = async (tx: Tx, actor: PersonActor, roomId: RoomId, change: Change) => {
    const held = await roomsIn(tx).hold(actor.tenantId, roomId)
    const { can } = await rooms.seenBy(actor, roomId, tx)
    if (!can.share) throw new Failure('room.not_yours', { roomId })
    await change(tx, held?.ownerId ?? null)
    const stillShares = await rooms.seenBy(actor, roomId, tx).then(
      (after) => after.can.share,
      (error: unknown) => {
        if (error instanceof Failure) return false
        throw error
      },
    )
    if (!stillShares) throw new Failure('grant.own', { roomId })
    await bus.announce(tx, roomChanged, { tenantId: actor.tenantId, roomId })
  }

  const changing = (actor: PersonActor, roomId: RoomId, change: Change) =>
    db.transaction((tx) => changingIn(tx, actor, roomId, change))

  const announce = (tx: Tx, { tenantId, userId: by }: PersonActor, roomId: RoomId, to: Partial<GrantRow>) =>
    bus.announce(tx, roomShared, {
      tenantId,
      roomId,
      by,
      userId: to.userId ?? undefined,
      groupId: to.groupId ?? undefined,
      role: to.role ?? null,
    })

  const put = async (tx: Tx, actor: PersonActor, roomId: RoomId, { users, groups, role }: Given) => {
    const { tenantId } = actor
    const to = [
      ...[...new Set(users)].map((userId) => ({ userId, groupId: null, role })),
      ...[...new Set(groups)].map((groupId) => ({ userId: null, groupId, role })),
    ]
    const common = { tenantId, roomId, createdAt: clock.now() }
    await grantsIn(tx).put(to.map((it) => ({ ...common, id: GrantId.parse(randomUUID()), ...it })))
    for (const it of to) await announce(tx, actor, roomId, it)
  }

  const find = async (tx: Tx, { tenantId }: PersonActor, roomId: RoomId, grantId: GrantId) => {
    const grant = await grantsIn(tx).find(tenantId, roomId, grantId)
    if (!grant) throw new Failure('grant.not_found', { grantId })
    return grant
  }

  return {
    list: (actor: PersonActor, roomId: RoomId) => seen(actor, roomId),

    async share(actor: PersonActor, roomId: RoomId, { users, groups, role }: Given) {
      const { tenantId } = actor
      await changing(actor, roomId, async (tx, ownerId) => {
        const out = await people.shutOut(tenantId, users, tx)
        for (const userId of users) {
          if (out.has(userId)) throw new Failure('person.not_found', { userId })
          if (userId === ownerId) throw new Failure('grant.to_owner', { userId })
        }
        await people.groups.hold(tx, tenantId, [...new Set(groups)])
        await put(tx, actor, roomId, { users, groups, role })
      })
      return seen(actor, roomId)
    },

    /** As participants, with some of those who are being invited; what they have already they keep. */
    letIn: (tx: Tx, actor: PersonActor, roomId: RoomId, { users, groups }: Omit<Given, 'role'>) =>
      changingIn(tx, actor, roomId, async (_, ownerId) => {
        const { tenantId } = actor
        const there = await grantsIn(tx).list(tenantId, roomId)
        const known = new Set<UserId | GroupId | null | undefined>([
          ownerId,
          ...there.map(({ user, group }) => user?.id ?? group?.id),
        ])
        const groupIds = [...new Set(groups)].filter((groupId) => !known.has(groupId))
        await people.groups.hold(tx, tenantId, groupIds)
        const newcomers = users.filter((userId) => !known.has(userId))
        await put(tx, actor, roomId, { users: newcomers, groups: groupIds, role: 'participant' })
      }),

    async change(actor: PersonActor, roomId: RoomId, grantId: GrantId, role: GrantRole) {
      await changing(actor, roomId, async (tx) => {
        const { userId, groupId } = await find(tx, actor, roomId, grantId)
        await put(tx, actor, roomId, { users: userId ? [userId] : [], groups: groupId ? [groupId] : [], role })
      })
      return seen(actor, roomId)
    },

    async withdraw(actor: PersonActor, roomId: RoomId, grantId: GrantId) {
      await changing(actor, roomId, async (tx) => {
        const { userId, groupId } = await find(tx, actor, roomId, grantId)
        await grantsIn(tx).remove(actor.tenantId, roomId, grantId)
        await announce(tx, actor, roomId, { userId, groupId })
      })
    },

    /** Who had the room goes on managing it, until the new owner says otherwise. */
    handOver: (actor: PersonActor, roomId: RoomId, ownerId: UserId) =>
      db.transaction(async (tx) => {
        const { tenantId, userId: by } = actor
        // Held before the room is, as by who inherits it.
        const isActive = await people.holdActive(tx, tenantId, ownerId)
        await roomsIn(tx).hold(tenantId, roomId)
        const { room, can } = await rooms.seenBy(actor, roomId, tx)
        if (!can.handOver) throw new Failure('room.not_yours', { roomId })
        if (!isActive) throw new Failure('person.not_found', { userId: ownerId })
        const formerId = room.ownerId
        if (formerId === ownerId) return
        await grantsIn(tx).removeOf(tenantId, ownerId, [roomId])
        await roomsIn(tx).setOwner(tenantId, roomId, ownerId)
        if (formerId) await put(tx, actor, roomId, { users: [formerId], groups: [], role: 'manager' })
        await bus.announce(tx, roomHandedOver, { tenantId, roomId, by, ownerId, formerId })
        await bus.announce(tx, roomChanged, { tenantId, roomId })
      }),
  }
}
