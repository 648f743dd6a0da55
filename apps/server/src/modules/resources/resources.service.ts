import { randomUUID } from 'node:crypto'
import type { Changes } from '@amphi/contract/grammar'
import type { UserId } from '@amphi/contract/people'
import {
  mostResources,
  type Resource,
  resourceChanged,
  type ResourceDetail,
  ResourceId,
  resourceRemoved,
  type Template,
  type TemplateLanguage,
  type Templates,
} from '@amphi/contract/resources'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Bus } from '#platform/bus'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { Failure } from '#platform/failure'
import { addressFor } from './address-for.ts'
import { resourceGrantsIn } from './grants.repository.ts'
import { mayBook, mayConfigure, mayShare, maySee, type Standing, strongest } from './resources.policy.ts'
import { type ResourceRow, resourcesIn } from './resources.repository.ts'
import { isEmpty, render, type Rendered, unknownIn, type Variables } from './template.ts'

interface Needs {
  db: Db
  bus: Bus
  clock: Clock
  tenants: Pick<TenantsService, 'get' | 'addressOf'>
  people: Pick<PeopleService, 'correspondents'>
}

type Said = Pick<ResourceRow, 'name' | 'server' | 'everyone' | 'hours' | 'shortest' | 'policy' | 'outsiders'>
export type NewResource = Said & { email?: string | undefined }
type Whose = Pick<PersonActor, 'tenantId' | 'userId'>

const resourceSeen = (actor: PersonActor, row: ResourceRow, standing: Standing): Resource => {
  const { id, name, email, server, hours, shortest, policy } = row
  return {
    id,
    name,
    email,
    address: server.kind === 'address' ? server.url : null,
    hours,
    shortest,
    policy,
    can: {
      book: mayBook(standing),
      see: maySee(standing),
      share: mayShare(actor, standing),
      configure: mayConfigure(actor),
    },
  }
}

/** By tongue, those texts that say anything. */
const eachOf = (templates: Templates) =>
  (Object.entries(templates) as [TemplateLanguage, Template | undefined][]).flatMap(([language, template]) =>
    template && !isEmpty(template) ? [[language, template] as const] : [],
  )

const refuseUnfit = ({ server }: Pick<ResourceRow, 'server'>) => {
  // Our own engine and those we drive have rooms; an address is one of a Jitsi, and has no account of anybody’s in it.
  if (server.kind === 'address' && new URL(server.url).search + new URL(server.url).hash !== '')
    throw new Failure('resource.server_unfit')
}

const stands = (row: ResourceRow | undefined): row is ResourceRow => row !== undefined && row.removedAt === null

/** Conferences that calendars book: which there are, for whom, and what is said of them in events. */
export const createResourcesService = ({ db, bus, clock, tenants, people }: Needs) => {
  const standingsOf = async ({ tenantId, userId }: Whose, within: Db = db) => {
    const levels = Map.groupBy(await resourcesIn(within).levelsOf(tenantId, userId), ({ resourceId }) => resourceId)
    return ({ id, everyone }: ResourceRow): Standing =>
      strongest([everyone, ...(levels.get(id) ?? []).map(({ level }) => level)])
  }

  const existing = async (tenantId: TenantId, id: ResourceId, within: Db = db) => {
    const row = await resourcesIn(within).find(tenantId, id)
    if (!stands(row)) throw new Failure('resource.not_found', { resourceId: id })
    return row
  }

  const detail = async (actor: PersonActor, id: ResourceId, within: Db = db): Promise<ResourceDetail> => {
    const row = await existing(actor.tenantId, id, within)
    const standing = (await standingsOf(actor, within))(row)
    if (!mayShare(actor, standing)) throw new Failure('resource.not_yours', { resourceId: id })
    const { server, everyone, outsiders, templates } = row
    const unknown = Object.fromEntries(
      eachOf(templates)
        .map(([language, template]) => [language, unknownIn(template)] as const)
        .filter(([, names]) => names.length > 0),
    )
    return { ...resourceSeen(actor, row, standing), server, everyone, outsiders, templates, unknown }
  }

  const refuseOthers = (actor: PersonActor) => {
    if (!mayConfigure(actor)) throw new Failure('resource.administrator_only')
  }

  /** What a person is written to by invites nobody else. */
  const refuseTaken = async (tx: Tx, tenantId: TenantId, email: string) => {
    const [person] = await people.correspondents.byEmail(tenantId, [email], tx)
    if (person) throw new Failure('resource.address_taken', { email })
  }

  const announce = (tx: Tx, tenantId: TenantId, resourceId: ResourceId) =>
    bus.announce(tx, resourceChanged, { tenantId, resourceId })

  const insert = async (tx: Tx, tenantId: TenantId, madeBy: UserId | null, { email, ...said }: NewResource) => {
    await resourcesIn(tx).hold(tenantId)
    refuseUnfit(said)
    const others = await resourcesIn(tx).list(tenantId)
    if (others.length >= mostResources) throw new Failure('resource.limit_reached', { most: mostResources })
    const taken = new Set(others.map((it) => it.email))
    const address = email ?? addressFor(said.name, new URL(await tenants.addressOf(tenantId)).hostname, taken)
    await refuseTaken(tx, tenantId, address)
    const id = ResourceId.parse(randomUUID())
    const row: ResourceRow = {
      tenantId,
      id,
      ...said,
      email: address,
      formerEmails: [],
      templates: {},
      madeBy,
      createdAt: clock.now(),
      removedAt: null,
    }
    if (!(await resourcesIn(tx).insert(row))) throw new Failure('resource.address_taken', { email: address })
    await announce(tx, tenantId, id)
    return row
  }

  return {
    existing,
    announce,

    /** Those one may do something with, and all for whoever sets them up. */
    async list(actor: PersonActor): Promise<Resource[]> {
      const standingOf = await standingsOf(actor)
      return (await resourcesIn(db).list(actor.tenantId))
        .map((row) => resourceSeen(actor, row, standingOf(row)))
        .filter(({ can }) => can.book || can.configure)
    },

    /** What someone may do with one; null also where it is no more. */
    async standingIn(whose: Whose, id: ResourceId, within: Db = db): Promise<Standing> {
      const row = await resourcesIn(within).find(whose.tenantId, id)
      return stands(row) ? (await standingsOf(whose, within))(row) : null
    },

    read: (actor: PersonActor, id: ResourceId) => detail(actor, id),

    async create(actor: PersonActor, wanted: NewResource): Promise<ResourceDetail> {
      refuseOthers(actor)
      return db.transaction(async (tx) => {
        const { id } = await insert(tx, actor.tenantId, actor.userId, wanted)
        return detail(actor, id, tx)
      })
    },

    /** By whoever has the machine before them. */
    createFromConsole: (tenantId: TenantId, wanted: NewResource) =>
      db.transaction((tx) => insert(tx, tenantId, null, wanted)),

    listFromConsole: (tenantId: TenantId) => resourcesIn(db).list(tenantId),

    async change(actor: PersonActor, id: ResourceId, changes: Changes<Said & Pick<ResourceRow, 'email'>>) {
      refuseOthers(actor)
      return db.transaction(async (tx) => {
        const { tenantId } = actor
        await resourcesIn(tx).hold(tenantId)
        const row = await existing(tenantId, id, tx)
        if (changes.server) refuseUnfit({ server: changes.server })
        const others = (await resourcesIn(tx).list(tenantId)).filter((it) => it.id !== id)
        const { email = row.email } = changes
        if (others.some((it) => it.email === email)) throw new Failure('resource.address_taken', { email })
        if (email !== row.email) await refuseTaken(tx, tenantId, email)
        const formerEmails = email === row.email ? row.formerEmails : [...new Set([...row.formerEmails, row.email])]
        await resourcesIn(tx).change(tenantId, id, { ...changes, formerEmails })
        await announce(tx, tenantId, id)
        return detail(actor, id, tx)
      })
    },

    /** All at once; one that says nothing is no more. */
    async write(actor: PersonActor, id: ResourceId, templates: Templates) {
      refuseOthers(actor)
      return db.transaction(async (tx) => {
        await existing(actor.tenantId, id, tx)
        const said = Object.fromEntries(eachOf(templates))
        await resourcesIn(tx).change(actor.tenantId, id, { templates: said })
        await announce(tx, actor.tenantId, id)
        return detail(actor, id, tx)
      })
    },

    /** What a text becomes, for an event of whoever asks. */
    async preview(actor: PersonActor, template: Template, resource: string) {
      refuseOthers(actor)
      const url = 'https://visio.example.org/3f2a9c71'
      const { lines, html } = render(template, { resource, organizer: actor.name, url })
      return { text: lines.join('\n'), html, unknown: unknownIn(template) }
    },

    async remove(actor: PersonActor, id: ResourceId, upcoming: 'keep' | 'clean') {
      refuseOthers(actor)
      await db.transaction(async (tx) => {
        const { tenantId } = actor
        await resourcesIn(tx).hold(tenantId)
        await existing(tenantId, id, tx)
        await resourcesIn(tx).change(tenantId, id, { removedAt: clock.now() })
        await resourceGrantsIn(tx).removeAll(tenantId, id)
        await bus.announce(tx, resourceRemoved, { tenantId, resourceId: id, upcoming })
      })
    },

    /** Also one that is no more: what was said in its name still stands in events. */
    known: (tenantId: TenantId, id: ResourceId, within: Db = db) => resourcesIn(within).find(tenantId, id),

    /** Those whose bookings this one may see. */
    async seenBy(whose: Whose, within: Db = db): Promise<ResourceRow[]> {
      const all = await resourcesIn(within).list(whose.tenantId)
      if (all.length === 0) return []
      const standingOf = await standingsOf(whose, within)
      return all.filter((row) => maySee(standingOf(row)))
    },

    /**
     * Which of these addresses are resources, or were: no letter is for them. Of several that had an address, one that is
     * booked already (`held`), then the one that has it, then one that had it. A person who has it now goes before those.
     */
    async addressed(
      tenantId: TenantId,
      emails: readonly string[],
      within: Db = db,
      held: ReadonlySet<ResourceId> = new Set(),
    ): Promise<ReadonlyMap<string, ResourceRow>> {
      const wanted = [...new Set(emails)]
      const rows = await resourcesIn(within).byEmail(tenantId, wanted)
      if (rows.length === 0) return new Map()
      const persons = new Set(
        (await people.correspondents.byEmail(tenantId, wanted, within)).map(({ email }) => email.toLowerCase()),
      )
      const found = wanted.flatMap((email) => {
        const all = rows.filter((row) => row.email === email || row.formerEmails.includes(email))
        const standing = all.find((row) => row.email === email && row.removedAt === null)
        const former = persons.has(email) ? undefined : all[0]
        const row = all.find(({ id }) => held.has(id)) ?? standing ?? former
        return row ? [[email, row] as const] : []
      })
      return new Map(found)
    },

    /** Whom it belongs to who may book it: those who may not, are told so by it. */
    async mayBook(whose: Whose, row: ResourceRow, within: Db = db) {
      return stands(row) && mayBook((await standingsOf(whose, within))(row))
    },

    /** The same of somebody without an account, who has proven that this is their address. */
    mayBookFromOutside: ({ outsiders, removedAt }: ResourceRow, email: string) =>
      removedAt === null && (outsiders.includes(email) || outsiders.includes(email.slice(email.lastIndexOf('@')))),

    /**
     * What is said in an event beside the address: in the tongue of whoever invites, or else in the institution’s, or else
     * in any; undefined where no text is written.
     */
    async saying(
      { tenantId, templates }: Pick<ResourceRow, 'tenantId' | 'templates'>,
      language: string | null,
      variables: Variables,
    ): Promise<(Rendered & { language: string }) | undefined> {
      const written = new Map<string, Template>(eachOf(templates))
      const [first] = written.keys()
      const usual = (await tenants.get(tenantId)).language
      const chosen = [language, language?.split('-')[0], usual].find((it) => it && written.has(it)) ?? first
      const template = chosen === undefined ? undefined : written.get(chosen)
      return template && chosen !== undefined ? { ...render(template, variables), language: chosen } : undefined
    },

    forgetPerson: (tenantId: TenantId, userId: UserId) => resourcesIn(db).forgetMaker(tenantId, userId),
  }
}

export type ResourcesService = ReturnType<typeof createResourcesService>
