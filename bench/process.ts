import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import nodeFlags from '../apps/server/node-flags.json' with { type: 'json' }

export interface Process {
  child: ChildProcess
  port: number
  end(): Promise<void>
}

/** A program of this folder, that says on its first line of JSON where it listens. */
export const startProcess = async (file: string, env: Record<string, string>): Promise<Process> => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const flags = (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter((flag) => flag !== '')
  const child = spawn(process.execPath, [...nodeFlags, ...flags, path], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // What a client's library says of itself is read only when it ends early.
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => (complaints = (complaints + text.toString()).slice(-4000)))
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    if (!line.startsWith('{"port"')) continue
    const { port } = JSON.parse(line) as { port: number }
    child.stdout.resume()
    return {
      child,
      port,
      async end() {
        child.kill(flags.length > 0 ? 'SIGINT' : 'SIGKILL')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      },
    }
  }
  throw new Error(`${file} ended before it listened: ${complaints}`)
}
