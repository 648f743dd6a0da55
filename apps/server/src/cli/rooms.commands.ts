import type { Command } from './command.ts'

const list: Command = {
  words: ['rooms', 'list'],
  about: 'List the rooms: code, whether open and with how many inside, owner, name',
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
      lines: rooms.map(({ code, session, ownerId, name }) =>
        [code, session ? `open, ${session.people} inside` : 'closed', ownerOf(ownerId), name].join('\t'),
      ),
      json: rooms.map((room) => ({ ...room, owner: ownerOf(room.ownerId) })),
    }
  },
}

export const roomsCommands: readonly Command[] = [list]
