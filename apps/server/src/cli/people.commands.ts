import { Password, PersonName, type Role } from '@amphi/contract/people'
import { accept } from './accept.ts'
import { type Command, textOf } from './command.ts'
import { emailFrom, personOf } from './person-of.ts'
import { Refusal } from './refusal.ts'
import { secretSettings } from './secret-settings.ts'
import { readSecret } from './terminal.ts'

const setDisabled =
  (disabled: boolean): Command['run'] =>
  async (given, desk) => {
    const { people, person, tenantId, email } = await personOf(given, desk)
    const after = await people.directory.changeFromConsole(tenantId, person.id, { disabled })
    const line = disabled
      ? `${email} is disabled, and signed out everywhere.`
      : `${email} is enabled and may sign in again.`
    return { lines: [line], json: after }
  }

const add: Command = {
  words: ['people', 'add'],
  takes: ['EMAIL'],
  options: {
    name: { type: 'string', value: 'NAME', about: 'how to call them' },
    password: {
      type: 'string',
      value: 'PASSWORD',
      about: `10 characters or more; “-” reads it from the standard input (or set ${secretSettings.password.variable})`,
    },
    admin: { type: 'boolean', about: 'make them an administrator' },
  },
  about: 'Add a person, who can sign in at once',
  async run(given, desk) {
    const email = emailFrom(given)
    const name = accept(PersonName, textOf(given, 'name'), 'Say how to call them: --name "Camille Aubert".')
    const secret = await readSecret(given.terminal, textOf(given, 'password'), secretSettings.password)
    const password = accept(Password, secret, 'A password has 10 characters at least, and 256 at most.')
    const role: Role = given.options['admin'] === true ? 'administrator' : 'member'

    const { people } = await desk.services()
    const person = await people.directory.add((await desk.tenant()).id, { email, name, password, role })
    return { lines: [`${email} is added as ${role}.`], json: person }
  },
}

const list: Command = {
  words: ['people', 'list'],
  about: 'List the people: address, name, role, state',
  async run(_given, desk) {
    const { people } = await desk.services()
    const all = await people.directory.everyone((await desk.tenant()).id)
    return { lines: all.map(({ email, name, role, state }) => [email, name, role, state].join('\t')), json: all }
  },
}

const reset: Command = {
  words: ['people', 'reset'],
  takes: ['EMAIL'],
  about: 'Print a one-time link with which a person chooses a new password',
  async run(given, desk) {
    const { people, person, tenantId, email } = await personOf(given, desk)
    if (person.state === 'disabled') throw new Refusal(`${email} is disabled: enable them first.`)
    const { ground } = await desk.services()
    const purpose = person.state === 'invited' ? 'invitation' : 'reset'
    const link = await ground.db.transaction((tx) => people.links.make(tx, { tenantId, purpose, userId: person.id }))
    return { lines: [link], json: { email, link, purpose } }
  },
}

export const peopleCommands: readonly Command[] = [
  add,
  list,
  {
    words: ['people', 'disable'],
    takes: ['EMAIL'],
    about: 'Let a person sign in no more; what they own stays',
    run: setDisabled(true),
  },
  { words: ['people', 'enable'], takes: ['EMAIL'], about: 'Let them sign in again', run: setDisabled(false) },
  reset,
]
