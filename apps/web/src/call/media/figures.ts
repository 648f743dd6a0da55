import type { Room } from 'livekit-client'
import type { Figures } from './types.ts'

type Entry = Record<string, unknown> & { id: string; type: string; timestamp: number }

const num = (entry: Entry | undefined, key: string): number => {
  const value = entry?.[key]
  return typeof value === 'number' ? value : 0
}

const largest = (entries: readonly Entry[]) =>
  entries.toSorted((a, b) => num(b, 'frameWidth') - num(a, 'frameWidth'))[0]

/** `1280 × 720, 25/s, VP8` of the largest picture in one direction. */
const described = (entries: readonly Entry[], byId: Map<string, Entry>): string | null => {
  const best = largest(entries)
  if (!best || num(best, 'frameWidth') === 0) return null
  const codec = byId.get(String(best['codecId']))?.['mimeType']
  const name = typeof codec === 'string' ? codec.split('/')[1] : undefined
  const rate = Math.round(num(best, 'framesPerSecond'))
  return `${num(best, 'frameWidth')} × ${num(best, 'frameHeight')}, ${rate}/s${name ? `, ${name}` : ''}`
}

/** Which way the media takes, read from the pair of candidates that won. */
export const pathOf = (pair: Entry | undefined, byId: Map<string, Entry>): Figures['path'] => {
  const local = byId.get(String(pair?.['localCandidateId']))
  if (!local) return null
  if (local['candidateType'] === 'relay') return 'relay'
  return local['protocol'] === 'tcp' ? 'tcp' : 'udp'
}

export const entriesOf = (reports: readonly RTCStatsReport[]): Entry[] => {
  const entries: Entry[] = []
  for (const report of reports) report.forEach((entry: Entry) => entries.push(entry))
  return entries
}

export interface Count {
  at: number
  received: number
  sent: number
  packets: number
  lost: number
}

/** Reads one moment; rates are what came since the `last` one. */
export const readFigures = (entries: readonly Entry[], last: Count | null, before: number) => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const pairs = entries
    .filter((entry) => entry.type === 'transport')
    .map((t) => byId.get(String(t['selectedCandidatePairId'])))
  const used = pairs.filter((pair) => pair !== undefined)
  const inbound = entries.filter((entry) => entry.type === 'inbound-rtp')
  const outbound = entries.filter((entry) => entry.type === 'outbound-rtp' && entry['kind'] === 'video')
  const sum = (of: readonly Entry[], key: string) => of.reduce((total, entry) => total + num(entry, key), 0)
  const count: Count = {
    at: entries[0]?.timestamp ?? 0,
    received: sum(used, 'bytesReceived'),
    sent: sum(used, 'bytesSent'),
    packets: sum(inbound, 'packetsReceived'),
    lost: sum(inbound, 'packetsLost'),
  }
  const seconds = last ? (count.at - last.at) / 1000 : 0
  const rate = (now: number, then: number) =>
    seconds > 0 ? Math.max(0, Math.round(((now - then) * 8) / seconds / 1000)) : 0
  const came = count.packets - (last?.packets ?? 0)
  const went = Math.max(0, count.lost - (last?.lost ?? 0))
  const trip = used.map((pair) => num(pair, 'currentRoundTripTime')).filter((time) => time > 0)
  const figures: Figures = {
    received: rate(count.received, last?.received ?? 0),
    sent: rate(count.sent, last?.sent ?? 0),
    delay: trip.length > 0 ? Math.round(Math.max(...trip) * 1000) : null,
    loss: last && came + went > 0 ? went / (came + went) : null,
    total: before + count.received + count.sent,
    sending: described(
      outbound.filter((entry) => entry['active'] !== false),
      byId,
    ),
    receiving: described(
      inbound.filter((entry) => entry['kind'] === 'video'),
      byId,
    ),
    path: pathOf(used[0], byId),
  }
  return { figures, count }
}

const tooSoon = 600

/** Counts over the whole stay, whatever number of connections it took. */
export const createFigures = () => {
  let last: Count | null = null
  let shown: Figures | null = null
  let before = 0
  return {
    renewed: () => {
      before += (last?.received ?? 0) + (last?.sent ?? 0)
      last = null
    },
    measure: async (room: Room | null): Promise<Figures | null> => {
      const manager = room?.engine.pcManager
      const asked = [manager?.publisher.getStats(), manager?.subscriber?.getStats()]
      const reports = await Promise.all(asked.filter((report) => report !== undefined))
      if (reports.length === 0) return null
      const { figures, count } = readFigures(entriesOf(reports), last, before)
      // Two who ask at once: what came in a few milliseconds is no rate.
      if (last && shown && count.at - last.at < tooSoon) return shown
      // A full reconnection inside the client starts its counts again from nothing.
      if (last && count.received < last.received) before += last.received + last.sent
      last = count
      shown = figures
      return figures
    },
  }
}
