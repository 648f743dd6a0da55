import type { GroupId } from '@amphi/contract/groups'
import type { UserId } from '@amphi/contract/people'
import type { Language } from '@amphi/contract/requests'
import type { TenantId } from '@amphi/contract/tenants'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { groupsIn } from './groups.repository.ts'
import type { User } from './user.ts'
import { usersIn } from './users.repository.ts'

/** Someone who can be written to. */
export interface Correspondent {
  id: UserId
  name: string
  email: string
  language: Language | null
  /** Whether they want by e-mail what they find here. */
  emailNotices: boolean
  /** Then nothing is written to them. */
  isDisabled: boolean
}

const asCorrespondent = ({ id, name, email, language, emailNotices, disabledAt }: User): Correspondent => ({
  id,
  name,
  email: email ?? '',
  language,
  emailNotices,
  isDisabled: disabledAt !== null,
})

/** For the floors above that write to people; they keep the addresses to themselves. */
export const createCorrespondentsService = ({ db }: { db: Db }) => ({
  /** In that order, each once. Those removed are not among them. */
  async among(tenantId: TenantId, ids: readonly UserId[], within: Db = db): Promise<Correspondent[]> {
    const wanted = [...new Set(ids)]
    const users = new Map((await usersIn(within).among(tenantId, wanted)).map((user) => [user.id, user]))
    return wanted.flatMap((id) => {
      const user = users.get(id)
      return user ? [asCorrespondent(user)] : []
    })
  },

  /** Whoever of the house has one of these addresses. */
  async byEmail(tenantId: TenantId, emails: readonly string[], within: Db = db): Promise<Correspondent[]> {
    return (await usersIn(within).withEmails(tenantId, [...new Set(emails)])).map(asCorrespondent)
  },

  /** Everyone in these groups, each once. */
  async ofGroups(tenantId: TenantId, ids: readonly GroupId[], within: Db = db): Promise<Correspondent[]> {
    const wanted = [...new Set(ids)]
    if (wanted.length === 0) return []
    const there = new Set((await groupsIn(within).among(tenantId, wanted)).map(({ id }) => id))
    const missing = wanted.find((id) => !there.has(id))
    if (missing) throw new Failure('group.not_found', { groupId: missing })
    const members = Map.groupBy(await groupsIn(within).members(tenantId, wanted), ({ groupId }) => groupId)
    const inOrder = wanted.flatMap((groupId) => members.get(groupId) ?? [])
    return this.among(
      tenantId,
      inOrder.map(({ id }) => id),
      within,
    )
  },
})
