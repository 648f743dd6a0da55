import { readFileSync } from 'node:fs'
import { startAmphi } from './amphi.ts'
import type { Measured } from './figures.ts'
import { type Process, startProcess } from './process.ts'

const people = 100
const speakers = 3
/** So many in one process: more of these clients side by side stumble over one another. */
const together = 25

/** Megabytes that a process holds alone, with its share of what it shares. */
const heldBy = (pid: number) => {
  const found = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m)
  return Number(found?.[1] ?? 0) / 1024
}

const settle = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** At rest, then with a hundred people in one room, each with the live line a page keeps open; three of them speak. */
export const measureMemory = async (): Promise<Measured[]> => {
  const amphi = await startAmphi()
  const groups: Process[] = []
  try {
    await settle(8)
    const rest = amphi.pids().reduce((sum, pid) => sum + heldBy(pid), 0)
    const serverAtRest = heldBy(amphi.pid)

    const code = await amphi.startMeeting()
    const seats = []
    for (let i = 0; i < people; i += 1) seats.push(await amphi.sitDown(code, `Personne ${i}`))
    for (let i = 0; i < people; i += together) {
      const tokens = seats.slice(i, i + together).map(({ token }) => token)
      groups.push(
        await startProcess('./voices-process.ts', {
          BENCH_URL: amphi.url.replace(/^http/, 'ws'),
          BENCH_TOKENS: tokens.join(' '),
          BENCH_SPEAKERS: i === 0 ? String(speakers) : '0',
        }),
      )
    }
    await settle(10)
    const inside = await amphi.inside(code)
    const server = heldBy(amphi.pid)
    for (const { leave } of seats) leave()
    return [
      { name: 'everything at rest', value: rest, unit: 'MB', aim: '≤ 450' },
      { name: 'the server at rest', value: serverAtRest, unit: 'MB' },
      { name: 'people in one room', value: inside, unit: 'people' },
      { name: 'the server with them', value: server, unit: 'MB', aim: '≤ 250' },
    ]
  } finally {
    for (const group of groups) await group.end()
    await amphi.stop()
  }
}
