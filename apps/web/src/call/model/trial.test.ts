import { describe, expect, test } from 'vitest'
import type { Outcome, Way } from '../media/trial.ts'
import { createScope } from '../scope.ts'
import { createTrial, type Findings, verdictOf } from './trial.ts'

const works: Outcome = { ok: true, milliseconds: 80 }
const blocked: Outcome = { ok: false, why: 'blocked' }

const found = async (outcomes: Partial<Record<Way, Outcome>>, turn = true, answers = true) => {
  const trial = createTrial(createScope(), {
    start: () => (answers ? Promise.resolve({ media: { url: '', token: '' }, turn }) : Promise.reject(new Error('no'))),
    tryWay: (way) => Promise.resolve(outcomes[way] ?? blocked),
  })
  trial.run()
  return new Promise<Findings>((done) => {
    const look = () => verdictOf(trial.findings.get()) !== null && done(trial.findings.get())
    trial.findings.subscribe(look)
  })
}

const states = (findings: Findings) => Object.values(findings).map(({ state }) => state)

describe('the connection test', () => {
  test('says that all is well', async () => {
    const findings = await found({ udp: works, tcp: works, relay: works })

    expect(states(findings)).toEqual(['works', 'works', 'works', 'works', 'works'])
    expect(verdictOf(findings)).toBe('good')
  })

  test('a network without UDP leaves a way', async () => {
    const findings = await found({ tcp: works })

    expect(states(findings)).toEqual(['works', 'works', 'fails', 'works', 'fails'])
    expect(findings.udp.why).toBe('blocked')
    expect(verdictOf(findings)).toBe('fair')
  })

  test('a relay that is not there is not a fault', async () => {
    const findings = await found({ udp: works, tcp: works }, false)

    expect(findings.relay).toEqual({ state: 'off', why: 'off' })
  })

  test('without a WebSocket the rest is not tried', async () => {
    const findings = await found({ udp: { ok: false, why: 'signal' } })

    expect(states(findings)).toEqual(['works', 'fails', 'fails', 'fails', 'fails'])
    expect(findings.tcp.why).toBe('not_tried')
    expect(verdictOf(findings)).toBe('bad')
  })

  test('a server that does not answer ends it', async () => {
    const findings = await found({}, true, false)

    expect(findings.server.why).toBe('server')
    expect(verdictOf(findings)).toBe('bad')
  })
})
