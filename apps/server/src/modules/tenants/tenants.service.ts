import { randomUUID } from 'node:crypto'
import type { Changes } from '@amphi/contract/grammar'
import { tenantChanged, TenantId, TenantSettings } from '@amphi/contract/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { type Tenant, tenantsIn } from './tenants.repository.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  publicUrl: string
}

const first = {
  name: 'Amphi',
  language: 'fr',
  instantMeetings: true,
  chosenLinks: false,
  timeZone: 'Europe/Paris',
  sessionLength: 120,
  longestSession: 300,
  opensBefore: 15,
  nightlyStop: null,
  attendanceKept: 12,
  archiveAfter: null,
  removeAfter: null,
  archiveNotice: 30,
  usageKept: 24,
  usualInside: 150,
  mostInside: 500,
  sessionsAtOnce: null,
  peopleAtOnce: null,
  engineChoice: false,
  enginePages: 'tab',
} as const

/** Every request asks in which house it stands; a change is overheard, so this is only for a missed one. */
const memory = 10_000

export const createTenantsService = ({ db, bus, clock, publicUrl }: Needs) => {
  let known: { tenants: Tenant[]; at: number } | undefined

  const all = async () => {
    const now = clock.now().getTime()
    if (!known || now - known.at > memory) known = { tenants: await tenantsIn(db).list(), at: now }
    return known.tenants
  }

  /** The tenant whose host name it is; the first where nobody claims it. */
  const ofHost = async (host: string): Promise<Tenant> => {
    const tenants = await all()
    const name = host.toLowerCase().replace(/\.$/, '')
    const tenant = tenants.find(({ domains }) => domains.includes(name)) ?? tenants[0]
    if (!tenant) throw new Error('There is no tenant.')
    return tenant
  }

  const get = async (tenantId: TenantId) => {
    const tenant = (await all()).find(({ id }) => id === tenantId)
    if (!tenant) throw new Error(`There is no tenant ${tenantId}.`)
    return tenant
  }

  const forget = () => {
    known = undefined
  }

  bus.overhear(tenantChanged, forget)

  return {
    ofHost,
    get,

    /** Where the people of a tenant reach it, for what is written in letters: no slash at the end. */
    async addressOf(tenantId: TenantId) {
      const { domains } = await get(tenantId)
      const address = new URL(publicUrl)
      const [domain] = domains
      if (domain === undefined || domains.includes(address.hostname)) return publicUrl
      address.hostname = domain
      return address.origin
    },

    /** The host names under which a link to here may be written. */
    async hostsOf(tenantId: TenantId) {
      return [...(await get(tenantId)).domains, new URL(publicUrl).hostname]
    },

    list: all,

    /** At the very first start there is nobody: one tenant is made, of however many servers start at once. */
    async makeFirst() {
      await db.transaction(async (tx) => {
        const tenants = tenantsIn(tx)
        await tenants.holdAll()
        if ((await tenants.list()).length > 0) return
        await tenants.insert({ id: TenantId.parse(randomUUID()), ...first, domains: [] }, clock.now())
      })
      forget()
    },

    async read(actor: PersonActor): Promise<TenantSettings> {
      refuseMembers(actor)
      return get(actor.tenantId)
    },

    async change(actor: PersonActor, settings: Changes<TenantSettings>): Promise<TenantSettings> {
      refuseMembers(actor)
      await db.transaction(async (tx) => {
        const { tenantId, userId: by } = actor
        // Of two who change it at once, the second finds what the first left: none makes the usual more than the most.
        await tenantsIn(tx).hold(tenantId)
        const before = (await tenantsIn(tx).list()).find(({ id }) => id === tenantId)
        const asked = TenantSettings.keyof().options.filter((name) => settings[name] !== undefined)
        const what = asked.filter((name) => settings[name] !== before?.[name])
        if (what.length === 0) return
        refuseUsualOverMost({ ...before, ...settings })
        if (what.includes('sessionLength') || what.includes('longestSession'))
          refuseLengthOverLongest({ ...before, ...settings })
        await tenantsIn(tx).change(tenantId, settings)
        await bus.announce(tx, tenantChanged, { tenantId, by, what })
      })
      forget()
      return get(actor.tenantId)
    },
  }
}

/** A room that asks for nothing of its own would exceed what any may ask for. */
const refuseUsualOverMost = ({
  usualInside,
  mostInside,
}: Changes<Pick<TenantSettings, 'usualInside' | 'mostInside'>>) => {
  if (usualInside !== undefined && mostInside !== undefined && usualInside > mostInside)
    throw new Failure('tenant.usual_over_most', { usual: usualInside, most: mostInside })
}

const refuseLengthOverLongest = ({
  sessionLength,
  longestSession,
}: Changes<Pick<TenantSettings, 'sessionLength' | 'longestSession'>>) => {
  if (sessionLength !== undefined && longestSession !== undefined && sessionLength > longestSession)
    throw new Failure('tenant.length_over_longest', { usual: sessionLength, longest: longestSession })
}

export type TenantsService = ReturnType<typeof createTenantsService>

const refuseMembers = ({ role }: PersonActor) => {
  if (role !== 'administrator') throw new Failure('tenant.administrator_only')
}
