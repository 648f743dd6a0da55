import { z } from 'zod'
import { done, fact, failures, route } from './grammar.ts'
import { Moment } from './requests.ts'
import { SessionId } from './sessions.ts'
import { TenantId } from './tenants.ts'
import { line } from './text.ts'
import { UserId } from './people.ts'
import { textLengths } from './limits.ts'

/** One server that carries sessions. */
export const NodeId = z.uuid().brand<'NodeId'>()
export type NodeId = z.infer<typeof NodeId>

/** Every engine there is; `fake` carries no media, in tests and demonstrations. */
export const engineNames = ['livekit', 'bigbluebutton', 'jitsi', 'fake'] as const
export type EngineName = (typeof engineNames)[number]

/** Those of which an administrator may add servers: the house makes the others by itself. */
export const addedEngines = ['bigbluebutton', 'jitsi'] as const

/** `cordoned` finishes what runs and is given nothing more; `disabled` is not spoken to at all. */
export const nodeStates = ['enabled', 'cordoned', 'disabled'] as const
export type NodeState = (typeof nodeStates)[number]

/** `down` after it did not answer several times in a row; `unknown` until it was first asked. */
export const healths = ['unknown', 'healthy', 'degraded', 'down'] as const
export type Health = (typeof healths)[number]

/** For whom it is: its own institution, every one of the house, or those with one of these host names. */
export const scopesServed = ['here', 'everyone', 'named'] as const

/** What is wrong with a server, if anything is. */
export const troubles = [
  'address_refused',
  'not_found',
  'no_answer',
  'certificate',
  'not_an_engine',
  'secret',
  'version',
  'clock',
] as const
export type Trouble = (typeof troubles)[number]

const Tag = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40)
const HostName = z.hostname().max(253).toLowerCase()

/** What an administrator says of a server; its secret is heard, and told nobody again. */
const NodeSaid = z.object({
  name: line(textLengths.nodeName),
  address: z.url({ protocol: /^https?$/ }).max(textLengths.nodeAddress.max),
  secret: z.string().min(textLengths.nodeSecret.min).max(textLengths.nodeSecret.max),
  /** Of Jitsi with tokens: which application they are of; null where it asks for none, and the secret goes with it. */
  appId: z.string().trim().min(1).max(textLengths.nodeApplication.max).nullable(),
  /** Of Jitsi with tokens that a private key signs: the name of that key. */
  keyId: z.string().trim().min(1).max(textLengths.nodeApplication.max).nullable(),
  weight: z.number().min(0.1).max(100),
  tags: z.array(Tag).max(20),
  /** How many people it is meant to carry at once. */
  seats: z.int().min(1).max(100_000),
  serves: z.enum(scopesServed),
  hosts: z.array(HostName).max(50),
})

export const Node = z.object({
  id: NodeId,
  name: z.string(),
  engine: z.enum(engineNames),
  /** Made by the house itself, from its settings. */
  ours: z.boolean(),
  /** Null for one of the house. */
  address: z.string().nullable(),
  appId: z.string().nullable(),
  keyId: z.string().nullable(),
  weight: z.number(),
  tags: z.array(z.string()),
  seats: z.int(),
  serves: z.enum(scopesServed),
  hosts: z.array(z.string()),
  state: z.enum(nodeStates),
  /** Since when it is in this state, and by whom; null where nobody changed it. */
  stateSince: Moment.nullable(),
  stateBy: z.string().nullable(),
  health: z.enum(healths),
  trouble: z.enum(troubles).nullable(),
  version: z.string().nullable(),
  /** How long its last answer took, in milliseconds. */
  delay: z.int().nullable(),
  answeredAt: Moment.nullable(),
  /** People on it, as it said when it was last asked. */
  people: z.int(),
  meetings: z.int(),
  /** The share of its seats that is taken, over the last hours, oldest first. */
  curve: z.array(z.number()),
  /** What it can do besides carrying a meeting. */
  abilities: z.array(z.enum(['recording', 'streaming', 'breakouts'])),
  /** Where it asks us whether a meeting may be, if it does: what is to be written into its own settings. */
  reservations: z.string().nullable(),
  can: z.object({ change: z.boolean(), remove: z.boolean() }),
})
export type Node = z.infer<typeof Node>

export const Nodes = z.object({
  nodes: z.array(Node),
  /** How many servers of the house carry this institution’s sessions as well. */
  shared: z.int(),
  /** Whether the reader may say that a server is for other institutions. */
  can: z.object({ serveOthers: z.boolean() }),
  /** People on all of them since the morning, oldest first, by the quarter of an hour. */
  today: z.array(z.object({ at: Moment, people: z.int() })),
})
export type Nodes = z.infer<typeof Nodes>

export const nodeFailures = failures({
  'node.not_found': 404,
  'node.administrator_only': 403,
  'node.of_the_house': 403,
  'node.serves_others_forbidden': 403,
  'node.access_unfit': 400,
  'node.address_taken': 409,
  'node.busy': 409,
})

const nodeParams = z.object({ nodeId: NodeId })
const administrated = { access: 'person', scope: 'institution' } as const

export const listNodes = route({
  ...administrated,
  method: 'GET',
  path: '/nodes',
  summary: 'List the institution’s conference servers, how they are, and what they carry',
  reply: Nodes,
  failures: ['node.administrator_only'],
})

export const addNode = route({
  ...administrated,
  method: 'POST',
  path: '/nodes',
  summary: 'Add a conference server; it carries sessions from then on',
  body: NodeSaid.partial({
    name: true,
    secret: true,
    appId: true,
    keyId: true,
    weight: true,
    tags: true,
    seats: true,
    serves: true,
    hosts: true,
  })
    .extend({ engine: z.enum(addedEngines) })
    .meta({
      examples: [
        {
          engine: 'bigbluebutton',
          address: 'https://bbb.deux-rives.example/bigbluebutton/',
          secret: 'what bbb-conf --secret prints',
        },
      ],
    }),
  reply: Node,
  failures: ['node.administrator_only', 'node.serves_others_forbidden', 'node.access_unfit', 'node.address_taken'],
})

export const changeNode = route({
  ...administrated,
  method: 'PATCH',
  path: '/nodes/:nodeId',
  summary: 'Change some of what is said of a conference server; what runs on it goes on',
  params: nodeParams,
  body: NodeSaid.partial().meta({ examples: [{ weight: 2 }] }),
  reply: Node,
  failures: [
    'node.not_found',
    'node.administrator_only',
    'node.of_the_house',
    'node.serves_others_forbidden',
    'node.access_unfit',
    'node.address_taken',
  ],
})

export const setNodeState = route({
  ...administrated,
  method: 'PUT',
  path: '/nodes/:nodeId/state',
  summary: 'Let a server finish what runs and take nothing more, take it out of use, or put it back',
  params: nodeParams,
  body: z.object({ state: z.enum(nodeStates) }).meta({ examples: [{ state: 'cordoned' }] }),
  reply: Node,
  failures: ['node.not_found', 'node.administrator_only'],
})

/** What may be looked at, in this order; what comes after the first trouble was not, nor what an engine does not tell. */
export const nodeChecks = ['address', 'certificate', 'engine', 'version', 'clock', 'secret'] as const

export const NodeTest = z.object({
  /** Null where nothing is wrong. */
  trouble: z.enum(troubles).nullable(),
  checks: z.array(z.object({ what: z.enum(nodeChecks), ok: z.boolean() })),
  version: z.string().nullable(),
  delay: z.int().nullable(),
  /** Its clock against ours, in seconds. */
  clock: z.int().nullable(),
})
export type NodeTest = z.infer<typeof NodeTest>

export const testAddress = route({
  ...administrated,
  method: 'POST',
  path: '/node-tests',
  summary: 'Try a conference server before it is added: which thing is wrong, if any is',
  body: z
    .object({
      engine: z.enum(addedEngines),
      address: NodeSaid.shape.address,
      secret: NodeSaid.shape.secret.optional(),
      appId: NodeSaid.shape.appId.optional(),
      keyId: NodeSaid.shape.keyId.optional(),
    })
    .meta({
      examples: [
        {
          engine: 'bigbluebutton',
          address: 'https://bbb.deux-rives.example/bigbluebutton/',
          secret: 'of eight or more',
        },
      ],
    }),
  reply: NodeTest,
  failures: ['node.administrator_only', 'node.access_unfit'],
  limit: { count: 20, seconds: 60 },
})

export const testNode = route({
  ...administrated,
  method: 'POST',
  path: '/nodes/:nodeId/tests',
  summary: 'Try a conference server: which thing is wrong, if any is',
  params: nodeParams,
  reply: NodeTest,
  failures: ['node.not_found', 'node.administrator_only'],
  limit: { count: 20, seconds: 60 },
})

export const NodeSession = z.object({
  sessionId: SessionId,
  /** Of another institution, whose rooms are not the reader’s to know. */
  foreign: z.boolean(),
  room: z.string().nullable(),
  startedBy: z.string().nullable(),
  people: z.int(),
  until: Moment,
})
export type NodeSession = z.infer<typeof NodeSession>

export const listNodeSessions = route({
  ...administrated,
  method: 'GET',
  path: '/nodes/:nodeId/sessions',
  summary: 'What still runs on a server, the longest-lasting last',
  params: nodeParams,
  reply: z.array(NodeSession),
  failures: ['node.not_found', 'node.administrator_only'],
})

export const emptyNode = route({
  ...administrated,
  method: 'POST',
  path: '/nodes/:nodeId/end',
  summary: 'End everything that runs on a server, which is given nothing more; rooms can be opened again elsewhere',
  params: nodeParams,
  reply: z.object({
    ended: z.int(),
    /** Its engine did not end them: they are tried again by whoever asks again. */
    failed: z.int(),
  }),
  failures: ['node.not_found', 'node.administrator_only'],
})

/** What a room may name as the carrier of its sessions. */
export const listCarriers = route({
  method: 'GET',
  path: '/carriers',
  summary: 'The engines and servers a room may name, where the institution lets rooms do so; else none',
  access: 'person',
  scope: 'rooms',
  reply: z.array(z.object({ engine: z.enum(engineNames), nodes: z.array(z.object({ id: NodeId, name: z.string() })) })),
})

export const removeNode = route({
  ...administrated,
  method: 'DELETE',
  path: '/nodes/:nodeId',
  summary: 'Take a server off the list, once nothing runs on it any more',
  params: nodeParams,
  reply: done,
  failures: ['node.not_found', 'node.administrator_only', 'node.of_the_house', 'node.busy'],
})

export const nodeRoutes = {
  listNodes,
  addNode,
  changeNode,
  setNodeState,
  testAddress,
  testNode,
  listNodeSessions,
  emptyNode,
  removeNode,
  listCarriers,
}

const ofNode = z.object({ tenantId: TenantId, nodeId: NodeId })
/** For who reads of it later, when it can be asked for no more. */
const named = ofNode.extend({ name: z.string() })

export const nodeAdded = fact('node.added', named.extend({ by: UserId }))
export const nodeChanged = fact('node.changed', named.extend({ by: UserId, what: z.array(z.string()) }))
export const nodeRemoved = fact('node.removed', named.extend({ by: UserId }))
export const nodeEmptied = fact('node.emptied', named.extend({ by: UserId, sessions: z.int() }))
/** It does not answer any more, or does again. */
export const nodeFell = fact('node.fell', named)
export const nodeRecovered = fact('node.recovered', named)
/** They were asked how they are. */
export const nodesPolled = fact('nodes.polled', z.object({ tenantId: TenantId }))

export const nodeFacts = [nodeAdded, nodeChanged, nodeRemoved, nodeEmptied, nodeFell, nodeRecovered, nodesPolled]
