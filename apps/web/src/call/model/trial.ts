import type { Outcome, Way } from '../media/trial.ts'
import type { MediaPass } from '../media/types.ts'
import type { Scope } from '../scope.ts'
import { createStore, type Readable } from '../store.ts'

export type Step = 'server' | 'signal' | Way
export const steps: readonly Step[] = ['server', 'signal', 'udp', 'tcp', 'relay']

export type Why = 'server' | 'signal' | 'blocked' | 'other' | 'off' | 'not_tried'
export interface Finding {
  state: 'waiting' | 'running' | 'works' | 'fails' | 'off'
  milliseconds?: number
  why?: Why
}
export type Findings = Readonly<Record<Step, Finding>>

const waiting: Finding = { state: 'waiting' }
export const nothingYet: Findings = { server: waiting, signal: waiting, udp: waiting, tcp: waiting, relay: waiting }

/** What all of it means to someone who wants to take part. */
export const verdictOf = (findings: Findings): 'good' | 'fair' | 'bad' | null => {
  const { udp, tcp, relay } = findings
  if (steps.some((step) => ['waiting', 'running'].includes(findings[step].state))) return null
  if (udp.state === 'works') return 'good'
  return tcp.state === 'works' || relay.state === 'works' ? 'fair' : 'bad'
}

interface Needs {
  /** A meeting of one's own for a minute; each way takes a new one. */
  start: () => Promise<{ media: MediaPass; turn: boolean }>
  tryWay: (way: Way, pass: MediaPass) => Promise<Outcome>
  now?: () => number
}

export interface TrialView {
  findings: Readable<Findings>
  run: () => void
}

const ofOutcome = (outcome: Outcome): Finding =>
  outcome.ok ? { state: 'works', milliseconds: outcome.milliseconds } : { state: 'fails', why: outcome.why }

/** Tries each way in turn, and says of each whether it works, and why not. */
export const createTrial = (scope: Scope, { start, tryWay, now = () => performance.now() }: Needs): TrialView => {
  const findings = createStore(nothingYet)
  let running = false
  const put = (step: Step, finding: Finding) => {
    if (!scope.ended) findings.change((all) => ({ ...all, [step]: finding }))
  }
  const giveUp = (from: readonly Step[]) => {
    for (const step of from) put(step, { state: 'fails', why: 'not_tried' })
  }

  const tryOne = async (way: Way) => {
    put(way, { state: 'running' })
    const { media } = await start()
    const outcome = await tryWay(way, media)
    put(way, ofOutcome(outcome))
    return outcome
  }

  const runAll = async () => {
    findings.set(nothingYet)
    const begun = now()
    put('server', { state: 'running' })
    let turn: boolean
    try {
      turn = (await start()).turn
      put('server', { state: 'works', milliseconds: Math.round(now() - begun) })
    } catch {
      put('server', { state: 'fails', why: 'server' })
      return giveUp(['signal', 'udp', 'tcp', 'relay'])
    }
    put('signal', { state: 'running' })
    const first = await tryOne('udp')
    if (!first.ok && first.why === 'signal') {
      put('signal', { state: 'fails', why: 'signal' })
      return giveUp(['udp', 'tcp', 'relay'])
    }
    put('signal', { state: 'works' })
    await tryOne('tcp')
    if (turn) await tryOne('relay')
    else put('relay', { state: 'off', why: 'off' })
  }

  return {
    findings,
    run: () => {
      if (running) return
      running = true
      void runAll()
        // The server went away in the middle: what was found stays, the rest says so.
        .catch(() => {
          for (const step of steps)
            if (['waiting', 'running'].includes(findings.get()[step].state))
              put(step, { state: 'fails', why: 'server' })
        })
        .finally(() => {
          running = false
        })
    },
  }
}
