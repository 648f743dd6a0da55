import { readFileSync } from 'node:fs'
import {
  AudioFrame,
  AudioSource,
  dispose,
  LocalAudioTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node'
import type { Measured } from './figures.ts'
import { startAmphi } from './amphi.ts'

const megabyte = 1024 * 1024
const listeners = 97
const speakers = 3
/** Who connect side by side: all at once would only wait for one another. */
const atOnce = 10

/** What one process holds alone, plus its share of what it shares. */
const heldBy = (pid: number) => {
  const found = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m)
  return (Number(found?.[1] ?? 0) * 1024) / megabyte
}

const settle = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

const total = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + heldBy(pid), 0)

interface Pass {
  url: string
  token: string
}

/** A hum of one frame, again and again, until its room is left. */
const speak = async (room: Room) => {
  const source = new AudioSource(48_000, 1)
  const track = LocalAudioTrack.createAudioTrack('microphone', source)
  const options = new TrackPublishOptions()
  options.source = TrackSource.SOURCE_MICROPHONE
  await room.localParticipant?.publishTrack(track, options)
  const frame = AudioFrame.create(48_000, 1, 480)
  for (let i = 0; i < frame.data.length; i += 1)
    frame.data[i] = Math.round(8000 * Math.sin((i / 480) * 2 * Math.PI * 4))
  void (async () => {
    while (room.isConnected) await source.captureFrame(frame)
  })()
}

/** At rest, then with a hundred people in one room, of whom three speak. */
export const measureMemory = async (): Promise<Measured[]> => {
  const amphi = await startAmphi()
  try {
    await settle(8)
    const rest = total(amphi.pids())
    const serverAtRest = heldBy(amphi.pid)
    const passes: Pass[] = []
    const code = await amphi.startMeeting()
    for (let i = 0; i < listeners + speakers; i += 1) passes.push(await amphi.enter(code, `Personne ${i}`))
    const rooms: Room[] = []
    const come = async ({ token }: Pass, index: number) => {
      const room = new Room()
      await room.connect(amphi.url.replace(/^http/, 'ws'), token, { autoSubscribe: true, dynacast: false })
      if (index < speakers) await speak(room)
      rooms.push(room)
    }
    for (let i = 0; i < passes.length; i += atOnce) {
      await Promise.all(passes.slice(i, i + atOnce).map((pass, index) => come(pass, i + index)))
    }
    await settle(10)
    const server = heldBy(amphi.pid)
    for (const room of rooms) await room.disconnect()
    await dispose()
    return [
      { name: 'everything at rest', value: rest, unit: 'MB', aim: '≤ 450' },
      { name: 'the server at rest', value: serverAtRest, unit: 'MB' },
      { name: 'the server with 100 people in a room', value: server, unit: 'MB', aim: '≤ 250' },
    ]
  } finally {
    await amphi.stop()
  }
}
