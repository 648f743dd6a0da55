import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLiveKit } from '@amphi/server/platform/children/livekit'
import { findFreePort } from '@amphi/server/platform/children/ports'
import { openPostgres } from '@amphi/server/platform/children/postgres'
import { parseConfig } from '@amphi/server/platform/config'

const quiet = { info() {}, warn() {}, error() {} }

/** A PostgreSQL with the settings of a real start, and, where media matters, a LiveKit: in a folder that goes with them. */
export const aGround = async (hooksPort = 1) => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-bench-'))
  chmodSync(folder, 0o711)
  const ports = {
    AMPHI_MEDIA_UDP_PORT: String(await findFreePort()),
    AMPHI_MEDIA_TCP_PORT: String(await findFreePort()),
    AMPHI_MEDIA_IP: '127.0.0.1',
  }
  const config = parseConfig({ ...process.env, AMPHI_DATA: folder, ...ports })
  const logFile = join(folder, 'postgres.log')
  const postgres = await openPostgres({ folder: join(folder, 'postgres'), logFile, tell: quiet })
  const secret = 'a secret of the benchmarks, long enough for anyone'
  const hooksUrl = `http://127.0.0.1:${hooksPort}/hooks/livekit`
  const livekit = await openLiveKit({ config, folder, secret, hooksUrl, tell: quiet })
  return {
    folder,
    databaseUrl: postgres.url,
    livekit,
    async close() {
      await livekit.stop()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
