import { randomUUID } from 'node:crypto'
import type { GroupId } from '@amphi/contract/groups'
import { type Invitation, type InvitationHead, type InvitationId, invitationSent } from '@amphi/contract/invitations'
import { mostInvited } from '@amphi/contract/limits'
import type { LetterId } from '@amphi/contract/letters'
import { MemoId } from '@amphi/contract/memos'
import type { PersonCard, UserId } from '@amphi/contract/people'
import type { Language } from '@amphi/contract/requests'
import type { RoomId } from '@amphi/contract/rooms'
import type { TenantId } from '@amphi/contract/tenants'
import type { CalendarService } from '#modules/calendar'
import type { LettersService } from '#modules/letters'
import type { MessagesService } from '#modules/messages'
import type { Correspondent, PeopleService } from '#modules/people'
import { mayCome } from '#modules/doors'
import { type RoomRow, type Rooms, settingsOf, shownCode } from '#modules/rooms'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { codesIn, type Invitee, inviteesOf, readAddresses } from './invitation.ts'
import { drafts, signedLetter } from './invitation-texts.ts'
import { type InvitationRow, invitationsIn } from './invitations.repository.ts'
import { recipientsOf } from './recipients.ts'

export interface Below {
  tenants: TenantsService
  letters: LettersService
  people: PeopleService
  rooms: Rooms
  messages: MessagesService
  /** What is planned in a room goes with the letters that invite to it. */
  calendar: Pick<CalendarService, 'conferences'>
}

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  below: Below
}

/** Whom one would invite. */
interface To {
  people: readonly UserId[]
  groups: readonly GroupId[]
  addresses: readonly string[]
}

interface Wanted extends To {
  id: InvitationId
  subject: string
  text: string
  /** Whether those who could not come in are to be let in. */
  share: boolean
}

const day = 24 * 3600 * 1000

export const createInvitationsService = ({ db, bus, clock, below }: Needs) => {
  const { tenants, letters, people, rooms, messages, calendar } = below

  /** Of one that is archived, those who may share it read whom they invited. */
  const roomOf = async (actor: PersonActor, roomId: RoomId) => {
    const { room, can } = await rooms.seenBy(actor, roomId)
    if (!can.invite && !(room.archivedAt && can.share)) throw new Failure('room.not_yours', { roomId })
    return { room, can }
  }

  const roomToInvite = async (actor: PersonActor, roomId: RoomId) => {
    const { room, can } = await roomOf(actor, roomId)
    if (room.archivedAt) throw new Failure('room.archived', { roomId })
    return { room, can }
  }

  const writerOf = async ({ tenantId, userId }: PersonActor, within: Db = db): Promise<Correspondent> => {
    const [writer] = await people.correspondents.among(tenantId, [userId], within)
    if (!writer) throw new Failure('login.required')
    return writer
  }

  /** Everyone of the house whom the invitation names; whoever sends it to their own group needs none. */
  const namedIn = async ({ tenantId, userId }: PersonActor, { people: ids, groups }: To) => {
    const wanted = new Set(ids)
    const picked = await people.correspondents.among(tenantId, [...wanted])
    if (picked.length < wanted.size) throw new Failure('person.not_found')
    const members = await people.correspondents.ofGroups(tenantId, groups)
    return [...picked, ...members.filter(({ id }) => id !== userId)]
  }

  const read = async (actor: PersonActor, wanted: To): Promise<Invitee[]> => {
    const { addresses } = wanted
    const owners = await people.correspondents.byEmail(actor.tenantId, readAddresses(addresses))
    return inviteesOf({ people: await namedIn(actor, wanted), addresses, owners })
  }

  const gather = async (actor: PersonActor, wanted: To): Promise<Invitee[]> => {
    const invitees = await read(actor, wanted)
    const { length: count } = invitees
    if (count > mostInvited.atOnce) throw new Failure('invitation.over_limit', { count, most: mostInvited.atOnce })
    if (invitees.every(({ skipped }) => skipped)) throw new Failure('invitation.nobody')
    return invitees
  }

  /** Those of them whom the room, as it is, would not let in. */
  const leftOut = async (room: RoomRow, invitees: readonly Invitee[], within: Db = db) => {
    const { visibility } = settingsOf(room)
    if (visibility === 'anyone') return []
    const invited = await rooms.invited(room, within)
    const isOpenTo = ({ userId }: Invitee) =>
      mayCome({ visibility, hasAccount: userId !== null, invited: (userId && invited.get(userId)) || 'no' })
    return invitees.filter((it) => it.skipped === null && !isOpenTo(it))
  }

  /** By the groups that were named where groups are let in, and by name. */
  const letIn = async (tx: Tx, actor: PersonActor, room: RoomRow, wanted: To, invitees: readonly Invitee[]) => {
    const out = (await leftOut(room, invitees, tx)).flatMap(({ userId }) => userId ?? [])
    if (out.length === 0) return
    const byGroups = settingsOf(room).visibility === 'groups'
    const groups = byGroups ? wanted.groups : []
    const members = await people.correspondents.ofGroups(actor.tenantId, groups, tx)
    const covered = new Set(members.map(({ id }) => id))
    await rooms.grants.letIn(tx, actor, room.id, { groups, users: out.filter((userId) => !covered.has(userId)) })
  }

  /** Any link to the room will do: its own, a readable one, one that spares the password. */
  const refuseWithoutLink = async ({ tenantId, id }: RoomRow, text: string) => {
    const codes = codesIn(text, await tenants.hostsOf(tenantId))
    const led = await Promise.all(codes.map((code) => rooms.ledTo(tenantId, code)))
    if (!led.some((room) => room?.id === id)) throw new Failure('invitation.without_link')
  }

  const refuseFlood = async (tx: Tx, { tenantId, userId }: PersonActor, count: number) => {
    const { aDay } = mostInvited
    await invitationsIn(tx).hold(tenantId, userId)
    const since = new Date(clock.now().getTime() - day)
    const today = await invitationsIn(tx).countSince(tenantId, userId, since)
    if (today + count > aDay) throw new Failure('invitation.over_day_limit', { left: aDay - today, most: aDay })
  }

  const writeLetters = async (
    tx: Tx,
    actor: PersonActor,
    room: RoomRow,
    { subject, text }: Wanted,
    to: readonly Invitee[],
  ) => {
    const { tenantId } = actor
    const { email, name, language } = await writerOf(actor, tx)
    const { name: tenant, language: common } = await tenants.get(tenantId)
    const addresses = to.flatMap(({ address }) => (address === null ? [] : [address]))
    const signed = signedLetter[language ?? common]({ text, name, tenant })
    const owners = [actor.userId, ...(room.ownerId ? [room.ownerId] : [])]
    const planned = await calendar.conferences.publishedOf(tx, tenantId, { roomId: room.id, owners })
    const file = planned === undefined ? {} : { calendar: { method: 'PUBLISH' as const, text: planned } }
    return letters.writeToMany(tx, tenantId, { addresses, subject, text: signed, replyTo: email, ...file })
  }

  const deliver = async (tx: Tx, actor: PersonActor, room: RoomRow, wanted: Wanted, to: readonly Invitee[]) => {
    const { tenantId, userId: senderId } = actor
    const { subject, text } = wanted
    const userIds = to.flatMap(({ userId }) => (userId === null ? [] : [userId]))
    const place = { id: room.id, code: shownCode(room.code) }
    const memo = { id: MemoId.parse(randomUUID()), senderId, subject, text, room: place }
    if (userIds.length > 0) await messages.send(tx, tenantId, memo, userIds)
    return writeLetters(tx, actor, room, wanted, to)
  }

  const send = async (tx: Tx, actor: PersonActor, room: RoomRow, wanted: Wanted, invitees: readonly Invitee[]) => {
    const { tenantId, userId: senderId } = actor
    const { id, subject } = wanted
    const to = invitees.filter(({ skipped }) => skipped === null)
    await refuseFlood(tx, actor, to.length)
    // Sent twice at once, the second waited above, and now finds it sent.
    if (await invitationsIn(tx).find(tenantId, id)) return
    if (wanted.share) await letIn(tx, actor, room, wanted, to)
    const letterFor = await deliver(tx, actor, room, wanted, to)
    const letterTo = ({ address, skipped }: Invitee): LetterId | null =>
      address === null || skipped ? null : (letterFor.get(address) ?? null)
    const row = { tenantId, id, roomId: room.id, senderId, subject, count: to.length, sentAt: clock.now() }
    await invitationsIn(tx).insert(
      row,
      invitees.map((invitee) => ({ ...invitee, letterId: letterTo(invitee) })),
    )
    await bus.announce(tx, invitationSent, {
      tenantId,
      roomId: room.id,
      invitationId: id,
      by: senderId,
      count: to.length,
    })
  }

  const headOf = (row: InvitationRow, cards: Map<UserId, PersonCard>): InvitationHead => ({
    id: row.id,
    by: cards.get(row.senderId) ?? null,
    subject: row.subject,
    sentAt: row.sentAt.toISOString(),
    count: row.count,
  })

  /** Of that room: an id tells nothing of another’s. */
  const seen = async (tenantId: TenantId, roomId: RoomId, id: InvitationId): Promise<Invitation> => {
    const row = await invitationsIn(db).find(tenantId, id)
    if (row?.roomId !== roomId) throw new Failure('invitation.not_found', { invitationId: id })
    const named = await invitationsIn(db).invitees(tenantId, id)
    const ids = [row.senderId, ...named.flatMap(({ userId }) => (userId ? [userId] : []))]
    const cards = await people.cards(tenantId, ids)
    const written = [...new Set(named.flatMap(({ letterId }) => (letterId ? [letterId] : [])))]
    const copies = await letters.copies(tenantId, written)
    return { ...headOf(row, cards), recipients: recipientsOf(named, { cards, copies }) }
  }

  return {
    async draft(actor: PersonActor, roomId: RoomId, shown?: Language) {
      const { room, can } = await roomToInvite(actor, roomId)
      const { tenantId } = actor
      const { name, language } = await writerOf(actor)
      const { language: common } = await tenants.get(tenantId)
      const link = `${await tenants.addressOf(tenantId)}/${(await rooms.chosen(room)) ?? shownCode(room.code)}`
      const { visibility, language: ofRoom } = settingsOf(room)
      // Of someone's own room it is theirs alone to tell.
      const password = can.configure ? rooms.settings.passwordOf(room) : null
      const told = { room: room.name, link, password, locked: room.sealedPassword !== null, visibility, name }
      return { link, ...drafts[ofRoom ?? language ?? shown ?? common](told) }
    },

    async check(actor: PersonActor, roomId: RoomId, wanted: To) {
      const { room } = await roomOf(actor, roomId)
      const out = await leftOut(room, await read(actor, wanted))
      const ids = out.flatMap(({ userId }) => userId ?? [])
      const cards = await people.cards(actor.tenantId, ids)
      return {
        people: ids.flatMap((id) => {
          const card = cards.get(id)
          return card ? [{ id, name: card.name }] : []
        }),
        addresses: out.flatMap(({ userId, address }) => (userId === null && address !== null ? [address] : [])),
      }
    },

    /** Kept once under its id, however often a page that was cut off sends it again. */
    async send(actor: PersonActor, roomId: RoomId, wanted: Wanted) {
      const { tenantId } = actor
      const { room } = await roomToInvite(actor, roomId)
      if (!(await invitationsIn(db).find(tenantId, wanted.id))) {
        await refuseWithoutLink(room, wanted.text)
        const invitees = await gather(actor, wanted)
        await db.transaction((tx) => send(tx, actor, room, wanted, invitees))
      }
      return seen(tenantId, roomId, wanted.id)
    },

    async list(actor: PersonActor, roomId: RoomId) {
      await roomOf(actor, roomId)
      const { tenantId } = actor
      const rows = await invitationsIn(db).list(tenantId, roomId)
      const cards = await people.cards(
        tenantId,
        rows.map(({ senderId }) => senderId),
      )
      return rows.map((row) => headOf(row, cards))
    },

    async read(actor: PersonActor, roomId: RoomId, id: InvitationId) {
      await roomOf(actor, roomId)
      return seen(actor.tenantId, roomId, id)
    },

    mayHear: (actor: PersonActor, roomId: RoomId) =>
      roomOf(actor, roomId).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Failure) return false
          throw error
        },
      ),

    roomOfLetter: (tenantId: TenantId, letterId: LetterId) => invitationsIn(db).roomOfLetter(tenantId, letterId),

    forget: (tenantId: TenantId, userId: UserId) => invitationsIn(db).forget(tenantId, userId),

    removeOld: (sentBefore: Date) => invitationsIn(db).removeOld(sentBefore),
  }
}

export type InvitationsService = ReturnType<typeof createInvitationsService>
