import { createResource } from '@amphi/contract/resources'
import { accept } from './accept.ts'
import { type Command, textOf } from './command.ts'

const add: Command = {
  words: ['resources', 'add'],
  takes: ['NAME'],
  options: {
    email: {
      type: 'string',
      value: 'ADDRESS',
      about: 'what calendar programs invite; one of the institution’s without',
    },
    jitsi: { type: 'string', value: 'ADDRESS', about: 'the Jitsi its conferences are at; rooms of this house without' },
  },
  about: 'Make a conference that calendars can book by inviting it; everyone may',
  async run(given, desk) {
    const [name = ''] = given.args
    const jitsi = textOf(given, 'jitsi')
    const email = textOf(given, 'email')
    const server = jitsi === undefined ? { kind: 'rooms', carrier: null } : { kind: 'address', url: jitsi }
    const said = { name, server, ...(email === undefined ? {} : { email }) }
    const wanted = accept(
      createResource.body,
      said,
      'Say a name of 1 to 120 visible characters, an e-mail address, and the web address of a server.',
    )
    const { id: tenantId } = await desk.tenant()
    const { resources } = await desk.services()
    const made = await resources.createFromConsole(tenantId, wanted)
    return { lines: [`${made.name}\t${made.email}`], json: { id: made.id, name: made.name, email: made.email } }
  },
}

const list: Command = {
  words: ['resources', 'list'],
  about: 'List the conferences that calendars can book: address, name, where they are',
  async run(_given, desk) {
    const { id: tenantId } = await desk.tenant()
    const { resources } = await desk.services()
    const all = await resources.listFromConsole(tenantId)
    return {
      lines: all.map(({ email, name, server }) =>
        [email, name, server.kind === 'address' ? server.url : 'rooms of this house'].join('\t'),
      ),
      json: all.map(({ id, email, name, server }) => ({ id, email, name, server })),
    }
  },
}

export const resourcesCommands: readonly Command[] = [add, list]
