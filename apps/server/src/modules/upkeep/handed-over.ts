import type { roomHandedOver } from '@amphi/contract/grants'
import type { Ids } from '@amphi/contract/grammar'
import { MemoId } from '@amphi/contract/memos'
import type { Language } from '@amphi/contract/requests'
import { shownCode } from '#modules/rooms'
import type { Db } from '#platform/db'
import type { Below } from './announcing.service.ts'

interface Told {
  name: string
  room: string
  by: string
  link: string
}

/** In the tongue of who has the room now. */
const words: Record<Language, (told: Told) => { subject: string; text: string }> = {
  fr: ({ name, room, by, link }) => ({
    subject: `La salle « ${room} » est à vous`,
    text: `Bonjour ${name},

${by} vous a cédé la salle « ${room} », avec ses liens et son historique. Vous en êtes maintenant propriétaire ; ${by} peut encore la gérer, tant que vous le voulez bien.

La voir : ${link}
`,
  }),
  en: ({ name, room, by, link }) => ({
    subject: `The room “${room}” is yours`,
    text: `Hello ${name},

${by} has given you the room “${room}”, with its links and its history. You own it now; ${by} can still manage it, as long as you like.

See it: ${link}
`,
  }),
}

/** Whoever is given a room by somebody else is told. */
export const createHandedOver = ({ db, below }: { db: Db; below: Below }) => ({
  /** Once, however often it is heard. */
  async tell({ tenantId, roomId, by, ownerId }: Ids<typeof roomHandedOver>, factId: string) {
    const { rooms, people, tenants, letters, messages } = below
    const all = await people.correspondents.among(tenantId, by === ownerId ? [] : [ownerId, by])
    const owner = all.find(({ id }) => id === ownerId)
    const giver = all.find(({ id }) => id === by)
    const room = await rooms.find(tenantId, roomId)
    if (!owner || owner.isDisabled || !room) return
    const tenant = await tenants.get(tenantId)
    const link = `${await tenants.addressOf(tenantId)}/rooms/${roomId}`
    const told = { name: owner.name, room: room.name, by: giver?.name ?? tenant.name, link }
    const { subject, text } = words[owner.language ?? tenant.language](told)
    await db.transaction(async (tx) => {
      const id = MemoId.parse(factId)
      const memoRoom = { id: roomId, code: shownCode(room.code) }
      const isNew = await messages.send(
        tx,
        tenantId,
        { id, senderId: giver?.id ?? null, subject, text, room: memoRoom },
        [ownerId],
      )
      if (isNew && owner.emailNotices) await letters.write(tx, tenantId, { to: owner.email, subject, text })
    })
  },
})
