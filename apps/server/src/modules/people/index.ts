import { writeReset } from '@amphi/contract/account-links'
import { loginsRevoked } from '@amphi/contract/logins'
import { forgetPicture } from '@amphi/contract/profile'
import type { LettersService } from '#modules/letters'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { forgetOld } from './forget-old.ts'
import { createIdentify } from './identify.ts'
import { mountPeople } from './people.routes.ts'
import { createPeopleService } from './people.service.ts'
import { pictureKey } from './picture-key.ts'
import { servePictures } from './serve-pictures.ts'

export { meetFirstAdministrator } from './first-administrator.ts'
export type { Correspondent } from './correspondents.service.ts'
export type { PeopleService } from './people.service.ts'
export {
  groupMembers as groupMembersTable,
  groups as groupsTable,
  ofGroup,
  ofUser,
  users as usersTable,
} from './people.table.ts'
export { pictureUrl } from './person.ts'
export { holdsAll } from './lookup.repository.ts'
export { plainWords } from './plain-words.ts'

interface Below {
  tenants: TenantsService
  letters: LettersService
}

interface Settings {
  version: string
  /** New ones, from one network. */
  guestsAMinute: number
}

export const openPeople = async (ground: Ground, { tenants, letters }: Below, settings: Settings) => {
  const { db, bus, clock, files, jobs, keys, limits, http, sockets, sweeps } = ground
  const people = createPeopleService({ db, bus, clock, files, jobs, keys, limits, tenants, letters, ...settings })
  const { identify } = createIdentify({ db, bus, clock, tenants })
  http.identifyBy(identify)
  mountPeople(http.mount, people)
  servePictures(http, files)
  await jobs.handle(writeReset, ({ tenantId, sealedEmail }) => people.links.writeReset(tenantId, sealedEmail))
  await jobs.handle(forgetPicture, ({ tenantId, pictureId }) => files.remove(pictureKey(tenantId, pictureId)))
  sweeps.every(3600, 'people', () => forgetOld(db, clock.now()))
  // A page held open by a login that is gone shows nothing more; it comes back as whoever its cookie still says.
  bus.overhear(loginsRevoked, ({ tenantId, userId }) =>
    sockets.cut((actor) => actor.kind === 'person' && actor.tenantId === tenantId && actor.userId === userId),
  )
  return people
}
