import { addBbbClient } from '@amphi/contract/bbb-clients'
import { accept } from './accept.ts'
import type { Command } from './command.ts'

const add: Command = {
  words: ['bbb-clients', 'add'],
  takes: ['NAME'],
  about: 'Connect a platform that speaks BigBlueButton’s API; prints its address, id and secret once',
  async run({ args: [name = ''] }, desk) {
    const { id: tenantId } = await desk.tenant()
    const { integrations, tenants } = await desk.services()
    const wanted = accept(addBbbClient.body, { name }, 'A name has 1 to 120 visible characters.')
    const made = await integrations.bbb.clients.addFromConsole(tenantId, wanted.name)
    const address = `${await tenants.addressOf(tenantId)}/bigbluebutton/`
    const { id, secret } = made
    return {
      lines: [`address\t${address}`, `id\t${id}`, `secret\t${secret}`],
      json: { id, name: made.name, address, secret },
    }
  },
}

const list: Command = {
  words: ['bbb-clients', 'list'],
  about: 'List the platforms that speak BigBlueButton’s API: id, name, whether they are answered, meetings, last call',
  async run(_given, desk) {
    const { id: tenantId } = await desk.tenant()
    const { integrations } = await desk.services()
    const all = await integrations.bbb.clients.listFromConsole(tenantId)
    return {
      lines: all.map(({ id, name, enabled, meetings, lastCalledAt }) =>
        [
          id,
          name,
          enabled ? 'answered' : 'not answered',
          `${meetings} meeting${meetings === 1 ? '' : 's'}`,
          lastCalledAt ? `called ${lastCalledAt.slice(0, 10)}` : 'never called',
        ].join('\t'),
      ),
      json: all,
    }
  },
}

export const bbbClientsCommands: readonly Command[] = [add, list]
