import type { TenantId } from '@amphi/contract/tenants'
import * as answers from './answers.ts'
import type { CallsService, NotedCall } from './calls.service.ts'
import { type Said, signerOf, type Verdict } from './checksum.ts'
import type { Client, ClientsService } from './clients.service.ts'
import { meetingIdOf, readCreate } from './create-parameters.ts'
import { readJoin, redirects } from './join-parameters.ts'
import type { HooksService } from './hooks.service.ts'
import type { JoiningService } from './joining.service.ts'
import type { Meetings } from './meetings.service.ts'
import type { NoticesService } from './notices.service.ts'
import { documentsIn } from './documents.ts'
import type { Body } from './read-body.ts'
import { listOf, type Parameters, readParameters } from './read-parameters.ts'
import { Refusal, type RefusalKey, refusals } from './refusals.ts'

interface Needs {
  clients: ClientsService
  calls: CallsService
  meetings: Meetings
  joining: JoiningService
  notices: NoticesService
  hooks: HooksService
  /** Where browsers reach us: no slash at the end. */
  addressOf: (tenantId: TenantId) => Promise<string>
}

/** A call as it came in. */
export interface Asked {
  tenantId: TenantId
  method: 'GET' | 'POST'
  /** What stands behind `/bigbluebutton/api/`. */
  call: string
  query: string
  body: () => Promise<Body>
  agent: string
}

/** What goes back: XML at once or piece by piece, JSON, or a browser that is sent on. */
export type Answered =
  | { kind: 'xml'; xml: string | AsyncIterable<string> }
  | { kind: 'json'; json: string }
  | { kind: 'elsewhere'; to: string }

interface Context {
  client: Client
  parameters: Parameters
  body: Body
}

type Noted = Pick<NotedCall, 'clientId' | 'checksum' | 'meetingId'>

interface Call {
  methods: readonly Asked['method'][]
  answer: (it: Context) => Promise<Answered>
  /** Where a browser reads why it was refused. */
  refusedAt?: (it: Context) => string | null
}

const xml = (text: string | AsyncIterable<string>): Answered => ({ kind: 'xml', xml: text })
const both = ['GET', 'POST'] as const

const release = '3.0.0'

const duplicate = {
  key: 'duplicateWarning',
  message: 'This conference was already in existence and may currently be in progress.',
}
const ending =
  'A request to end the meeting was sent. Please wait a few seconds, and then use the getMeetingInfo or isMeetingRunning API calls to verify that it was ended.'

/** An address with what went wrong behind it, as pages of BigBlueButton’s clients read it. */
const withErrors = (to: string, { key, message }: Refusal) => {
  const errors = encodeURIComponent(JSON.stringify([{ message, key }]))
  return `${to}${to.includes('?') ? '&' : '?'}errors=${errors}`
}

/** What is asked of recordings that are not there is that which a server without any says. */
const refuseUnknownRecording = (parameters: Parameters): never => {
  if (listOf(parameters.get('recordID')).length === 0) throw new Refusal('missingParamRecordID')
  throw new Refusal('notFound', 'We could not find recordings')
}

const failedJson = (key: RefusalKey, message: string = refusals[key]): Answered => ({
  kind: 'json',
  json: JSON.stringify({ response: { returncode: 'FAILED', messageKey: key, message } }),
})

/** BigBlueButton’s own calls, each by its name. What they mean here, the services of this folder say. */
export const createApiService = ({ clients, calls, meetings, joining, notices, hooks, addressOf }: Needs) => {
  const join: Call = {
    methods: ['GET'],
    async answer({ client, parameters }) {
      const asked = readJoin(parameters)
      const { row, userId, code, waits } = await joining.send(client, asked)
      if (asked.redirects) return { kind: 'elsewhere', to: `/p/${code}` }
      const url = `${await addressOf(client.tenantId)}/p/${code}`
      return xml(answers.joined({ internalId: row.internalId, userId, token: code.replaceAll('-', ''), waits, url }))
    },
    refusedAt({ parameters }) {
      if (!redirects(parameters)) return null
      const given = [parameters.get('errorRedirectUrl'), parameters.get('logoutURL')].find(
        (it) => it !== undefined && /^https?:\/\//i.test(it) && URL.canParse(it),
      )
      return given ?? '/'
    },
  }

  const all: Record<string, Call> = {
    create: {
      methods: both,
      async answer({ client, parameters, body }) {
        const wanted = readCreate(parameters)
        if (body.kind === 'xml') documentsIn(body.text)
        const { meeting, isNew } = await meetings.create(client, wanted)
        return xml(answers.created(meeting, isNew ? { key: '', message: '' } : duplicate))
      },
    },
    join,
    isMeetingRunning: {
      methods: both,
      answer: async ({ client, parameters }) =>
        xml(answers.running(await meetings.isRunning(client, meetingIdOf(parameters)))),
    },
    end: {
      methods: both,
      async answer({ client, parameters }) {
        await meetings.end(client, meetingIdOf(parameters), parameters.get('password') ?? '')
        return xml(answers.done('sentEndMeetingRequest', ending))
      },
    },
    getMeetingInfo: {
      methods: both,
      answer: async ({ client, parameters }) =>
        xml(answers.meetingInfo(await meetings.info(client, meetingIdOf(parameters)))),
    },
    getMeetings: {
      methods: both,
      answer: async ({ client }) => xml(answers.meetings(meetings.list(client))),
    },
    getSessions: {
      methods: both,
      answer: async ({ client }) => xml(answers.sessions(meetings.list(client))),
    },
    sendChatMessage: {
      methods: ['GET'],
      async answer({ client, parameters }) {
        await notices.send(client, parameters)
        return xml(answers.done())
      },
    },
    getRecordings: { methods: both, answer: async () => xml(answers.noRecordings()) },
    publishRecordings: {
      methods: ['GET'],
      async answer({ parameters }) {
        if (listOf(parameters.get('recordID')).length > 0 && !parameters.get('publish'))
          throw new Refusal('missingParamPublish')
        return refuseUnknownRecording(parameters)
      },
    },
    deleteRecordings: { methods: ['GET'], answer: async ({ parameters }) => refuseUnknownRecording(parameters) },
    updateRecordings: { methods: both, answer: async ({ parameters }) => refuseUnknownRecording(parameters) },
    getRecordingTextTracks: {
      methods: both,
      answer: async ({ parameters }) =>
        failedJson(listOf(parameters.get('recordID')).length > 0 ? 'noRecordings' : 'missingParamRecordID'),
    },
    'hooks/create': {
      methods: ['GET'],
      async answer({ client, parameters }) {
        const { hook, isNew } = await hooks.create(client, parameters)
        return xml(answers.hookCreated(hook, isNew))
      },
    },
    'hooks/list': {
      methods: ['GET'],
      answer: async ({ client, parameters }) => xml(answers.hooks(await hooks.list(client, parameters))),
    },
    'hooks/destroy': {
      methods: ['GET'],
      async answer({ client, parameters }) {
        await hooks.destroy(client, parameters)
        return xml(answers.hookRemoved())
      },
    },
    'hooks/ping': { methods: ['GET'], answer: async () => xml(answers.done()) },
    putRecordingTextTrack: {
      methods: ['POST'],
      async answer({ parameters }) {
        if (listOf(parameters.get('recordID')).length === 0) return failedJson('missingParamRecordID')
        const { kind = '', lang = '' } = Object.fromEntries(parameters)
        if (kind !== 'subtitles' && kind !== 'captions') return failedJson('invalidKind')
        if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(lang))
          return failedJson('invalidLang', `Malformed lang param, received=<${lang.slice(0, 32)}>`)
        return failedJson('noRecordings')
      },
    },
  }

  const known = (name: string) => (Object.hasOwn(all, name) ? all[name] : undefined)

  const callFor = ({ method, call }: Asked) => {
    const found = known(call)
    if (!found?.methods.includes(method)) throw new Refusal('unsupportedRequest')
    return found
  }

  /** Of the body, parameters count only where it is a form. */
  const parametersOf = (query: string, body: Body): Parameters =>
    body.kind === 'form' ? new Map([...body.fields, ...readParameters(query)]) : readParameters(query)

  const verdictOn = async (tenantId: TenantId, said: Said): Promise<Verdict<Client>> => {
    const enabled = (await clients.all(tenantId)).filter((it) => it.enabled)
    return signerOf(said, enabled)
  }

  const refusedAs = (refusal: Refusal, to: string | null): Answered =>
    to === null || refusal.plain
      ? xml(answers.refused(refusal.key, refusal.message))
      : { kind: 'elsewhere', to: withErrors(to, refusal) }

  const answerSigned = async (call: Call, context: Context): Promise<{ answered: Answered; outcome: string }> => {
    try {
      return { answered: await call.answer(context), outcome: 'SUCCESS' }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { answered: refusedAs(error, call.refusedAt?.(context) ?? null), outcome: error.key }
    }
  }

  return {
    verdictOn,
    calls: () => Object.keys(all),

    /** What every client asks first, with or without a signature, and with a wrong one. */
    index: (): Answered => xml(answers.version(release)),

    async answer(asked: Asked): Promise<Answered> {
      const { tenantId, call, query, agent } = asked
      const start = performance.now()
      const note = (outcome: string, { clientId = null, checksum = null, meetingId = null }: Partial<Noted> = {}) =>
        calls.note({
          tenantId,
          clientId,
          call: call.slice(0, 64),
          outcome,
          checksum,
          meetingId,
          milliseconds: Math.round(performance.now() - start),
          agent: agent.slice(0, 200),
        })
      try {
        const found = callFor(asked)
        const body = await asked.body()
        const form = body.kind === 'form' ? body.fields : undefined
        const verdict = await verdictOn(tenantId, { call, query, form })
        if ('refused' in verdict) {
          note('checksumError', { checksum: verdict.refused })
          return refusedAs(new Refusal('checksumError'), null)
        }
        const parameters = parametersOf(query, body)
        const { answered, outcome } = await answerSigned(found, { client: verdict.by, parameters, body })
        note(outcome, { clientId: verdict.by.id, meetingId: parameters.get('meetingID')?.slice(0, 256) ?? null })
        return answered
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        note(error.key)
        return refusedAs(error, null)
      }
    },
  }
}

export type ApiService = ReturnType<typeof createApiService>
