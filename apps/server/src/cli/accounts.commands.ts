import { capabilities, type Capability, roles } from '@amphi/contract/people'
import { z } from 'zod'
import { accept, acceptEmail, acceptName } from './accept.ts'
import { type Command, textOf } from './command.ts'
import { confirm } from './confirm.ts'
import { emailFrom, personAt, personOf } from './person-of.ts'
import { Refusal } from './refusal.ts'

const listOf = (text: string | undefined): Capability[] =>
  accept(
    z.array(z.enum(capabilities)),
    (text ?? '').split(/[\s,]+/).filter((word) => word !== ''),
    `Capabilities are ${capabilities.join(', ')}, separated by commas.`,
  )

const change: Command = {
  words: ['people', 'change'],
  takes: ['EMAIL'],
  options: {
    name: { type: 'string', value: 'NAME', about: 'how to call them' },
    email: { type: 'string', value: 'ADDRESS', about: 'how they sign in; the former address is told by letter' },
    role: { type: 'string', value: 'ROLE', about: roles.join(' or ') },
    give: { type: 'string', value: 'LIST', about: `let them do more: ${capabilities.join(',')}` },
    take: { type: 'string', value: 'LIST', about: 'let them do less, from the same list' },
  },
  about: 'Change a person’s name, address, role or capabilities',
  async run(given, desk) {
    const { people, person, tenantId, email } = await personOf(given, desk)
    const [name, address, role] = ['name', 'email', 'role'].map((option) => textOf(given, option))
    const [give, take] = [listOf(textOf(given, 'give')), listOf(textOf(given, 'take'))]
    const changes = {
      name: name === undefined ? undefined : acceptName(name),
      email: address === undefined ? undefined : acceptEmail(address),
      role: role === undefined ? undefined : accept(z.enum(roles), role, `A role is ${roles.join(' or ')}.`),
      capabilities:
        give.length + take.length === 0
          ? undefined
          : [...new Set([...person.capabilities, ...give])].filter((capability) => !take.includes(capability)),
    }
    if (Object.values(changes).every((value) => value === undefined))
      throw new Refusal('Say what to change: --name, --email, --role, --give or --take.')
    const after = await people.directory.changeFromConsole(tenantId, person.id, changes)
    const may = after.capabilities.length > 0 ? after.capabilities.join(', ') : 'nothing more'
    return { lines: [`${email} is now ${after.name} <${after.email}>, ${after.role}, who may: ${may}.`], json: after }
  },
}

const invite: Command = {
  words: ['people', 'invite'],
  takes: ['EMAIL'],
  options: { name: { type: 'string', value: 'NAME', about: 'how to call them, where they are new' } },
  about: 'Send an invitation, or send it again: the former link then opens nothing any more',
  async run(given, desk) {
    const email = emailFrom(given)
    const text = textOf(given, 'name')
    const name = text === undefined ? undefined : acceptName(text)
    const { people } = await desk.services()
    const wanted = { people: [{ email, name }], role: 'member' as const, capabilities: ['createRooms' as const] }
    const sent = await people.invitations.inviteFromConsole((await desk.tenant()).id, wanted)
    if (sent.known.length > 0) throw new Refusal(`${email} has an account already, or is disabled.`)
    if (sent.spared.length > 0) throw new Refusal(`${email} has just been invited, or five times today: try later.`)
    const line = sent.again.length > 0 ? `${email} is invited again; the former link is dead.` : `${email} is invited.`
    return { lines: [line], json: sent }
  },
}

const remove: Command = {
  words: ['people', 'delete'],
  takes: ['EMAIL'],
  options: { heir: { type: 'string', value: 'EMAIL', about: 'who receives their rooms' } },
  about: 'Delete a person; their rooms go to another, whose account is active',
  async run(given, desk) {
    const { people, person, tenantId, email } = await personOf(given, desk)
    const text = textOf(given, 'heir')
    if (text === undefined) throw new Refusal('Say who receives their rooms: --heir EMAIL.')
    const { person: heir } = await personAt(acceptEmail(text), desk)
    await confirm(given, `The account of ${person.name} <${email}> is deleted for good, its rooms go to ${heir.name}.`)
    await people.removal.removeFromConsole(tenantId, person.id, heir.id)
    return { lines: [`${email} is deleted; their rooms are ${heir.name}’s.`], json: { email, heir: heir.email } }
  },
}

/** What an administrator does to the accounts of others. */
export const accountCommands: readonly Command[] = [change, invite, remove]
