import { askReset, confirmEmail, readAccountLink, useAccountLink } from '@amphi/contract/account-links'
import { createApiToken, listApiTokens, revokeApiToken } from '@amphi/contract/api-tokens'
import { createAppPassword, listAppPasswords, revokeAppPassword } from '@amphi/contract/app-passwords'
import { changeFavourite, searchDirectory } from '@amphi/contract/directory'
import { changeGroup, createGroup, listGroups, removeGroup } from '@amphi/contract/groups'
import { listLogins, revokeLogin, revokeLogins, signIn, signOut } from '@amphi/contract/logins'
import { changePerson, inviteAgain, invitePeople, listPeople, removePerson } from '@amphi/contract/people'
import { changeEmail, changeMe, changePassword, changePicture, removePicture } from '@amphi/contract/profile'
import { welcome } from '@amphi/contract/welcome'
import type { Mount } from '#platform/http'
import type { PeopleService } from './people.service.ts'

export const mountPeople = (mount: Mount, people: PeopleService) => {
  const { logins, links, emails, profile, directory, invitations, removal, groups, tokens, appPasswords, lookup } =
    people
  mount(welcome, (actor) => people.welcome(actor))

  mount(signIn, (actor, { body }, visit) => logins.signIn(actor.tenantId, body, visit))
  mount(signOut, (actor, _input, visit) => logins.signOut(actor, visit))
  mount(listLogins, (actor) => logins.list(actor))
  mount(revokeLogin, (actor, { params }) => logins.revoke(actor, params.loginId))
  mount(revokeLogins, (actor, { query }) => people.signOutElsewhere(actor, query.tokens === 'revoke'))

  mount(readAccountLink, (actor, { body }) => links.read(actor.tenantId, body.secret))
  mount(useAccountLink, (actor, { body }, visit) => links.use(actor.tenantId, body, visit))
  mount(confirmEmail, (actor, { body }) => emails.confirm(actor.tenantId, body.secret))
  mount(askReset, (actor, { body }) => links.askReset(actor.tenantId, body.email))

  mount(changeMe, (actor, { body }) => profile.change(actor, body))
  mount(changePassword, (actor, { body }, visit) => profile.changePassword(actor, body, visit))
  mount(changeEmail, (actor, { body }, visit) => emails.ask(actor, body, visit))
  mount(changePicture, (actor, { body }) => profile.changePicture(actor, body))
  mount(removePicture, (actor) => profile.removePicture(actor))

  mount(listPeople, (actor, { query }) => directory.list(actor, query.search))
  mount(invitePeople, (actor, { body }) => invitations.invite(actor, body))
  mount(inviteAgain, (actor, { params }) => invitations.again(actor, params.userId))
  mount(changePerson, (actor, { params, body }) => directory.change(actor, params.userId, body))
  mount(removePerson, (actor, { params, query }) => removal.remove(actor, params.userId, query.heir))

  mount(listGroups, (actor) => groups.list(actor))
  mount(createGroup, (actor, { body }) => groups.create(actor, body))
  mount(changeGroup, (actor, { params, body }) => groups.change(actor, params.groupId, body))
  mount(removeGroup, (actor, { params }) => groups.remove(actor, params.groupId))

  mount(searchDirectory, (actor, { query }) => lookup.search(actor, query.search, query.kind))
  mount(changeFavourite, (actor, { body }) => lookup.changeFavourite(actor, body))

  mount(listApiTokens, (actor) => tokens.list(actor))
  mount(createApiToken, (actor, { body }) => tokens.create(actor, body))
  mount(revokeApiToken, (actor, { params }) => tokens.revokeOne(actor, params.apiTokenId))

  mount(listAppPasswords, (actor) => appPasswords.list(actor))
  mount(createAppPassword, (actor, { body }) => appPasswords.create(actor, body))
  mount(revokeAppPassword, (actor, { params }) => appPasswords.revokeOne(actor, params.appPasswordId))
}
