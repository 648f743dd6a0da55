import type { Bus } from './bus.ts'
import type { Clock } from './clock.ts'
import type { Db } from './db.ts'
import type { Files } from './files.ts'
import type { Http } from './http.ts'
import type { Jobs } from './jobs.ts'
import type { Limits } from './limits.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { OutgoingDoor } from './outgoing.ts'
import type { Keys } from './secrets.ts'
import type { Sockets } from './sockets.ts'
import type { Sweeps } from './sweeps.ts'

/** What a module stands on. It takes what it needs of this, and the services of the floors below. */
export interface Ground {
  db: Db
  bus: Bus
  jobs: Jobs
  clock: Clock
  keys: Keys
  files: Files
  log: Log
  metrics: Metrics
  http: Http
  limits: Limits
  sockets: Sockets
  sweeps: Sweeps
  /** Where people reach us, without a slash at the end. */
  publicUrl: string
  /** To machines at addresses that people gave us. */
  outgoing: OutgoingDoor
}
