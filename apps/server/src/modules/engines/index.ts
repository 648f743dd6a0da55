import { readOccupancy, startConnectionTest } from '@amphi/contract/engines'
import { Failure } from '#platform/failure'
import type { Ground } from '#platform/ground'
import { createAbsentEngine } from './absent/absent.driver.ts'
import { createEar, createEnginesService } from './engines.service.ts'
import { createFakeEngine } from './fake/fake.driver.ts'
import { createLiveKitEngine, type LiveKitSettings } from './livekit/livekit.driver.ts'
import { mountLiveKitHook } from './livekit/livekit.hook.ts'

export type { Connection, EngineEvent, MaySend } from './engine.ts'
export type { LiveKitSettings } from './livekit/livekit.driver.ts'

export interface EngineChoice {
  /** Undefined where a test or a demonstration needs no media; at rest where it is there, but does not run now. */
  livekit: LiveKitSettings | 'at rest' | undefined
  seats: number
  turn: boolean
}

export const openEngines = ({ http, clock }: Ground, { livekit, seats, turn }: EngineChoice) => {
  const { hear, listen } = createEar()
  const unreachable = () => new Failure('engine.unreachable')
  const absent = (name: string) => createAbsentEngine({ name, unreachable })
  const fake = livekit ? undefined : createFakeEngine({ hear, unreachable, clock })
  const engine = livekit === 'at rest' ? absent('livekit') : livekit ? createLiveKitEngine(livekit) : fake
  if (!engine) throw new Error('There is no engine.')
  if (livekit && livekit !== 'at rest') mountLiveKitHook({ app: http.app, hear, ...livekit })

  const engines = createEnginesService({ engine, absent, clock, seats, turn })
  http.mount(readOccupancy, () => engines.occupancy())
  http.mount(startConnectionTest, () => engines.tryOut())
  return { ...engines, listen, world: fake?.world }
}

export type Engines = ReturnType<typeof openEngines>
