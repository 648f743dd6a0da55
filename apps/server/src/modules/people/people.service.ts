import type { PersonCard, UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { LettersService } from '#modules/letters'
import type { TenantsService } from '#modules/tenants'
import type { Actor, PersonActor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import type { Ground } from '#platform/ground'
import { createAccountLinksService } from './account-links.service.ts'
import { createApiTokensService } from './api-tokens.service.ts'
import { createAppPasswordsService } from './app-passwords.service.ts'
import { createCorrespondentsService } from './correspondents.service.ts'
import { createDirectoryService } from './directory.service.ts'
import { createEmailsService } from './emails.service.ts'
import { createGroupsService } from './groups.service.ts'
import { createGuestsService } from './guests.service.ts'
import { createInvitationsService } from './invitations.service.ts'
import { createLoginsService } from './logins.service.ts'
import { cardOf, stateOf } from './person.ts'
import { createProfileService } from './profile.service.ts'
import { createLookupService } from './lookup.service.ts'
import { createRemovalService } from './removal.service.ts'
import { usersIn } from './users.repository.ts'

export interface PeopleNeeds extends Pick<Ground, 'db' | 'bus' | 'clock' | 'files' | 'jobs' | 'keys' | 'limits'> {
  tenants: TenantsService
  letters: LettersService
  version: string
  guestsAMinute: number
}

/** How someone is written to. */
interface Contact {
  name: string
  /** Null for whoever was given none. */
  email: string | null
}

/** Gathers what this module does; each part says its own needs. */
export const createPeopleService = (needs: PeopleNeeds) => {
  const { db, tenants, letters, version } = needs
  const logins = createLoginsService(needs)
  const profile = createProfileService({ ...needs, logins })
  const tokens = createApiTokensService(needs)
  const appPasswords = createAppPasswordsService(needs)
  const links = createAccountLinksService({ ...needs, logins, tokens, appPasswords })
  const emails = createEmailsService({ ...needs, logins, links })

  return {
    logins,
    links,
    emails,
    tokens,
    appPasswords,
    profile,
    directory: createDirectoryService({ ...needs, emails }),
    invitations: createInvitationsService({ ...needs, links }),
    removal: createRemovalService(needs),
    groups: createGroupsService(needs),
    lookup: createLookupService(needs),
    correspondents: createCorrespondentsService(needs),
    guests: createGuestsService(needs),

    /** Everywhere but here, with API tokens and app passwords where these are to end too. */
    signOutElsewhere: (actor: PersonActor, withTokens: boolean) =>
      db.transaction(async (tx) => {
        const { tenantId, userId } = actor
        await logins.revokeAll(tx, actor)
        if (!withTokens) return
        const all = { tenantId, userId, how: 'everywhere', by: userId } as const
        await tokens.revoke(tx, all)
        await appPasswords.revoke(tx, all)
      }),

    async welcome(actor: Actor) {
      const { name, language, instantMeetings, attendanceKept, chosenLinks } = await tenants.get(actor.tenantId)
      const me = actor.kind === 'person' ? await profile.read(actor) : null
      const tenant = { name, language, instantMeetings, attendanceKept, chosenLinks }
      return { tenant, me, mailServer: letters.mailServer, version }
    },

    /** Those of them who may no longer be anywhere: disabled, or removed. */
    async shutOut(tenantId: TenantId, ids: readonly UserId[], within: Db = db): Promise<Set<UserId>> {
      const wanted = [...new Set(ids)]
      const users = await usersIn(within).among(tenantId, wanted)
      const welcome = new Set(users.filter(({ disabledAt }) => !disabledAt).map(({ id }) => id))
      return new Set(wanted.filter((id) => !welcome.has(id)))
    },

    /** Those of them who can sign in. */
    async active(tenantId: TenantId, ids: readonly UserId[], within: Db = db): Promise<Set<UserId>> {
      const users = await usersIn(within).among(tenantId, [...new Set(ids)])
      return new Set(users.filter((user) => stateOf(user) === 'active').map(({ id }) => id))
    },

    /** The same of one, who stays who they are until the transaction ends. */
    async holdActive(tx: Tx, tenantId: TenantId, userId: UserId): Promise<boolean> {
      const user = await usersIn(tx).hold(tenantId, userId)
      return user !== undefined && stateOf(user) === 'active'
    },

    /** Whose it is now, what was to be this one’s: of whoever was removed since it is their heir’s. Held as well. */
    async holdHeir(tx: Tx, tenantId: TenantId, userId: UserId): Promise<UserId> {
      const heir = await usersIn(tx).holdHeir(tenantId, userId)
      const [administrator = userId] = heir ? [] : await usersIn(tx).administrators(tenantId)
      return heir ?? administrator
    },

    /** Those who administer, and can sign in. */
    administrators: (tenantId: TenantId, within: Db = db) => usersIn(within).administrators(tenantId),

    /** Name and address of each, for those above who may know it. Those removed are not among them. */
    async contacts(tenantId: TenantId, ids: readonly UserId[]): Promise<Map<UserId, Contact>> {
      const users = await usersIn(db).among(tenantId, [...new Set(ids)])
      return new Map(users.map(({ id, name, email }) => [id, { name, email }]))
    },

    /** Name and picture of each, for the floors above. Those removed are not among them. */
    async cards(tenantId: TenantId, ids: readonly UserId[], within: Db = db): Promise<Map<UserId, PersonCard>> {
      const users = await usersIn(within).among(tenantId, [...new Set(ids)])
      return new Map(users.map((user) => [user.id, cardOf(user)]))
    },
  }
}

export type PeopleService = ReturnType<typeof createPeopleService>
