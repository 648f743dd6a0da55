import * as contract from '@amphi/contract/people'
import type { Mount } from '#platform/http'
import type { PeopleService } from './people.service.ts'

export const mountPeople = (mount: Mount, people: PeopleService) => {
  const { logins, links, profile, directory, groups, tokens } = people
  mount(contract.welcome, (actor) => people.welcome(actor))

  mount(contract.signIn, (actor, { body }, visit) => logins.signIn(actor.tenantId, body, visit))
  mount(contract.signOut, (actor, _input, visit) => logins.signOut(actor, visit))
  mount(contract.listLogins, (actor) => logins.list(actor))
  mount(contract.revokeLogin, (actor, { params }) => logins.revoke(actor, params.loginId))
  mount(contract.revokeLogins, (actor) => logins.revokeOthers(actor))

  mount(contract.readAccountLink, (actor, { body }) => links.read(actor.tenantId, body.secret))
  mount(contract.useAccountLink, (actor, { body }, visit) => links.use(actor.tenantId, body, visit))
  mount(contract.askReset, (actor, { body }) => links.askReset(actor.tenantId, body.email))

  mount(contract.changeMe, (actor, { body }) => profile.change(actor, body))
  mount(contract.changePassword, (actor, { body }, visit) => profile.changePassword(actor, body, visit))
  mount(contract.changePicture, (actor, { body }) => profile.changePicture(actor, body))
  mount(contract.removePicture, (actor) => profile.removePicture(actor))

  mount(contract.listPeople, (actor, { query }) => directory.list(actor, query.search))
  mount(contract.invitePeople, (actor, { body }) => directory.invite(actor, body))
  mount(contract.changePerson, (actor, { params, body }) => directory.change(actor, params.userId, body))
  mount(contract.removePerson, (actor, { params, query }) => directory.remove(actor, params.userId, query.heir))

  mount(contract.listGroups, (actor) => groups.list(actor))
  mount(contract.createGroup, (actor, { body }) => groups.create(actor, body))
  mount(contract.changeGroup, (actor, { params, body }) => groups.change(actor, params.groupId, body))
  mount(contract.removeGroup, (actor, { params }) => groups.remove(actor, params.groupId))

  mount(contract.listApiTokens, (actor) => tokens.list(actor))
  mount(contract.createApiToken, (actor, { body }) => tokens.create(actor, body))
  mount(contract.revokeApiToken, (actor, { params }) => tokens.revoke(actor, params.apiTokenId))
}
