import { type Node, nodeChecks, type NodeTest, type Trouble } from '@amphi/contract/nodes'
import type { Capabilities, Report } from './engine.ts'
import { nodeAbilities } from './nodes.policy.ts'
import type { NodeRow } from './nodes.repository.ts'

interface About {
  seats: number
  curve: number[]
  can: Capabilities
  reservations: string | null
}

export interface Sample {
  nodeId: string
  at: Date
  people: number | null
  taken: number | null
}

/** So many points of a server’s own curve: three hours by the quarter. */
const points = 12

export const curveOf = (samples: readonly Sample[], nodeId: string) =>
  samples
    .filter((it) => it.nodeId === nodeId)
    .slice(-points)
    .map(({ taken }) => Math.round((taken ?? 0) * 1000) / 1000)

/** Of all servers together. */
export const sumsOf = (samples: readonly Sample[]) =>
  [...Map.groupBy(samples, ({ at }) => at.toISOString())].map(([at, its]) => ({
    at,
    people: its.reduce((sum, { people }) => sum + (people ?? 0), 0),
  }))

export const seenNode = (node: NodeRow, { seats, curve, can, reservations }: About): Node => {
  // What is for nobody, its secret above all, the reply’s schema leaves out.
  return {
    ...node,
    seats,
    stateSince: node.stateSince?.toISOString() ?? null,
    trouble: node.state === 'disabled' ? null : node.trouble,
    answeredAt: node.answeredAt?.toISOString() ?? null,
    curve,
    reservations,
    abilities: (['recording', 'streaming', 'breakouts'] as const).filter((ability) => can[ability]),
    can: nodeAbilities(node),
  }
}

const wrongAt: Record<Trouble, (typeof nodeChecks)[number]> = {
  address_refused: 'address',
  not_found: 'address',
  no_answer: 'address',
  certificate: 'certificate',
  not_an_engine: 'engine',
  version: 'version',
  clock: 'clock',
  secret: 'secret',
}

/** What was looked at, up to what is wrong. */
export const testOf = (report: Report): NodeTest => {
  const wrong = report.trouble && wrongAt[report.trouble]
  const looked = (wrong ? nodeChecks.slice(0, nodeChecks.indexOf(wrong) + 1) : nodeChecks).filter(
    (what) => report.looked?.includes(what) ?? true,
  )
  return { ...report, checks: looked.map((what) => ({ what, ok: what !== wrong })) }
}
