import { randomUUID } from 'node:crypto'
import {
  type BbbAlgorithm,
  bbbAlgorithms,
  type BbbClient,
  bbbClientChanged,
  BbbClientId,
} from '@amphi/contract/bbb-clients'
import type { Changes } from '@amphi/contract/grammar'
import type { TenantId } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { type Keys, randomToken } from '#platform/secrets'
import type { TenantsService } from '#modules/tenants'
import type { SealedSecret } from './bbb.table.ts'
import { type ClientRow, clientsIn } from './clients.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  keys: Keys
  tenants: TenantsService
}

/** Who signs calls, as those who check a signature need it. */
export interface Client {
  tenantId: TenantId
  id: BbbClientId
  name: string
  enabled: boolean
  algorithms: readonly BbbAlgorithm[]
  secrets: readonly string[]
  mostMeetings: number | null
}

type By = PersonActor['userId'] | null
type Deed = 'added' | 'changed' | 'renewed' | 'removed'
type Wanted = Changes<Pick<ClientRow, 'name' | 'enabled' | 'algorithms' | 'mostMeetings'>>

/** Every call asks whose it is; a change is overheard, so this is only for a missed one. */
const memory = 5_000

/** Letters and digits alone, 280 bits of them: some forms of plugins take nothing else. */
const anotherSecret = () => `${randomToken()}${randomToken()}`.replace(/[-_]/g, '').slice(0, 48)

const refuseMembers = ({ role }: PersonActor) => {
  if (role !== 'administrator') throw new Failure('bbb.administrator_only')
}

export const createClientsService = ({ db, bus, clock, keys, tenants }: Needs) => {
  const known = new Map<TenantId, { clients: Client[]; at: number }>()
  const forget = (tenantId: TenantId) => known.delete(tenantId)
  bus.overhear(bbbClientChanged, ({ tenantId }) => void forget(tenantId))

  const isGood = ({ until }: SealedSecret) => until === null || new Date(until) > clock.now()

  const clientOf = ({ tenantId, id, name, enabled, algorithms, secrets, mostMeetings }: ClientRow): Client => ({
    tenantId,
    id,
    name,
    enabled,
    algorithms,
    secrets: secrets.filter(isGood).map(({ sealed }) => keys.unseal(sealed)),
    mostMeetings,
  })

  /** Of an institution, also those that are not answered. */
  const all = async (tenantId: TenantId) => {
    const now = clock.now().getTime()
    const before = known.get(tenantId)
    if (before && now - before.at < memory) return before.clients
    const clients = (await clientsIn(db).list(tenantId)).map(clientOf)
    known.set(tenantId, { clients, at: now })
    return clients
  }

  const seen = (row: ClientRow, meetings: number): BbbClient => ({
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    algorithms: row.algorithms,
    mostMeetings: row.mostMeetings,
    secrets: row.secrets.filter(isGood).map(({ createdAt, until }) => ({ createdAt, until })),
    fromSettings: row.fromSettings,
    meetings,
    createdAt: row.createdAt.toISOString(),
    lastCalledAt: row.lastCalledAt?.toISOString() ?? null,
    can: { change: true, renew: !row.fromSettings, remove: !row.fromSettings },
  })

  const newSecret = (secret: string): SealedSecret => ({
    sealed: keys.seal(secret),
    createdAt: clock.now().toISOString(),
    until: null,
  })

  const announce = async (
    tx: Tx,
    { tenantId, id, name }: Pick<ClientRow, 'tenantId' | 'id' | 'name'>,
    deed: Deed,
    by: By,
  ) => {
    await bus.announce(tx, bbbClientChanged, { tenantId, bbbClientId: id, deed, name, by })
    forget(tenantId)
  }

  const insert = async (
    tx: Tx,
    {
      tenantId,
      name,
      secret,
      by,
      fromSettings = false,
    }: { tenantId: TenantId; name: string; secret: string; by: By; fromSettings?: boolean },
  ) => {
    const row: ClientRow = {
      tenantId,
      id: BbbClientId.parse(randomUUID()),
      name,
      enabled: true,
      algorithms: [...bbbAlgorithms],
      secrets: [newSecret(secret)],
      mostMeetings: null,
      fromSettings,
      createdAt: clock.now(),
      lastCalledAt: null,
    }
    await clientsIn(tx).insert(row)
    await announce(tx, row, 'added', by)
    return row
  }

  const add = async (tenantId: TenantId, name: string, by: By) => {
    const secret = anotherSecret()
    const row = await db.transaction((tx) => insert(tx, { tenantId, name, secret, by }))
    forget(tenantId)
    return { ...seen(row, 0), secret }
  }

  const listed = async (tenantId: TenantId) => {
    const meetings = await clientsIn(db).meetings(tenantId)
    return (await clientsIn(db).list(tenantId)).map((row) => seen(row, meetings.get(row.id) ?? 0))
  }

  const held = async (tx: Tx, actor: PersonActor, id: BbbClientId) => {
    refuseMembers(actor)
    const row = await clientsIn(tx).hold(actor.tenantId, id)
    if (!row) throw new Failure('bbb.client_not_found', { bbbClientId: id })
    return row
  }

  const refuseOfSettings = ({ fromSettings, id }: ClientRow) => {
    if (fromSettings) throw new Failure('bbb.client_of_settings', { bbbClientId: id })
  }

  const meetingsOf = async (tenantId: TenantId, id: BbbClientId) =>
    (await clientsIn(db).meetings(tenantId)).get(id) ?? 0

  return {
    all,
    forget,

    async find(tenantId: TenantId, id: BbbClientId) {
      return (await all(tenantId)).find((it) => it.id === id)
    },

    /** Refused to whoever does not administer. */
    async mine(actor: PersonActor, id: BbbClientId) {
      refuseMembers(actor)
      const row = await clientsIn(db).find(actor.tenantId, id)
      if (!row) throw new Failure('bbb.client_not_found', { bbbClientId: id })
      return row
    },

    refuseMembers,

    listFromConsole: listed,

    async list(actor: PersonActor) {
      refuseMembers(actor)
      const { tenantId } = actor
      return { address: `${await tenants.addressOf(tenantId)}/bigbluebutton/`, clients: await listed(tenantId) }
    },

    async add(actor: PersonActor, { name }: { name: string }) {
      refuseMembers(actor)
      return add(actor.tenantId, name, actor.userId)
    },

    addFromConsole: (tenantId: TenantId, name: string) => add(tenantId, name, null),

    async change(actor: PersonActor, id: BbbClientId, wanted: Wanted) {
      const said = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
      const row = await db.transaction(async (tx) => {
        const before = await held(tx, actor, id)
        await clientsIn(tx).set(actor.tenantId, id, said)
        const changed = { ...before, ...said }
        await announce(tx, changed, 'changed', actor.userId)
        return changed
      })
      forget(actor.tenantId)
      return seen(row, await meetingsOf(actor.tenantId, id))
    },

    async renew(actor: PersonActor, id: BbbClientId, { keepFor }: { keepFor: number }) {
      const secret = anotherSecret()
      const until = new Date(clock.now().getTime() + keepFor * 3_600_000).toISOString()
      const row = await db.transaction(async (tx) => {
        const before = await held(tx, actor, id)
        refuseOfSettings(before)
        const former = before.secrets
          .filter(isGood)
          .map((it) => (it.until === null || it.until > until ? { ...it, until } : it))
        const secrets = [newSecret(secret), ...(keepFor > 0 ? former : [])]
        await clientsIn(tx).set(actor.tenantId, id, { secrets })
        await announce(tx, before, 'renewed', actor.userId)
        return { ...before, secrets }
      })
      forget(actor.tenantId)
      return { ...seen(row, await meetingsOf(actor.tenantId, id)), secret }
    },

    /** Refused where it would not be removed, before anything of it is. */
    removable: (actor: PersonActor, id: BbbClientId) =>
      db.transaction(async (tx) => {
        const row = await held(tx, actor, id)
        refuseOfSettings(row)
        return row
      }),

    /** Its meetings are over: they would be nobody’s afterwards. */
    async remove(actor: PersonActor, id: BbbClientId) {
      await db.transaction(async (tx) => {
        const row = await held(tx, actor, id)
        refuseOfSettings(row)
        await clientsIn(tx).remove(actor.tenantId, id)
        await announce(tx, row, 'removed', actor.userId)
      })
      forget(actor.tenantId)
    },

    /** The one that the settings of the server name, with that very secret. */
    async settle(tenantId: TenantId, secret: string) {
      await db.transaction(async (tx) => {
        await clientsIn(tx).holdSettings()
        const row = (await clientsIn(tx).list(tenantId)).find(({ fromSettings }) => fromSettings)
        if (!row) return void (await insert(tx, { tenantId, name: 'default', secret, by: null, fromSettings: true }))
        if (row.secrets.some(({ sealed }) => keys.unseal(sealed) === secret)) return
        await clientsIn(tx).set(tenantId, row.id, { secrets: [newSecret(secret)] })
        await announce(tx, row, 'renewed', null)
      })
      forget(tenantId)
    },
  }
}

export type ClientsService = ReturnType<typeof createClientsService>
