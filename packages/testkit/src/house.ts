import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { AnyRoute, Ask } from '@amphi/contract/grammar'
import { type HouseNeeds, openHouse } from '@amphi/server/house'
import { systemClock } from '@amphi/server/platform/clock'
import { parseConfig } from '@amphi/server/platform/config'
import { fingerprint, randomToken } from '@amphi/server/platform/secrets'
import { atTheEnd } from './at-the-end.ts'
import { cast, type Name, tenants } from './cast.ts'
import { aDatabase } from './database.ts'
import { aVisitor, asOneOfUs } from './visitor.ts'

export interface Letter {
  to: string
  replyTo?: string
  hidden?: readonly string[]
  subject: string
  text: string
  html?: string
  /** What a calendar is to make of it. */
  calendar?: { method: string; text: string }
}

interface Wishes extends Partial<Omit<HouseNeeds, 'post'>> {
  env?: Record<string, string>
  /** Who carries letters: whoever the settings name, if anyone; else, if not said here, the test's own mailbox. */
  post?: HouseNeeds['post'] | 'of the settings'
}

/** Its seats are no matter where a test is not about them, whatever machine it runs on. */
const usual = { AMPHI_LOG: 'error', AMPHI_URL: 'http://university.test', AMPHI_MEDIA_SEATS: '100000' }

/** The whole server over a database of its own. Tests walk in by the front door, as a browser would. */
export const aHouse = async (needs: Wishes = {}) => {
  const { env, post, ...rest } = needs
  const folder = mkdtempSync(join(tmpdir(), 'amphi-house-'))
  const mailbox: Letter[] = []
  const house = await openHouse({
    config: parseConfig({ ...usual, AMPHI_DATA: folder, ...env }),
    databaseUrl: await aDatabase(),
    secret: 'a secret of the tests, long enough for anyone',
    livekit: undefined,
    children: [],
    ...(post === 'of the settings'
      ? {}
      : {
          post: post ?? {
            carry: async (mail) => {
              mailbox.push(mail)
              return []
            },
          },
        }),
    ...rest,
  })
  atTheEnd(async () => {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const { app, db } = house
  return {
    ...house,
    mailbox,
    /** As one of the cast, or as someone nobody knows. */
    ask: <R extends AnyRoute>(who: Name | 'anonymous', route: R, asked: Ask<R>) =>
      (who === 'anonymous' ? aVisitor(app) : asOneOfUs(app, who)).ask(route, asked),
    as: (name: Name) => asOneOfUs(app, name),
    /** The same under a login of their own, for a test that ends it; or another of their house. */
    async asAnew(name: Name, userId: string = cast[name].userId) {
      const token = randomToken()
      const now = (needs.clock ?? systemClock).now().toISOString()
      const { house: place } = cast[name]
      await db.execute(sql`insert into logins values (${tenants[place]}, ${randomUUID()}, ${userId},
        ${fingerprint(token)}, '192.0.2.1', 'testkit', ${now}, ${now})`)
      return aVisitor(app, place, { amphi_login: token })
    },
    /** A browser of its own, that nobody knows yet. */
    aGuest: () => aVisitor(app),
  }
}

export type TestHouse = Awaited<ReturnType<typeof aHouse>>
