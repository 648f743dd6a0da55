import type { NodeId, Trouble } from '@amphi/contract/nodes'
import type { TenantId } from '@amphi/contract/tenants'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Failure } from '#platform/failure'
import { OutgoingError, type OutgoingDoor } from '#platform/outgoing'
import type { Keys } from '#platform/secrets'
import {
  type Capabilities,
  type Engine,
  type EngineVisitor,
  everything,
  type HearEngine,
  type Report,
  type Surroundings,
} from '../engine.ts'
import type { NodeAccess } from '../node-access.ts'
import { meetingsIn } from './meetings.repository.ts'
import { meetingNameOf, meetingPasswordOf, serverAt } from './names.ts'
import { sealPass } from './pass.ts'
import { heardSince } from './silence.ts'
import { tokenFor } from './token.ts'
import { visitsIn } from './visits.repository.ts'

export interface JitsiNeeds {
  db: Db
  keys: Keys
  clock: Clock
  outgoing: OutgoingDoor
  hear: HearEngine
}

interface Needs extends JitsiNeeds {
  access: NodeAccess
  of: { tenantId: TenantId; id: NodeId }
}

/** Seconds two clocks may differ. */
const clocksDiffer = 120

/** Of a meeting of which nobody said how long it lasts, in milliseconds. */
const usualLength = 5 * 3600 * 1000

const ofSilentOnes: Record<OutgoingError['why'], Trouble> = {
  address_refused: 'address_refused',
  not_found: 'not_found',
  no_answer: 'no_answer',
  certificate: 'certificate',
  too_large: 'not_an_engine',
}

const unreachable = (cause?: unknown) => Object.assign(new Failure('engine.unreachable'), { cause })

export const jitsiCapabilities: Capabilities = {
  presence: true,
  remove: true,
  mute: false,
  permit: false,
  camerasForSome: false,
  pages: true,
  events: true,
  recording: false,
  streaming: false,
  breakouts: false,
  largest: 80,
}

/** Which thing is wrong with a server, if any is. Whether it takes our tokens it tells nobody but who comes with one. */
export const tryJitsi = async (
  { address }: Pick<NodeAccess, 'address'>,
  { outgoing, clock }: Pick<JitsiNeeds, 'outgoing' | 'clock'>,
): Promise<Report> => {
  const looked = ['address', 'certificate', 'engine', 'clock'] as const
  const report: Report = { trouble: null, version: null, delay: null, clock: null, looked }
  try {
    const before = performance.now()
    const { status, headers, body } = await outgoing.ask(serverAt(address).script, { within: 5000 })
    report.delay = Math.round(performance.now() - before)
    const said = Date.parse(headers.date ?? '')
    report.clock = Number.isNaN(said) ? null : Math.round((said - clock.now().getTime()) / 1000)
    if (status !== 200 || !body.includes('JitsiMeetExternalAPI')) return { ...report, trouble: 'not_an_engine' }
    return Math.abs(report.clock ?? 0) > clocksDiffer ? { ...report, trouble: 'clock' } : report
  } catch (error) {
    return { ...report, trouble: error instanceof OutgoingError ? ofSilentOnes[error.why] : 'not_an_engine' }
  }
}

/**
 * Jitsi servers. They answer no question about what runs on them: a page of ours around theirs tells us who is inside,
 * and learns from us when that is over.
 */
export const createJitsiEngine = ({ access, of: node, db, keys, clock, outgoing, hear }: Needs): Engine => {
  const { tenantId, id: nodeId } = node
  const meetings = meetingsIn(db, tenantId, nodeId)
  const visitsOf = (key: string) => visitsIn(db, tenantId, nodeId, key)
  const { base, script } = serverAt(access.address)

  /** That it is up; what it answers is not read, for it is asked often. */
  const reach = async () => {
    try {
      const { status } = await outgoing.ask(script, { within: 5000, atMost: 0 })
      if (status !== 200) throw unreachable()
    } catch (error) {
      throw error instanceof OutgoingError ? unreachable(error) : error
    }
  }

  const meetingFor = (key: string, visitor: EngineVisitor, around: Surroundings, token: string | undefined) => {
    const { name, role, waits = false, pictureUrl, may } = visitor
    const leads = role === 'moderator'
    return {
      address: base,
      name: meetingNameOf(keys, key),
      token: token ?? null,
      subject: around.title,
      person: { name, pictureUrl: pictureUrl ?? null },
      language: around.language,
      startMuted: !may.microphone || (around.startMuted && !leads),
      // Whoever must be let in there is not to pass the lobby by what others know.
      password: around.locked && !waits ? meetingPasswordOf(keys, key) : null,
      lobby: around.lobby,
    }
  }

  return {
    name: 'jitsi',
    capabilities: jitsiCapabilities,
    versionless: true,

    async open({ key, seats }) {
      await reach()
      await meetings.open(key, seats, clock.now())
    },

    async pass(key, visitor) {
      const now = clock.now()
      const around = visitor.around ?? nothingAround(now)
      const { until: lastsUntil, lobby, locked } = around
      await meetings.describe(key, { lastsUntil, lobby, locked })
      const leads = visitor.role === 'moderator'
      const waits = visitor.waits ?? false
      const name = meetingNameOf(keys, key)
      const token = await tokenFor(access, { name, now, until: lastsUntil }, { ...visitor, leads, waits })
      const meeting = meetingFor(key, visitor, around, token)
      const { identity } = visitor
      const sealed = sealPass(keys, { tenantId, nodeId, key, identity, leads, waits, at: now.getTime(), meeting })
      return { by: 'address', address: `/jitsi/${nodeId}#${sealed}` }
    },

    async present(key) {
      const meeting = await meetings.find(key)
      if (!meeting || meeting.endedAt) return undefined
      const there = await visitsOf(key).present(heardSince(clock.now()))
      return there.map(({ identity, connection, joinedAt }) => ({ identity, connection, joinedAt, may: everything }))
    },

    async remove(key, identity) {
      const at = clock.now()
      for (const { connection } of await visitsOf(key).putOut(identity, 'removed', at))
        await hear({ kind: 'left', key, identity, connection, at })
    },

    mute: async () => [],
    permit: async () => {},

    async end(key) {
      const at = clock.now()
      const wasOpen = await db.transaction(async (tx) => {
        const ended = await meetingsIn(tx, tenantId, nodeId).end(key, at)
        if (ended) await visitsIn(tx, tenantId, nodeId, key).putAllOut(at)
        return ended
      })
      if (wasOpen) await hear({ kind: 'ended', key, at })
    },

    async load() {
      await reach()
      return meetings.people(heardSince(clock.now()))
    },

    test: () => tryJitsi(access, { outgoing, clock }),
  }
}

/** Where a meeting is of no room: one that is only tried. */
const nothingAround = (now: Date): Surroundings => ({
  title: 'Amphi',
  language: 'fr',
  startMuted: false,
  locked: false,
  lobby: false,
  until: new Date(now.getTime() + usualLength),
})
