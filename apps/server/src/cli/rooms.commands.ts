import { Code } from '@amphi/contract/rooms'
import { accept } from './accept.ts'
import type { Command, Given } from './command.ts'
import { confirm } from './confirm.ts'
import type { Desk } from './desk.ts'
import { Refusal } from './refusal.ts'

const list: Command = {
  words: ['rooms', 'list'],
  about: 'List the rooms: code, whether open and with how many inside or archived, owner, name',
  async run(_given, desk) {
    const { sessions, people } = await desk.services()
    const { id: tenantId } = await desk.tenant()
    const rooms = await sessions.rooms.all(tenantId)
    const owners = await people.cards(
      tenantId,
      rooms.flatMap(({ ownerId }) => ownerId ?? []),
    )
    const ownerOf = (id: (typeof rooms)[number]['ownerId']) => (id && owners.get(id)?.name) || '—'
    return {
      lines: rooms.map(({ code, session, archivedAt, ownerId, name }) => {
        const state = session ? `open, ${session.people} inside` : archivedAt ? 'archived' : 'closed'
        return [code, state, ownerOf(ownerId), name].join('\t')
      }),
      json: rooms.map((room) => ({ ...room, owner: ownerOf(room.ownerId) })),
    }
  },
}

/** The room a code leads to; a whole link is as good. */
const roomOf = async ({ args: [text = ''] }: Given, desk: Desk) => {
  const code = accept(Code, text.split('/').at(-1), `“${text}” is not the code of a room.`)
  const { rooms, sessions } = await desk.services()
  const found = await rooms.byLink((await desk.tenant()).id, code)
  if (!found) throw new Refusal(`No room answers to ${text}.`)
  return { room: found.room, deeds: sessions.rooms.fromConsole }
}

const open: Command = {
  words: ['rooms', 'open'],
  takes: ['CODE'],
  about: 'Open a room, as its owner would',
  async run(given, desk) {
    const { room, deeds } = await roomOf(given, desk)
    const isNew = await deeds.open(room)
    const line = isNew ? `“${room.name}” is open.` : `“${room.name}” is open already.`
    return { lines: [line], json: { id: room.id, name: room.name, opened: isNew } }
  },
}

const close: Command = {
  words: ['rooms', 'close'],
  takes: ['CODE'],
  about: 'Close a room: its session ends for everyone inside',
  async run(given, desk) {
    const { room, deeds } = await roomOf(given, desk)
    const wasOpen = await deeds.close(room)
    const line = wasOpen ? `“${room.name}” is closed.` : `“${room.name}” was closed already.`
    return { lines: [line], json: { id: room.id, name: room.name, closed: wasOpen } }
  },
}

const remove: Command = {
  words: ['rooms', 'delete'],
  takes: ['CODE'],
  about: 'Delete a room and its links; a running session is ended first',
  async run(given, desk) {
    const { room, deeds } = await roomOf(given, desk)
    await confirm(given, `The room “${room.name}” and its links are deleted for good.`)
    await deeds.remove(room)
    return { lines: [`“${room.name}” is deleted.`], json: { id: room.id, name: room.name } }
  },
}

export const roomsCommands: readonly Command[] = [list, open, close, remove]
