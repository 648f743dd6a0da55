import type { AddressInfo } from 'node:net'
import { describe } from 'vitest'
import { leaveSession } from '@amphi/contract/sessions'
import { createBigBlueButtonEngine } from './bigbluebutton.driver.ts'
import { engineSuite } from '../engine.suite.ts'
import { systemClock } from '#platform/clock'
import { createOutgoing } from '#platform/outgoing'
import { aPlugin } from '@amphi/testkit/bbb-plugin'
import { aHouse } from '@amphi/testkit/house'
import { comeInside } from '@amphi/testkit/story'

/** The one that stands behind, and carries the meetings of another. */
const house = await aHouse({ limitScale: 1000 })
await house.app.listen({ host: '127.0.0.1', port: 0 })
const { port } = house.app.server.address() as AddressInfo
const { secret } = await aPlugin(house, 'Amphi')

const engine = createBigBlueButtonEngine({
  access: { address: `http://127.0.0.1:${port}/bigbluebutton/`, secret },
  outgoing: createOutgoing(['127.0.0.0/8']),
  clock: systemClock,
  mark: 'ours',
  endCallback: (key) => `http://127.0.0.1:1/${key}`,
})

/** As a browser follows an address: to a page of the one behind, where its visitor goes in. */
const walkIn = async (address: string) => {
  const { headers } = await fetch(address, { redirect: 'manual' })
  const to = headers.get('location') ?? ''
  const code = /^\/p\/([\w-]+)$/.exec(to)?.[1]
  if (code === undefined) throw new Error(`Sent away: ${to}`)
  return comeInside(house, house.aGuest(), code)
}

describe('Amphi behind Amphi, by BigBlueButton’s language', () => {
  engineSuite(
    () => ({
      engine,
      told: [],
      async connect(pass) {
        if (pass.by !== 'address') throw new Error('No address')
        const { visitor, params } = await walkIn(pass.address)
        return {
          leave: async () => void (await visitor.ask(leaveSession, { params })),
          publish: async () => {},
        }
      },
      sends: async () => [],
    }),
    ['events', 'remove', 'mute', 'permit'],
  )
})
