import { randomUUID } from 'node:crypto'
import type { JitsiEnding, openJitsi, reportJitsi } from '@amphi/contract/jitsi'
import type { Input, Reply } from '@amphi/contract/grammar'
import type { Db } from '#platform/db'
import { meetingsIn } from './meetings.repository.ts'
import type { JitsiNeeds } from './jitsi.driver.ts'
import { type JitsiPass, readPass } from './pass.ts'
import { heardSince } from './silence.ts'
import { type VisitRow, visitsIn } from './visits.repository.ts'

type Needs = Omit<JitsiNeeds, 'outgoing'>
type Said = Input<typeof reportJitsi>['body']

/** What came of a report: over, or else what is to be told of. */
interface Heard {
  over: JitsiEnding | null
  came?: VisitRow['connection']
  went?: readonly VisitRow[]
}

/** Milliseconds by which two clocks may differ. */
const nearItsTime = 60_000

const isOver = (visit: VisitRow | undefined): JitsiEnding | undefined =>
  visit?.gone && visit.gone !== 'left' ? visit.gone : undefined

/** What the pages tell that hold Jitsi’s frame: by which of our processes it is heard, is one. */
export const createVisitsService = ({ db, keys, clock, hear }: Needs) => {
  const placeOf = (within: Db, { tenantId, nodeId, key }: JitsiPass) => ({
    meetings: meetingsIn(within, tenantId, nodeId),
    visits: visitsIn(within, tenantId, nodeId, key),
  })

  const isFull = (others: readonly VisitRow[], { identity }: JitsiPass, seats: number) =>
    new Set(others.map((it) => it.identity).filter((it) => it !== identity)).size >= seats

  /** Held, so that of two who take the last place one does. */
  const join = async (pass: JitsiPass, page: string): Promise<Heard> =>
    db.transaction(async (tx) => {
      const now = clock.now()
      const { meetings, visits } = placeOf(tx, pass)
      const meeting = await meetings.hold(pass.key)
      if (!meeting || meeting.endedAt) return { over: 'ended' }
      const known = await visits.find(page)
      const over = isOver(known)
      if (over) return { over }
      const since = heardSince(now)
      if (known && !known.goneAt && known.seenAt > since) {
        await visits.see(page, now)
        return { over: null }
      }
      if (isFull(await visits.present(since), pass, meeting.seats)) return { over: 'full' }
      const { identity, leads } = pass
      const connection = randomUUID()
      const went = await visits.putOut(identity, 'replaced', now, page)
      await visits.join({ identity, page, connection, leads, joinedAt: now, seenAt: now })
      return { over: null, came: connection, went }
    })

  /** Most say only that they are there still: that asks for one row, and holds nobody up. */
  const isHere = async (pass: JitsiPass, page: string): Promise<boolean> => {
    const now = clock.now()
    const { meetings, visits } = placeOf(db, pass)
    const known = await visits.find(page)
    if (!known || known.goneAt || known.seenAt <= heardSince(now)) return false
    const meeting = await meetings.find(pass.key)
    if (!meeting || meeting.endedAt) return false
    await visits.see(page, now)
    return true
  }

  const tell = async ({ key, identity }: JitsiPass, { came, went = [] }: Heard) => {
    const at = clock.now()
    for (const { connection } of went) await hear({ kind: 'left', key, identity, connection, at })
    if (came !== undefined) await hear({ kind: 'joined', key, identity, connection: came, at })
  }

  const leave = async (pass: JitsiPass, page: string) => {
    await tell(pass, { over: null, went: await placeOf(db, pass).visits.leave(page, clock.now()) })
  }

  const goOn = async (pass: JitsiPass, page: string): Promise<JitsiEnding | null> => {
    if (await isHere(pass, page)) return null
    const heard = await join(pass, page)
    await tell(pass, heard)
    if (heard.over || heard.came === undefined) return heard.over
    // Whoever heard of it may have put them out at once: they were banned, or had left for good.
    return isOver(await placeOf(db, pass).visits.find(page)) ?? null
  }

  /** Said by anybody else, it would end it for those who lead. And where its time was over there, it may go on here. */
  const end = async (pass: JitsiPass) => {
    const at = clock.now()
    const meeting = await placeOf(db, pass).meetings.find(pass.key)
    const byTime = meeting?.reservedUntil && meeting.reservedUntil.getTime() - at.getTime() < nearItsTime
    if (pass.leads && !byTime) await hear({ kind: 'closed', key: pass.key, at })
  }

  return {
    async open(sealed: string): Promise<Reply<typeof openJitsi>> {
      const pass = readPass(keys, sealed)
      if (!pass) return { outcome: 'over', why: 'unknown' }
      const { meetings, visits } = placeOf(db, pass)
      const meeting = await meetings.find(pass.key)
      if (!meeting || meeting.endedAt) return { outcome: 'over', why: 'ended' }
      if (await visits.wasRemoved(pass.identity, new Date(pass.at))) return { outcome: 'over', why: 'removed' }
      const present = await visits.present(heardSince(clock.now()))
      if (isFull(present, pass, meeting.seats)) return { outcome: 'over', why: 'full' }
      if (pass.waits && !present.some(({ leads }) => leads)) return { outcome: 'early', subject: pass.meeting.subject }
      return { outcome: 'open', meeting: pass.meeting }
    },

    async report({ pass: sealed, page, what }: Said): Promise<Reply<typeof reportJitsi>> {
      const pass = readPass(keys, sealed)
      if (!pass) return { over: 'unknown' }
      if (what === 'joined' || what === 'here') return { over: await goOn(pass, page) }
      await leave(pass, page)
      if (what === 'ended') await end(pass)
      return { over: what === 'ended' ? 'ended' : null }
    },
  }
}
