import type { EngineName } from '@amphi/contract/nodes'
import type { Clock } from '#platform/clock'
import type { OutgoingDoor } from '#platform/outgoing'
import type { Keys } from '#platform/secrets'
import { bigBlueButtonCapabilities, createBigBlueButtonEngine } from './bigbluebutton/bigbluebutton.driver.ts'
import { createEndings } from './bigbluebutton/endings.ts'
import type { Capabilities, Engine } from './engine.ts'
import type { NodeRow } from './nodes.repository.ts'

interface Needs {
  keys: Keys
  outgoing: OutgoingDoor
  clock: Clock
  publicUrl: string
  /** The house’s own, made from its settings. */
  own: Engine
  absent: (name: string) => Engine
}

export interface Access {
  address: string
  secret: string
}

/** What speaks to each server, made once for as long as nothing is said anew of it. */
export const createDrivers = ({ keys, outgoing, clock, publicUrl, own, absent }: Needs) => {
  const mark = keys.sign('engines', 'mark').slice(0, 20)
  const { callbackOf } = createEndings({ keys, publicUrl })
  const made = new Map<string, { of: string; engine: Engine }>()

  const makers: Partial<Record<EngineName, (access: Access) => Engine>> = {
    bigbluebutton: (access) => createBigBlueButtonEngine({ access, outgoing, clock, mark, endCallback: callbackOf }),
  }

  const make = (name: EngineName, access: Access) => makers[name]?.(access) ?? absent(name)

  return {
    /** For one that is only tried. */
    make,

    /** What an engine can, whichever server of it. */
    able: (name: string): Capabilities => {
      if (name === own.name) return own.capabilities
      return name === 'bigbluebutton' ? bigBlueButtonCapabilities : absent(name).capabilities
    },

    of({ id, engine: name, ours, address, sealedSecret }: NodeRow): Engine {
      if (ours) return own.name === name ? own : absent(name)
      if (address === null || sealedSecret === null) return absent(name)
      const of = `${address} ${sealedSecret}`
      const known = made.get(id)
      if (known?.of === of) return known.engine
      const engine = make(name, { address, secret: keys.unseal(sealedSecret) })
      made.set(id, { of, engine })
      return engine
    },
  }
}

export type Drivers = ReturnType<typeof createDrivers>
