import type { EngineName } from '@amphi/contract/nodes'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { OutgoingDoor } from '#platform/outgoing'
import type { Keys } from '#platform/secrets'
import { bigBlueButtonCapabilities, createBigBlueButtonEngine } from './bigbluebutton/bigbluebutton.driver.ts'
import { createEndings } from './bigbluebutton/endings.ts'
import type { Capabilities, Engine, HearEngine, Report } from './engine.ts'
import { createJitsiEngine, jitsiCapabilities, tryJitsi } from './jitsi/jitsi.driver.ts'
import { isFit, type NodeAccess } from './node-access.ts'
import type { NodeRow } from './nodes.repository.ts'

interface Needs {
  db: Db
  keys: Keys
  outgoing: OutgoingDoor
  clock: Clock
  hear: HearEngine
  publicUrl: string
  /** The house’s own, made from its settings. */
  own: Engine
  absent: (name: string) => Engine
}

/** How one speaks to the servers of an engine that is not the house’s own. */
interface Tongue {
  capabilities: Capabilities
  tryOut: (access: NodeAccess) => Promise<Report>
  make: (access: NodeAccess, node: Pick<NodeRow, 'tenantId' | 'id'>) => Engine
}

/** What speaks to each server, made once for as long as nothing is said anew of it. */
export const createDrivers = ({ db, keys, outgoing, clock, hear, publicUrl, own, absent }: Needs) => {
  const mark = keys.sign('engines', 'mark').slice(0, 20)
  const { callbackOf } = createEndings({ keys, publicUrl })
  const made = new Map<string, { of: string; engine: Engine }>()

  const bigBlueButton = ({ address, secret }: NodeAccess) => {
    const access = { address, secret: secret ?? '' }
    return createBigBlueButtonEngine({ access, outgoing, clock, mark, endCallback: callbackOf })
  }

  const tongues: Partial<Record<string, Tongue>> = {
    bigbluebutton: {
      capabilities: bigBlueButtonCapabilities,
      tryOut: (access) => bigBlueButton(access).test(),
      make: bigBlueButton,
    },
    jitsi: {
      capabilities: jitsiCapabilities,
      tryOut: (access) => tryJitsi(access, { outgoing, clock }),
      make: (access, node) => createJitsiEngine({ access, of: node, db, keys, clock, outgoing, hear }),
    },
  } satisfies Partial<Record<EngineName, Tongue>>

  return {
    /** One that is not in the list, or not yet. */
    tryOut: (name: EngineName, access: NodeAccess) => tongues[name]?.tryOut(access) ?? absent(name).test(),

    /** What an engine can, whichever server of it. */
    able: (name: string): Capabilities => {
      if (name === own.name) return own.capabilities
      return tongues[name]?.capabilities ?? absent(name).capabilities
    },

    of(node: NodeRow): Engine {
      const { id, engine: name, ours, address, sealedSecret, appId, keyId } = node
      if (ours) return own.name === name ? own : absent(name)
      const tongue = tongues[name]
      if (address === null || !tongue) return absent(name)
      const of = JSON.stringify([address, sealedSecret, appId, keyId])
      const known = made.get(id)
      if (known?.of === of) return known.engine
      const secret = sealedSecret === null ? null : keys.unseal(sealedSecret)
      const access = { address, secret, appId, keyId }
      if (!isFit(name, access)) return absent(name)
      const engine = tongue.make(access, node)
      made.set(id, { of, engine })
      return engine
    },
  }
}

export type Drivers = ReturnType<typeof createDrivers>
