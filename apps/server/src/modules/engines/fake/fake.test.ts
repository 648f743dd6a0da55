import { describe, expect, test } from 'vitest'
import { systemClock } from '#platform/clock'
import { Failure } from '#platform/failure'
import type { EngineEvent } from '../engine.ts'
import { engineSuite } from '../engine.suite.ts'
import { createFakeEngine } from './fake.driver.ts'

const aFake = () => {
  const told: EngineEvent[] = []
  const hear = async (event: EngineEvent) => void told.push(event)
  const unreachable = () => new Failure('engine.unreachable')
  const { world, ...engine } = createFakeEngine({ name: 'fake', hear, unreachable, clock: systemClock })
  return { engine, world, told }
}

const { engine, world, told } = aFake()

describe('the fake engine', () => {
  engineSuite(() => ({
    engine,
    told,
    async connect(pass) {
      const token = pass.by === 'media' ? pass.token : ''
      await world.connect(token)
      const { key, visitor } = JSON.parse(token) as { key: string; visitor: { identity: string } }
      return {
        leave: () => world.disconnect(key, visitor.identity),
        publish: async (source) => world.publish(key, visitor.identity, source),
      }
    },
    sends: async (key, identity) => world.sends(key, identity),
  }))

  test('may be told not to answer, as a real one sometimes does not', async () => {
    const { engine: away, world: its } = aFake()
    its.answer(false)

    await expect(away.load()).rejects.toEqual(new Failure('engine.unreachable'))
  })
})
