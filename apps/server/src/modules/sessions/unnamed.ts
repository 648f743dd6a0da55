import type { Connection } from '#modules/engines'

/**
 * An engine may say who is there, and neither since when nor by which connection: then whoever was there already is
 * there still, and for whoever was not a stay begins now.
 */
export const withStays = (
  present: readonly Connection[],
  open: readonly { participantId: string; connection: string; joinedAt: Date }[],
  now: Date,
): Connection[] =>
  present.map((it) => {
    const stay = open.find(({ participantId }) => participantId === it.identity)
    const { connection, joinedAt } = stay ?? { connection: `${it.identity} ${now.getTime()}`, joinedAt: now }
    return { ...it, connection, joinedAt }
  })
