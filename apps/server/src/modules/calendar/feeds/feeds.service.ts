import { randomUUID } from 'node:crypto'
import type { CalendarId } from '@amphi/contract/calendars'
import { type Feed, FeedId, mostFeeds } from '@amphi/contract/feeds'
import type { UserId } from '@amphi/contract/people'
import type { TenantId } from '@amphi/contract/tenants'
import type { PeopleService } from '#modules/people'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { fingerprint, type Keys, randomToken } from '#platform/secrets'
import { mayRead } from '../calendars.policy.ts'
import type { CalendarSeen, CalendarsService } from '../calendars.service.ts'
import type { ConferencesService } from '../conference/conferences.service.ts'
import { dayMs } from '../ics/zone.ts'
import { kept, type ObjectsService } from '../objects.service.ts'
import { feedText } from './feed-text.ts'
import { type FeedRow, feedsIn } from './feeds.repository.ts'

interface Needs {
  db: Db
  clock: Clock
  keys: Keys
  tenants: TenantsService
  people: Pick<PeopleService, 'correspondents'>
  calendars: CalendarsService
  objects: ObjectsService
  conferences: ConferencesService
}

/** What is over for longer is not told, in milliseconds: half a year. */
const told = 183 * dayMs

const meetingsName = { fr: 'Mes visioconférences', en: 'My video meetings' }

/** What a program reads at an address: only whoever has the address can. */
export interface Reading {
  /** Changes whenever anything that is told does. */
  etag: string
  text: () => AsyncIterable<string>
}

/** Addresses at which calendar programs read, without a login. */
export const createFeedsService = (needs: Needs) => {
  const { db, clock, keys, tenants, people, calendars, objects, conferences } = needs

  const seen = async ({ tenantId, id, calendarId, sealedSecret, createdAt, lastReadOn }: FeedRow): Promise<Feed> => ({
    id,
    calendarId,
    address: `${await tenants.addressOf(tenantId)}/feeds/${keys.unseal(sealedSecret)}.ics`,
    createdAt: createdAt.toISOString(),
    lastReadAt: lastReadOn === null ? null : `${lastReadOn}T00:00:00.000Z`,
  })

  /** As they may read it at this moment: not what was shared with them once. */
  const calendarsOf = async ({ tenantId, userId, calendarId }: FeedRow): Promise<CalendarSeen[]> => {
    const all = (await calendars.list({ tenantId, userId })).filter(
      ({ calendar, access }) => calendar.kind !== 'inbox' && mayRead(access),
    )
    if (calendarId) return all.filter(({ calendar }) => calendar.id === calendarId)
    return all.filter(({ access }) => access === 'owner')
  }

  async function* objectsOf(feed: FeedRow, all: readonly CalendarSeen[]) {
    const from = new Date(clock.now().getTime() - told)
    for (const it of all) {
      const held = feed.calendarId ? undefined : await conferences.heldIn(feed.tenantId, it.calendar.id)
      for await (const row of objects.touching(it, { from, to: undefined })) {
        if (held && !held.has(row.id)) continue
        const object = kept(row)
        if (object) yield object
      }
    }
  }

  return {
    async list({ tenantId, userId }: PersonActor): Promise<Feed[]> {
      return Promise.all((await feedsIn(db).list(tenantId, userId)).map(seen))
    },

    async create(actor: PersonActor, calendarId: CalendarId | null): Promise<Feed> {
      const { tenantId, userId } = actor
      if (calendarId) {
        const { access } = await calendars.find(actor, calendarId)
        if (!mayRead(access)) throw new Failure('calendar.not_found', { calendarId })
      }
      if ((await feedsIn(db).list(tenantId, userId)).length >= mostFeeds)
        throw new Failure('feed.limit_reached', { most: mostFeeds })
      const secret = randomToken()
      const row: FeedRow = {
        tenantId,
        id: FeedId.parse(randomUUID()),
        userId,
        calendarId,
        print: fingerprint(secret),
        sealedSecret: keys.seal(secret),
        createdAt: clock.now(),
        lastReadOn: null,
      }
      await feedsIn(db).insert(row)
      return seen(row)
    },

    async revoke({ tenantId, userId }: { tenantId: TenantId; userId: UserId }, id: FeedId) {
      if (!(await feedsIn(db).remove(tenantId, userId, id))) throw new Failure('feed.not_found', { feedId: id })
    },

    /** What is read at an address; undefined where there is nothing, or no more. */
    async read(tenantId: TenantId, secret: string): Promise<Reading | undefined> {
      const feed = await feedsIn(db).findByPrint(tenantId, fingerprint(secret))
      const [person] = feed ? await people.correspondents.among(tenantId, [feed.userId]) : []
      if (!feed || !person || person.isDisabled) return undefined
      const all = await calendarsOf(feed)
      const [only] = all
      if (!only) return undefined
      const today = clock.now().toISOString().slice(0, 10)
      if (feed.lastReadOn !== today) await feedsIn(db).read(feed, today)
      const language = person.language ?? (await tenants.get(tenantId)).language
      const name = feed.calendarId ? only.calendar.name : meetingsName[language]
      const steps = all.map(({ calendar, access }) => `${calendar.id} ${calendar.sequence} ${access}`)
      return {
        // With the day: what is told moves on with it.
        etag: fingerprint([today, name, ...steps].join('\n')),
        text: () => feedText(name, objectsOf(feed, all)),
      }
    },
  }
}

export type FeedsService = ReturnType<typeof createFeedsService>
