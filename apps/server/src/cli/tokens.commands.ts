import { ApiTokenId } from '@amphi/contract/api-tokens'
import { accept } from './accept.ts'
import { type Command, textOf } from './command.ts'
import { personOf } from './person-of.ts'
import { Refusal } from './refusal.ts'

const list: Command = {
  words: ['tokens', 'list'],
  takes: ['EMAIL'],
  about: 'List a person’s API tokens: id, name, what for, end, last use',
  async run(given, desk) {
    const { people, person, tenantId } = await personOf(given, desk)
    const all = await people.tokens.listOf(tenantId, person.id)
    return {
      lines: all.map(({ id, name, scopes, expiresAt, lastUsedAt }) =>
        [
          id,
          name,
          scopes.join(','),
          `until ${expiresAt.slice(0, 10)}`,
          lastUsedAt ? `used ${lastUsedAt.slice(0, 10)}` : 'never used',
        ].join('\t'),
      ),
      json: all,
    }
  },
}

const revoke: Command = {
  words: ['tokens', 'revoke'],
  takes: ['EMAIL'],
  options: {
    id: { type: 'string', value: 'ID', about: 'this token' },
    all: { type: 'boolean', about: 'all of them' },
  },
  about: 'Revoke one API token of a person, or all',
  async run(given, desk) {
    const { people, person, tenantId, email } = await personOf(given, desk)
    const text = textOf(given, 'id')
    if ((text === undefined) === (given.options['all'] !== true)) throw new Refusal('Say which: --id ID, or --all.')
    const one = text === undefined ? {} : { id: accept(ApiTokenId, text, `“${text}” is not the id of a token.`) }
    const { ground } = await desk.services()
    const revoked = { tenantId, userId: person.id, how: 'one' as const, by: null, ...one }
    const many = await ground.db.transaction((tx) => people.tokens.revoke(tx, revoked))
    if (many === 0 && text !== undefined) throw new Refusal(`${email} has no such token.`)
    return { lines: [`${many} token${many === 1 ? ' is' : 's are'} revoked.`], json: { email, revoked: many } }
  },
}

export const tokensCommands: readonly Command[] = [list, revoke]
