import { randomUUID } from 'node:crypto'
import { MemoId } from '@amphi/contract/memos'
import type { UserId } from '@amphi/contract/people'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { MessagesService } from '#modules/messages'
import type { PeopleService } from '#modules/people'
import type { Before, RoomRow, Rooms } from '#modules/rooms'
import type { Tenant, TenantsService } from '#modules/tenants'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { settleEach } from '#platform/settle-each'
import { keepersOf } from './keepers.ts'
import { noticesIn } from './notices.repository.ts'
import { type RoomTold, upkeepLetters } from './upkeep-letters.ts'

export interface Below {
  tenants: TenantsService
  letters: LettersService
  people: PeopleService
  rooms: Rooms
  messages: MessagesService
}

interface Needs {
  db: Db
  clock: Clock
  below: Below
}

/** As many rooms as are looked at in one go. */
const batch = 500

/** As many as a letter names; the page of one’s rooms has the others. */
const mostNamed = 25

const day = 24 * 3600 * 1000

/** Says which rooms are to be archived or deleted, and tells their people. */
export const createAnnouncingService = ({ db, clock, below }: Needs) => {
  const { tenants, letters, people, rooms, messages } = below

  const keepers = async (tx: Tx, tenantId: TenantId, announced: readonly Pick<RoomRow, 'id' | 'ownerId'>[]) => {
    const managers = await rooms.managersOfEach(
      tenantId,
      announced.map(({ id }) => id),
      tx,
    )
    const byRoom = Map.groupBy(managers, ({ roomId }) => roomId)
    const owners = announced.flatMap(({ ownerId }) => ownerId ?? [])
    const active = await people.active(tenantId, [...owners, ...managers.map(({ userId }) => userId)], tx)
    const administrators = await people.administrators(tenantId, tx)
    return announced.flatMap(({ id, ownerId }) =>
      keepersOf({ ownerId, managers: byRoom.get(id) ?? [], active, administrators }).map((userId) => {
        return { roomId: id, userId }
      }),
    )
  }

  const announceSome = (tenantId: TenantId, before: Before, dueAt: Date) =>
    db.transaction(async (tx) => {
      const announced = await rooms.unusedIn(tx).announce(tenantId, before, { announcedAt: clock.now(), dueAt }, batch)
      await noticesIn(tx).forget(
        tenantId,
        announced.map(({ id }) => id),
      )
      await noticesIn(tx).add(tenantId, await keepers(tx, tenantId, announced))
      return announced.length
    })

  const toldOf = async (tx: Tx, tenant: Tenant, reader: UserId, told: readonly RoomRow[], language: 'fr' | 'en') => {
    const address = await tenants.addressOf(tenant.id)
    const format = new Intl.DateTimeFormat(language, { timeZone: tenant.timeZone, dateStyle: 'long' })
    const owners = await people.cards(
      tenant.id,
      told.flatMap(({ ownerId }) => ownerId ?? []),
      tx,
    )
    const asTold = ({ id, name, ownerId, createdAt, usedAt, archivedAt, dueAt }: RoomRow): RoomTold => ({
      name,
      owner: ownerId === null || ownerId === reader ? null : (owners.get(ownerId)?.name ?? null),
      used: usedAt && format.format(usedAt),
      made: format.format(createdAt),
      archived: archivedAt && format.format(archivedAt),
      due: format.format(dueAt ?? clock.now()),
      link: `${address}/rooms/${id}?keep=yes`,
    })
    return {
      archive: told.filter(({ archivedAt }) => archivedAt === null).map(asTold),
      remove: told.filter(({ archivedAt }) => archivedAt !== null).map(asTold),
      list: `${address}/rooms`,
    }
  }

  /** In one transaction with the mark that it is written: cut off in between, neither is. */
  const writeTo = async (tx: Tx, tenant: Tenant, userId: UserId) => {
    const tenantId = tenant.id
    const ids = await noticesIn(tx).holdUnwritten(tenantId, userId)
    const [reader] = await people.correspondents.among(tenantId, [userId], tx)
    if (!reader || reader.isDisabled) return noticesIn(tx).removeUnwritten(tenantId, userId)
    // Of those that were used or kept meanwhile there is nothing to say.
    const told = (await rooms.among(tenantId, ids, tx))
      .filter(({ dueAt }) => dueAt !== null)
      .toSorted((a, b) => a.name.localeCompare(b.name))
    if (told.length === 0) return noticesIn(tx).removeUnwritten(tenantId, userId)
    const language = reader.language ?? tenant.language
    const { subject, text } = upkeepLetters[language]({
      name: reader.name,
      tenant: tenant.name,
      ...(await toldOf(tx, tenant, userId, told.slice(0, mostNamed), language)),
      more: Math.max(0, told.length - mostNamed),
    })
    const letterId = await letters.write(tx, tenantId, { to: reader.email, subject, text })
    const memoId = MemoId.parse(randomUUID())
    await messages.send(tx, tenantId, { id: memoId, senderId: null, subject, text, room: null }, [userId])
    await noticesIn(tx).setWritten(tenantId, userId, ids, { letterId, memoId })
  }

  return {
    /** All of it first, and the letters then: each of their people has one. */
    async announce({ id: tenantId, archiveNotice }: Tenant, before: Before) {
      const dueAt = new Date(clock.now().getTime() + archiveNotice * day)
      let announced = batch
      while (announced === batch) announced = await announceSome(tenantId, before, dueAt)
    },

    async write(tenant: Tenant) {
      const readers = await noticesIn(db).listUnwritten(tenant.id)
      await settleEach(readers, (userId) => db.transaction((tx) => writeTo(tx, tenant, userId)))
    },

    /** Also to whoever administers. Whether they had not been told. */
    async tellAdministrators(tenantId: TenantId, roomId: RoomId) {
      const administrators = await people.administrators(tenantId)
      return noticesIn(db).add(
        tenantId,
        administrators.map((userId) => ({ roomId, userId })),
      )
    },
  }
}

export type AnnouncingService = ReturnType<typeof createAnnouncingService>
