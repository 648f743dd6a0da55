import { AppPasswordId, AppPasswordName } from '@amphi/contract/app-passwords'
import { Failure } from '#platform/failure'
import { accept } from './accept.ts'
import { type Command, textOf } from './command.ts'
import { personOf } from './person-of.ts'
import { Refusal } from './refusal.ts'

const add: Command = {
  words: ['app-passwords', 'add'],
  takes: ['EMAIL'],
  options: { name: { type: 'string', value: 'LABEL', about: 'which device or program it is for' } },
  about: 'Make an app password, with which a calendar program signs in as that person; prints it once',
  async run(given, desk) {
    const { people, person, tenantId, email } = await personOf(given, desk)
    if (person.state !== 'active') throw new Refusal(`${email} cannot sign in: ${person.state}.`)
    const wanted = textOf(given, 'name') ?? 'Command line'
    const name = accept(AppPasswordName, wanted, 'A name has 1 to 120 visible characters.')
    const made = await people.appPasswords.createFromConsole(tenantId, person.id, name)
    return { lines: [made.secret], json: { id: made.id, name: made.name, email, secret: made.secret } }
  },
}

const list: Command = {
  words: ['app-passwords', 'list'],
  takes: ['EMAIL'],
  about: 'List a person’s app passwords: id, name, when made, last use',
  async run(given, desk) {
    const { people, person, tenantId } = await personOf(given, desk)
    const all = await people.appPasswords.listOf(tenantId, person.id)
    return {
      lines: all.map(({ id, name, createdAt, lastUsedAt }) =>
        [
          id,
          name,
          `made ${createdAt.slice(0, 10)}`,
          lastUsedAt ? `used ${lastUsedAt.slice(0, 10)}` : 'never used',
        ].join('\t'),
      ),
      json: all,
    }
  },
}

const revoke: Command = {
  words: ['app-passwords', 'revoke'],
  takes: ['EMAIL', 'ID'],
  about: 'Revoke one app password of a person',
  async run(given, desk) {
    const { people, person, tenantId, email } = await personOf(given, desk)
    const [, text = ''] = given.args
    const id = accept(AppPasswordId, text, `“${text}” is not the id of an app password.`)
    await people.appPasswords.revokeFromConsole(tenantId, person.id, id).catch((error: unknown) => {
      if (error instanceof Failure) throw new Refusal(`${email} has no such app password.`)
      throw error
    })
    return { lines: ['The app password is revoked.'], json: { email, revoked: id } }
  },
}

export const appPasswordsCommands: readonly Command[] = [add, list, revoke]
