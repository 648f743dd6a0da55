import { z } from 'zod'
import { done, failures, route } from './grammar.ts'
import { PersonCard, UserId } from './people.ts'
import { line } from './text.ts'
import { textLengths } from './limits.ts'

export const GroupId = z.uuid().brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>

export const Group = z.object({
  id: GroupId,
  name: z.string(),
  members: z.array(PersonCard),
})
export type Group = z.infer<typeof Group>

/** What any member may see of a group. */
export const GroupCard = z.object({ id: GroupId, name: z.string(), count: z.int() })
export type GroupCard = z.infer<typeof GroupCard>

export const GroupName = line(textLengths.groupName)

export const groupFailures = failures({
  'group.not_found': 404,
  'group.name_taken': 409,
})

const groupParams = z.object({ groupId: GroupId })

export const listGroups = route({
  method: 'GET',
  path: '/groups',
  summary: 'List the groups with their members',
  access: 'person',
  scope: 'people',
  reply: z.array(Group),
  failures: ['person.administrator_only'],
})

export const createGroup = route({
  method: 'POST',
  path: '/groups',
  summary: 'Make a group',
  access: 'person',
  scope: 'people',
  body: z.object({ name: GroupName }).meta({ examples: [{ name: 'Scolarité' }] }),
  reply: Group,
  failures: ['person.administrator_only', 'group.name_taken'],
})

export const changeGroup = route({
  method: 'PATCH',
  path: '/groups/:groupId',
  summary: 'Rename a group, or say anew who belongs to it',
  access: 'person',
  scope: 'people',
  params: groupParams,
  body: z
    .object({ name: GroupName, members: z.array(UserId).max(5000) })
    .partial()
    .meta({ examples: [{ members: [] }] }),
  reply: Group,
  failures: ['group.not_found', 'person.administrator_only', 'person.not_found', 'group.name_taken'],
})

export const removeGroup = route({
  method: 'DELETE',
  path: '/groups/:groupId',
  summary: 'Delete a group; its members stay',
  access: 'person',
  scope: 'people',
  params: groupParams,
  reply: done,
  failures: ['group.not_found', 'person.administrator_only'],
})

export const groupRoutes = { listGroups, createGroup, changeGroup, removeGroup }
