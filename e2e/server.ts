import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nodeFlags from '../apps/server/node-flags.json' with { type: 'json' }
import { findFreePort } from '@amphi/server/platform/children/ports'
import { processesIn } from '@amphi/server/platform/children/processes'

const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))

/** The whole of Amphi, as `npm start` runs it, on a data folder and ports of its own. */
export const aServer = async (env: Record<string, string> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-e2e-'))
  chmodSync(folder, 0o711)
  const port = await findFreePort()
  const settings = {
    PORT: String(port),
    AMPHI_DATA: join(folder, 'data'),
    AMPHI_LOG: 'warn',
    AMPHI_MEDIA_UDP_PORT: String(await findFreePort()),
    AMPHI_MEDIA_TCP_PORT: String(await findFreePort()),
    AMPHI_ADMIN_EMAIL: 'malik@example.org',
    AMPHI_ADMIN_PASSWORD: 'a fine long one',
    ...env,
  }
  let child: ChildProcess | undefined
  let said = ''

  const start = async () => {
    const begun = performance.now()
    const started = spawn(process.execPath, [...nodeFlags, main, '--with-starter'], {
      env: { ...process.env, ...settings },
      // Its way in is ours to hold: should a test run be killed, the server ends with it, and leaves nothing behind.
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    })
    child = started
    started.stderr.on('data', (text: Buffer) => (said += text.toString()))
    await new Promise<void>((resolve, reject) => {
      started.once('exit', (code) => reject(new Error(`Amphi ended with ${code}: ${said}`)))
      started.stdout.on('data', (text: Buffer) => {
        said += text.toString()
        if (said.includes('Amphi is ready')) resolve()
      })
    })
    return performance.now() - begun
  }

  /** With what it ended. */
  const kill = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = (await ended) as [number | null]
    said = ''
    return code
  }

  const livekitPid = () =>
    (JSON.parse(readFileSync(join(settings.AMPHI_DATA, 'livekit', 'running.json'), 'utf8')) as { pid: number }).pid

  await start()
  return {
    url: `http://localhost:${port}`,
    folder,
    settings,
    start,
    kill,
    /** Everything it wrote. */
    said: () => said,
    livekitPid,
    /** Nothing passes any more, neither signalling nor media, and nobody says so: as when a cable is pulled. */
    silence(silent: boolean) {
      const signal = silent ? 'SIGSTOP' : 'SIGCONT'
      child?.kill(signal)
      process.kill(livekitPid(), signal)
    },
    postgresPid: () =>
      Number(readFileSync(join(settings.AMPHI_DATA, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    pid: () => child?.pid ?? 0,
    /** The postmaster and all it has started. */
    postgresPids: () => processesIn(join(settings.AMPHI_DATA, 'postgres', 'data')),
    async stop() {
      await kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Server = Awaited<ReturnType<typeof aServer>>
