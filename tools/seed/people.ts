import { changeGroup, createGroup, listGroups } from '@amphi/contract/groups'
import { changePerson, invitePeople, type UserId } from '@amphi/contract/people'
import { changeTenant } from '@amphi/contract/tenants'
import { StartProblem } from '@amphi/server/platform/start-problem'
import type { Stage } from './stage.ts'
import { disabled, emailOf, groups, institution, invited, type Name, password, people, type Person } from './story.ts'

type Ids = Record<Name, UserId>

/** Whoever is there already is left alone. */
const addPeople = async ({ services }: Stage): Promise<Ids> => {
  const [tenant] = await services.tenants.list()
  if (!tenant) throw new Error('There is no institution.')
  const there = await services.people.directory.everyone(tenant.id)
  const ids: Partial<Ids> = {}
  for (const [key, person] of Object.entries<Person>(people)) {
    const email = emailOf(person.name)
    const given = { email, name: person.name, password, role: person.role ?? 'member' }
    const one = there.find((it) => it.email === email) ?? (await services.people.directory.add(tenant.id, given))
    ids[key as Name] = one.id
  }
  return ids as Ids
}

const nameInstitution = async (stage: Stage) => {
  const [tenant] = await stage.services.tenants.list()
  // What somebody has named is theirs.
  if (tenant?.name === 'Amphi')
    await (await stage.as('malik')).ask(changeTenant, { body: { name: institution, chosenLinks: true } })
}

const formGroups = async (stage: Stage, ids: Ids) => {
  const malik = await stage.as('malik')
  const there = (await malik.ask(listGroups, {})).reply
  for (const [name, members] of Object.entries(groups)) {
    if (there.some((group) => group.name === name)) continue
    const { reply: group } = await malik.ask(createGroup, { body: { name } })
    const body = { members: members.map((member) => ids[member]) }
    await malik.ask(changeGroup, { params: { groupId: group.id }, body })
  }
}

/** Everybody can read the story's password: it is not told where people live, but for a first administrator. */
export const refuseWherePeopleLive = async ({ services }: Stage) => {
  const cast: readonly string[] = [...Object.values(people).map(({ name }) => name), ...invited].map(emailOf)
  for (const tenant of await services.tenants.list()) {
    const everyone = await services.people.directory.everyone(tenant.id)
    const others = everyone.filter(({ email }) => !cast.includes(email))
    if (others.length > 1)
      throw new StartProblem(
        `${others.length} people have an account here, and the story brings an administrator whose password everybody can read: set AMPHI_DATA to a folder of its own.`,
      )
  }
}

/** The cast: who teaches, who learns, who administers, who is still to come and who has left. */
export const seedPeople = async (stage: Stage) => {
  const ids = await addPeople(stage)
  const malik = await stage.as('malik')
  await nameInstitution(stage)
  for (const [key, { capabilities }] of Object.entries<Person>(people)) {
    if (!capabilities) continue
    await malik.ask(changePerson, { params: { userId: ids[key as Name] }, body: { capabilities } })
  }
  await malik.ask(changePerson, { params: { userId: ids[disabled] }, body: { disabled: true } })
  // Their letters wait to be read; who has been asked already is not asked again.
  await malik.ask(invitePeople, { body: { people: invited.map((name) => ({ email: emailOf(name), name })) } })
  await formGroups(stage, ids)
}
