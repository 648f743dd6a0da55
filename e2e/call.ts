import { setTimeout as pause } from 'node:timers/promises'
import type { TestPage } from './browser.ts'

/** A page of whichever browser. */
export interface AnyPage {
  evaluate: <T>(deed: () => Promise<T>) => Promise<T>
}

/** From the device check into the call. */
export const join = async (page: TestPage, name: string) => {
  const field = page.getByLabel('Your name in the meeting')
  await field.fill(name)
  await page.getByRole('button', { name: /^(Join|Open and join)$/ }).click()
  await page.getByRole('button', { name: 'Leave', exact: true }).waitFor()
}

/** For a page to run before its own scripts: it keeps all its peer connections, whose statistics tell what passes. */
export const keepPeers = () => {
  const Native = window.RTCPeerConnection
  const peers: RTCPeerConnection[] = []
  Object.assign(window, { peers })
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      peers.push(this)
    }
  }
}

export const spyOnPeers = (page: Pick<TestPage, 'addInitScript'>) => page.addInitScript(keepPeers)

export interface Received {
  /** Frames decoded of others' pictures. */
  frames: number
  /** Energy of others' sound: grows only while something is heard. */
  energy: number
  widest: number
}

/** What this page has received and decoded until now, over all its peer connections. */
export const received = (page: AnyPage): Promise<Received> =>
  page.evaluate(async () => {
    const { peers = [] } = window as unknown as { peers?: RTCPeerConnection[] }
    const sum = { frames: 0, energy: 0, widest: 0 }
    for (const peer of peers) {
      const stats = await peer.getStats().catch(() => new Map())
      stats.forEach((it: { type: string; kind?: string; [key: string]: unknown }) => {
        if (it.type !== 'inbound-rtp') return
        if (it.kind === 'video') {
          sum.frames += Number(it.framesDecoded ?? 0)
          sum.widest = Math.max(sum.widest, Number(it.frameWidth ?? 0))
        }
        if (it.kind === 'audio') sum.energy += Number(it.totalAudioEnergy ?? 0)
      })
    }
    return sum
  })

/** Waits until a figure of what is received has grown by more than so much, or says that it has not. */
const grows = async (page: AnyPage, figure: keyof Received, by: number, timeout: number) => {
  const late = performance.now() + timeout
  let least = (await received(page))[figure]
  for (;;) {
    const now = (await received(page))[figure]
    if (now > least + by) return
    // A connection made anew begins to count at nothing.
    least = Math.min(least, now)
    if (performance.now() > late) throw new Error(`The ${figure} received did not grow in ${timeout / 1000} s.`)
    await pause(100)
  }
}

/** Pictures of others go on: frames are decoded that were not there a moment ago. */
export const sees = (page: AnyPage, timeout = 20_000) => grows(page, 'frames', 10, timeout)

/** Others are heard: their sound has energy that was not there a moment ago. */
export const hears = (page: AnyPage, timeout = 20_000) => grows(page, 'energy', 0, timeout)
