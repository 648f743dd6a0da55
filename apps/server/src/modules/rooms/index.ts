import { personRemoved } from '@amphi/contract/people'
import { changeRoomSettings, readRoomSettings } from '@amphi/contract/room-settings'
import { chooseLink, readChosenLink } from '@amphi/contract/chosen-links'
import * as sharing from '@amphi/contract/grants'
import * as linking from '@amphi/contract/room-links'
import * as presetting from '@amphi/contract/presets'
import { leadRoom, markRoom } from '@amphi/contract/rooms'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { Ground } from '#platform/ground'
import { createGrantsService } from './grants.service.ts'
import { createLinksService } from './links.service.ts'
import { createNamesService } from './names.service.ts'
import { createOpeningsService } from './openings.service.ts'
import { createPresetsService } from './presets.service.ts'
import { relayRooms } from './rooms.realtime.ts'
import { createRoomsService } from './rooms.service.ts'
import { createSettingsService } from './settings.service.ts'
import { unusedIn } from './unused.repository.ts'

export { shownName } from './names.repository.ts'
export { favourites as favouritesTable, grants as grantsTable } from './grants.table.ts'
export { isOver, leads, linkUntil, overBefore, shownCode } from './room.ts'
export { abilities as roomAbilities, abilitiesOf as roomAbilitiesOf } from './rooms.policy.ts'
export { doorTopic, roomsTopic } from './rooms.realtime.ts'
export type { Via } from './link.ts'
export { type Keepers, roomOf } from './rooms.service.ts'
export type { Opening } from './openings.service.ts'
export type { RoomRow } from './rooms.repository.ts'
export { settingsOf } from './settings.ts'
export type { Before } from './unused.repository.ts'
export { ofRoom, rooms as roomsTable } from './rooms.table.ts'

interface Below {
  tenants: TenantsService
  people: PeopleService
}

/**
 * Rooms as places. What a page sees of them, their session included, `sessions` answers: it alone knows what runs.
 */
export const openRooms = async (
  { db, bus, clock, keys, http, sockets, sweeps, log }: Ground,
  { tenants, people }: Below,
) => {
  const presets = createPresetsService({ db, bus, clock, tenants })
  const rooms = createRoomsService({ db, bus, clock, keys, presets, people })
  const links = createLinksService({ db, bus, clock, keys, rooms })
  const chosen = createNamesService({ db, bus, clock, tenants, rooms })
  const openings = createOpeningsService({ db, bus, clock })
  const settings = createSettingsService({ db, bus, keys, tenants, rooms, links, presets })
  const grants = createGrantsService({ db, bus, clock, people, rooms })
  http.mount(readRoomSettings, (actor, { params }) => settings.read(actor, params.roomId))
  http.mount(changeRoomSettings, (actor, { params, body }) => settings.change(actor, params.roomId, body))
  http.mount(presetting.listPresets, (actor) => presets.list(actor))
  http.mount(presetting.createPreset, (actor, { body }) => presets.create(actor, body))
  http.mount(presetting.changePreset, (actor, { params, body }) => presets.change(actor, params.presetId, body))
  http.mount(presetting.removePreset, (actor, { params }) => presets.remove(actor, params.presetId))
  http.mount(presetting.rulePresets, (actor, { body }) => presets.rule(actor, body))
  http.mount(markRoom, (actor, { params, body }) => rooms.mark(actor, params.roomId, body.favourite))
  http.mount(sharing.listGrants, (actor, { params }) => grants.list(actor, params.roomId))
  http.mount(sharing.shareRoom, (actor, { params, body }) => grants.share(actor, params.roomId, body))
  http.mount(sharing.changeGrant, (actor, { params, body }) =>
    grants.change(actor, params.roomId, params.grantId, body.role),
  )
  http.mount(sharing.withdrawGrant, (actor, { params }) => grants.withdraw(actor, params.roomId, params.grantId))
  http.mount(sharing.handOverRoom, (actor, { params, body }) => grants.handOver(actor, params.roomId, body.owner))
  http.mount(linking.listLinks, (actor, { params }) => links.list(actor, params.roomId))
  http.mount(linking.makeLink, (actor, { params, body }) => links.make(actor, params.roomId, body))
  http.mount(linking.revokeLink, (actor, { params }) => links.revoke(actor, params.roomId, params.linkId))
  http.mount(leadRoom, (actor, { params }) => links.lead(actor, params.roomId))
  http.mount(readChosenLink, (actor, { params }) => chosen.read(actor, params.roomId))
  http.mount(chooseLink, (actor, { params, body }) => chosen.choose(actor, params.roomId, body.name))
  sweeps.every(3600, 'links', () => links.forgetOver())
  sweeps.every(3600, 'openings', () => openings.forgetOver())
  relayRooms({ bus, sockets, rooms, people }, (error) => log.error({ err: error }, 'rooms not relayed'))
  await bus.on(presetting.presetChanged, 'rooms', (ids) => presets.tellRooms(ids))
  await bus.on(personRemoved, 'rooms', ({ tenantId, userId, heirId }) => rooms.inherit(tenantId, userId, heirId))
  return { ...rooms, settings, links, openings, grants, unusedIn }
}

export type Rooms = Awaited<ReturnType<typeof openRooms>>
